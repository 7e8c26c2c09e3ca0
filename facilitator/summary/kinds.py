"""The kinds of file that a paper can be, each with its renderer, which is imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from facilitator.summary.audiences import audience_of, template_folders
from facilitator.summary.page import Page


class Look(NamedTuple):
    """What a school has of its own for its papers: a folder of prompts, and a letterhead for Word.

    `sender` are the lines under an e-mail: the school's name and how to reach it. `pictures` says whether a
    child's papers have any.
    """

    prompts: Path | None = None
    letterhead: Path | None = None
    sender: tuple[str, ...] = ()
    pictures: bool = True


def _html(page: Page, look: Look) -> bytes:
    from facilitator.summary.as_html import as_html

    return as_html(page, template_folders(look.prompts)).encode()


def _pdf(page: Page, _look: Look) -> bytes:
    from facilitator.summary.as_pdf import press_of_run

    press = press_of_run()
    return press.pdf(press.fits(page) or page)


def _word(page: Page, look: Look) -> bytes:
    from facilitator.summary.as_word import as_word

    return as_word(page, look.letterhead)


def _text(page: Page, _look: Look) -> bytes:
    from facilitator.summary.as_text import as_text

    return as_text(page).encode()


def _email(page: Page, look: Look) -> bytes:
    from facilitator.summary.as_text import as_text
    from facilitator.summary.email_draft import as_letter, email_draft

    return email_draft(page, as_letter(as_text(page), look.sender), _pdf(page, look))


_RENDERERS: dict[str, Callable[[Page, Look], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _word,
    "txt": _text,
    "eml": _email,
}

DATES = "ics"
"""The kind that holds no page: the dates of a review, for a calendar."""

KINDS = (*_RENDERERS, DATES)
"""By the endings of their files."""


def kinds_of(audience: str, prompts: Path | None = None) -> list[str]:
    """Return the kinds of file that a paper for an audience can be: none where it has no template."""
    if not any((folder / f"{audience}.j2").is_file() for folder in template_folders(prompts)):
        return []
    return [kind for kind in KINDS if kind != DATES or audience_of(audience).of == "summary"]


def as_file(page: Page, kind: str, look: Look) -> bytes:
    """Return a page as a whole file of a kind of those that hold one."""
    return _RENDERERS[kind](page, look)
