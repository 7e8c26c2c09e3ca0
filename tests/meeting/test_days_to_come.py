"""Days to come: what is pointed out of them, and from which day a relative one is counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting import events as ev
from facilitator.meeting.days_off import Remark, bank_holiday, is_working_day, remarks
from facilitator.plan.refusal import Refusal
from facilitator.script.school_days import Closed, SchoolDays, Term
from tests.meeting.talk import START, Talk

TODAY = START.date()  # Friday 12 March 2027
SCHOOL = SchoolDays(
    terms=[
        Term(name="Spring", first=date(2027, 1, 4), last=date(2027, 3, 25)),
        Term(name="Summer", first=date(2027, 4, 12), last=date(2027, 7, 21)),
    ],
    closed=[
        Closed(first=date(2027, 5, 31), last=date(2027, 6, 4), why="half-term"),
        Closed(first=date(2027, 6, 25)),
    ],
)
BANK_HOLIDAYS = {
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
}
"""England's, as the government lists them; on weekdays alone."""


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
def test_weekends_and_bank_holidays_are_known(day: date) -> None:
    is_holiday = f"{day:%m-%d}" in BANK_HOLIDAYS[day.year]
    assert is_working_day(day) == (day.weekday() < 5 and not is_holiday)
    if is_holiday:
        assert "(" not in bank_holiday(day)


@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.dates(date(1990, 1, 1), date(2150, 1, 1)))
def test_every_day_that_has_gone_is_pointed_out_and_a_usual_one_is_not(day: date, today: date) -> None:
    found = [remark.id for remark in remarks(day, today, SchoolDays())]
    assert ("gone" in found) == (day < today)
    assert bool({"far", "years"} & {*found}) == (day - today >= timedelta(days=300))
    assert ({"weekend", "bank-holiday"}.isdisjoint(found)) == is_working_day(day)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2027, 3, 15), []),
        (date(2027, 3, 11), [Remark("gone")]),
        (date(2027, 3, 13), [Remark("weekend")]),
        (date(2027, 3, 26), [Remark("bank-holiday", "Good Friday")]),
        (date(2027, 3, 31), [Remark("no-term")]),
        (date(2027, 4, 10), [Remark("weekend")]),
        (date(2027, 4, 12), []),
        (date(2027, 6, 1), [Remark("closed", "half-term")]),
        (date(2027, 6, 25), [Remark("closed")]),
        (date(2027, 9, 6), []),
        (date(2028, 3, 10), [Remark("far")]),
        (date(2090, 3, 10), [Remark("years", "63")]),
    ],
)
def test_what_is_pointed_out_where_the_school_has_its_terms(day: date, found: list[Remark]) -> None:
    assert list(remarks(day, TODAY, SCHOOL)) == found


def the_day(talk: Talk, typed: str) -> date:
    talk.go("decide.next-date")
    event = talk.type(typed)
    assert isinstance(event, ev.DateGiven)
    return event.on


def carried_on(days: int, *, held: str = "") -> Talk:
    talk = Talk()
    if held:
        talk.answer("setup.date", held)
    talk.at += timedelta(days=days)
    talk.add(ev.Resumed())
    return talk


@given(st.integers(0, 40), st.sampled_from(["tomorrow", "in 3 days", "next week", "a fortnight", "Friday"]))
def test_a_relative_day_is_counted_from_the_day_on_which_it_is_said(days: int, said: str) -> None:
    said_on = TODAY + timedelta(days=days)
    ahead = {"tomorrow": 1, "in 3 days": 3, "next week": 7, "a fortnight": 14}
    expected = said_on + timedelta(days=ahead.get(said, (4 - said_on.weekday() - 1) % 7 + 1))
    assert the_day(carried_on(days), said) == expected


def test_what_is_taken_back_changes_nothing_about_the_day() -> None:
    talk = carried_on(3)
    talk.answer("welcome.who", "Mum: hello")
    talk.add(ev.Undone())
    assert the_day(talk, "tomorrow") == TODAY + timedelta(days=4)


def test_a_meeting_that_is_typed_up_later_is_still_of_its_own_day() -> None:
    assert the_day(carried_on(5, held="11/3/2027"), "tomorrow") == date(2027, 3, 12)


def test_the_day_of_the_meeting_itself_is_seen_from_today() -> None:
    talk = carried_on(5)
    talk.answer("setup.date", "today")
    assert talk.meeting.minutes.review_date == TODAY + timedelta(days=5)


def test_what_was_named_before_stays_when_the_meeting_is_carried_on() -> None:
    talk = Talk()
    assert the_day(talk, "tomorrow") == date(2027, 3, 13)
    talk.at += timedelta(days=4)
    talk.add(ev.Resumed())
    assert list(talk.meeting.minutes.replies.dates.values()) == [date(2027, 3, 13)]


@pytest.mark.parametrize("typed", ["Thursday 11 March", "11/3/2027", "Thu 11th"])
def test_a_day_before_the_meeting_is_named(typed: str) -> None:
    talk = Talk()
    talk.go("decide.next-date")
    with pytest.raises(Refusal, match="day-gone") as refused:
        talk.type(typed)
    assert refused.value.values["day"] == "Thursday 11 March 2027"
