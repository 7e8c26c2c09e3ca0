"""Forms made by other programs are filled in, and other programs open what was filled in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import docx
import pytest
from lxml import etree

from facilitator.files.plans import new_plan, open_plan, save_plan
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.field_values import Value
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from facilitator.script.loading import load_script
from facilitator.word.document.xml import Element, W
from facilitator.word.writing_choices import Choices
from tests.word.foreign_forms import as_fodt, as_html, by_python_docx
from tests.word.packing import MAIN, parts_of, sample
from tests.word.programs import PANDOC, SOFFICE, by_pandoc, by_soffice, needs_pandoc, needs_soffice

pytestmark = pytest.mark.sampled(2)

if TYPE_CHECKING:
    from docx.table import _Row as Row

pytestmark = pytest.mark.slow

SCRIPT = load_script("support-plan")

KINDS = [
    pytest.param("writer", marks=needs_soffice),
    pytest.param("writer-amended", marks=needs_soffice),
    pytest.param("web-page", marks=needs_soffice),
    pytest.param("saved-again", marks=needs_soffice),
    pytest.param("pandoc", marks=needs_pandoc),
    "python-docx",
    "our-own",
    "s000_01_word",
    "s000_18_python_docx",
]

SAID = {
    "child": ("child", "I can say “help” – and “stop”.", "The hall & the bell: <too> loud."),
    "mum": ("parent", "He sleeps better.\nHe tells me about his day.", "Mondays, still."),
    "alder": ("school", "Bo asks Miss Alder's colour cards for a rest 😀.", "Transitions – après-midi."),
    "orwin": ("practitioner", "Two new signs", "The waiting list is long"),
}
LABELS = {
    "child": "Child View",
    "mum": "Parent View",
    "alder": "School View",
    "orwin": "Practitioners Views",
}
NAMES = {"child": "Bo", "mum": "Mrs Quill", "alder": "Miss Alder", "orwin": "Ms Orwin"}
FIELDS = ("achieved", "barriers", "next")
ANSWERS = 1 + 2 * len(SAID) + 3 * (len(FIELDS) + 1)
"""How many boxes the review fills: its date, two columns of views, and a row for each of three outcomes."""
WITHOUT_NUMBERS = ("saved-again", "s000_01_word", "s000_18_python_docx")
"""Forms whose empty rows of outcomes say no number yet; the review puts it in."""


class Written(NamedTuple):
    """A form before and after its review, and the plan that was written."""

    before: bytes
    after: bytes
    plan: Plan


# The review


def _review(plan: Plan, *, amends: bool) -> Review:
    return Review(
        id="r-new",
        period=2,
        date=dt.date(2026, 3, 12),
        people=[Person(id=one, name=NAMES[one], perspective=SAID[one][0]) for one in SAID],  # type: ignore[arg-type]
        entries=[
            *(
                Entry(id=f"s-{one}-{topic}", by=one, field=topic, value=text)
                for one, (_, *texts) in SAID.items()
                for topic, text in zip(("working", "not_working"), texts, strict=True)
            ),
            *(entry for item in plan.of("outcome") for entry in _said(item, amends=amends)),
        ],
        scores=[_score(item) for item in plan.of("outcome")],
        actions=[
            Action(id="a1", what="Move Bo's peg", who="Miss Alder", by=dt.date(2026, 3, 20), about="o2")
        ],
    )


def _said(outcome: Item, *, amends: bool) -> Iterator[Entry]:
    number, about = outcome.number, outcome.id
    for field in FIELDS:
        text = f"What was {field} of {number}"
        yield Entry(id=f"s{number}-{field}", by="alder", field=field, value=text, about=about)
    if amends and number == 2:
        new = "Bo will ask for a rest with a whole sentence."
        yield Entry(id="s-new", field="amended_wording", value=new, about=about)
    delivered = "no" if number == 3 else "yes"
    yield Entry(id=f"s{number}-delivered", field="delivered", value=delivered, about=about)
    decision = "amend" if amends and number == 2 else "keep"
    yield Entry(id=f"s{number}-decision", field="decision", value=decision, about=about)


def _score(outcome: Item) -> Score:
    number, about = outcome.number, outcome.id
    if number == 2:
        shown = [Position(person="mum", number=2), Position(person="alder", number=4)]
        return Score(field="progress", about=about, result="not_agreed", shows=[shown])
    return Score(field="progress", about=about, result="agreed", number=4, support_not_given=number == 3)


# The forms


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for all documents, and a data folder that is not the developer's."""
    made = tmp_path_factory.mktemp("documents")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("FACILITATOR_DATA", str(made / "data"))
        yield made


@pytest.fixture(scope="module")
def forms(folder: Path) -> dict[str, bytes]:
    """The form as each program makes it that is there."""
    found = {name: sample(name) for name in ("s000_01_word", "s000_18_python_docx")}
    found |= {"python-docx": by_python_docx(), "our-own": _our_own(folder / "our-own.docx")}
    page = folder / "web-page.html"
    page.write_bytes(as_html())
    if PANDOC:
        found["pandoc"] = by_pandoc(page, folder / "pandoc.docx")
    if SOFFICE:
        (folder / "writer.fodt").write_bytes(as_fodt())
        (folder / "saved-again.docx").write_bytes(sample())
        to = folder / "by-soffice"
        made = by_soffice("docx", [folder / "writer.fodt", folder / "saved-again.docx"], to)
        made |= by_soffice("docx:MS Word 2007 XML", [page], to, reading="HTML (StarWriter)")
        found |= {name: path.read_bytes() for name, path in made.items()}
        found["writer-amended"] = found["writer"]
    return found


def _our_own(path: Path) -> bytes:
    items = []
    for number in (1, 2, 3):
        outcome = f"o{number}"
        wording: dict[str, Value] = {"wording": f"Bo will ask for help – in goal {number}"}
        mat: dict[str, Value] = {"place": "education", "what": "Word mat", "who": "Miss Alder"}
        items += [
            Item(id=outcome, kind="outcome", number=number, fields=wording),
            Item(id=f"{outcome}.1", kind="step", under=outcome, fields={"wording": "Bo points."}),
            Item(id=f"{outcome}.p1", kind="provision", under=outcome, fields=mat),
        ]
    held = Review(
        id="r-1",
        period=1,
        date=dt.date(2025, 12, 4),
        people=[Person(id=CHILD, name="Bo", perspective="child")],
        entries=[Entry(id="r-1.s1", by=CHILD, field="working", value="The quiet corner.")],
        scores=[
            Score(field="progress", about=f"o{number}", result="agreed", number=3) for number in (1, 2, 3)
        ],
    )
    child = Child(full_name="Bo Quill", class_name="Year 4")
    plan = Plan(id="p-bo", format="support-plan", children=[child], items=items, reviews=[held])
    new_plan(path, plan)
    return path.read_bytes()


@pytest.fixture(scope="module")
def written(folder: Path, forms: dict[str, bytes]) -> dict[str, Written]:
    """Each form after its second review, written as a meeting writes it."""
    to = folder / "written"
    to.mkdir()
    return {name: _write(to / f"{name}.docx", data) for name, data in forms.items()}


def _write(path: Path, data: bytes) -> Written:
    path.write_bytes(data)
    opened = open_plan(path)
    opened.ready_for_review()
    amends = path.stem == "writer-amended"
    plan = write_into(opened.plan, _review(opened.plan, amends=amends), SCRIPT)
    save_plan(opened, plan, choices=Choices(add=amends))
    return Written(data, path.read_bytes(), open_plan(path).plan)


@pytest.fixture(scope="module")
def reopened(folder: Path, written: dict[str, Written]) -> dict[str, Path]:
    """What LibreOffice saves of each written form."""
    return by_soffice("docx", [folder / "written" / f"{name}.docx" for name in written], folder / "reopened")


# What is in them


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", KINDS)
def test_the_form_is_read_and_the_review_stands_in_it(kind: str, written: dict[str, Written]) -> None:
    plan = written[kind].plan
    assert len(plan.of("outcome", ended=True)) == 3 + (kind == "writer-amended")
    assert [(review.period, review.date) for review in plan.reviews] == [
        (1, dt.date(2025, 12, 4)),
        (2, dt.date(2026, 3, 12)),
    ]
    review = plan.reviews[1]
    assert [(score.result, score.number) for score in review.scores] == [
        ("agreed", 4),
        ("not_agreed", None),
        ("agreed", 4),
    ]
    said = {
        (review.person(one.by).perspective, one.field, one.value)
        for one in review.entries
        if one.about is None
    }
    assert said == {
        (whose, topic, text)
        for whose, *texts in SAID.values()
        for topic, text in zip(("working", "not_working"), texts, strict=True)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_python_docx_finds_the_words_beside_their_labels(kind: str, written: dict[str, Written]) -> None:
    document = docx.Document(io.BytesIO(written[kind].after))
    rows = [_texts(row) for table in document.tables for row in table.rows]
    for person, (_, *texts) in SAID.items():
        _, second, third = (row for row in rows if row[0].startswith(LABELS[person]))
        for cell, text in zip(second[-2:], texts, strict=True):
            assert [line.strip() for line in text.split("\n")] == [
                line.removeprefix(f"{NAMES[person]}: ").strip() for line in cell.split("\n")
            ]
        assert not any(third[1:])


def _texts(row: Row) -> list[str]:
    """Return the texts of a row's cells; python-docx repeats a cell that covers several columns."""
    return list({cell._tc: cell.text for cell in row.cells}.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_other_part_is_the_same_to_the_byte(kind: str, written: dict[str, Written]) -> None:
    before, after = (parts_of(data) for data in (written[kind].before, written[kind].after))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [MAIN]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "writer-amended" not in str(kind)])
def test_nothing_has_changed_but_the_boxes_that_were_filled(kind: str, written: dict[str, Written]) -> None:
    before, after = (etree.fromstring(parts_of(data)[MAIN]) for data in written[kind][:2])
    boxes = list(zip(before.iter(f"{{{W}}}tc"), after.iter(f"{{{W}}}tc"), strict=True))
    changed = [pair for pair in boxes if _canonical(pair[0]) != _canonical(pair[1])]
    assert len(changed) == ANSWERS + 3 * (kind in WITHOUT_NUMBERS)
    for old, new in changed:
        assert not "".join(old.itertext()).strip()
        assert "".join(new.itertext()).strip()
        for box in (old, new):
            for child in box.findall(f"{{{W}}}p"):
                box.remove(child)
    assert _canonical(before) == _canonical(after)


def _canonical(element: Element) -> bytes:
    return etree.tostring(element, method="c14n")


@needs_soffice
@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_opens_it_and_saves_the_same_plan(
    kind: str, written: dict[str, Written], reopened: dict[str, Path]
) -> None:
    again = open_plan(reopened[kind])
    assert not again.word or not again.word.problems
    # Its id is of the file that lies there, and this is another file.
    assert again.plan.model_copy(update={"id": "x"}) == written[kind].plan.model_copy(update={"id": "x"})


@needs_soffice
def test_libreoffice_prints_every_one_of_them(folder: Path, written: dict[str, Written]) -> None:
    paths = [folder / "written" / f"{name}.docx" for name in written]
    for name, printed in by_soffice("pdf", paths, folder / "printed").items():
        data = printed.read_bytes()
        assert data.count(b"/Type/Page/") >= 2, name


# The samples that are not filled in


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("s000_20_password", "word.has-password"),
        ("s000_23_truncated", "word.cut-short"),
    ],
)
def test_what_cannot_be_read_is_left_alone(name: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(sample(name))
    with pytest.raises(Refusal) as refused:
        open_plan(path)
    assert refused.value.code == code
    assert path.read_bytes() == sample(name)


def test_a_plan_that_is_full_takes_no_fourth_review(tmp_path: Path) -> None:
    path = tmp_path / "full.docx"
    path.write_bytes(sample("s000_09_all_full"))
    opened = open_plan(path)
    assert [review.period for review in opened.plan.reviews] == [1, 2, 3]
    with pytest.raises(Refusal) as refused:
        write_into(opened.plan, _review(opened.plan, amends=False), SCRIPT)
    assert refused.value.code == "review.plan-used-up"
    assert path.read_bytes() == sample("s000_09_all_full")
