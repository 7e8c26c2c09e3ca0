"""The child's letter: what is in it, what never is, and that its own sentences are easy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from facilitator.plan.actions import Action, Confirmation
from facilitator.plan.entries import Entry, Match
from facilitator.plan.manners import BANDS, Band
from facilitator.plan.people import CHILD, EVERYONE, Person
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import Refusal
from facilitator.plan.reviews import PARKED, Review
from facilitator.plan.scores import Position
from facilitator.script import reading_grade
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.prompts_folder import find_prompts
from facilitator.script.words_by_key import Catalogue, fill, use_prompts
from facilitator.summary.letter import make_letter
from facilitator.summary.letter_shapes import Told
from tests import making
from tests.looking import every_word
from tests.making import agreed, chosen, not_agreed
from tests.summary.letters import mina, said, wishing, with_words
from tests.summary.page import one_line, read_page
from tests.summary.rendering import TEXTS, letter_aloud, render
from tests.summary.reviews import EARLY, EMPTY, PEOPLE, PLAN, SAID, SECOND, second
from tests.summary.scripts import SCRIPT
from tests.summary.test_everything import HOSTILE, hostile, hostile_plan

HERE = Path(__file__).parent


def letter(plan: Plan = PLAN, review: Review = SECOND, kind: str = "txt", script: Script = SCRIPT) -> str:
    return render(plan, review, script, kind=kind, audience="child")


def words_of(plan: Plan, review: Review, kind: str, script: Script = SCRIPT) -> str:
    """Return the words of a letter on one line, as they are read."""
    page = letter(plan, review, kind, script)
    return one_line(read_page(page).text if kind == "html" else page)


@pytest.mark.parametrize("band", BANDS)
def test_the_letter_of_a_believable_review(band: Band) -> None:
    """To renew it: write `letter(mina(band))` to the file, and read every line of the difference."""
    assert letter(mina(band)) == (HERE / f"mina-letter-{band}.txt").read_text(encoding="utf-8")


# What is in it


@pytest.mark.parametrize("kind", TEXTS)
def test_every_word_of_the_child_is_there_as_it_was_said(kind: str) -> None:
    told = words_of(PLAN, SECOND, kind)
    own = [one for one in every_word(SECOND) if one.by == CHILD]
    assert len(own) == 5
    for one in own:
        assert f"“{one_line(one.text)}”" in told
    assert "Mum said this for you." in told
    assert "Mum helped you say this." in told
    assert "“Some days.”" in told, "the child's own reason"


@pytest.mark.parametrize("kind", TEXTS)
def test_actions_have_who_and_when_and_the_words_that_were_agreed(kind: str) -> None:
    told = words_of(PLAN, SECOND, kind)
    assert "Mr Lacey will do this by Friday 19 March: “Find Mina a quiet place for lunch”" in told
    assert (
        "Dad may do this by Friday 26 March: “Ask for smaller ear defenders” Mum will ask by Monday 15 March."
        in told
    )
    assert "We want this to be done: “Look for a swimming club” We do not know who yet." in told
    assert "We do not know the day yet." in told


def test_the_childs_own_action_and_those_from_the_childs_words_come_first() -> None:
    day = date(2027, 3, 19)
    actions = [
        Action(id="a1", what="One", who="Mum", person="mum", by=day),
        Action(id="a2", what="Two", who="Mum", person="mum", by=day),
        Action(id="a3", what="Three", who="Mina", person=CHILD, by=day),
        Action(id="a4", what="Four", who="Mina and Mum", person=CHILD, by=day),
    ]
    match = Match(kind="action", target="a2")
    review = with_words(said(1, "Loud.", "not_working", match=match)).model_copy(update={"actions": actions})
    made = make_letter(PLAN, review, SCRIPT)
    assert [job.what for job in made.tasks] == ["Three", "Four", "Two", "One"]
    leads = [job.lead.plain() for job in made.tasks]
    assert leads[0] == "You will do this by Friday 19 March:"
    assert leads[1].startswith("Mina and Mum will do this")


def test_a_day_in_another_year_has_its_year() -> None:
    far = SECOND.model_copy(update={"next_date": date(2028, 3, 10)})
    assert "We meet again on Friday 10 March 2028." in letter(review=far)
    assert "We meet again on Friday 25 June." in letter()


@pytest.mark.parametrize(
    ("position", "told"),
    [
        (Position(person=CHILD, word="so_so"), "You said it is so-so."),
        (Position(person=CHILD, word="meh"), "You said “meh”."),
        (Position(person=CHILD, number=3), "You gave it 3."),
        (Position(person=CHILD, word="so_so", number=2), "You said it is so-so. You gave it 2."),
        (Position(person=CHILD), "You were not sure."),
    ],
)
@pytest.mark.parametrize("kind", TEXTS)
def test_the_childs_own_face_word_or_number_stands_by_the_goal(
    position: Position, told: str, kind: str
) -> None:
    score = agreed("o1", 5, position, Position(person="mum", number=4))
    page = words_of(PLAN, second(goals=[score, chosen("decision", "keep", "o1", review="r2")]), kind)
    assert told in page
    assert "This goes on." in page
    assert not re.search(r"\b[45]\b", re.split("Goal [2-9]", page.partition("Goal 1")[2])[0]), "nobody else's"


def test_in_plain_text_the_childs_face_is_made_of_letters() -> None:
    score = agreed("o1", 5, Position(person=CHILD, word="so_so"))
    assert "(-_-) You said it is so-so." in letter(review=second(goals=[score]))


def test_the_last_face_is_the_one_that_counts() -> None:
    then = [Position(person=CHILD, word="so_so")]
    score = not_agreed("o1", Position(person=CHILD, word="hard"), second=then, result="not_settled")
    assert "You said it is so-so." in letter(review=second(goals=[score]))


def test_a_goal_that_changed_or_ended_says_so() -> None:
    told = one_line(letter())
    assert "Goal 4: “Mina joins one club of her own choice by July.” This has new words now." in told
    assert "Goal 3: “Mina puts her face in the water.” You did it." in told
    assert "“Mina takes the bus with a friend.” We wrote nothing down about this one." in told
    assert "Mina joins the choir." not in told


def test_words_that_were_put_to_the_child_stand_by_a_short_answer() -> None:
    review = with_words(said(1, "Yes", "matters", asked="Do you want more help?", given="drawn"))
    assert "We asked: “Do you want more help?” “Yes” You drew this." in one_line(letter(review=review))


# When things are not as they should be


@pytest.mark.parametrize("kind", TEXTS)
def test_a_child_who_was_away_is_missed_and_heard(kind: str) -> None:
    told = words_of(PLAN, with_words(said(1, "Play time.", when="sent_in"), away=True), kind)
    assert "We missed you. You said before:" in told
    assert "“Play time.”" in told
    assert "sent" not in told
    assert "Thank you" not in told


def test_words_that_others_said_for_an_absent_child_are_not_given_as_sent_in() -> None:
    statements = (said(1, "Play time.", when="sent_in"), said(2, "Maths.", how="said_for", helper="mum"))
    told = one_line(letter(review=with_words(*statements, away=True)))
    assert "You said before" not in told
    assert "“Play time.” You sent this in." in told
    assert "“Maths.” Mum said this for you." in told


def test_a_child_without_words_is_told_so_kindly() -> None:
    told = one_line(letter(review=with_words(away=True)))
    assert "We missed you. We do not have your words yet. You can still tell us." in told
    told = one_line(letter(review=with_words()))
    assert "We wrote down no words from you. You can still tell us." in told
    assert "missed" not in told


def test_a_review_with_next_to_nothing_has_a_letter() -> None:
    told = one_line(letter(review=EMPTY))
    assert "We do not know the day yet. You can ask us." in told
    assert "missed" not in told, "nobody wrote down who was there"
    early = letter(review=EARLY)
    assert "We had to stop early." in early
    assert "fire bell" not in early


# What never is


def others_words() -> Iterator[str]:
    """Yield what people other than the child said, typed or showed, but for agreed actions and next steps."""
    for one in every_word(SECOND):
        if one.by != CHILD and one.field != "next":
            yield one.text
        if one.match and one.match.because:
            yield one.match.because
    for score in SECOND.scores:
        for at in [*score.positions, *score.second_positions]:
            yield at.reason if at.person != CHILD else ""
        for side in score.sides:
            yield from (side.reason, side.would_change)
        yield score.next_step
    yield from (left.because for left in SECOND.left_open)
    yield from (
        "Limited",
        "Significant",
        "Support not given",
        "class teacher",
        "speech therapist",
        "SENDIASS",
    )


@pytest.mark.parametrize("kind", TEXTS)
def test_what_adults_said_is_not_in_it(kind: str) -> None:
    told = words_of(PLAN, SECOND, kind)
    # Mum's new words of an outcome are the goal now; what ended it is said of the goal, not in the letter.
    agreed = {"Mina joins one club of her own choice by July."}
    others = {one_line(words) for words in others_words() if words} - agreed
    assert len(others) > 20
    assert [words for words in others if words in told] == []


def test_what_the_child_wished_not_to_be_asked_is_not_in_it() -> None:
    match = Match(kind="action", target="r2.a2")
    review = second(said=[*SAID, said(1, "My heart.", "health", match=match)])
    assert "My heart." in letter(review=review)
    for kind in TEXTS:
        told = words_of(wishing("health", "matters"), review, kind)
        assert "My heart." not in told
        assert "My cat." not in told
        assert "ear defenders" not in told, "it follows from a private answer"
        assert "quiet place for lunch" in told
        assert "more" not in told, "what is left out by wish is not counted"


def test_a_wish_not_to_say_what_is_hard_hides_no_action_of_the_adults() -> None:
    own = Match(kind="action", target="r2.a1")
    theirs = Match(kind="action", target="r2.a2")
    review = with_words(
        said(1, "Maths.", "not_working", match=own),
        making.said("Noise.", "mum", "not_working", id="m1", match=theirs),
    )
    told = letter(wishing("not_working"), review)
    assert "ear defenders" in told
    assert "quiet place" not in told
    assert "Maths." not in told


# That people differ


def disputing(*days: date | None, next_date: date | None = None, **changes: Any) -> Review:
    """Return a review in which goals 1, 2... are not agreed, each with its day."""
    shown = (Position(person="mum", number=2), Position(person="lacey", number=4))
    scores = [not_agreed(f"o{number}", *shown, by=day) for number, day in enumerate(days, 1)]
    parts = {"said": [], "read_back": [], "goals": scores, "next_date": next_date, **changes}
    return second(**parts)


def right(by: str, answer: str) -> Entry:
    """Return somebody's answer to the read-back."""
    return chosen("read_back", answer, by=by, review="r2")


@pytest.mark.parametrize(
    ("review", "told"),
    [
        (disputing(date(2027, 4, 16)), "agree yet on goal 1. They will talk again by Friday 16 April."),
        (disputing(None, next_date=date(2027, 6, 25)), "They will talk again on Friday 25 June."),
        (disputing(None), "agree yet on goal 1. They will talk about it again."),
        (
            disputing(date(2027, 4, 16), date(2027, 5, 7), None, next_date=date(2027, 6, 25)),
            "about goal 1 by Friday 16 April. They will talk about goal 2 by Friday 7 May. We meet again on",
        ),
        (
            disputing(date(2027, 4, 16), date(2027, 4, 16), next_date=date(2027, 6, 25)),
            "They are goal 1 and goal 2. They will talk again by Friday 16 April.",
        ),
        (
            disputing(date(2027, 1, 9), read_back=[right("mum", "no")]),
            "They will talk about goal 1 by Saturday 9 January 2027. They will talk about the rest again.",
        ),
        (
            disputing(read_back=[right("mum", "no")]),
            "The grown-ups do not all agree yet on our notes. They will talk about it again.",
        ),
        (
            disputing(said=[making.said("No.", "mum", "disagree")]),
            "agree yet on our notes.",
        ),
    ],
)
@pytest.mark.parametrize("kind", TEXTS)
def test_that_adults_differ_is_said_in_easy_words(review: Review, told: str, kind: str) -> None:
    assert told in words_of(PLAN, review, kind)


def test_a_child_who_does_not_agree_is_no_grown_up() -> None:
    review = disputing(
        read_back=[right(CHILD, "no"), right("mum", "yes_but")],
        said=[said(1, "I did not hit him.", "disagree")],
    )
    told = letter(review=review)
    assert "agree yet" not in told
    assert "I did not hit him." in told


# Easy words


def own_sentences(plan: Plan, review: Review, script: Script = SCRIPT) -> list[str]:
    """Return the letter's own sentences as they are rendered, without anybody's words."""
    made = make_letter(plan, review, script)
    told: list[Told] = [
        made.title,
        *made.lead,
        *made.heads.values(),
        *made.differ,
        *made.meet,
        *made.no_tasks,
    ]
    for job in [*made.tasks, *(job for aim in made.goals for job in aim.tasks)]:
        told += [job.lead, *job.notes]
    for aim in made.goals:
        told += [aim.title, *aim.notes]
    for group in [*made.said, *made.will_know, *(group for aim in made.goals for group in aim.groups)]:
        told += [note for own in group.words for note in own.notes]
    for part in made.more.values():
        told += [Told(one.key, {"count": count}) for one in part for count in (1, 12)]
    return [one.plain() for one in told]


REVIEWS = {
    "everything": SECOND,
    "empty": EMPTY,
    "early": EARLY,
    "away": with_words(said(1, "Yes.", when="sent_in"), away=True),
    "silent": with_words(away=True),
    "differing": disputing(date(2027, 4, 16), date(2027, 5, 7)),
}


@pytest.mark.parametrize("review", REVIEWS.values(), ids=list(REVIEWS))
@pytest.mark.parametrize("band", BANDS)
def test_our_own_sentences_keep_to_the_figures(band: Band, review: Review) -> None:
    """MEETING, "Figures": at most ten words, grade 2, no "why"; names and days are in them as they come."""
    sentences = own_sentences(mina(band), review)
    assert len(sentences) > 15
    for sentence in sentences:
        assert len(reading_grade.words(sentence)) <= 10, sentence
        assert not re.search(r"\bwhy\b|!|amazing|fantastic|brilliant|wonderful", sentence, re.IGNORECASE)
        assert len(reading_grade.sentences(sentence)) <= 1, "one idea"
    assert reading_grade.grade("\n".join(sentences)) <= 2


def catalogue(band: Band) -> dict[str, str]:
    """Return every sentence of the catalogue for a band, filled in."""
    values: dict[str, object] = {
        "child": "Mina", "helper": "Mum", "who": "Mr Lacey", "day": "Friday 12 March", "word": "so-so",
        "number": 3, "things": "step 1 and step 2", "label": "half way", "count": 3, "first": "1",
        "last": "2", "period": "Term 2", "kind": "Step", "thing": "Step 2",
    }  # fmt: skip
    words = Catalogue(find_prompts()).words("letter")
    others = [other for other in BANDS if other != band]
    return {
        key: fill(text, values)
        for key, text in words.items()
        if not any(f".{other}" in key for other in others) and key != "letter.page-title"
    }


@pytest.mark.parametrize("band", BANDS)
def test_every_sentence_of_the_catalogue_keeps_to_the_figures(band: Band) -> None:
    sentences = catalogue(band)
    assert len(sentences) > 60
    assert {key: text for key, text in sentences.items() if len(reading_grade.words(text)) > 10} == {}
    assert reading_grade.grade("\n".join(sentences.values())) <= 2


def test_nobody_of_twelve_is_spoken_to_like_a_small_child() -> None:
    told = words_of(mina("12-18"), disputing(date(2027, 4, 16)), "txt")
    assert "The adults do not all agree yet on goal 1." in told
    assert "grown-ups" not in told
    assert "grown-ups" not in " ".join(
        text for key, text in catalogue("12-18").items() if f"{key}.12-18" not in catalogue("12-18")
    )


@pytest.mark.parametrize("band", BANDS)
def test_the_letter_of_a_real_format_has_its_labels_for_children(band: Band) -> None:
    script = load_script("support-plan")
    told = words_of(mina(band), SECOND, "html", script)
    for label in ("What goes well", "What is hard", "What matters most to me", "What I can do now"):
        assert label in told
    assert "You said it is so-so." in told
    assert reading_grade.grade("\n".join(own_sentences(mina(band), SECOND, script))) <= 2


# Hostile words, names and pages


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_to_the_letter_or_are_counted(words: str) -> None:
    plan, review = hostile_plan(words), hostile(words)
    html = letter(plan, review, "html")
    page = read_page(html)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "b", "img", "iframe", "link"}
    assert html.count("<h2") == 4
    (held,) = [one.text for one in every_word(review) if one.by == CHILD]
    assert held in page.words
    text = one_line(letter(plan, review))
    assert one_line(f"“{held}”") in text
    assert one_line(review.actions[0].what) in text


def test_the_page_is_one_file_that_can_be_read_aloud() -> None:
    html = letter(kind="html")
    tags = read_page(html).tags
    assert ("html", {"lang": "en-GB"}) in tags
    assert [tag for tag, _ in tags if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h2", "h2", "h2"]
    assert {"header", "main", "section"} <= {tag for tag, _ in tags}
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    assert {held["aria-labelledby"] for tag, held in tags if tag == "section"} == ids
    assert not {"href", "action", "style"} & {name for _, attributes in tags for name in attributes}
    assert all(str(held["src"]).startswith("data:image/svg+xml;base64,") for _, held in tags if "src" in held)
    assert "url(" not in html
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:\"" in html
    assert ">A letter for <bdi>Mina</bdi></h1>" in html
    title = re.search("<title>(.*)</title>", html)
    assert title is not None
    assert "Mina" not in title[1], "a browser makes a file name of it"


def test_letters_are_large_and_stand_out() -> None:
    html = letter(kind="html")
    assert "--size: 14; font-size: calc(var(--size) / 14 * 10pt); }" in html, (
        "on the screen 1rem is 10 points"
    )
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)rem", html)]
    assert sizes == [1.4, 2.4, 1.7, 0.9]
    assert "--size: 13; } @page" in html, "on paper, so that everything has room"
    from tests.summary.test_pages import contrast

    declared = re.findall(r":root \{ (--ink.*?)\}", html)
    assert len(declared) == 2, "light and dark"
    for scheme in declared:
        colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", scheme))
        assert all(contrast(colours[name], colours["ground"]) >= 7 for name in ("ink", "deep"))


def test_names_stand_in_their_own_direction() -> None:
    person = Person(id="ammi", name="امی", perspective="parent")
    statement = said(1, "وہ سکول", how="with_help", helper="ammi")
    review = with_words(statement).model_copy(update={"people": [*PEOPLE, person]})
    html = letter(review=review, kind="html")
    assert '“<span class="words" dir="auto">وہ سکول</span>”' in html
    assert "<bdi>امی</bdi> helped you say this." in html


def test_text_keeps_to_78_columns_and_has_no_trailing_spaces() -> None:
    lines = letter().split("\n")
    assert max(map(len, lines)) <= 78
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\n\n\n\n" not in letter()


# Read aloud


def test_the_letter_is_read_aloud_as_it_stands() -> None:
    sentences = letter_aloud(PLAN, SECOND, SCRIPT)
    text = one_line(letter()).replace("“", "").replace("”", "")
    assert sentences[:2] == ["A letter for Mina.", "We met on Friday 12 March 2027."]
    assert sentences[-1] == "We meet again on Friday 25 June."
    for sentence in sentences:
        assert sentence in text or sentence.rstrip(".") in text
    assert "Mr Lacey comes." in sentences
    assert "(-_-)" not in " ".join(sentences)


def test_a_title_before_a_name_ends_no_sentence_and_signs_alone_are_not_spoken() -> None:
    review = with_words(said(1, "I like Mr. Lacey.\nHe sings! ..."))
    sentences = letter_aloud(PLAN, review, SCRIPT)
    assert "I like Mr. Lacey." in sentences
    assert "He sings!" in sentences
    assert all(any(map(str.isalnum, sentence)) for sentence in sentences)


def test_everyones_agreed_words_on_how_the_child_will_know_are_in_it() -> None:
    known = making.said("A note in my tray.", EVERYONE, "will_know")
    told = one_line(letter(review=second(said=[known])))
    assert "How I will know “A note in my tray.”" in told


def test_an_owner_whom_nobody_asks_yet_has_promised_nothing() -> None:
    action = SECOND.actions[1].model_copy(update={"confirm": Confirmation()})
    told = one_line(letter(review=SECOND.model_copy(update={"actions": [action]})))
    assert "Dad may do this by Friday 26 March: “Ask for smaller ear defenders” We will ask first." in told


@pytest.mark.parametrize("key", ["letter.met", "letter.head-said"])
def test_a_schools_own_words_that_fail_are_refused(key: str, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "letter.yaml").write_text(f'{key}: "We met {{nowhere}}"\n')
    use_prompts(tmp_path)
    try:
        with pytest.raises(Refusal) as aloud:
            letter_aloud(PLAN, SECOND, SCRIPT)
        with pytest.raises(Refusal) as written:
            letter()
    finally:
        use_prompts(None)
    assert aloud.value.code == "summary.words"
    assert written.value.code in ("summary.words", "summary.template")


def test_a_school_may_have_words_of_its_own_for_one_age(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "letter.yaml").write_text('letter.missed.4-7: "You were not here."\n')
    use_prompts(tmp_path)
    try:
        assert "You were not here." in letter(mina("4-7"), with_words(away=True))
        assert "We missed you." in letter(mina("8-11"), with_words(away=True))
    finally:
        use_prompts(None)


def test_words_beside_a_question_are_not_for_another_day() -> None:
    beside, aside = (
        making.said("No phones.", CHILD, PARKED, id="s9", turn=turn) for turn in ("welcome.rules", "")
    )
    letters = [letter(review=SECOND.model_copy(update={"entries": [one]})) for one in (beside, aside)]
    assert [("For another day" in one, "And I said" in one) for one in letters] == [
        (False, True),
        (True, False),
    ]
