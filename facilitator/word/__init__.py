"""Word plans: the school's own .docx, read by its labels and filled in place; the only room with lxml."""
