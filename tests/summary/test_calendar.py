"""The dates of a review in a calendar file: two readers find them, and a second import puts them right."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from facilitator.plan.actions import Action, ActionChange
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import Review
from facilitator.script.words_by_key import explain, say
from facilitator.summary.calendar_file import Dates, calendar_file
from facilitator.summary.names_of_ids import Names
from tests.summary.reviews import PEOPLE, PLAN, SECOND
from tests.summary.scripts import SCRIPT

SAVED = datetime(2027, 3, 12, 11, 5, tzinfo=UTC)
BY = date(2027, 3, 19)
HOSTILE = (
    "Ring; then, wait\\n and \\\\ “quote”\r\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Mine 🏊 میں اسکول\x07 "
    + "w" * 500
)


def review(**changes: Any) -> Review:
    return SECOND.model_copy(update=changes)


def names_of(held: Review = SECOND, plan: Plan = PLAN) -> Names:
    return Names(plan.model_copy(update={"reviews": [plan.reviews[0], held]}), held, SCRIPT, say)


def dates(held: Review = SECOND, saved: datetime = SAVED) -> Dates:
    return calendar_file(names_of(held), saved)


def events(data: bytes) -> dict[str, Any]:
    """Return the events of a file as icalendar reads them, by their titles."""
    found = icalendar.Calendar.from_ical(data)
    assert found.errors == []
    return {str(one["SUMMARY"]): one for one in found.walk("VEVENT")}


def action(**given: Any) -> Action:
    return Action.model_validate({"id": "r2.a9", "what": "Do it", "who": "Mum", "by": BY} | given)


# What is in it


def test_what_was_agreed_has_its_day_and_the_next_review_an_alarm_a_week_before() -> None:
    found = events(dates().data)
    assert set(found) == {"Mr Lacey: Find Mina a quiet place for lunch", "Review meeting: Mina"}
    agreed, meeting = found.values()
    assert (agreed["DTSTART"].dt, agreed["DTEND"].dt) == (BY, BY + timedelta(days=1))
    assert meeting["DTSTART"].dt == date(2027, 6, 25)
    (alarm,) = meeting.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-7, hours=9), "at nine in the morning, seven days before"
    assert not agreed.walk("VALARM")
    assert "Who: Mr Lacey. By: Friday 19 March 2027." in agreed["DESCRIPTION"]
    assert "For outcome 1." in agreed["DESCRIPTION"]


def test_a_second_reader_finds_the_same() -> None:
    whole = vobject.readOne(dates().data.decode())
    assert whole.method.value == "PUBLISH"
    assert [one.summary.value for one in whole.vevent_list] == list(events(dates().data))
    assert [one.dtstart.value for one in whole.vevent_list] == [BY, date(2027, 6, 25)]


def test_nobody_is_shown_as_busy_invited_or_named_in_an_id() -> None:
    data = dates().data
    assert b"ATTENDEE" not in data
    assert b"ORGANIZER" not in data
    assert b"TZID" not in data
    for one in events(data).values():
        assert (one["TRANSP"], one["CLASS"]) == ("TRANSPARENT", "PRIVATE")
        assert one["UID"].endswith("@facilitator.invalid")
        assert not any(person.name.casefold() in one["UID"].casefold() for person in PEOPLE)


def test_what_is_not_agreed_is_in_no_calendar_and_that_is_told() -> None:
    made = dates()
    assert made.left_out == ("Ask for smaller ear defenders", "Look for a swimming club")
    assert made.left_out_told(names_of()) == (
        "In no calendar, because nobody or no day is agreed yet:"
        " “Ask for smaller ear defenders”, “Look for a swimming club”"
    )
    whole = dates(review(actions=[action()]))
    assert whole.left_out_told(names_of()) == ""


def test_what_is_not_for_sharing_is_neither_in_it_nor_told_beside_it() -> None:
    secret = [
        action(what="Secret", not_shared=True),
        action(id="r2.a8", what="Hidden", who="", not_shared=True),
    ]
    made = dates(review(actions=[*SECOND.actions, *secret]))
    told = made.data.decode() + made.left_out_told(names_of())
    assert "Secret" not in told
    assert "Hidden" not in told


def test_nothing_with_a_date_is_refused_in_a_plain_sentence() -> None:
    with pytest.raises(Refusal) as refused:
        dates(review(actions=[], next_date=None))
    assert "nothing for a calendar" in explain(refused.value)


# A second import


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert dates().data == dates().data


def test_a_moved_day_and_an_action_handed_on_are_the_same_events_with_a_higher_number() -> None:
    before = list(events(dates().data).values())
    change = ActionChange(on=date(2027, 3, 15), due=date(2027, 4, 2), who="Mum")
    moved = SECOND.actions[0].model_copy(update={"changes": [change]})
    held = review(actions=[moved, *SECOND.actions[1:]], next_date=date(2027, 7, 2))
    after = list(events(dates(held, SAVED + timedelta(days=3)).data).values())
    assert [one["UID"] for one in after] == [one["UID"] for one in before]
    assert [one["DTSTART"].dt for one in after] == [date(2027, 4, 2), date(2027, 7, 2)]
    assert "Who: Mum. By: Friday 2 April 2027." in after[0]["DESCRIPTION"]
    for old, new in zip(before, after, strict=True):
        assert new["SEQUENCE"] > old["SEQUENCE"]
        assert new["DTSTAMP"].dt > old["DTSTAMP"].dt


def test_a_calendar_that_goes_by_the_higher_number_shows_the_latest_also_after_an_undo() -> None:
    """As RFC 5546 has it: of two events of one id the one with the higher number counts."""
    moved = review(actions=[SECOND.actions[0].model_copy(update={"by": date(2027, 4, 2)})])
    kept: dict[str, Any] = {}
    for held, minutes in ((SECOND, 0), (moved, 1), (SECOND, 2)):
        for one in events(dates(held, SAVED + timedelta(minutes=minutes)).data).values():
            if one["UID"] not in kept or one["SEQUENCE"] > kept[one["UID"]]["SEQUENCE"]:
                kept[one["UID"]] = one
    assert sorted(one["DTSTART"].dt for one in kept.values()) == [BY, date(2027, 6, 25)]


def test_what_is_done_says_so_and_what_is_not_needed_is_cancelled() -> None:
    done = action(changes=[ActionChange(on=date(2027, 3, 15), status="done")])
    gone = action(id="r2.a8", changes=[ActionChange(on=date(2027, 3, 15), status="not_needed")])
    found = events(dates(review(actions=[done, gone])).data)
    status = {title: one["STATUS"] for title, one in found.items() if "STATUS" in one}
    assert status == {"Done. Mum: Do it": "CONFIRMED", "No longer needed. Mum: Do it": "CANCELLED"}


def test_another_plan_has_other_events() -> None:
    other = names_of(plan=PLAN.model_copy(update={"id": "p2"}))
    ids = {one["UID"] for one in events(calendar_file(other, SAVED).data).values()}
    assert not ids & {one["UID"] for one in events(dates().data).values()}


@pytest.mark.parametrize("saved", [datetime(2020, 1, 1, tzinfo=UTC), datetime(9999, 1, 1)])  # noqa: DTZ001
def test_an_odd_clock_makes_no_number_that_a_calendar_cannot_hold(saved: datetime) -> None:
    for one in events(dates(saved=saved).data).values():
        assert 0 <= one["SEQUENCE"] < 2**31


# Hostile words


def test_hostile_words_are_only_words_in_both_readers() -> None:
    held = review(actions=[action(what=HOSTILE)])
    data = dates(held).data
    (found,) = (one for title, one in events(data).items() if title != "Review meeting: Mina")
    said = held.actions[0].what.replace("\r\n", "\n")
    assert str(found["DESCRIPTION"]).startswith(said)
    assert len(found["SUMMARY"]) <= 200
    assert "\n" not in found["SUMMARY"]
    read = vobject.readOne(data.decode())
    assert len(read.vevent_list) == 2
    assert read.vevent_list[0].description.value.startswith(said)


def test_every_line_is_as_short_as_the_standard_wants_and_ends_as_it_wants() -> None:
    data = dates(review(actions=[action(what=HOSTILE)])).data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_the_last_day_there_is_can_be_a_day_of_an_action() -> None:
    (found, _) = events(dates(review(actions=[action(by=date.max)])).data).values()
    assert found["DTSTART"].dt == date.max


@pytest.mark.parametrize("who", ["Mina Farrow", "Mina Farrow and Mum", "Mum and Mina Farrow"])
def test_no_title_or_description_has_a_childs_full_name(who: str) -> None:
    child = PLAN.child.model_copy(update={"full_name": "Mina Farrow", "known_as": ""})
    plan = PLAN.model_copy(update={"children": [child]})
    held = SECOND.model_copy(update={"actions": [action(who=who)]})
    data = calendar_file(Names(plan, held, SCRIPT, say), SAVED).data
    assert f"{who.replace('Mina Farrow', 'Mina')}: Do it" in events(data)
    assert b"Farrow" not in data


def test_the_next_review_of_a_group_names_no_child() -> None:
    children = [PLAN.child, PLAN.child.model_copy(update={"id": "b", "full_name": "Tam Abara"})]
    plan = PLAN.model_copy(update={"children": children})
    held = SECOND.model_copy(update={"actions": []})
    assert set(events(calendar_file(Names(plan, held, SCRIPT, say), SAVED).data)) == {"Review meeting"}
