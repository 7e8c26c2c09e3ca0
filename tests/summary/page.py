"""Reads a summary in HTML back as a person would see it: who said what, and every piece of people's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"meta", "br", "hr", "img", "link", "input", "col"}


@dataclass
class Page(HTMLParser):
    """What stands on a page. `said` holds name, manner and words; `words` all words; `tags` every tag."""

    said: list[tuple[str, str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, str]] = []
        self._by: list[str] | None = None
        self._name = self._how = self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in _EMPTY:
            return
        kind = dict(attrs).get("class") or ""
        self._open.append((tag, kind))
        if kind == "by":
            self._name = self._how = ""
            self._by = []
        if "words" in kind.split():
            self._words = ""

    def handle_endtag(self, tag: str) -> None:
        opened, kind = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        if "words" in kind.split():
            self.words.append(self._words)
            if self._by is not None:
                self.said.append((self._name, self._how, self._words))
                self._by = None

    def handle_data(self, data: str) -> None:
        self.text += data
        kinds = [kind for _, kind in self._open]
        if any("words" in kind.split() for kind in kinds):
            self._words += data
        elif "by" in kinds and "name" in kinds:
            self._name += data
        elif "how" in kinds:
            self._how += data


def read_page(html: str) -> Page:
    """Return what stands on a page; every tag must be closed where it should be."""
    page = Page()
    page.feed(html)
    page.close()
    assert page._open == []
    return page


def one_line(text: str) -> str:
    """Return words as wrapping leaves them: each run of white space one space."""
    return " ".join(text.split())
