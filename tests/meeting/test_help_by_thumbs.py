"""Whether help was put in place: shown by all at once for an outcome, for a line, and where thumbs differ."""

from __future__ import annotations

import pytest

from facilitator.meeting.meeting import Meeting
from facilitator.meeting.support_given import not_given, support_given
from facilitator.plan.items import Item
from facilitator.plan.people import CHILD, Child, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.conformity import misfits
from facilitator.script.loading import load_script
from tests.meeting.talk import Talk

SCRIPT = load_script("coventry")
PEOPLE = [
    Person(id=CHILD, name="Nia", perspective="child"),
    Person(id="mum", name="Mum", perspective="parent"),
    Person(id="okoro", name="Mrs Okoro", perspective="school"),
]
SHOWN = ("Nia: partly", "Mum: no because it stopped at half term", "Mrs Okoro: yes")


def a_plan(*, lines: int = 2) -> Plan:
    """Return a plan with two outcomes, the first with so many lines of help and the second without any."""
    outcomes = [
        Item(id=f"o{number}", kind="outcome", number=number, fields={"wording": f"Read {number} pages"})
        for number in (1, 2)
    ]
    helps = [
        Item(id=f"o1.p{place}", kind="provision", under="o1", fields={"what": f"Help {place}"})
        for place in range(1, lines + 1)
    ]
    return Plan(
        id="p", format="coventry", children=[Child(id=CHILD, full_name="Nia")], items=[*outcomes, *helps]
    )


def a_talk(*, lines: int = 2) -> Talk:
    return Talk(a_plan(lines=lines), PEOPLE, SCRIPT)


def asked(meeting: Meeting, beginning: str) -> list[str]:
    """Return the questions that are asked as things stand, by turn and item."""
    return [
        f"{place.turn.id} {place.key.item}".strip()
        for place in meeting.agenda.places
        if place.turn.id.startswith(beginning)
    ]


def implemented(review: Review) -> dict[str | None, object]:
    return {entry.about: entry.value for entry in review.entries if entry.field == "implemented"}


def differ(talk: Talk, agreed: str, *shown: str) -> None:
    """Say that thumbs differ on the second line of help, show them, and say what is agreed."""
    talk.answer("support.all", "2", item="o1")
    talk.answer("support.given", "1", item="o1/o1.p1")
    talk.answer("support.given", "thumbs differ", item="o1/o1.p2")
    talk.answer("lines.show", *(shown or SHOWN), item="o1.p2")
    talk.answer("lines.agree", agreed, item="o1.p2")


def test_one_show_is_enough_where_every_thumb_is_up() -> None:
    talk = a_talk(lines=8)
    assert asked(talk.meeting, "support.") == ["support.all o1", "support.all o2"]
    talk.answer("support.all", "yes", item="o1")
    assert asked(talk.meeting, "support.given") == asked(talk.meeting, "lines.") == []
    given = implemented(talk.review())
    assert given == {"o1": "yes"} | {f"o1.p{place}": "yes" for place in range(1, 9)}
    assert talk.review().scores == []


def test_else_each_line_is_asked_after_and_the_whole_follows() -> None:
    talk = a_talk()
    talk.answer("support.all", "not every thumb is up", item="o1")
    assert asked(talk.meeting, "support.given") == ["support.given o1/o1.p1", "support.given o1/o1.p2"]
    assert implemented(talk.review()) == {}
    talk.answer("support.given", "yes", item="o1/o1.p1")
    talk.answer("support.given", "no", item="o1/o1.p2")
    assert implemented(talk.review()) == {"o1": "partly", "o1.p1": "yes", "o1.p2": "no"}
    assert asked(talk.meeting, "goal.put-right") == ["goal.put-right o1"]
    assert not_given("o1", talk.meeting.minutes) == ["Help 2"]


def test_only_a_line_on_which_thumbs_differ_has_a_show_of_its_own() -> None:
    talk = a_talk()
    talk.answer("support.all", "2", item="o1")
    talk.answer("support.given", "yes", item="o1/o1.p1")
    talk.answer("support.given", "thumbs differ", item="o1/o1.p2")
    assert asked(talk.meeting, "lines.") == ["lines.show o1.p2"]
    assert implemented(talk.review()) == {"o1.p1": "yes"}


def test_what_is_agreed_after_talking_is_the_answer_of_the_line() -> None:
    talk = a_talk()
    differ(talk, "partly", "Nia: yes", "Mum: partly", "Mrs Okoro: yes")
    review = talk.review()
    assert implemented(review) == {"o1": "partly", "o1.p1": "yes", "o1.p2": "partly"}
    [score] = review.scores
    assert (score.about, score.field, score.result) == ("o1.p2", "implemented", "agreed_after_talking")
    assert [at.option for at in score.positions] == ["yes", "partly", "yes"]
    assert asked(talk.meeting, "goal.put-right") == ["goal.put-right o1"]


def test_where_they_do_not_agree_every_answer_is_kept_with_who_gave_it() -> None:
    talk = a_talk()
    differ(talk, "not agreed")
    assert asked(talk.meeting, "lines.side") == ["lines.side o1.p2/okoro"]  # Mum has given hers
    talk.answer("lines.side", "I saw it each day.", item="o1.p2/okoro")
    talk.answer("lines.meanwhile", "everyone: We write each one down.", item="o1.p2")
    talk.answer("lines.meanwhile-by", "in 2 weeks", item="o1.p2")
    review = talk.review()
    assert implemented(review) == {"o1.p1": "yes"}  # nor is there one answer for all of it
    assert support_given("o1", talk.meeting.minutes) is None
    [score] = review.scores
    assert (score.result, score.option, score.next_step) == ("not_agreed", None, "We write each one down.")
    assert {at.person: at.option for at in score.positions} == {CHILD: "partly", "mum": "no", "okoro": "yes"}
    assert {one.person: one.reason for one in score.sides} == {
        "mum": "it stopped at half term",
        "okoro": "I saw it each day.",
    }
    assert score.by is not None
    after = talk.written()
    assert list(misfits(after, SCRIPT.format)) == []


def test_two_that_are_far_apart_cannot_be_put_down_as_agreed() -> None:
    talk = a_talk()
    with pytest.raises(Refusal, match=r"meeting\.still-apart"):
        differ(talk, "yes")


def test_an_outcome_without_lines_has_none_to_look_at() -> None:
    talk = a_talk()
    talk.answer("support.all", "2", item="o2")
    with pytest.raises(Refusal, match=r"meeting\.nothing-below"):
        talk.answer("support.given", "thumbs differ", item="o2")
    talk.answer("support.given", "partly: Mum: not at home", item="o2")
    assert implemented(talk.review())["o2"] == "partly"


def test_the_outcome_is_judged_once_its_help_was_asked_after() -> None:
    talk = a_talk()
    with pytest.raises(Refusal, match=r"meeting\.delivered-first"):
        talk.answer("goal.show", "Mum: yes", item="o1")
    talk.answer("support.all", "yes", item="o1")
    talk.answer("goal.show", "Mum: yes", item="o1")
    assert [score.about for score in talk.review().scores] == ["o1"]


def test_words_beside_differing_thumbs_are_kept_as_a_reason() -> None:
    talk = a_talk()
    talk.answer("support.all", "2", item="o1")
    talk.answer("support.given", "thumbs differ: Mum: not on Fridays", item="o1/o1.p2")
    [entry] = [one for one in talk.review().entries if one.text == "not on Fridays"]
    assert (entry.field, entry.about, entry.by) == ("implemented.reason", "o1.p2", "mum")
