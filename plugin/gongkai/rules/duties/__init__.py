"""G6xx, G7xx: what the law lets an office do, and by when."""
