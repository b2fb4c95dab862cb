"""The vocabulary: of texts, of search, and what the rows of the forms mean; data and loaders."""
