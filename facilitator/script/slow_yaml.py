"""PyYAML's parser in pure Python, for computers where its C parser is missing."""

from __future__ import annotations

from yaml.composer import Composer
from yaml.parser import Parser as _Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class Parser(Reader, Scanner, _Parser, Composer):
    """Text in, nodes out, as the C parser does."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        _Parser.__init__(self)
        Composer.__init__(self)
