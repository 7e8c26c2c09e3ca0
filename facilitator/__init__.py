"""The facilitator: guides the chair, turn by turn, through a child's support plan review."""

import os
import sys
from importlib import import_module
from types import ModuleType

# No plugin of another package is looked for, which takes time, or let near a child's words.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class _NoPlugins(ModuleType):
    """What pydantic asks for plugins: it has none, and does not load the list of all packages to say so.

    Whatever else is asked of it, now or by another version of pydantic, the module itself answers.
    """

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # what Python itself asks of every module
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        return getattr(import_module(self.__name__), name)


sys.modules.setdefault("pydantic.plugin._loader", _NoPlugins("pydantic.plugin._loader"))

__version__ = "0.1.0"
