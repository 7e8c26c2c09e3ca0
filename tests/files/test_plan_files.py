"""Plan files: what is written reads back the same, and what is wrong is said in a sentence."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.files import os_errors, plan_text, plans
from facilitator.files.atomic_saving import Conflict
from facilitator.files.folders import backups_path, short_name
from facilitator.files.plan_text import parse, render
from facilitator.files.plans import new_plan, open_plan, plans_in, save_plan
from facilitator.plan.plan import SCHEMA_VERSION, Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.words_by_key import Catalogue, explain

ROOT = Path(__file__).parents[2]
AREAS = ("disk", "file", "folder", "journal", "plan", "save")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "one.plan.json"


@pytest.fixture
def written(path: Path, plan: Plan) -> dict[str, Any]:
    """The JSON of a plan that lies at `path`."""
    new_plan(path, plan)
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


OF_SCHEMA_3: dict[str, Any] = {
    "schema_version": 3,
    "id": "plan-one",
    "format": "support-plan",
    "child": {"full_name": "Tomos Ó Briain"},
    "outcomes": [{"id": "o1", "number": 1, "wording": "Reads to a friend"}],
}


def refusal_of(path: Path, data: bytes | dict[str, Any]) -> Refusal:
    """What opening a file with these contents is refused with."""
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    with pytest.raises(Refusal) as refused:
        open_plan(path)
    assert refused.value.values["path"] == str(path)
    assert sentence(refused.value)
    return refused.value


def sentence(refusal: Refusal) -> str:
    """The sentence of a refusal, with its fields filled."""
    return explain(refusal)


def test_a_plan_reads_back_the_same(path: Path, plan: Plan) -> None:
    written = new_plan(path, plan)
    opened = open_plan(path)
    assert opened == written
    assert opened.plan == plan


def test_the_file_is_plain_to_read(path: Path, plan: Plan) -> None:
    new_plan(path, plan)
    text = path.read_bytes().decode()
    assert text.startswith('{\n  "$schema": "facilitator-plan.schema.json",\n  "schema_version": 4,\n')
    assert text.endswith("\n}\n")
    assert "Tomos Ó Briain" in text


def test_saving_keeps_the_old_version_and_goes_on_from_the_new(path: Path, plan: Plan) -> None:
    first = new_plan(path, plan)
    before = path.read_bytes()
    second = save_plan(first, plan.model_copy(update={"number": 2}))
    third = save_plan(second, plan.model_copy(update={"number": 3}))
    assert open_plan(path) == third
    assert third.plan.number == 3
    oldest = min(backups_path(plan.id).iterdir())
    assert oldest.read_bytes() == before


def test_two_chairs_on_one_plan(path: Path, plan: Plan) -> None:
    new_plan(path, plan)
    mine, theirs = open_plan(path), open_plan(path)
    save_plan(theirs, plan.model_copy(update={"number": 2}))
    with pytest.raises(Conflict):
        save_plan(mine, plan.model_copy(update={"number": 3}))
    assert open_plan(path).plan.number == 2


def test_a_plan_that_would_not_read_back_is_not_saved(path: Path, plan: Plan) -> None:
    opened = new_plan(path, plan)
    child = plan.child.model_copy(update={"full_name": "  two  spaces "})  # passes no gate
    with pytest.raises(Refusal) as refused:
        save_plan(opened, plan.with_child(child))
    assert refused.value.code == "save.not-the-same"
    assert open_plan(path) == opened


def test_a_new_plan_needs_a_name_that_says_so(tmp_path: Path, plan: Plan) -> None:
    for name, code in (("one.json", "file.needs-ending"), ("one.odt", "file.needs-ending")):
        with pytest.raises(Refusal) as refused:
            new_plan(tmp_path / name, plan)
        assert refused.value.code == code
        assert sentence(refused.value)


def test_a_byte_order_mark_is_no_trouble(path: Path, plan: Plan) -> None:
    new_plan(path, plan)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert open_plan(path).plan == plan


def test_another_order_of_keys_is_no_trouble(path: Path, written: dict[str, Any], plan: Plan) -> None:
    path.write_text(json.dumps(dict(reversed(written.items()))), encoding="utf-8")
    opened = open_plan(path)
    assert opened.plan == plan
    assert save_plan(opened, plan).plan == plan


def test_an_older_version_is_brought_up_to_date(path: Path) -> None:
    path.write_text(json.dumps(OF_SCHEMA_3 | {"schema_version": 1}), encoding="utf-8")
    opened = open_plan(path)
    assert opened.plan.item("o1").words("wording") == "Reads to a friend"
    save_plan(opened, opened.plan)
    assert json.loads(path.read_bytes())["schema_version"] == SCHEMA_VERSION


def test_control_characters_are_shown_and_not_sent(path: Path, written: dict[str, Any]) -> None:
    written["children"][0]["communication"] = "signs \u001b]0;title\u0007"
    path.write_text(json.dumps(written), encoding="utf-8")
    assert open_plan(path).plan.child.communication == "signs ␛]0;title␇"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b" \n\t\r\n", "file.empty"),
        (bytes(4096), "file.empty"),
        (b"PK\x03\x04 and so on", "file.word-by-another-name"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "file.word-by-another-name"),
        (b'{"id": "caf\xe9"}', "plan.not-utf-8"),
        ('{"id": 1}'.encode("utf-16"), "plan.not-utf-8"),
        (b'{"schema_version": 2, "id"', "plan.cut-short"),
        (b'{"schema_version": 2, "id": "on', "plan.cut-short"),
        (b'{"schema_version": 2; "id": 1}', "plan.broken"),
        (b'{"schema_version": 2} {}', "plan.broken"),
        (b'{"schema_version": 2} and more', "plan.broken"),
        (b'{"schema_version": 2, "id": tr', "plan.cut-short"),
        (b'{"schema_version": 2, "id": "\\u00', "plan.cut-short"),
        (b"[]", "plan.not-a-plan"),
        (b'"a plan"', "plan.not-a-plan"),
        (b'{"name": "another program"}', "plan.not-a-plan"),
        (b'{"child": {}, "outcomes": []}', "plan.no-version"),
        (b'{"schema_version": "2"}', "plan.version-unknown"),
        (b'{"schema_version": true}', "plan.version-unknown"),
        (b'{"schema_version": 0}', "plan.version-unknown"),
        (b'{"schema_version": 2.0}', "plan.version-unknown"),
        (b'{"schema_version": 1, "reviews": ["one"]}', "plan.old-and-wrong"),
        (b'{"schema_version": 1, "reviews": 7}', "plan.old-and-wrong"),
        (b'{"schema_version": %s}' % (b"1" * 5000), "plan.number-too-long"),
        (b'{"schema_version": 2, "number": NaN}', "plan.not-a-number"),
        (b'{"schema_version": 2, "number": -Infinity}', "plan.not-a-number"),
        (b'{"schema_version": 2, "number": 1e999}', "plan.not-a-number"),
        (b'{"a": ' + b"[" * 60 + b"]" * 60 + b"}", "plan.too-deep"),
        (b"[" * 90_000, "plan.too-deep"),
        (b"[" * 4_000_000, "plan.too-many"),
        (b"{" + b",".join(b'"%d": 0' % n for n in range(110_000)) + b"}", "plan.too-many"),
        (b"[" + b"{}," * 20_001 + b"0]", "plan.too-many"),
    ],
    ids=lambda value: value[:12] if isinstance(value, bytes) else value,
)
def test_what_is_no_plan_is_refused(path: Path, data: bytes, code: str) -> None:
    assert refusal_of(path, data).code == code


def test_a_cut_at_any_byte_is_refused(path: Path, plan: Plan) -> None:
    new_plan(path, plan)
    data = path.read_bytes().rstrip()
    for length in range(len(data)):
        code = refusal_of(path, data[:length]).code
        assert code in {"file.empty", "plan.cut-short", "plan.not-utf-8"}


def test_the_place_of_a_cut_is_said(path: Path) -> None:
    refusal = refusal_of(path, b'{\n  "schema_version": 2,\n  "id": "on')
    assert (refusal.values["line"], refusal.values["column"]) == (3, 9)


def test_a_key_that_stands_twice_is_refused_with_its_place(path: Path, plan: Plan) -> None:
    new_plan(path, plan)
    data = path.read_bytes()
    name = b'"full_name": '
    twice = data.replace(name, b'"full_name": "Tom", ' + name)
    assert refusal_of(path, twice).values["where"] == "children, item 1, full_name"
    twice = data.replace(b'"id": "plan-one"', b'"id": "plan-one", "items": [{}, {"a": 1, "b": 2, "b": 2}]')
    refusal = refusal_of(path, twice)
    assert (refusal.code, refusal.values["where"]) == ("plan.key-twice", "items, item 2, b")


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"children": [{"full_name": 7}]}, "plan.field-wrong", "children, item 1, full_name"),
        ({"items": [{"id": [], "kind": "outcome"}]}, "plan.field-wrong", "items, item 1, id"),
        ({"children": [{}]}, "plan.field-missing", "children, item 1, full_name"),
        ({"children": []}, "plan.field-wrong", "children"),
        ({"colour": "red"}, "plan.field-unknown", "colour"),
        ({"a\u001bb": 1}, "plan.field-unknown", "a␛b"),
    ],
)
def test_a_wrong_field_is_named_in_words(
    path: Path, written: dict[str, Any], change: dict[str, Any], code: str, where: str
) -> None:
    refusal = refusal_of(path, written | change)
    assert (refusal.code, refusal.values["where"]) == (code, where)
    assert "Tomos" not in repr(refusal.values) + sentence(refusal)


def test_parts_that_contradict_each_other_are_said(path: Path, written: dict[str, Any]) -> None:
    outcome = {"id": "o1", "kind": "outcome", "number": 1, "fields": {"wording": "Reads to a friend"}}
    refusal = refusal_of(path, written | {"items": [outcome, outcome]})
    assert refusal.code == "plan.at-odds"
    assert "o1" in sentence(refusal)


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"child": {"full_name": 7}}, "plan.field-wrong", "child, full_name"),
        ({"child": {}}, "plan.field-missing", "child, full_name"),
        ({"outcomes": [{"id": []}]}, "plan.field-wrong", "outcomes, item 1, id"),
        ({"items": []}, "plan.field-unknown", "items"),
        (
            {"reviews": [{"id": "r1", "period": 1, "people": []}]},
            "plan.field-missing",
            "reviews, item 1, date",
        ),
    ],
)
def test_what_is_wrong_in_a_plan_of_before_is_named_by_its_place_in_that_file(
    path: Path, change: dict[str, Any], code: str, where: str
) -> None:
    data = json.dumps(OF_SCHEMA_3 | change).encode()
    refusal = refusal_of(path, data)
    assert (refusal.code, refusal.values["where"]) == (code, where)
    assert path.read_bytes() == data


def _of_before(*, outcome: dict[str, Any] | None = None, **review: Any) -> dict[str, Any]:
    held = {"id": "r1", "period": 1, "date": "2026-03-12", "people": [], **review}
    return {"reviews": [held | ({"outcomes": [{"outcome": "o1", **outcome}]} if outcome else {})]}


SAID = {"id": "s1", "text": "So it is", "speaker": "everyone", "topic": "hope"}


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"other_plans": [{"kind": "ehc"}, {"kind": "hope", "in_place": True}]}, "no-field",
         "other_plans, item 2"),
        (_of_before(outcome={"score": {"result": "agreed", "number": 9}}), "not-on-scale",
         "reviews, item 1, outcomes, item 1, score, number"),
        (_of_before(statements=[SAID]), "no-field", "reviews, item 1, statements, item 1, topic"),
        (_of_before(outcome={"statements": [SAID]}), "no-field",
         "reviews, item 1, outcomes, item 1, statements, item 1, topic"),
        (_of_before(outcome={"choices": {"specialist": "hope"}}), "no-option",
         "reviews, item 1, outcomes, item 1, choices, specialist"),
        (_of_before(choices={"plan_future": "hope"}), "no-option", "reviews, item 1, choices, plan_future"),
        (_of_before(outcome={"score": {"result": "agreed"}}), "at-odds-in",
         "reviews, item 1, outcomes, item 1, score"),
        (_of_before(statements=[SAID | {"match": {"kind": "not_now"}}]), "at-odds-in",
         "reviews, item 1, statements, item 1, match"),
    ],
)  # fmt: skip
def test_what_does_not_fit_in_a_plan_of_before_is_named_by_its_place_in_that_file(
    path: Path, change: dict[str, Any], code: str, where: str
) -> None:
    refusal = refusal_of(path, json.dumps(OF_SCHEMA_3 | change).encode())
    assert (refusal.code.partition(".")[2], refusal.values["where"]) == (code, where)


def test_a_plan_of_before_whose_parts_contradict_each_other_is_refused(path: Path) -> None:
    outcome = OF_SCHEMA_3["outcomes"][0]
    refusal = refusal_of(path, OF_SCHEMA_3 | {"outcomes": [outcome, outcome | {"number": 2}]})
    assert refusal.code == "plan.at-odds"
    assert "o1" in sentence(refusal)


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"items": [{"id": "x", "kind": "hope"}]}, "conformity.no-kind", "items, item 1, kind"),
        (
            {"items": [{"id": "x", "kind": "outcome", "number": 1, "fields": {"colour": "red"}}]},
            "conformity.no-field",
            "items, item 1, fields, colour",
        ),
        (
            {"entries": [{"id": "e", "field": "pep", "value": "perhaps"}]},
            "conformity.wrong-type",
            "entries, item 1, value",
        ),
    ],
)
def test_a_plan_is_held_to_its_format_when_it_is_opened(
    path: Path, written: dict[str, Any], change: dict[str, Any], code: str, where: str
) -> None:
    refusal = refusal_of(path, written | change)
    assert (refusal.code, refusal.values["where"]) == (code, where)
    assert where in sentence(refusal)


def test_saving_sweeps_what_an_earlier_crash_left(path: Path, plan: Plan) -> None:
    left = path.with_name(f".{short_name(plan.id)}.0123456789abcdef.tmp")
    left.write_bytes(b"half a plan")
    os.utime(left, (0, 0))
    new_plan(path, plan)
    assert not left.exists()


def test_a_newer_version_is_refused(path: Path, written: dict[str, Any]) -> None:
    refusal = refusal_of(path, written | {"schema_version": SCHEMA_VERSION + 1})
    assert refusal.code == "plan.newer"
    assert f"version {SCHEMA_VERSION + 1}" in sentence(refusal)


def test_a_huge_file_is_refused_unread(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
        with pytest.raises(Refusal) as refused:
            open_plan(path)
    assert refused.value.code == "file.too-large"
    assert "50 MB" in sentence(refused.value)


def test_a_file_that_grew_after_it_was_measured_is_refused(path: Path) -> None:
    path.write_bytes(b"x" * 101)
    with pytest.raises(Refusal) as refused:
        plans._read_at_most(path, 100)
    assert refused.value.code == "file.too-large"
    assert plans._read_at_most(path, 101) == b"x" * 101


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.docx").write_bytes(b"PK")
    (tmp_path / "folder.plan.json").mkdir()
    expected = {"none.plan.json": "file.not-found", "folder.plan.json": "file.is-folder"}
    expected |= {"one.docx": "word.cut-short", "one.docx/in.plan.json": "file.not-found"}
    expected["n" * 300] = "file.bad-name"
    for name, code in expected.items():
        with pytest.raises(Refusal) as refused:
            open_plan(tmp_path / name)
        assert refused.value.code == code
        assert sentence(refused.value)


@pytest.mark.needs("posix")
def test_a_pipe_is_refused_without_waiting(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(Refusal) as refused:
        open_plan(path)
    assert refused.value.code == "file.not-a-file"


def test_a_folder_lists_its_plans_by_name(tmp_path: Path) -> None:
    for name in ("b.plan.json", "A.PLAN.JSON", "c.json", ".hidden.plan.json", ".0a.1b.tmp"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder.plan.json").mkdir()
    assert [path.name for path in plans_in(tmp_path)] == ["A.PLAN.JSON", "b.plan.json"]


def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refusal) as refused:
        plans_in(tmp_path / "none")
    assert refused.value.code == "folder.not-found"

    def forbidden(_: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(Refusal) as refused:
        plans_in(tmp_path)
    assert refused.value.code == "folder.not-allowed"


@given(st.text(max_size=40), st.text(max_size=80), st.dates())
def test_any_words_come_back(name: str, words: str, born: Any) -> None:
    child = {"full_name": f"A{name}", "communication": words, "date_of_birth": born.isoformat()}
    data = {"schema_version": 2, "id": "p", "format": "f", "child": child}
    plan = parse(json.dumps(data).encode())
    assert parse(render(plan)) == plan


@given(st.binary(max_size=300) | st.text(alphabet='{}[]",:0123aeu\\ \n', max_size=300).map(str.encode))
def test_any_bytes_are_refused_and_nothing_else(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        parse(data)
    assert sentence(refused.value)


def test_the_quick_way_and_the_careful_way_agree(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    data = render(plan)
    careful: list[bytes] = []
    real = plan_text._text

    def watched(text: bytes) -> str:
        careful.append(text)
        return real(text)

    monkeypatch.setattr(plan_text, "_text", watched)
    assert parse(data) == plan
    assert careful == []
    assert parse(data + b"\n") == plan
    assert careful == [data + b"\n"]


def words() -> dict[str, str]:
    """Every sentence of the areas that this room refuses in."""
    catalogue = Catalogue(ROOT / "prompts")
    return {code: text for area in AREAS for code, text in catalogue.words(area).items()}


def test_every_code_has_a_sentence_and_every_sentence_a_use() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "facilitator").rglob("*.py")]
    unused = [code for code in words() if not any(f'"{code}"' in source for source in sources)]
    assert [code for code in unused if not code.startswith("disk.why-")] == []  # see tests/phrases
    ours = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "facilitator" / "files").glob("*.py"))
    codes = set(re.findall(rf'"((?:{"|".join(AREAS)})\.[a-z0-9-]+)"', ours))
    assert len(codes) > 40
    assert codes <= set(words())


def test_the_sentences_of_system_errors_can_be_filled(tmp_path: Path) -> None:
    for number in range(1, 133):
        error = OSError(number, os.strerror(number))
        for make in (os_errors.read_refusal, os_errors.write_refusal):
            assert "Tomos" not in sentence(make(error, tmp_path / "Tomos.plan.json"))
        assert sentence(os_errors.folder_refusal(error, tmp_path))
