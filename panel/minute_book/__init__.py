"""The minute book: the written minutes, from the first draft to the signature."""
