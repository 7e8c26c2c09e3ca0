"""A document as a form: labels, blocks and grids found by a layout, and copies of what is too few."""
