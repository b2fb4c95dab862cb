"""What the numbers of a text speak of, in terms of the tables."""
