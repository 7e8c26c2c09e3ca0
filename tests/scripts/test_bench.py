"""Every figure of the bench can still be measured: each is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import needs

if TYPE_CHECKING:
    from pathlib import Path

needs.require("posix")  # its terminal is a pseudo-terminal

import bench  # noqa: E402

pytestmark = pytest.mark.sampled(3)


@pytest.mark.slow
@pytest.mark.parametrize("figure", bench.FIGURES, ids=lambda figure: figure.name)
def test_a_figure_can_be_measured(figure: bench.Figure, tmp_path: Path) -> None:
    if figure.name.startswith("voice"):
        needs.require("espeak", "miniaudio")
    ours, floor = next(figure.pairs(tmp_path))
    assert ours > 0
    assert floor > 0
