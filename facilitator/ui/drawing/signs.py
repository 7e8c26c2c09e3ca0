"""Small drawings that stand with a word on a tile, made of characters that every terminal has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.plan.manners import Band
    from facilitator.script.models import Face, Script

_YES = ("    /", "\\  / ", " \\/  ")
_NO = ("\\ /", " X ", "/ \\")
_UNSURE = (".-.", " .'", " o ")
_LOST = (".-. .-.", " .'  .'", " o   o ")
_A_BIT = ("   ", "---", "   ")

_DRAWN: dict[str, tuple[str, tuple[str, ...]]] = {
    "yes": ("✓", _YES),
    "no": ("✗", _NO),
    "a_bit": ("~", _A_BIT),
    "yes_but": ("✓…", ("    /    ", "\\  /     ", " \\/  . . .")),
    "not_sure": ("?", _UNSURE),
    "dont_know": ("?", _UNSURE),
    "not_understood": ("??", _LOST),
    "something_else": ("…", ("     ", ". . .", "     ")),
}
"""The sign and the larger drawing of set answers that are the same everywhere, by what they mean."""


def sign_of(meaning: str) -> str:
    """Return the sign of a set answer, or nothing where it has none."""
    return _DRAWN.get(meaning, ("", ()))[0]


def drawing_of(meaning: str) -> tuple[str, ...]:
    """Return the larger drawing of a set answer, its lines of one width; none where it has none."""
    return _even(_DRAWN.get(meaning, ("", ()))[1])


def face_sign(face: Face, band: Band) -> str:
    """Return a face in a few characters; the oldest get a plain mark."""
    return face.mark if band == "12-18" and face.mark else face.drawing


def face_drawing(face: Face, band: Band) -> tuple[str, ...]:
    """Return a face in several lines of one width, or none: the oldest get a plain mark alone."""
    return () if band == "12-18" and face.mark else _even(tuple(face.large.splitlines()))


def sign_of_column(column: str, script: Script, band: Band) -> str:
    """Return the face that means what a column of a board means, or nothing."""
    face = next((face for face in script.scale.faces if face.id == column), None)
    return face_sign(face, band) if face else ""


def _even(lines: tuple[str, ...]) -> tuple[str, ...]:
    width = max(map(len, lines), default=0)
    return tuple(line.ljust(width) for line in lines)
