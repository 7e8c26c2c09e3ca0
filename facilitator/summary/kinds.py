"""The kinds of file that a paper can be, each with its renderer, which is imported when it is first used."""

from __future__ import annotations

from pathlib import Path

from facilitator.summary.audiences import template_folders
from facilitator.summary.page import Page

KINDS = ("html", "txt")
"""By the endings of their files."""


def kinds_of(audience: str, prompts: Path | None = None) -> list[str]:
    """Return the kinds of file that a paper for an audience can be: none where it has no template."""
    has_one = any((folder / f"{audience}.j2").is_file() for folder in template_folders(prompts))
    return list(KINDS) if has_one else []


def as_file(page: Page, kind: str, prompts: Path | None = None) -> bytes:
    """Return a page as a whole file of a kind; `prompts` is a school's own folder, whose look comes first."""
    if kind == "html":
        from facilitator.summary.as_html import as_html

        return as_html(page, template_folders(prompts)).encode()
    from facilitator.summary.as_text import as_text

    return as_text(page).encode()
