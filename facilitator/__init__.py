"""The facilitator: guides the chair, turn by turn, through a child's support plan review."""

import os

# No plugin of another package is looked for, which takes time, or let near a child's words.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "0.1.0"
