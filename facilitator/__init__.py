"""The facilitator: guides the chair, turn by turn, through a child's support plan review."""

import os
import sys
from types import SimpleNamespace

# No plugin of another package is looked for, which takes time, or let near a child's words.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
# Nor is the list of all installed packages loaded, by which pydantic would look for them.
sys.modules.setdefault("pydantic.plugin._loader", SimpleNamespace(get_plugins=tuple))  # type: ignore[arg-type]

__version__ = "0.1.0"
