"""Both themes can be read: 7:1 for every text on every ground."""

from __future__ import annotations

import pytest

from facilitator.ui.themes import DAY, NIGHT

TEXT_ON_GROUND: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "raised"),
    ("quiet", "paper"),
    ("quiet", "raised"),
    ("accent-ink", "paper"),
    ("accent-ink", "raised"),
    ("on-accent", "accent-ink"),
    ("on-alarm", "alarm"),
)
"""Every pair of text and ground that the screens use."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour such as #12161c (WCAG 2)."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("pair", TEXT_ON_GROUND, ids="-on-".join)
def test_text_stands_out(colours: dict[str, str], pair: tuple[str, str]) -> None:
    light, dark = sorted((luminance(colours[name]) for name in pair), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_both_themes_name_the_same_colours() -> None:
    assert DAY.keys() == NIGHT.keys()
