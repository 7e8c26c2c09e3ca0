"""What only asks for words goes when the answer comes; fields of old forms are read and filled as fields."""

from __future__ import annotations

import pytest
from lxml import etree

from facilitator.script.layouts import load_layout
from facilitator.script.loading import find_prompts
from facilitator.word.form.prepared_layout import form_of
from tests.word.awkward import WORD, Document, base, paragraph, w, x
from tests.word.holding import begin, opened, results
from tests.word.judging import DAY, PROMPTS
from tests.word.packing import MAIN, parts_of
from tests.word.variants_of_blocks import no_date_cell
from tests.word.variants_of_forms import text_field

LAYOUT = load_layout("support-plan", find_prompts())
assert LAYOUT is not None
FORM = form_of(LAYOUT)


def filled(d: Document) -> Document:
    """Return a document with its next review."""
    way = next(results(begin(d.data())))
    assert way.filled is not None
    return Document(parts_of(way.filled.data), etree.fromstring(parts_of(way.filled.data)[MAIN]))


def all_of(d: Document, purpose: str) -> str:
    return "".join(text.text or "" for text in d.cell(purpose).iter(w("t")))


@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_prompt_is_no_answer_and_goes_when_the_answer_comes(prompt: str) -> None:
    made = base(WORD)
    made.say("r2.school.working", prompt)
    made.say("r2.o1.barriers", prompt)
    assert all_of(filled(made), "r2.school.working") == "Mr Lacey: Zqschoolworking stays calm"
    assert all_of(filled(made), "r2.o1.barriers") == "Zqo1barriers stays calm"


def test_a_prompt_without_an_answer_stays() -> None:
    made = base(WORD)
    made.say("r3.school.working", "Please write here...")
    assert all_of(filled(made), "r3.school.working") == "Please write here..."


def test_where_changes_are_marked_a_prompt_stays_beside_the_answer() -> None:
    made = base(WORD)
    made.say("r2.school.working", "Please write here...")
    settings = made.parts["word/settings.xml"].replace(b"<w:zoom", b"<w:trackRevisions/><w:zoom")
    made.parts["word/settings.xml"] = settings
    assert all_of(filled(made), "r2.school.working").endswith("stays calm")


@pytest.mark.parametrize(
    "words",
    [
        "Please write home about the trip, he says.",
        "Insert earplugs before assembly.",
        "Select a partner for him.",
        "Choose an item of clothing herself.",
        "Click or tap the right picture.",
        "Enter text into the tablet with help.",
        "(Mum) He sleeps well.",
        "Please tick: ☒ Yes ☐ No",
        "Please tick ☐ Yes ☐ No",
        "Please circle: 1 2 3 4 5",
        "Enter your name: Mina",
        "Type here",
    ],
)
def test_a_sentence_that_begins_like_a_prompt_is_somebodys(words: str) -> None:
    assert FORM.is_prompt(words) == (words == "Type here")


# Fields of old forms


def drop_down(entries: tuple[str, ...], chosen: int | None = None) -> str:
    """Return the runs of an old form's list."""
    items = "".join(f"<w:listEntry w:val='{entry}'/>" for entry in entries)
    result = "" if chosen is None else f"<w:result w:val='{chosen}'/>"
    return (
        f"<w:x><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList>{result}{items}</w:ddList>"
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:x>"
    )


SCORES = ("Choose", "1", "2", "3", "4", "5")


def with_field(purpose: str, field: str) -> Document:
    """Return a plan with a field in an empty box."""
    made = base(WORD)
    next(made.say(purpose, "").iter(w("p"))).extend(x(field))
    return made


@pytest.mark.parametrize(
    "entries",
    [SCORES, ("\u2002", "1 - No progress", "2 - Limited", "3 - Moderate", "4 - Significant", "5 - Achieved")],
)
def test_an_old_list_takes_the_agreed_score_as_its_choice(entries: tuple[str, ...]) -> None:
    made = base(WORD)
    for number in (1, 2, 3):
        next(made.cell(f"r2.o{number}.score").iter(w("p"))).extend(x(drop_down(entries)))
    after = filled(made)
    chosen = [after.cell(f"r2.o{number}.score").find(f".//{w('result')}") for number in (1, 2, 3)]
    assert [one.get(w("val")) for one in chosen if one is not None] == ["4", "5", "1"]
    scores = opened(after.data()).plan.reviews[1].scores
    assert [score.number for score in scores] == [4, 5, 1]


def test_what_is_chosen_in_an_old_list_is_the_answer_and_a_list_alone_is_none() -> None:
    chosen = opened(with_field("r1.o1.score", drop_down(SCORES, 4)).data()).plan.reviews[0].scores
    assert {score.about: score.number for score in chosen}[chosen[0].about] == 4
    waiting = opened(with_field("r1.o1.score", drop_down(SCORES)).data()).plan.reviews[0].scores
    assert len(waiting) == len(chosen) - 1


def test_a_list_without_the_answer_gets_it_beside() -> None:
    after = filled(with_field("r2.school.working", drop_down(("Choose", "Well", "Badly"))))
    assert "Zqschoolworking stays calm" in all_of(after, "r2.school.working")
    assert after.cell("r2.school.working").find(f".//{w('result')}") is None


def test_a_text_field_shows_the_answer_in_the_place_of_its_prompt() -> None:
    after = filled(with_field("r2.school.working", text_field("Write here, please", "Write here, please")))
    mine = after.cell("r2.school.working")
    kinds = [mark.get(w("fldCharType")) for mark in mine.iter(w("fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert all_of(after, "r2.school.working") == "Mr Lacey: Zqschoolworking stays calm"
    order = [one.tag for one in mine.iter(w("fldChar"), w("t")) if one.tag == w("fldChar") or one.text]
    assert order == [w("fldChar"), w("fldChar"), w("t"), w("fldChar")]


@pytest.mark.parametrize(
    "field",
    [text_field("", "\u2002" * 5), text_field("Put the day here", "Put the day here"), text_field("", None)],
)
def test_a_text_field_in_its_labels_line_is_filled_in(field: str) -> None:
    made = base(WORD)
    no_date_cell(made)
    line = paragraph("Date of review: ")
    line.extend(x(field))
    made.table("r2.child.working").addprevious(line)
    after = filled(made)
    words = ["".join(text.text or "" for text in one.iter(w("t"))) for one in after.root.iter(w("p"))]
    said = next(one for one in words if one.startswith("Date of review"))
    assert said.split() == ["Date", "of", "review:", "12/03/2026"]
    assert opened(after.data()).plan.reviews[1].date == DAY


def test_what_somebody_wrote_into_a_text_field_is_read() -> None:
    word = opened(with_field("r1.school.working", text_field("Write here", "She reads daily.")).data())
    assert "She reads daily." in {entry.text for entry in word.plan.reviews[0].entries}
