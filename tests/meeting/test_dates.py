"""Days as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting.dates import read_date, school_days_on
from facilitator.phrases.day import in_full

TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", date(2026, 11, 18)),
        ("tomorrow", date(2026, 11, 19)),
        ("12/3", date(2027, 3, 12)),
        ("12.3.27", date(2027, 3, 12)),
        ("12-3-2027", date(2027, 3, 12)),
        ("2027-03-12", date(2027, 3, 12)),
        ("12 March", date(2027, 3, 12)),
        ("the 12th of March", date(2027, 3, 12)),
        ("Friday 12 March 2027", date(2027, 3, 12)),
        ("March 12", date(2027, 3, 12)),
        ("Mar 12, 2028", date(2028, 3, 12)),
        ("18/11", date(2026, 11, 18)),
        ("17/11", date(2027, 11, 17)),
        ("Friday", date(2026, 11, 20)),
        ("by Friday", date(2026, 11, 20)),
        ("Wednesday", date(2026, 11, 25)),
        ("Wed", date(2026, 11, 25)),
        ("this Friday.", date(2026, 11, 20)),
        ("next Friday", date(2026, 11, 27)),
        ("next Monday", date(2026, 11, 23)),
        ("Friday week", date(2026, 11, 27)),
        ("next week", date(2026, 11, 25)),
        ("in six weeks", date(2026, 12, 30)),
        ("in 6 weeks' time", date(2026, 12, 30)),
        ("six weeks from now", date(2026, 12, 30)),
        ("within a fortnight", date(2026, 12, 2)),
        ("a fortnight", date(2026, 12, 2)),
        ("fortnight", date(2026, 12, 2)),
        ("in a couple of weeks", date(2026, 12, 2)),
        ("in three months", date(2027, 2, 18)),
        ("in a year", date(2027, 11, 18)),
        ("in five school days", date(2026, 11, 25)),
        ("in half a year", None),
        ("29 feb", date(2028, 2, 29)),
        ("31/2", None),
        ("31/2/2027", None),
        ("13/13", None),
        ("12 Foo", None),
        ("Foo 12", None),
        ("a week on Friday", date(2026, 11, 27)),
        ("six weeks today", date(2026, 12, 30)),
        ("the end of the week", date(2026, 11, 20)),
        ("end of next week", date(2026, 11, 27)),
        ("by the end of the month", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
        ("end of December", date(2026, 12, 31)),
        ("end of Feb", date(2027, 2, 28)),
        ("end of term", None),
        ("31/12/9999", None),
        ("in " + "9" * 5000 + " days", None),
        ("soon", None),
        ("in umpteen weeks", None),
        ("in 9000 days", None),
        ("Mum", None),
        ("", None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_days_as_people_say_them(said: str, meant: date | None) -> None:
    assert read_date(said, TODAY) == meant


def test_a_month_on_from_the_31st_is_the_last_day() -> None:
    assert read_date("in a month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_date("in a month", date(2027, 3, 31)) == date(2027, 4, 30)
    assert read_date("the end of next month", date(2027, 12, 31)) == date(2028, 1, 31)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_day_in_full_is_read_back_as_the_same_day(day: date, today: date) -> None:
    assert read_date(in_full(day), today) == day


@given(st.text(max_size=30))
def test_no_words_make_it_stumble(text: str) -> None:
    found = read_date(text, TODAY)
    assert found is None or isinstance(found, date)


def test_school_days_leave_out_weekends() -> None:
    assert school_days_on(date(2026, 11, 20), 5) == date(2026, 11, 27)
    assert school_days_on(date(2026, 11, 21), 1) == date(2026, 11, 23)
