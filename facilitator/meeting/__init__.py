"""The conversation: pure. (script, plan, events) -> the next turn, and in the end the review."""
