"""Small pictures for a child, drawn from OpenMoji or a school's own files with the extra `pictures`."""
