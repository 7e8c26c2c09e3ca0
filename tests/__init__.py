"""A package, because some libraries install a package called `tests` of their own."""
