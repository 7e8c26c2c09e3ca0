"""The summary of a review: what it holds, how it looks, and where it is written."""
