"""What the program raises when it will not go on, as a code whose sentence stands in `prompts/words/`."""

from __future__ import annotations


class Refusal(Exception):
    """A request that was refused, with nothing written.

    `code` names the sentence in the catalogue (`file.not-found`), `values` fill its fields. Values may
    hold a child's words, so they are shown to the person at the keyboard and never logged.
    """

    exit_code = 1

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.code!r}, {self.values!r})"


class NeedsDecision(Refusal):
    """A request that only a person can answer; `options` are the command-line answers, in order."""

    exit_code = 3

    def __init__(self, code: str, options: tuple[str, ...], **values: object) -> None:
        super().__init__(code, **values)
        self.options = options
