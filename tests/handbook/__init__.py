"""What the handbook shows, held to what the software does."""
