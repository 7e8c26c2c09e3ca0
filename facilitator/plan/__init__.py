"""The nouns: a plan, its outcomes and its reviews. No input, no output, no screen."""
