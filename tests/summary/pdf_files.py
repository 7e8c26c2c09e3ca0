"""What tests look for in a PDF: its words, and what a screen reader needs of it."""

from __future__ import annotations

import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf

from facilitator.summary.page import Page

_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f]")


def text_of_pdf(pdf: bytes, *options: str) -> str:
    """Return the text of a PDF as another program reads it (Debian's poppler-utils)."""
    read = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return _DIRECTIONS.sub("", read.stdout.decode())


def words_of_pdf(pdf: bytes) -> str:
    """Return its words, with one space between each two."""
    return " ".join(text_of_pdf(pdf).replace("\u200b", "").split())


def letters(text: str) -> Counter[str]:
    """Count the letters that are seen, however they are composed."""
    return Counter(unicodedata.normalize("NFKD", _UNSEEN.sub("", text)))


def lost(page: Page, pdf: bytes) -> Counter[str]:
    """Return the letters that a page has more often than its PDF."""
    return letters(" ".join(seen_texts(page))) - letters(text_of_pdf(pdf, "-raw"))


def seen_texts(page: Page) -> Iterator[str]:
    """Yield the texts that are to be seen: all but what a picture says in words, and how it is drawn."""
    for block in page.blocks:
        yield from _seen(block)


def _seen(thing: Any) -> Iterator[str]:
    unseen = {"alt", "kind", "role", "tone"}
    if isinstance(thing, tuple):
        for one in thing:
            yield from _seen(one)
    elif isinstance(thing, str):
        yield thing
    elif hasattr(thing, "__dataclass_fields__"):
        for name in thing.__dataclass_fields__.keys() - unseen:
            yield from _seen(getattr(thing, name))


def findings(pdf: bytes) -> list[str]:
    """Return what is wrong with a PDF as PDF/UA-1, as far as pdfua and we can tell: nothing, it is hoped."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.pdf")
        path.write_bytes(pdf)
        report = pdfua.validate(str(path))
    found = [f"{one.rule_id}: {one.message}" for one in report.findings]
    with pikepdf.open(BytesIO(pdf)) as opened:
        return found + sorted(set(_of_document(opened)) | set(_of_tags(opened)) | set(_of_pages(opened)))


def elements(pdf: Any) -> Iterator[Any]:
    """Yield the elements of the tree that a screen reader walks, in its order."""
    waiting: list[Any] = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if "/S" in node:
            yield node
        below = node.get("/K", [])
        below = list(below) if isinstance(below, pikepdf.Array) else [below]
        waiting += [one for one in reversed(below) if isinstance(one, pikepdf.Dictionary)]


def kinds(pdf: bytes) -> list[str]:
    """Return the kinds of its elements in the order of reading: `H1`, `P`, `TH` and so on."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [str(one.S)[1:] for one in elements(opened)]


def _of_document(pdf: Any) -> Iterator[str]:
    root = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "no title"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title is not shown"
    with pdf.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "does not say that it is PDF/UA-1"


def _of_tags(pdf: Any) -> Iterator[str]:
    last = 0
    for element in elements(pdf):
        kind = str(element.S)[1:]
        if re.fullmatch("H[1-6]", kind):
            if int(kind[1]) > last + 1:
                yield f"a heading of level {kind[1]} after one of {last}"
            last = int(kind[1])
        if kind in ("Figure", "Formula") and not str(element.get("/Alt", "")).strip():
            yield "a picture without its words"
        if kind == "TH":
            held: Any = element.get("/A", [])
            several = list(held) if isinstance(held, pikepdf.Array) else [held]
            if not any("/Scope" in one for one in several if isinstance(one, pikepdf.Dictionary)):
                yield "a header without its scope"


def _of_pages(pdf: Any) -> Iterator[str]:
    for page in pdf.pages:
        if page.get("/Tabs") != "/S":
            yield "tabs do not go in the order of reading"
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            inner = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
            embedded = any(f"/FontFile{number}" in inner for number in ("", 2, 3))
            if not embedded or "/ToUnicode" not in font:
                yield f"{font.get('/BaseFont')} is not embedded with its letters"
