"""PyYAML's parser in pure Python, for computers where its C parser is missing.

Left alone it takes less than the C parser does: no question in curly brackets (`{all: Why?}`), and no tab
between words. A school's own wording must not be good on one computer and refused on the next.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.composer import Composer
from yaml.parser import Parser as _Parser
from yaml.parser import ParserError
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import FlowEntryToken, ValueToken

_ENDS_A_KEY = re.compile(r":\?")


class Parser(Reader, Scanner, _Parser, Composer):
    """Text in, nodes out, as the C parser does."""

    def __init__(self, text: str) -> None:
        self._seen_as: dict[str, str] = {}
        self._between_tokens = False
        Reader.__init__(self, text)
        Scanner.__init__(self)
        _Parser.__init__(self)
        Composer.__init__(self)

    def peek(self, index: int = 0) -> str:
        """Return a letter to come as the scanner is to see it; the words themselves are taken by `prefix`."""
        letter: str = super().peek(index)
        if letter == "\t" and self._between_tokens and (self.flow_level or not self.allow_simple_key):
            return " "
        return self._seen_as.get(letter, letter)

    def scan_plain(self) -> Any:
        """Scan words without quotation marks: a question mark is a letter of them, a tab is a space."""
        start = self.get_mark()
        self._seen_as = {"?": "x", "\t": " "}
        token = super().scan_plain()
        self._seen_as = {}
        ends = self.peek() == ":" and self.peek(1) in ",[]{}"
        if self.flow_level and (ends or _ENDS_A_KEY.search(token.value)):
            raise ScannerError("while scanning words", start, "found unexpected ':'", self.get_mark())
        return token

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:
        """Scan what lies between two words, and refuse a tab that stands for an indent."""
        begun = self.pointer
        found = super().scan_plain_spaces(indent, start_mark)
        _, *begun_lines = self.buffer[begun : self.pointer].split("\n")
        if any("\t" in line[:indent] for line in begun_lines):
            raise ScannerError(
                "while scanning words", start_mark, "found a tab for an indent", self.get_mark()
            )
        return found

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        """Scan what stands behind `|` or `>`, which a comment may follow without a space."""
        self._seen_as = {"#": " "}
        found = super().scan_block_scalar_indicators(start_mark)
        self._seen_as = {}
        return found

    def parse_flow_sequence_entry_mapping_key(self) -> Any:
        """Take a question mark in a list as what stands before a key, which there has to be words."""
        event = super().parse_flow_sequence_entry_mapping_key()  # type: ignore[no-untyped-call]
        empty = getattr(event, "value", None) == "" and event.start_mark is event.end_mark
        if empty and self.check_token(ValueToken, FlowEntryToken):
            raise ParserError("while parsing a list", event.start_mark, "found no key", event.end_mark)
        return event

    def scan_to_next_token(self) -> None:
        """Pass over what lies between two tokens: tabs too, but where they would stand for an indent."""
        self._between_tokens = True
        super().scan_to_next_token()
        self._between_tokens = False
