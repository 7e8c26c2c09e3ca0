"""Awkward Word plans of the support-plan form, each with what must be written, asked or refused."""

from __future__ import annotations

from tests.word import (
    variants_of_blocks,
    variants_of_forms,
    variants_of_names,
    variants_of_shape,
    variants_of_words,
)
from tests.word.variants_of_blocks import add_row, paste_box
from tests.word.varying import VARIANTS, Variant

__all__ = [
    "VARIANTS",
    "Variant",
    "add_row",
    "paste_box",
    "variants_of_blocks",
    "variants_of_forms",
    "variants_of_names",
    "variants_of_shape",
    "variants_of_words",
]
