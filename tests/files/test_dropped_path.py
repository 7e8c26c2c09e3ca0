"""A file that is typed or dragged onto the window is found in every way that a terminal writes it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from facilitator.files.dropped_path import dropped_path, looks_like_path

NAMES = ["dog.jpg", "my dog.jpg", "it's 100% (old).jpg", "Żółw & kot #1?.jpg", 'a "b".jpg', "two  spaces.jpg"]


@pytest.mark.parametrize("name", NAMES)
def test_each_way_leads_to_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.touch()
    escaped = "".join(f"\\{one}" if one in " '()&#?\"%" else one for one in str(path))
    ways = [str(path), f" {path} ", f'"{path}"', f"'{path}'", escaped, f"file://{quote(str(path))}"]
    assert [dropped_path(one) for one in ways] == [path] * len(ways)


def test_home_is_known_and_somebody_elses_is_a_name_like_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "dog.jpg").touch()
    assert dropped_path("~/dog.jpg") == tmp_path / "dog.jpg"
    assert dropped_path('"~/dog.jpg"') == tmp_path / "dog.jpg"
    assert dropped_path("~nobody-has-this/dog.jpg") == Path("~nobody-has-this/dog.jpg")


@pytest.mark.parametrize("typed", ["", '"', "file://[", "\\", "a\0b", "x" * 5000])
def test_nothing_that_is_typed_is_too_odd(typed: str) -> None:
    assert isinstance(dropped_path(typed), Path)


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("dog.jpg", True), ("/home/x/dog", True), ("~/dog", True), ("C:\\x\\dog", True), ("'a b.png'", True),
        ("to Mum", False), ("of my dog", False), ("it is my dog.", False),
    ],
)  # fmt: skip
def test_words_that_only_begin_like_the_command_are_no_file(typed: str, is_one: bool) -> None:
    assert looks_like_path(typed) is is_one
