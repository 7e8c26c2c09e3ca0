"""Days as people say them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.meeting.dates import read_date, school_days_on
from facilitator.phrases.day import in_full
from facilitator.plan.refusal import Refusal

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
    try:
        found = read_date(text, TODAY)
    except Refusal:
        return
    assert found is None or isinstance(found, date)


def test_school_days_leave_out_weekends_and_bank_holidays() -> None:
    assert school_days_on(date(2026, 11, 20), 5) == date(2026, 11, 27)
    assert school_days_on(date(2026, 11, 21), 1) == date(2026, 11, 23)
    assert school_days_on(date(2027, 3, 25), 1) == date(2027, 3, 30)  # Easter


WEEKDAY_FORMS = (
    ("Monday", "monday", "MONDAY", "Mon", "mon.", "Mo", "Mond"),
    ("Tuesday", "Tue", "Tues", "Tues.", "tu", "Tuesd"),
    ("Wednesday", "Wed", "Weds", "weds.", "Wednes", "We"),
    ("Thursday", "Thu", "Thur", "Thurs", "Thurs.", "thur.", "Th"),
    ("Friday", "Fri", "Fri.", "fri", "Fr"),
    ("Saturday", "Sat", "sat.", "Sa", "Satur"),
    ("Sunday", "Sun", "Sun.", "su"),
)
DATE_FORMS = (
    "{day.day} {day:%B} {day.year}", "{day.day}{th} {day:%b} {day.year}", "{day.day}/{day.month}/{day.year}",
    "the {day.day}{th} of {day:%B} {day.year}", "{day.day}.{day.month}.{day:%y}", "{day:%d-%m-%Y}",
    "{day:%Y-%m-%d}", "{day:%B} {day.day}, {day.year}", "{day.day} {day:%b}. {day.year}",
    "{day.day} {day:%B}", "{day.day}/{day.month}", "{day:%b} {day.day}{th}", "the {day.day}{th} of {day:%B}",
)  # fmt: skip
BESIDE = (
    "{weekday} {date}", "{weekday}, {date}", "on {weekday} {date}", "by {weekday}, {date}",
    "{date} {weekday}", "{date}, {weekday}", "{date} ({weekday})", "{weekday} ({date})",
    "until {weekday} {date}.",
)  # fmt: skip


def written(day: date, form: str) -> str:
    th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    return form.format(day=day, th=th)


coming = st.dates(TODAY, date(2027, 11, 17))


@given(coming, st.sampled_from(DATE_FORMS), st.sampled_from(BESIDE), st.data())
def test_a_weekday_that_fits_its_date_is_taken_in_every_form(
    day: date, form: str, beside: str, data: st.DataObject
) -> None:
    weekday = data.draw(st.sampled_from(WEEKDAY_FORMS[day.weekday()]))
    assert read_date(beside.format(weekday=weekday, date=written(day, form)), TODAY) == day


@given(coming, st.integers(1, 6), st.sampled_from(DATE_FORMS), st.sampled_from(BESIDE), st.data())
def test_a_weekday_that_does_not_fit_is_named_with_the_two_days_it_may_be(
    day: date, off: int, form: str, beside: str, data: st.DataObject
) -> None:
    """Never the date or the weekday alone, in silence; a day of last year is taken where only that fits."""
    other = (day.weekday() + off) % 7
    weekday = data.draw(st.sampled_from(WEEKDAY_FORMS[other]))
    text = beside.format(weekday=weekday, date=written(day, form))
    found = read_or_why_not(text)
    if isinstance(found, Refusal):
        near = next(
            one for one in (day + timedelta(days=by) for by in range(-3, 4)) if one.weekday() == other
        )
        assert found.code == "typed.other-weekday"
        assert (found.values["day"], found.values["near"]) == (in_full(day), in_full(near))
    else:
        assert "year" not in form
        assert "%y" not in form.lower()
        assert (found.day, found.month, found.weekday()) == (day.day, day.month, other)
        assert found < TODAY


def read_or_why_not(text: str) -> date | Refusal:
    try:
        found = read_date(text, TODAY)
    except Refusal as refusal:
        return refusal
    assert found is not None
    return found


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.integers(0, 6), st.data())
def test_every_short_form_of_a_weekday_is_the_next_such_day(
    today: date, weekday: int, data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from([one for one in WEEKDAY_FORMS[weekday] if len(one.rstrip(".")) > 2]))
    found = read_date(form, today)
    assert found is not None
    assert (found.weekday(), 1 <= (found - today).days <= 7) == (weekday, True)
    assert read_date(f"{form} week", today) == found + timedelta(days=7)
    assert read_date(f"a fortnight on {form}", today) == found + timedelta(days=14)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the 20th", date(2026, 11, 20)),
        ("Friday the 20th", date(2026, 11, 20)),
        ("Fri 20", date(2026, 11, 20)),
        ("the 3rd", date(2026, 12, 3)),
        ("Tues 17th", date(2026, 11, 17)),  # yesterday
        ("Tuesday 17 November", date(2026, 11, 17)),
        ("today, Wednesday", date(2026, 11, 18)),
        ("Thursday tomorrow", date(2026, 11, 19)),
        ("20", None),
    ],
)
def test_a_day_of_the_month_may_stand_alone(said: str, meant: date | None) -> None:
    assert read_date(said, TODAY) == meant


@pytest.mark.parametrize("said", ["Friday tomorrow", "Monday the 20th", "Sun 20", "today (Tuesday)"])
def test_a_weekday_beside_any_day_must_fit(said: str) -> None:
    with pytest.raises(Refusal, match="other-weekday"):
        read_date(said, TODAY)
