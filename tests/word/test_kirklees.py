"""A Kirklees plan in Word: read field by field, whatever people did to the form, and written into."""
# ruff: noqa: E501 - a form stands as a line a box

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from facilitator.files.plans import new_plan, open_plan, save_plan
from facilitator.files.reviews_as_held import as_held
from facilitator.meeting.plan_after_review import write_into
from facilitator.plan.entries import Entry
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.plan.scores import Position, Score
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain
from facilitator.word.writing_choices import Choices
from facilitator.work.convert import conversion
from facilitator.work.new import new_plan_from
from facilitator.work.next_plan import OldPlan, start_from
from tests.plain import talk
from tests.shapes import LATER, OURS, TRANSCRIPTS
from tests.word.kirklees_form import AREAS, LEFT, Form, heading, outcome, words_of
from tests.word.packing import sample
from tests.word.programs import by_pandoc, by_soffice, needs_pandoc, needs_soffice
from tests.word.shapes import tables_of

pytestmark = pytest.mark.sampled(2)

if TYPE_CHECKING:
    from facilitator.files.open_plan import OpenPlan

SCRIPT = load_script("kirklees")
DAY = dt.date(2026, 6, 9)
CHILD_WILL = "By the end of Year 5 Tamsin will"
DECIDED = Choices(append=True, add=True, one_value="replace", unprotected=True, seen=True, tracked=False)


def opened(data: bytes, folder: Path) -> OpenPlan:
    path = folder / "plan.docx"
    path.write_bytes(data)
    return open_plan(path)


def understood(data: bytes, folder: Path) -> Plan:
    """Read a document of which everything must be understood."""
    found = opened(data, folder)
    assert found.word is not None
    assert ([str(one) for one in found.word.problems], found.word.unread) == ([], ())
    return found.plan


def facts(plan: Plan) -> dict[str, list[object]]:
    """Return what a plan says, without ids."""
    return {
        "child": [
            plan.child.full_name,
            plan.child.known_as,
            plan.child.date_of_birth,
            plan.child.communication,
        ],
        "plan": [plan.number, plan.started, plan.school and plan.school.name],
        "entries": [(one.field, str(one.value)) for one in plan.entries],
        "items": [of_item(item) for item in plan.items],
        "signatures": [(one.to, one.name) for one in plan.signatures],
        "reviews": [
            (one.period, one.date, sorted((entry.field, entry.text) for entry in one.entries))
            for one in plan.reviews
        ],
    }


def of_item(item: Item) -> tuple[object, ...]:
    how = item.ended.how if item.ended else None
    return (item.kind, item.number, tuple(sorted(item.fields.items(), key=str)), how, item.added.review)


# The form as it is


def test_every_box_of_the_form_is_read(tmp_path: Path) -> None:
    plan = understood(Form().data(), tmp_path)
    assert facts(plan)["child"] == [
        "Ravi Holloway",
        "Rav",
        dt.date(2017, 5, 3),
        "In the morning, with a picture.",
    ]
    assert facts(plan)["plan"] == [2, dt.date(2026, 1, 14), "Elmgate Primary School"]
    said = {one.field: one for one in plan.entries}
    assert {name: one.value for name, one in said.items()} == {
        "health_care": True,
        "profile_by": "with_help",
        "profile_help": "Miss Ablett",
        "admire": "He sings to the rabbits.",
        "enjoy_in": "Counting",
        "enjoy_out": "The allotment",
        "important_now": "Gran",
        "goals_short": "Join the choir",
        "goals_long": "Grow beans to sell",
        "parents_by": ["parent"],
        "parents_important": "That he sleeps.",
        "parents_goals_short": "A friend to tea.",
        "parents_goals_long": "Work he likes.",
        "needs": "Ravi stammers and tires quickly.",
        "cognition": "At his age.",
        "health_needs": "Tablets at noon.",
    }
    assert said["goals_long"].by == CHILD
    assert said["needs"].by == EVERYONE
    assert sorted(facts(plan)["items"], key=str) == sorted([
        (
            "outcome", 1,
            (
                ("areas", ["communication"]),
                ("supported_by", ["education"]),
                ("wording", "By the end of key stage 2 Ravi will be able to ask a question in class."),
            ),
            None, None,
        ),
        (
            "outcome", 2,
            (
                ("areas", ["sensory", "health"]),
                ("supported_by", ["education", "health"]),
                ("wording", "By the end of key stage 2 Ravi will be able to plan his rests."),
            ),
            None, None,
        ),
        ("step", None, (("wording", "Asks one friend"),), None, None),
        ("step", None, (("wording", "Says when he is tired"),), None, None),
        ("target", None, (("wording", "Asks twice by Easter"),), None, None),
        ("target", None, (("wording", "Rests once a day"),), None, None),
        (*PROVISION("Whole class talk"), "removed", None),
        (*PROVISION("Talking pairs"), None, None),
        (*PROVISION("A card to point to"), None, 1),
        (
            "provision", None,
            (("how_often", "As needed"), ("resources", "Health"), ("what", "A quiet room"), ("who", "Mr Orme")),
            None, None,
        ),
        ("document", None, (("area", "education"), ("reference", "Reading test (12/12/2025)")), None, None),
        ("document", None, (("area", "education"), ("reference", "Speech screen (05/01/2026)")), None, None),
        ("document", None, (("area", "family"), ("reference", "Ravi’s page (10/01/2026)")), None, None),
    ], key=str)  # fmt: skip
    (first,) = plan.reviews
    assert [(one.field, one.text) for one in first.entries] == [
        ("working", "The pairs."),
        ("not_working", "The room is shared."),
        ("anything_new", "The choir."),
        ("progress", "He asks his friend Tom."),
        ("progress", "He rests when told."),
    ]


def PROVISION(what: str) -> tuple[object, ...]:  # noqa: N802 - a row of the form
    fields = {"cost": "£8.50 a week", "how_often": "Daily, 10 minutes", "resources": "Education"}
    return ("provision", None, tuple(sorted({**fields, "what": what, "who": "Miss Ablett"}.items())))


def test_the_sample_of_the_repository_is_read_whole(tmp_path: Path) -> None:
    plan = understood(sample("s001_01_word"), tmp_path)
    assert plan.child.full_name == "Ellis Ravensworth-Shah"
    assert [item.kind for item in plan.items].count("outcome") == 4
    ended = {item.words("what") for item in plan.items if item.ended}
    added = {item.words("what"): item.added.on for item in plan.items if item.added.review == 1}
    assert ended == {"Weekly social skills group"}
    assert added == {"safe space booked daily at 1.30": dt.date(2025, 11, 12)}


# What people do to it


def _swap(form: Form, one: str, other: str) -> None:
    names = [*form.parts]
    at, to = names.index(one), names.index(other)
    names[at], names[to] = names[to], names[at]
    form.parts = {name: form.parts[name] for name in names}


def _drop(*names: str) -> Callable[[Form], None]:
    def change(form: Form) -> None:
        for name in names:
            del form.parts[name]

    return change


def _cell(part: str, row: int, column: int, text: str) -> Callable[[Form], None]:
    def change(form: Form) -> None:
        form.table(part)[row][column] = text

    return change


def _without(part: str, *rows: int) -> Callable[[Form], None]:
    def change(form: Form) -> None:
        form.parts[part] = [row for at, row in enumerate(form.table(part)) if at not in rows]

    return change


def _both(*changes: Callable[[Form], None]) -> Callable[[Form], None]:
    def change(form: Form) -> None:
        for one in changes:
            one(form)

    return change


def _unmerged(form: Form) -> None:
    form.table("outcomes")[1][:2] = ["", "My Outcomes:-"]


def _blank_rows(form: Form) -> None:
    form.table("provision").insert(2, ["", "", "", "", "", "", ""])
    form.table("r1").insert(3, ["", ""])


def _seven(form: Form) -> None:
    form.table("outcomes").extend(outcome(number, "", "") for number in range(4, 8))
    form.table("provision").extend([str(number), *[""] * 6] for number in range(4, 8))


def _row_for_each(form: Form) -> None:
    one = form.table("provision")[1]
    one[3] = "~~Whole class talk~~"
    more = [["", "", "", what, *one[4:]] for what in ("Talking pairs", "R1 23/02/2026: A card to point to")]
    form.table("provision")[2:2] = more


def _numbers_again(form: Form) -> None:
    one = form.table("provision")[1]
    one[3] = "~~Whole class talk~~"
    more = [["1", "", "", what, *one[4:]] for what in ("Talking pairs", "R1 23/02/2026: A card to point to")]
    form.table("provision")[2:2] = more


def _notes_row(form: Form) -> None:
    form.table("provision").insert(
        1,
        [
            "Notes",
            "Use wording which allows steps to be measurable",
            *["ie. Teacher, SENCO, Teaching Assistant"] * 5,
        ],
    )
    form.table("outcomes").insert(
        2,
        [
            "Explanatory note\n(Add or delete outcome boxes as appropriate)",
            f"{AREAS}: ………\nUse wording which allows the outcomes to be measurable (SMART):-",
            "", "", "",
        ],
    )  # fmt: skip


def _headings_again(form: Form) -> None:
    form.table("provision").insert(2, list(form.table("provision")[0]))


def _in_one_line(form: Form) -> None:
    form.parts["name"] = "My name is Ravi Holloway     I am known as Rav"
    form.parts["birth"] = "My date of birth is 03/05/2017     My school/setting is Elmgate Primary School"
    names = [name for name in form.parts if name != "birth"]
    names.insert(names.index("photo"), "birth")
    form.parts = {name: form.parts[name] for name in names}


def _beside(form: Form) -> None:
    form.parts["name"] = [
        ["My name is", "Ravi Holloway"],
        ["I am known as", "Rav"],
        ["My date of birth is", "3rd May 2017"],
        ["My school/setting is", "Elmgate Primary School"],
    ]


SAME = {
    "as it is": lambda _form: None,
    "reviews before the outcomes": lambda form: _swap(form, "r3", "needs"),
    "papers at the front": lambda form: _swap(form, "papers", "photo"),
    "no second or third review": _drop("r2", "r3"),
    "no photo and no key": _drop("photo", "key"),
    "headings that are not merged": _unmerged,
    "blank rows": _blank_rows,
    "seven outcomes": _seven,
    "the empty third deleted": _both(_without("outcomes", 4), _without("provision", 3)),
    "a row for each kind of support": _row_for_each,
    "the number again in each row": _numbers_again,
    "the rows of notes left in": _notes_row,
    "the headings once more on the next page": _headings_again,
    "the cover in two lines": _in_one_line,
    "the cover in boxes": _beside,
    "number alone in its box": _cell("outcomes", 2, 0, "1"),
    "the number in words": _cell("outcomes", 2, 0, "Outcome One"),
    "areas with an ampersand": _cell("outcomes", 2, 1, f"{AREAS}: Communication & Interaction\nBy the end of key stage 2 Ravi will be able to ask a question in class."),
    "areas below the words": _cell("outcomes", 2, 1, f"By the end of key stage 2 Ravi will be able to ask a question in class.\n{AREAS}: Communication and interaction"),
    "areas without a colon": _cell("outcomes", 2, 1, f"{AREAS} Communication and Interaction\nBy the end of key stage 2 Ravi will be able to ask a question in class."),
    "ticks as crosses": _cell("outcomes", 2, 2, "X"),
    "ticks as boxes": _both(_cell("outcomes", 2, 2, "☒"), _cell("outcomes", 2, 3, "☐"), _cell("outcomes", 3, 4, "☐")),
    "the cost before who pays": _cell("provision", 1, 6, "£8.50 a week, Education"),
    "a mark without its year's century": _cell("provision", 1, 3, "~~Whole class talk~~\nTalking pairs\nR1 23/02/26: A card to point to"),
    "a mark with points": _cell("provision", 1, 3, "~~Whole class talk~~\nTalking pairs\nR1 23.02.2026: A card to point to"),
    "the struck line last": _cell("provision", 1, 3, "Talking pairs\nR1 23/02/2026: A card to point to\n~~Whole class talk~~"),
    "N/A where there is nothing": _cell("care", 1, 0, "N/A"),
    "the day of the review on the cover alone": _cell("r1", 0, 0, heading("", "1st review (R1)")[0]),
    "the day of the review in its heading alone": _cell("days", 0, 1, ""),
    "the council's other words": _cell("r1", 5 + 1, 0, "What isn’t working with provision and support and needs to finish or change?\nThe room is shared."),
}  # fmt: skip


@pytest.mark.sampled(2)
@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_what_people_do_to_the_form_changes_nothing_that_it_says(
    change: Callable[[Form], None], tmp_path: Path
) -> None:
    meant = facts(understood(Form().data(), tmp_path))
    form = Form()
    change(form)
    found = facts(understood(form.data(), tmp_path))
    assert {name: sorted(map(str, one)) for name, one in found.items()} == {
        name: sorted(map(str, one)) for name, one in meant.items()
    }
    written(form.data(), tmp_path)


def written(data: bytes, folder: Path) -> Plan:
    """Write the next review into a document; nothing that stood there goes, and all items come back."""
    before = opened(data, folder)
    plan = write_into(before.plan, a_review(before.plan), SCRIPT)
    saved = save_plan(before, plan, choices=DECIDED)
    after = open_plan(saved.path)
    assert after.word is not None
    assert ([str(one) for one in after.word.problems], after.word.unread) == ([], ())
    assert sorted(map(str, map(of_item, after.plan.items))) == sorted(map(str, map(of_item, plan.items)))
    left, there = (Counter(words_of(one).split()) for one in (data, saved.path.read_bytes()))
    assert left - there == Counter()
    scores = {one.about: (one.result, one.option) for one in after.plan.reviews[-1].scores}
    assert sorted(scores.values(), key=str) == [("agreed", "partly"), ("not_agreed", None)]
    return after.plan


def a_review(plan: Plan) -> Review:
    """Return the next review: a step in new words, one not agreed, support that ends and that is new."""
    people = [
        Person(id=CHILD, name=plan.child.on_record, perspective="child"),
        Person(id="mum", name="Mum", perspective="parent"),
        Person(id="vale", name="Ms Vale", perspective="school", role="teacher"),
    ]
    entries: list[Entry] = []

    def say(field: str, value: str, about: str | None = None, by: str = EVERYONE) -> Entry:
        entries.append(Entry(id=f"x{len(entries)}", field=field, value=value, about=about, by=by))
        return entries[-1]

    one, two = plan.of("outcome")[:2]
    step, other = plan.of("step", one.id)[0], plan.of("step", two.id)[0]
    pairs = next(item for item in plan.of("provision") if item.words("what") == "Talking pairs")
    say("working", "The card.", by="vale")
    say("not_working", "The bell.", by=CHILD)
    say("anything_new", "A club.", by="mum")
    for item, words in ((one, "He asks two friends."), (two, "He rests on his own.")):
        say("progress", words, item.id)
        say("decision", "keep", item.id)
    say("change", "to_change", step.id)
    say("new_words", "Asks any friend", step.id)
    say("change", "goes_on", other.id)
    say("goes_on", "stop", pairs.id)
    say("because", "The card took over.", pairs.id)
    help_ = say("new.provision", "A rest card", two.id)
    say("new.provision.who", "Mr Orme", help_.id)
    say("new.provision.how_often", "Daily", help_.id)
    say("new.provision.resources", "Education", help_.id)
    say("new.provision.cost", "£2 a week", help_.id)
    apart = [Position(person="mum", option="not_met"), Position(person="vale", option="met")]
    scores = [
        Score(field="met", about=step.id, result="agreed", option="partly"),
        Score(field="met", about=other.id, result="not_agreed", shows=[apart]),
    ]
    period = len(plan.reviews) + 1
    return Review(id="next", period=period, date=DAY, people=people, entries=entries, scores=scores)


# What is not as it should be


def problems(form: Form, folder: Path) -> list[str]:
    found = opened(form.data(), folder)
    assert found.word is not None
    return [str(one) for one in found.word.problems] + [*found.word.unread]


def test_words_in_no_box_are_named_and_nothing_is_taken_for_them(tmp_path: Path) -> None:
    form = Form()
    form.table("outcomes")[2][1] = f"{AREAS}: Swimming\nBy the end of key stage 2 Ravi will ask."
    form.parts["note"] = "Please ring Gran first."
    found = problems(form, tmp_path)
    assert [one for one in found if "Swimming" in one]
    assert [one for one in found if "Please ring Gran first." in one]


def test_a_mark_of_a_review_that_was_not_held_is_refused(tmp_path: Path) -> None:
    form = Form()
    form.table("provision")[1][3] = "Talking pairs\nR2 12/05/2026: A card to point to"
    with pytest.raises(Refusal, match=r"word\.mark-of-no-review"):
        opened(form.data(), tmp_path)


def test_an_addition_between_reviews_has_the_day_alone(tmp_path: Path) -> None:
    form = Form()
    form.table("provision")[1][2] = "Asks twice by Easter\n20/03/2026: Asks a teacher"
    plan = understood(form.data(), tmp_path)
    (new,) = [item for item in plan.of("target") if item.added.on]
    assert (new.words("wording"), new.added.review, new.added.on) == (
        "Asks a teacher",
        None,
        dt.date(2026, 3, 20),
    )


def test_a_line_that_is_struck_in_part_has_new_words(tmp_path: Path) -> None:
    form = Form()
    form.table("provision")[2][1] = "Says ~~when~~ R1 23/02/2026: that he is tired"
    plan = opened(form.data(), tmp_path).plan
    (step,) = [item for item in plan.of("step") if "tired" in item.words("wording")]
    assert step.ended is None
    assert [str(one.value) for one in step.earlier] == ["when"]


def test_two_answers_for_who_has_written_it_are_named(tmp_path: Path) -> None:
    form = Form()
    form.table("profile")[0][0] = form.table("profile")[0][0].replace("☐ Me ", "☒ Me ")
    assert [one for one in problems(form, tmp_path) if "only one can be" in one]


def test_a_second_plan_behind_the_first_is_refused_and_names_that_are_alike_are_no_one_elses(
    tmp_path: Path,
) -> None:
    form = Form()
    form.table("r1")[-4][0] += "\nRavi’s friend Ravi: it is fun"
    assert understood(form.data(), tmp_path).child.full_name == "Ravi Holloway"
    twice = Form()
    twice.parts |= {f"other {name}": part for name, part in Form().parts.items()}
    twice.parts["other name"] = [["My name is Una Reeve"]]
    with pytest.raises(Refusal, match=r"word\.several-plans"):
        opened(twice.data(), tmp_path)


def test_no_form_of_another_council_is_taken_for_it(tmp_path: Path) -> None:
    assert opened(sample("s000_01_word"), tmp_path).plan.format == "support-plan"
    assert LEFT not in words_of(Form().data())


# Three reviews, the marks of each, and the plan after them


def test_after_three_reviews_the_document_says_what_the_plan_does_and_the_next_is_made(
    tmp_path: Path,
) -> None:
    shape = next(one for one in OURS if one.format == "kirklees")
    plain = shape.plan(tmp_path)
    word = tmp_path / "plan.docx"
    conversion(plain, word, None).write()
    for number, name in enumerate(shape.reviews):
        typed = (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
        talk.hold(plain, typed, later=LATER * number)
        if number == 1:  # what comes after the disagreement is an action of the document
            typed = typed.replace("\n# Last time\ndone\n", "\n# Last time\ndone\ndone\n")
        code, said = talk.hold(word, f"{typed}add block\n", later=LATER * number)
        assert code == 0, said[-1200:]
        if number == 1:
            assert support_of(word.read_bytes()) == AFTER_SECOND
    meant, there = open_plan(plain).plan, open_plan(word)
    assert there.word is not None
    assert (there.word.problems, there.word.unread) == ((), ())
    assert sorted(map(str, map(of_item, there.plan.items))) == sorted(map(str, map(of_item, meant.items)))
    as_told = as_held(there)
    assert (as_told.in_document, as_told.changed) == (frozenset(), frozenset())
    for told, held in zip(as_told.plan.reviews, meant.reviews, strict=True):
        assert said_in(told) == said_in(held)
    days = {item.added.review: item.added.on for item in meant.items if item.added.review}
    struck, lines = struck_in(word.read_bytes())
    for item in meant.items:
        words = SCRIPT.format.words_of(item)
        mark = f"R{item.added.review} {days[item.added.review]:%d/%m/%Y}: " if item.added.review else ""
        if item.kind != "document":
            assert f"{mark}{words}" in (lines if meant.is_current(item) else struck)
    assert [one.split(":")[0] for one in lines if one.startswith("R2")]
    for old, new in ((plain, "new.plan.json"), (word, "new.docx")):
        over = start_from(old)
        assert isinstance(over, OldPlan)
        made = new_plan_from(over.start([one.key for one in over.offers()], DAY), SCRIPT, DAY)
        assert (made.number, made.continues, made.reviews) == (3, open_plan(old).plan.id, [])
        going_on = [item for item in meant.items if meant.is_current(item)]
        assert sorted(str(item.fields) for item in made.items) == sorted(
            str(item.fields) for item in going_on
        )
        assert {(item.ended, item.added.review, len(item.earlier)) for item in made.items} == {
            (None, None, 0)
        }
        assert new_plan(tmp_path / new, made).plan.number == 3
    assert len(open_plan(plain).plan.reviews) == 3


def said_in(review: Review) -> list[tuple[str, str, str]]:
    """Return what was said or chosen in a review, and by whom by name; but what became of actions."""
    names = {one.id: one.name for one in review.people}
    said = (one for one in review.entries if one.field != "status")
    return sorted((one.field, one.text, names.get(one.by, one.by)) for one in said)


BREAK, AT_HOME = (
    f"{CHILD_WILL} say when she needs a break{rest}" for rest in (".", ", at home and at school.")
)
AFTER_SECOND = [  # outcome 1 has new words, as outcome 3, and takes along what goes on, as it came
    ["1", f"~~{CHILD_WILL} ask for a turn with a card.~~", "~~By Easter she asks twice in a lesson.~~\n~~R1 12/03/2026: By the end of term she asks three times in a lesson.~~", "~~Talking group~~", "~~Mrs Dunmore (teaching assistant)~~", "~~Twice a week, 20 minutes~~", "~~Education £12.40 a week~~"],
    ["1", f"~~{BREAK}~~\n~~R1 12/03/2026: {AT_HOME}~~", "~~R1 12/03/2026: By half term she shows the card at home once a day.~~", "~~Break card~~", "~~All staff~~", "~~Whenever she asks~~", "~~Education~~"],
    ["1", "", "", "~~R1 12/03/2026: Card on her belt~~", "~~Mrs Dunmore~~", "~~Whenever she needs it~~", "~~Education~~"],
    ["2", f"~~{CHILD_WILL} draw the problem first.~~\nR2 30/06/2026: {CHILD_WILL} draw the problem and write the sum.", "~~Within six weeks she draws three of five.~~\nR1 12/03/2026: Within six weeks she draws four of five.\nR2 30/06/2026: Within six weeks she writes two of five sums.", "~~Bar models taught before the lesson~~", "~~Miss Ferris~~", "~~Daily, 10 minutes~~", "~~Education £9.00 a week~~"],
    ["2", "", "", "R2 30/06/2026: Sum cards beside the drawing", "Mr Pryor", "Daily, 5 minutes", "Education £3.20 a week"],
    ["3", f"R1 12/03/2026: {AT_HOME}", "R1 12/03/2026: By half term she shows the card at home once a day.", "Talking group", "Mrs Dunmore (teaching assistant)", "Twice a week, 20 minutes", "Education £12.40 a week"],
    ["3", "R2 30/06/2026: By the end of Year 6 Tamsin will choose her own group.", "", "R1 12/03/2026: Card on her belt", "Mrs Dunmore", "Whenever she needs it", "Education"],
]  # fmt: skip
"""The table of support after the second review, as it was decided there: what is struck, and what each mark is."""


def support_of(data: bytes) -> list[list[str]]:
    """Return the rows of the table of support, with ~~struck~~ words."""
    table = next(one for one in tables_of(data) if one[0][:1] == ["No. of outcome"])
    return table[1:]


def test_a_plan_that_goes_into_word_after_its_reviews_is_struck_as_one_that_was_there_all_along(
    tmp_path: Path,
) -> None:
    shape = next(one for one in OURS if one.format == "kirklees")
    plain = shape.plan(tmp_path)
    for number, name in enumerate(shape.reviews[:2]):
        talk.hold(plain, (TRANSCRIPTS / f"{name}.txt").read_text(encoding="utf-8"), later=LATER * number)
    conversion(plain, tmp_path / "plan.docx", None).write()
    made = support_of((tmp_path / "plan.docx").read_bytes())
    for column in range(1, 7):
        lines = [
            sorted(line for row in rows for line in row[column].split("\n") if line)
            for rows in (made, AFTER_SECOND)
        ]
        assert lines[0] == lines[1]


def struck_in(data: bytes) -> tuple[set[str], set[str]]:
    """Return the lines of a document that are struck through, and the others."""
    found: tuple[set[str], set[str]] = (set(), set())
    for paragraph in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        for run in paragraph.iter(qn("w:r")):
            text = "".join(one.text or "" for one in run.iter(qn("w:t")))
            found[run.find(f"{qn('w:rPr')}/{qn('w:strike')}") is None].add(text.strip())
    return found


def test_the_third_review_is_not_held_before_the_second_and_is_told_why(tmp_path: Path) -> None:
    plan = opened(Form().data(), tmp_path).plan
    third = a_review(plan).model_copy(update={"period": 3})
    with pytest.raises(Refusal, match=r"review\.not-in-order") as refused:
        write_into(plan, third, SCRIPT)
    assert "2nd review (R2)" in explain(refused.value)


def test_a_plan_with_a_review_to_come_names_it_before_the_next_one_is_made(tmp_path: Path) -> None:
    old = start_from(opened(Form().data(), tmp_path).path)
    assert isinstance(old, OldPlan)
    assert "3rd review" in old.to_come


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", [pytest.param("soffice", marks=needs_soffice), pytest.param("pandoc", marks=needs_pandoc)]
)
def test_a_form_that_another_program_has_saved_says_the_same(kind: str, tmp_path: Path) -> None:
    meant = facts(understood(Form().data(), tmp_path))
    source, folder = tmp_path / "source.docx", tmp_path / "saved"
    folder.mkdir()
    source.write_bytes(Form().data())
    if kind == "pandoc":
        data = by_pandoc(source, folder / "source.docx")
    else:
        data = by_soffice("docx", [source], folder)["source"].read_bytes()
    assert {name: sorted(map(str, one)) for name, one in facts(understood(data, tmp_path)).items()} == {
        name: sorted(map(str, one)) for name, one in meant.items()
    }
    written(data, tmp_path)
