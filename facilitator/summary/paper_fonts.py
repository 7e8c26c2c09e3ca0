"""The fonts of PDFs: packages bring them, so that a page is a page on every computer; none is run."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.plan.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typst import Fonts

OWN = ("manimgx_fonts", "fontpkg_almarai", "fontpkg_hind_siliguri")
"""Packages that the program comes with."""
MORE = ("manimgx_fonts_cjk",)
"""Packages of the extra `fonts`: Chinese, Japanese and Korean."""

# Noto's own Arabic and Bengali put letters together from parts, each of which a PDF would read as a letter.
_FIRST = ("Noto Sans", "Almarai", "Hind Siliguri")
_LAST = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK TC", "Noto Sans CJK HK")
OF_RARE_ARABIC = ("Noto Sans", "Noto Sans Arabic")
"""Families for a word in Arabic letters of which Almarai has not all."""


def own_fonts() -> Fonts:
    """Return the program's own fonts alone. Raises Refusal: a package of them is missing."""
    return _fonts(map(_folder, OWN))


def all_fonts(*, of_system: bool) -> Fonts:
    """Return the program's own fonts, then those of the extra, if it is there, then the computer's."""
    there = [name for name in MORE if find_spec(name)]
    return _fonts(map(_folder, (*OWN, *there)), of_system=of_system)


def families(fonts: Fonts, own: Fonts) -> list[str]:
    """Return the families in the order in which they are asked for a letter; typst asks all others itself."""
    wanted = dict.fromkeys((*_FIRST, *sorted(own.families()), *_LAST))
    there = set(fonts.families())
    return [name for name in wanted if name in there]


def _fonts(folders: Iterable[Path], *, of_system: bool = False) -> Fonts:
    from typst import Fonts

    return Fonts(include_system_fonts=of_system, include_embedded_fonts=False, font_paths=list(folders))


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise Refusal("pdf.not-here", problem=package)
    return Path(found.submodule_search_locations[0])
