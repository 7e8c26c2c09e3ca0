"""A review as papers that people can take home, each for an audience and as a kind of file."""
