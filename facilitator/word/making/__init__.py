"""New documents of our own design, made from a layout."""
