"""The pictures of the handbook, made from the real program, and the committed ones held against them."""
