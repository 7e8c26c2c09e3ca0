"""A Word file: its bytes and parts, its paragraphs, tables and cells, and the check of what was written."""
