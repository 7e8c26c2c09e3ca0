"""A new plan from its format's empty form: a council's own is grown as it is, and a wrong one is refused."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from lxml import etree

import make_form
from facilitator.files.plans import new_plan, open_plan
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import Child
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.script.loading import find_prompts
from facilitator.script.words_by_key import explain
from facilitator.word.document.cell_writer import put
from facilitator.word.document.change_check import Changes
from facilitator.word.document.runs import Manner
from facilitator.word.document.xml import Element
from facilitator.word.empty_form import FORM_FILE, form_findings
from facilitator.word.form.keys import Key
from tests.cli.running import call
from tests.word.new_plans import attribute, document, form, reading, view, w
from tests.word.packing import MAIN, SETTINGS, TYPES, changed, pack, parts_of, sample

CHILD = "Bo & Quill <x>"
HINT = "By the end of year ? the child will"


def plan_of(outcomes: int, provision: int = 1) -> Plan:
    items = []
    for number in range(1, outcomes + 1):
        outcome = f"o{number}"
        wording: dict[str, Value] = {"wording": f"Wording {number}"}
        items.append(Item(id=outcome, kind="outcome", number=number, fields=wording))
        for row in range(1, provision + 1):
            what: dict[str, Value] = {"place": "education", "what": f"What {number}.{row}"}
            items.append(Item(id=f"{outcome}.p{row}", kind="provision", under=outcome, fields=what))
    return Plan(id="plan-1", format="support-plan", children=[Child(full_name=CHILD)], items=items)


@pytest.fixture
def prompts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(find_prompts(), tmp_path / "prompts"))


def with_form(prompts: Path, data: bytes) -> Path:
    (prompts / "support-plan" / FORM_FILE).write_bytes(data)
    return prompts


def refused(prompts: Path, tmp_path: Path) -> str:
    """The sentence with which a new plan is refused; nothing is written then."""
    path = tmp_path / "new.docx"
    with pytest.raises(Refusal) as refusal:
        new_plan(path, plan_of(1), prompts=prompts)
    assert not path.exists()
    return explain(refusal.value)


# Grown


@pytest.mark.parametrize("outcomes", [0, 1, 2, 60])
def test_a_plan_comes_back_from_the_form_that_grew_for_it(outcomes: int, tmp_path: Path) -> None:
    path = tmp_path / "new.docx"
    plan = plan_of(outcomes, provision=3)
    made = new_plan(path, plan)
    assert made.left_out == ()
    opened = open_plan(path)
    assert opened.word
    assert (opened.word.notices, opened.word.unread, opened.word.problems) == ((), (), ())
    read = opened.plan
    assert [(one.kind, one.number, one.fields) for one in read.items] == [
        (one.kind, one.number, one.fields) for one in plan.items
    ]
    room = {key.item for key in opened.word.reading.found if key.item}
    assert room == set(range(1, (outcomes or 3) + 1))


def test_the_tables_of_each_outcome_are_called_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "new.docx"
    new_plan(path, plan_of(3))
    captions = [attribute(one) for one in document(path.read_bytes()).iter(w("tblCaption"))]
    counted = Counter(one for one in captions if one.startswith("Outcome"))
    assert counted == {f"Outcome for this year: {number}": 2 for number in (1, 2, 3)}


def test_the_name_stands_at_the_foot_of_each_page_and_in_no_property(tmp_path: Path) -> None:
    path = tmp_path / "new.docx"
    new_plan(path, plan_of(1))
    parts = parts_of(path.read_bytes())
    footer = etree.fromstring(parts["word/footer1.xml"])
    assert "".join(footer.itertext(w("t"))) == f"{CHILD} – Support PlanPage 1 of 1"
    assert next(footer.iter(w("showingPlcHdr")), None) is None
    unseen = {name for name in parts if name not in (MAIN, "word/footer1.xml")}
    assert not [name for name in unseen if b"Quill" in parts[name]]


def test_a_margin_that_does_not_ask_for_the_name_stays_as_it_is(prompts: Path, tmp_path: Path) -> None:
    data = changed(form(), ("word/footer1.xml", b'w:val="child.name"', b'w:val="school.name"'))
    new_plan(tmp_path / "new.docx", plan_of(1), prompts=with_form(prompts, data))
    made = parts_of((tmp_path / "new.docx").read_bytes())
    assert made["word/footer1.xml"] == parts_of(data)["word/footer1.xml"]


def test_a_document_that_an_earlier_version_made_is_read_as_before(tmp_path: Path) -> None:
    """That version built documents of its own, without a form."""
    (tmp_path / "before.docx").write_bytes(sample("made_before_forms"))
    before = open_plan(tmp_path / "before.docx")
    demo = open_plan(find_prompts() / "demo" / "demo.plan.json").plan
    now = new_plan(tmp_path / "now.docx", demo)
    assert before.word
    assert now.word
    values = now.word.reading.values()
    for key in [key for key, lines in values.items() if key.records == "outcome.next" and key.review]:
        values[key] = [
            line for line in values[key] if "owner not yet agreed" not in line
        ]  # said nowhere then
    assert before.word.reading.values() == {key: lines for key, lines in values.items() if lines}
    assert set(before.word.reading.found) == set(now.word.reading.found)
    assert (before.word.notices, before.word.unread) == ((), ())


# A council's own


def council_form() -> bytes:
    """Our form with what councils put into theirs: hints, tick boxes, controls, a drop-down."""
    parts = parts_of(form())
    root = document(form())
    found = reading("support-plan", root).found

    def cell(key: Key) -> Element:
        element: Element = found[key][0].slot.cell.element  # type: ignore[union-attr]
        return element

    put(found[Key("outcome.wording", item=1)][0].slot, [HINT], Manner(), Changes())
    for key in (Key("step.wording", each="outcome", item=1), Key("review.date", review=1)):
        paragraph = cell(key).find(w("p"))
        assert paragraph is not None
        kind = "date" if key.review else "text"
        paragraph.append(control(kind, "Click or tap here to enter text."))
    put(found[Key("plan.pep")][0].slot, ["☐ Yes ☐ No"], Manner(), Changes())
    put(
        found[Key("outcome.barriers", item=1, review=1)][0].slot,
        ["Met / not met"],
        Manner(),
        Changes(),
    )
    score = cell(Key("outcome.progress", item=1, review=1)).find(w("p"))
    assert score is not None
    score.append(control("dropDownList", "Choose an item."))
    return pack({**parts, MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def control(kind: str, shown: str) -> Element:
    space = f'xmlns:w="{w("")[1:-1]}"'
    items = '<w:listItem w:value="3" w:displayText="3"/>' if kind == "dropDownList" else ""
    return etree.fromstring(
        f'<w:sdt {space}><w:sdtPr><w:id w:val="{ord(kind[1])}"/><w:showingPlcHdr/>'
        f"<w:{kind}>{items}</w:{kind}>"
        f'</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
        f"<w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def test_a_councils_form_keeps_its_hints_boxes_and_controls(prompts: Path, tmp_path: Path) -> None:
    with_form(prompts, council_form())
    assert [one.code for one in form_findings(prompts)] == ["word.form-filled"]
    layout = prompts / "support-plan" / "layout.yaml"
    words = layout.read_text(encoding="utf-8")
    layout.write_text(words.replace("hints:\n", "hints:\n  - Met / not met\n"), encoding="utf-8")
    assert list(form_findings(prompts)) == []
    path = tmp_path / "new.docx"
    made = new_plan(path, plan_of(0), prompts=prompts)
    root = document(path.read_bytes())
    said = [one.text for one in view(path.read_bytes()).walk()]
    assert said.count(HINT) == 2 * 3, "in the cell of each outcome, and in its paragraph"
    assert "☐ Yes ☐ No" in said
    assert said.count("Met / not met") == 2 * 3, "in each outcome's row of the first review"
    kinds = Counter(kind for kind in ("text", "date", "dropDownList") for _ in root.iter(w(kind)))
    assert kinds == {"text": 3, "date": 1, "dropDownList": 3}, (
        "one for each outcome, and those of the reviews"
    )
    assert len(list(root.iter(w("showingPlcHdr")))) == 7
    ids = [attribute(one) for one in root.iter(w("id"))]
    assert len(ids) == len(set(ids))
    assert made.word
    assert made.word.plan.items == []


def test_an_answer_goes_under_a_hint_and_into_a_control(prompts: Path, tmp_path: Path) -> None:
    with_form(prompts, changed(council_form(), (MAIN, b"Met / not met", HINT.encode())))
    path = tmp_path / "new.docx"
    new_plan(path, plan_of(2), prompts=prompts)
    opened = open_plan(path, prompts)
    assert [one.words("wording") for one in opened.plan.of("outcome")] == ["Wording 1", "Wording 2"]
    assert HINT in "\n".join(one.text for one in view(path.read_bytes()).walk())


@pytest.mark.parametrize(
    "change",
    [
        (TYPES, b"document.main+xml", b"template.main+xml"),
        (SETTINGS, b"<w:zoom", b'<w:documentProtection w:edit="forms" w:enforcement="1"/><w:zoom'),
        (SETTINGS, b"<w:zoom", b"<w:trackRevisions/><w:zoom"),
    ],
    ids=["template", "protected", "tracked"],
)
def test_a_form_may_be_a_template_or_protected_or_track_changes(
    change: tuple[str, bytes, bytes], prompts: Path, tmp_path: Path
) -> None:
    path = tmp_path / "new.docx"
    new_plan(path, plan_of(2), prompts=with_form(prompts, changed(form(), change)))
    parts = parts_of(path.read_bytes())
    assert b"template" not in parts[TYPES]
    assert b"<w:ins " not in parts[MAIN]
    if change[0] == SETTINGS:
        assert change[2] in parts[SETTINGS], "it keeps its own settings"
    assert len(open_plan(path, prompts).plan.of("outcome")) == 2


def test_a_form_with_more_room_than_a_plan_needs_keeps_it(prompts: Path, tmp_path: Path) -> None:
    new_plan(tmp_path / "three.docx", plan_of(0))
    parts = parts_of((tmp_path / "three.docx").read_bytes())
    root = etree.fromstring(parts[MAIN])
    for text in root.iter(w("t")):
        text.text = (text.text or "").replace(CHILD, "")
    data = pack({**parts, MAIN: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})
    path = tmp_path / "new.docx"
    new_plan(path, plan_of(1), prompts=with_form(prompts, data))
    opened = open_plan(path, prompts)
    assert [one.number for one in opened.plan.of("outcome")] == [1]
    assert opened.word
    assert {key.item for key in opened.word.reading.found if key.item} == {1, 2, 3}


def test_a_number_in_a_box_of_its_own_is_written_once(prompts: Path, tmp_path: Path) -> None:
    layout = prompts / "support-plan" / "layout.yaml"
    words = layout.read_text(encoding="utf-8")
    old = "      - {records: step.wording,"
    number = "      - {records: outcome.number, answer: [right], labels: [Number of the outcome]}\n"
    assert old in words
    layout.write_text(words.replace(old, number + old), encoding="utf-8")
    assert make_form.main([str(layout.parent), "--replace"]) == 0
    made = new_plan(tmp_path / "new.docx", plan_of(2), prompts=prompts)
    assert made.word
    texts = [made.word.reading.text(Key("outcome.number", item=number)) for number in (1, 2)]
    assert texts == ["1", "2"]


# Refused, and found by the check


def filled() -> bytes:
    root = document(form())
    slot = reading("support-plan", root).found[Key("child.full_name")][0].slot
    put(slot, ["Another Child"], Manner(), Changes())
    return pack({**parts_of(form()), MAIN: etree.tostring(root)})


def ticked() -> bytes:
    root = document(form())
    slot = reading("support-plan", root).found[Key("plan.pep")][0].slot
    put(slot, ["☒"], Manner(), Changes())
    return pack({**parts_of(form()), MAIN: etree.tostring(root)})


def of_another_kind() -> bytes:
    return b"not a document"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (filled, "is not empty: something stands at “Name”"),
        (ticked, "is not empty: something stands at “PEP”"),
        (of_another_kind, "although its name says that it is a Word document"),
        (lambda: b"", "cannot be used. The file is empty"),
        (lambda: form()[:-400], "this Word document is missing"),
    ],
)
def test_a_form_that_is_filled_in_or_none_is_refused_and_found_by_the_check(
    data: Callable[[], bytes], says: str, prompts: Path, tmp_path: Path
) -> None:
    with_form(prompts, data())
    assert says in refused(prompts, tmp_path)
    checked = call("formats", "check", prompts)
    assert checked.code == 1
    assert says in checked.out
    assert FORM_FILE in checked.out
    assert "Traceback" not in checked.err


def test_a_form_that_is_a_folder_is_refused(prompts: Path) -> None:
    (prompts / "support-plan" / FORM_FILE).unlink()
    (prompts / "support-plan" / FORM_FILE).mkdir()
    checked = call("formats", "check", prompts)
    assert checked.code == 1
    assert FORM_FILE in checked.out


def test_a_form_without_a_layout_is_told_of(prompts: Path) -> None:
    (prompts / "support-plan" / "layout.yaml").unlink()
    assert [one.code for one in form_findings(prompts)] == ["word.form-without-layout"]


def test_the_check_names_the_labels_that_a_form_lacks(prompts: Path, tmp_path: Path) -> None:
    data = changed(form(), (MAIN, b"Using advice from:", b"Thanks to"))
    with_form(prompts, data)
    checked = call("formats", "check", prompts)
    assert checked.code == 1
    assert "The form has no place for “Using advice from”, which layout.yaml asks for." in checked.out
    made = new_plan(tmp_path / "new.docx", plan_of(1), prompts=prompts)
    assert made.word, "what it has is filled in all the same"


def test_a_field_that_a_form_need_not_have_is_not_missed(prompts: Path) -> None:
    layout = prompts / "support-plan" / "layout.yaml"
    words = layout.read_text(encoding="utf-8")
    old = "{records: outcome.advice, answer"
    assert old in words
    layout.write_text(words.replace(old, "{records: outcome.advice, new: false, answer"), encoding="utf-8")
    with_form(prompts, changed(form(), (MAIN, b"Using advice from:", b"Thanks to")))
    assert list(form_findings(prompts)) == []


def test_a_folder_without_a_form_uses_the_programs_own_if_its_layout_fits(
    prompts: Path, tmp_path: Path
) -> None:
    (prompts / "support-plan" / FORM_FILE).unlink()
    assert list(form_findings(prompts)) == []
    new_plan(tmp_path / "fits.docx", plan_of(1), prompts=prompts)
    layout = prompts / "support-plan" / "layout.yaml"
    words = (
        layout.read_text(encoding="utf-8")
        .replace("Using advice from:", "Thanks to")
        .replace("Advice from", "Th")
    )
    layout.write_text(words, encoding="utf-8")
    said = refused(prompts, tmp_path)
    assert said.startswith("The plan format support-plan has no empty Word form to start from.")
    assert str(prompts / "support-plan" / FORM_FILE) in said


# The script


def test_the_script_replaces_a_form_only_where_that_is_asked_for(
    prompts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_form(prompts, b"a council's own")
    folder = str(prompts / "support-plan")
    path = prompts / "support-plan" / FORM_FILE
    assert make_form.main([folder]) == 1
    assert "--replace" in capsys.readouterr().err
    assert path.read_bytes() == b"a council's own"
    assert make_form.main([folder, "--replace"]) == 0
    assert path.read_bytes() == form()
    assert docx.Document(str(path)).core_properties.title == "Support Plan"


def test_the_script_says_where_a_format_has_no_layout(
    prompts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (prompts / "support-plan" / "layout.yaml").unlink()
    assert make_form.main([str(prompts / "support-plan")]) == 1
    assert "has no layout.yaml" in capsys.readouterr().err
    with pytest.raises(Refusal):
        make_form.main([str(prompts / "nowhere")])
