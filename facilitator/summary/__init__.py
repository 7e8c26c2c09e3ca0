"""A review as a page that people can take home: for everyone, with all that was said, and for the child."""

from facilitator.summary.papers import make_paper

__all__ = ["make_paper"]
