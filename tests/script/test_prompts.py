"""The product's own prompts: sound, whole, and within the figures."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from facilitator.phrases.item import several
from facilitator.plan.manners import BANDS, Band, Rung
from facilitator.script import reading_grade
from facilitator.script.check import check_prompts
from facilitator.script.filled_sentences import Wording
from facilitator.script.formats_and_turns import Script, Turn
from facilitator.script.hard_wording import hardest
from facilitator.script.ladder import child_words, missing, rungs
from facilitator.script.loading import find_prompts, format_ids, load_script
from facilitator.script.rules.records import OF_EVERY_FORMAT
from facilitator.script.variables import variables
from facilitator.script.words_by_key import explain, say
from tests.shapes import FORMATS

PARTS = ("who", "by", "confirm_who", "confirm_by")


@pytest.fixture(scope="module")
def script() -> Script:
    return load_script("support-plan")


def to_child(script: Script) -> list[Turn]:
    return [turn for turn in script.turns_by_id().values() if turn.to == "child"]


def test_nothing_is_wrong_with_them() -> None:
    assert [explain(one.refusal()) for one in check_prompts(find_prompts())] == []


def test_the_support_plan_records_everything_that_a_review_holds(script: Script) -> None:
    recorded = {turn.records for turn in script.turns_by_id().values()}
    assert set(OF_EVERY_FORMAT) - recorded == set()


@pytest.mark.parametrize("minutes", [60, 45, 30])
def test_the_child_s_turn_comes_before_the_adults_and_is_whole(script: Script, minutes: int) -> None:
    agenda = script.agenda(minutes)
    held = list(agenda.segments)
    assert agenda.minutes == minutes
    assert held.index("child") < held.index("home") < held.index("outcomes") < held.index("read-back")
    assert agenda.segments["child"] == 8


@pytest.mark.parametrize("band", BANDS)
def test_every_child_sentence_of_every_rung_is_within_the_figures(script: Script, band: Band) -> None:
    """MEETING, "Figures": ten words a sentence, one question, no "why"; grade 2 for a turn as a whole."""
    wording = Wording()
    for turn in script.turns_by_id().values():
        steps = rungs(
            turn, band, lambda words: wording.render(words, variables(script.format)), say, trusted="Mr Lacey"
        )
        options = [wording.render(option.child.at(band), variables(script.format)) for option in turn.options]
        columns = [column.child.at(band) for column in turn.columns]
        if not turn.child:
            assert turn.to == "chair", turn.id
            continue
        for words in [*(step.words for step in steps), *options, *columns]:
            for sentence in reading_grade.sentences(words):
                assert len(reading_grade.words(sentence)) <= 10, (turn.id, sentence)
                assert not re.search(r"\bwhy\b", sentence, re.IGNORECASE), (turn.id, sentence)
            assert words.count("?") <= (3 if "something else" in words else 1), (turn.id, words)
        said = "\n".join([*(step.words for step in steps), *options, *columns])
        assert reading_grade.grade(said) <= 2, (turn.id, said)


@pytest.mark.parametrize("band", BANDS)
def test_what_is_said_to_any_child_is_within_the_figures(script: Script, band: Band) -> None:
    """The sentences that belong to no turn: the ladder's own, the parts of an action, cards and titles."""
    ladder = [say(f"ladder.{key}") for key in ("yes", "no", "dont-know", "not-understood", "something-else")]
    parts = [say(f"parts.{part}-child", who="Mum", what="x") for part in PARTS]
    titles = [
        Wording().render(held.title.child.at(band), variables(script.format)) for held in script.segments
    ]
    cards = [card.at(band) for card in script.format.cards]
    for words in [*ladder, *parts, *titles, *cards]:
        assert len(reading_grade.words(words)) <= 10, words
    assert reading_grade.grade("\n".join([*ladder, *parts])) <= 2


def test_every_adult_question_is_within_the_figures(script: Script) -> None:
    wording = Wording()
    for turn in script.turns_by_id().values():
        question = wording.render(turn.adult, variables(script.format))
        assert reading_grade.grade(question) <= 4, (turn.id, question)
        for text in (question, wording.render(turn.tip, variables(script.format))):
            assert all(len(reading_grade.words(one)) <= 15 for one in reading_grade.sentences(text)), (
                turn.id,
                text,
            )


def test_a_child_of_any_age_can_be_asked_every_question_rung_by_rung(script: Script) -> None:
    bare = {turn.id: missing(turn) for turn in to_child(script) if missing(turn)}
    assert bare == {}
    for turn in to_child(script):
        if turn.answer == "lines":
            rung_by_rung = [step.rung for step in rungs(turn, "8-11", str, say)]
            assert rung_by_rung == list(get_args(Rung)), turn.id


def test_a_young_person_is_not_spoken_to_like_a_small_child(script: Script) -> None:
    """From 12 the child's own part, the good things, the hello, the scores and the read-back differ."""
    own = {turn.id for turn in script.turns_by_id().values() if turn.child.older}
    for turn in ("welcome.stop", "good.child", "child.going-well", "child.hard", "goal.show", "close.right"):
        assert turn in own, turn
    grown_up = " ".join(
        words.casefold() for turn in script.turns_by_id().values() for words in child_words(turn, "12-18")
    )
    for childish in ("show us a face", "stop sign", "on three", "play time", "grown-up", "hands up"):
        assert childish not in grown_up, childish


def test_choices_offered_to_a_child_are_two_and_no_more(script: Script) -> None:
    for turn in script.turns_by_id().values():
        assert len(turn.another_way.choices) in (0, 2), turn.id


def test_the_hardest_wording_is_named_the_hardest_first() -> None:
    child, adult = hardest(find_prompts())
    assert len(child) == len(adult) == 10
    for found, most in ((child, 2), (adult, 4)):
        grades = [one.grade for one in found]
        assert grades == sorted(grades, reverse=True)
        assert grades[0] <= most
    assert all(one.ages and one.count <= 10 for one in child)


@pytest.mark.parametrize("band", BANDS)
def test_each_question_to_the_child_is_easy_even_on_its_own(script: Script, band: Band) -> None:
    wording = Wording()
    hard = {
        turn.id: reading_grade.grade(wording.render(turn.child.at(band), variables(script.format)))
        for turn in script.turns_by_id().values()
        if reading_grade.grade(wording.render(turn.child.at(band), variables(script.format))) > 3
    }
    assert hard == {}


def test_where_people_disagree_help_is_named_that_they_can_have() -> None:
    """MEETING 10: at SEN Support that is the advice service and disagreement resolution (s.57)."""
    every = [load_script(form, folder) for folder in (find_prompts(), FORMATS) for form in format_ids(folder)]
    turns = [turn for script in every for turn in script.turns_by_id().values() if is_disagreed(script, turn)]
    assert {"goal.meanwhile", "decide.disagree", "close.not-right"} < {turn.id for turn in turns}
    for turn in turns:
        said = turn.adult + turn.tip
        assert "SENDIASS" in said, turn.id
        assert "disagreement resolution" in said, turn.id


def is_disagreed(script: Script, turn: Turn) -> bool:
    """Whether a turn asks what is not agreed, or what is done next about it."""
    records = turn.records or ""
    disagreed = [f"review.{name}" for name in script.format.names("disagreement", "review")]
    return records in disagreed or records.endswith(".next_step")


def test_mediation_is_never_offered_since_it_follows_only_a_decision_that_can_be_appealed() -> None:
    files = [path for folder in (find_prompts(), FORMATS) for path in folder.rglob("*.*") if path.is_file()]
    told = [path for path in files if path.suffix != ".docx"]
    assert len(told) > 50
    spoken = {path.name for path in told if re.search(r"\bmediat", path.read_text("utf-8"), re.IGNORECASE)}
    assert spoken == set()


def test_growing_up_is_asked_about_from_year_9(script: Script) -> None:
    late = [turn.id for turn in to_child(script) if turn.when.school_year]
    assert late == ["child.work", "child.own-home", "child.friends", "child.health"]
    year = script.turns_by_id()["child.work"].when.school_year
    assert year is not None
    assert [year.holds(number) for number in (8, 9, None)] == [False, True, False]


def test_faces_have_a_word_and_no_emoji(script: Script) -> None:
    for face in script.scale.faces:
        assert face.word
        assert face.drawing.isascii()


@pytest.mark.parametrize("format_id", format_ids(find_prompts()))
def test_other_plans_that_are_in_place_are_private(format_id: str) -> None:
    """Nobody at the table, and no paper for others, is told that a child is in need or under protection."""
    told = re.compile(r"protection plan|in need|looked after|safeguarding|team around", re.IGNORECASE)
    fields = load_script(format_id).format.plan
    open_to_all = [
        name
        for name, one in fields.items()
        if any(told.search(words) for words in (one.label, *(option.label for option in one.options)))
        and not one.private
    ]
    assert open_to_all == []


@pytest.mark.parametrize("format_id", format_ids(find_prompts()))
def test_several_of_a_kind_are_called_by_a_sound_plural(format_id: str) -> None:
    form = load_script(format_id).format
    names = [several(kind, form) for kind in form.items]
    unsound = re.compile(r"^(Person|Professional) |([^aeiou]y|erson|[sx]|[cs]h)s$", re.IGNORECASE)
    assert [name for name in names if unsound.search(name)] == []
