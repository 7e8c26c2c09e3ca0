"""The commands, their exit codes and what they say."""
