"""G3xx: what a report must have and must not leave open."""
