"""Filling the places of a form with words, in the form's own hand."""

from __future__ import annotations

from facilitator.files.word.slots import AfterSlot, BoxSlot, CellSlot, Slot, UnderSlot
from facilitator.files.word.view import Spot

__all__ = ["AfterSlot", "BoxSlot", "CellSlot", "Slot", "Spot", "UnderSlot"]
