"""A fact is told in the same words wherever it is told, and nothing that belongs to it is left out."""

from __future__ import annotations

import errno
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.phrases import action, manner, os_reason, score, sentence
from facilitator.phrases.day import in_full
from facilitator.phrases.plan_change import change_told
from facilitator.phrases.review import next_review
from facilitator.plan.actions import Action
from facilitator.plan.changes import PlanChange
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import PlanningMeeting
from facilitator.plan.scores import Score
from facilitator.script.loading import load_script
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import Catalogue, say
from facilitator.summary.page import Span
from facilitator.summary.progress import progress_of
from facilitator.summary.sentences import Sentence
from facilitator.summary.sentences import told as set_apart
from facilitator.ui.drawing.plan_lines import plan_lines
from facilitator.work.show import as_data, as_lines
from tests.summary.rendering import render
from tests.summary.reviews import PLAN, SECOND
from tests.summary.scripts import SCRIPT

SCALE = SCRIPT.scale
RESULTS = ("agreed", "agreed_after_talking", "not_agreed", "not_settled")
DAY = date(2027, 3, 12)

DISK_ERRORS = (
    *("EACCES", "EAGAIN", "EBUSY", "EDQUOT", "EEXIST", "EFBIG", "EHOSTDOWN", "EILSEQ", "EINTR", "EINVAL"),
    *("EIO", "EISDIR", "ELOOP", "EMFILE", "EMLINK", "ENAMETOOLONG", "ENETUNREACH", "ENFILE", "ENODEV"),
    *("ENOENT", "ENOLCK", "ENOMEM", "ENOSPC", "ENOTCONN", "ENOTDIR", "ENOTEMPTY", "ENXIO", "EOPNOTSUPP"),
    *("EOVERFLOW", "EPERM", "EPIPE", "EROFS", "ESTALE", "ETIMEDOUT", "ETXTBSY", "EXDEV"),
)
"""What opening, reading, writing, syncing, renaming and linking can fail with, by their manual pages."""


@given(st.sampled_from(RESULTS), st.booleans(), st.lists(st.integers(1, 5), max_size=3))
def test_a_score_says_what_came_of_it_and_whether_support_was_given(
    result: str, without_support: bool, shown: list[int]
) -> None:
    number = None if result.startswith("not_") else 3
    given = {"result": result, "number": number, "support_not_given": without_support}
    held = Score.model_validate({"field": "progress", "about": "o1", **given})
    told = score.line(held, SCALE, shown)
    assert ("support not given" in told) is without_support
    assert ("agreed after talking" in told) is (result == "agreed_after_talking")
    assert told.startswith({"not_agreed": "not agreed", "not_settled": "shown"}.get(result, "3, "))
    each = f"({', '.join(map(str, shown))})"
    assert (each in told) is bool(shown and number is None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"deed": "reworded", "kind": "outcome", "part": "o1", "field": "mood"}, "Outcome, which stands"),
        ({"deed": "emptied", "kind": "plan", "field": "mood"}, "The plan itself, which stands"),
        ({"deed": "reworded", "kind": "medal", "part": "m1", "field": "words"}, "medal, which stands"),
        ({"deed": "ended", "kind": "outcome", "part": "o1"}, "Outcome 1 has ended"),
    ],
)
def test_a_change_of_which_a_format_knows_less_is_told_all_the_same(
    change: dict[str, str], told: str
) -> None:
    given = PlanChange.model_validate({"value": "A word", "because": "A word.", **change})
    assert change_told(given, PLAN, SCRIPT.format).startswith(told)


@pytest.mark.parametrize(("value", "told"), [(["near", "far"], "“near, far”"), (True, "“Yes”"), (3, "“3”")])
def test_what_a_field_that_is_no_more_held_is_told_in_words(value: object, told: str) -> None:
    change = {"deed": "reworded", "kind": "outcome", "part": "gone", "field": "areas", "value": value}
    assert told in change_told(PlanChange.model_validate(change), PLAN, SCRIPT.format)


def test_one_plan_tells_its_scores_in_the_same_words_in_a_list_and_in_a_summary() -> None:
    shown = "\n".join(as_lines(PLAN, SCRIPT))
    summary = " ".join(render(PLAN, SECOND, SCRIPT, kind="txt").split())
    held = [(one, review) for review in PLAN.reviews for one in review.scores]
    assert len(held) > 1
    for one, _ in held:
        line = score.line(one, SCALE)
        assert line in shown
        if one.number is not None:
            assert line.replace(f"{one.number}, ", f"{one.number} of {SCALE.highest}, ") in summary


def test_the_meeting_that_wrote_a_plan_is_told_with_its_actions_in_a_list_its_data_and_on_its_page() -> None:
    script = load_script("kirklees")
    action_set = Action(id="p1.a1", what="Ask for large print", who="Mrs Quill", by=DAY)
    planned = PlanningMeeting(id="p1", date=DAY, people=[], actions=[action_set], next_date=DAY)
    plan = Plan(id="new", format="kirklees", children=PLAN.children, planning=[planned])
    shown = list(as_lines(plan, script))
    heading = f"{script.period_name(0)}, {in_full(DAY)}"
    after = shown[shown.index(f"{heading}: 0 things that people said.") :]
    assert after[1].strip() == (
        f"“Ask for large print” Who: Mrs Quill. By: {in_full(DAY)}. {action.state('Mrs Quill', DAY)}"
    )
    assert after[2].strip() == next_review(DAY)
    (data,) = as_data(plan, script)["planning"]
    assert [one["what"] for one in data["actions"]] == ["Ask for large print"]
    progress = progress_of(plan, None, script, everything=True)
    lines = plan_lines(plan, (), script, 90, sensitive=False, progress=progress)
    page = [line.plain.strip() for line in lines]
    assert {heading, say("screen.no-reviews"), next_review(DAY), "→ Ask for large print"} <= set(page)


@pytest.mark.parametrize("who", ["", "Mum"])
@pytest.mark.parametrize("by", [None, DAY])
def test_an_action_says_each_part_that_is_missing(who: str, by: date | None) -> None:
    told, state = action.sentence("Buy a lamp", who, by), action.state(who, by)
    assert told.startswith("“Buy a lamp” Who: ")
    assert ("nobody yet" in told) is (not who)
    assert ("no date yet" in told) is (by is None)
    assert ("name" in state) is (not who)
    assert ("date" in state) is (by is None)
    assert (state == "Agreed.") is bool(who and by)
    assert action.state(who, by, to_be_asked=True) != "Agreed."


@given(st.sampled_from(("own_words", "with_help", "said_for")), st.sampled_from(("", "Zed")), st.booleans())
def test_who_helped_is_never_left_out_nor_said_of_own_words(how: str, helper: str, sent_in: bool) -> None:
    told = manner.manner(how, helper, given="signed", asked="Is it loud?", sent_in=sent_in)
    assert ("Zed" in told) is (helper == "Zed" and how != "own_words")
    assert "signed, when asked “Is it loud?”" in told
    assert ("sent in" in told) is sent_in


def test_a_line_begins_with_a_capital_in_html_too_and_nobodys_name_is_changed() -> None:
    marked = set_apart("score.with-each", score=set_apart("score.none"), each="2, 3")
    begun = sentence.capital(marked)
    assert isinstance(begun, Sentence)
    assert begun.startswith("Not judged")
    assert begun.spans[-1] == Span("2, 3", apart=True) or begun.spans[-2] == Span("2, 3", apart=True)
    summary = render(
        PLAN,
        SECOND.model_copy(
            update={"actions": [SECOND.actions[0].model_copy(update={"who": "de Vries", "person": None})]}
        ),
        SCRIPT,
        kind="html",
    )
    assert "de Vries" in summary
    assert "De Vries" not in summary


@pytest.mark.parametrize("name", DISK_ERRORS)
def test_what_a_disk_fails_with_is_told_in_plain_words(name: str) -> None:
    system = OSError(getattr(errno, name), "the system's own words")
    assert os_reason.reason(system) not in ("", "the system's own words")


def test_an_error_of_no_disk_keeps_the_systems_words() -> None:
    assert os_reason.reason(OSError(errno.EDOM, "out of domain")) == "out of domain"
    assert os_reason.reason(OSError()) == "the computer does not say why"


def test_every_reason_of_a_disk_has_words_and_all_the_words_a_use() -> None:
    words = {
        key.removeprefix("disk.why-") for key in Catalogue(find_prompts()).words("disk") if "why-" in key
    }
    assert words == {*os_reason.REASONS, "is-file", "unknown"}
