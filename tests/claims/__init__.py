"""What the numbers of a text speak of: the corpus of sentences, names, time."""
