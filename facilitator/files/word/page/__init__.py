"""What stands on the pages of a document: paragraphs, tables and cells, and putting words into them."""
