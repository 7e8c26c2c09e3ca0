"""A package that holds one program."""
