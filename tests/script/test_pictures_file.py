"""A file of pictures: what is wrong in it has its line and one sentence, and a school adds its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.script.check import check_prompts
from facilitator.script.pictures import PICTURES_FILE, load_pictures, own_file
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import say
from facilitator.script.yaml_source import Finding

HALL = "  - {id: our-hall, file: hall.png, words: [hall]}\n"


def written(folder: Path, pictures: str, before: str = "") -> Path:
    (folder / "hall.png").write_bytes(b"\x89PNG")
    (folder / PICTURES_FILE).write_text(f"{before}pictures:\n{pictures}", encoding="utf-8")
    return folder


WRONG = [
    (HALL + "  - {id: our-hall, code: 1F3EB, words: [gate]}\n", "script.repeated-picture", 3),
    ("  - {id: a, words: [gate]}\n", "script.picture-of-what", 2),
    ("  - {id: a, code: 1F3EB, file: hall.png, words: [gate]}\n", "script.picture-of-what", 2),
    ("  - {id: a, code: 1f3eb, words: [gate]}\n", "script.not-an-id", 2),
    ("  - {id: a, code: ../1F3EB, words: [gate]}\n", "script.not-an-id", 2),
    ("  - {id: a, file: ../hall.png, words: [gate]}\n", "script.picture-outside", 2),
    ("  - {id: a, file: /hall.png, words: [gate]}\n", "script.picture-outside", 2),
    ("  - {id: a, file: 'C:\\hall.png', words: [gate]}\n", "script.picture-outside", 2),
    ("  - {id: a, file: hall.svg, words: [gate]}\n", "script.picture-outside", 2),
    ("  - {id: a, file: gate.png, words: [gate]}\n", "script.picture-missing", 2),
    ("  - {id: a, code: 1F3EB, words: ['...', '']}\n", "script.picture-without-words", 2),
    (HALL + "  - {id: b, code: 1F3EB, words: [gate, hall]}\n", "script.words-of-two-pictures", 3),
    (HALL + "  - {id: b, code: 1F3EB, words: [halls]}\n", "script.words-of-two-pictures", 3),
    ("  - {id: b, code: 1F3EB, words: [Halls]}\n" + HALL, "script.words-of-two-pictures", 2),
    ("  - {id: a, code: 1F3EB, words: []}\n", "script.wrong-value", 2),
    ("  - {id: a, code: 1F3EB, words: [gate], sounds: loud}\n", "script.unknown-key", 2),
]


@pytest.mark.parametrize(("pictures", "code", "line"), WRONG)
def test_what_is_wrong_has_its_line_and_a_sentence(
    tmp_path: Path, pictures: str, code: str, line: int
) -> None:
    (tmp_path / "school.yaml").write_text("", encoding="utf-8")
    found = check_prompts_of_pictures(written(tmp_path, pictures))
    assert [(one.code, one.line) for one in found][:1] == [(code, line)]
    assert say(found[0].code, file=found[0].file, line=line, **found[0].values)


def check_prompts_of_pictures(folder: Path) -> list[Finding]:
    return [one for one in check_prompts(folder) if one.file.name == PICTURES_FILE]


@pytest.mark.parametrize("before", ["answers: {good: nowhere}\n", "points: [sad, nowhere]\n"])
def test_a_picture_of_an_answer_must_be_there(tmp_path: Path, before: str) -> None:
    found = check_prompts_of_pictures(written(tmp_path, HALL, before))
    assert [(one.code, one.line) for one in found] == [("script.unknown-picture", 1)]


def test_words_may_call_two_pictures_of_different_ages(tmp_path: Path) -> None:
    young, old = "ages: [4-7]", "ages: [8-11, 12-18]"
    lines = (f"  - {{id: {ages[7]}, code: 1F3EB, words: [gate], {ages}}}\n" for ages in (young, old))
    folder = written(tmp_path, "".join(lines))
    assert check_prompts_of_pictures(folder) == []
    found = {band: load_pictures(folder).of_line("The gate!", band) for band in ("4-7", "8-11")}
    assert {band: one.id for band, one in found.items() if one} == {"4-7": "4", "8-11": "8"}


def test_a_school_adds_its_own_and_the_programs_stay(tmp_path: Path) -> None:
    own, ours = load_pictures(written(tmp_path, HALL)), load_pictures()
    for line, wanted in (("the hall", "our-hall"), ("the hall is loud", "our-hall"), ("my dog", "dog")):
        found = own.of_line(line, "8-11")
        assert found is not None
        assert found.id == wanted
    assert own.answers == ours.answers
    assert len(own.pictures) == len(ours.pictures) + 1


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(b"")
    written(inside, HALL)
    picture = load_pictures(inside).by_id["our-hall"]
    assert own_file(inside, picture) == inside / "hall.png"
    (inside / "hall.png").unlink()
    (inside / "hall.png").symlink_to(tmp_path / "secret.png")
    assert own_file(inside, picture) is None
    assert [one.code for one in check_prompts_of_pictures(inside)] == ["script.picture-outside"]


def test_the_program_has_its_pictures() -> None:
    pictures = load_pictures()
    assert len(pictures.pictures) >= 200
    assert not check_prompts_of_pictures(find_prompts())
    for count in (2, 3, 4, 5, 10):
        points = [pictures.of_point(place, count, "4-7") for place in range(count)]
        assert points[0] is not None
        assert points[-1] is not None
        assert (points[0].id, points[-1].id) == (pictures.points[0], pictures.points[-1])
