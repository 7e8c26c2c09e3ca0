"""What stands in a form for one review, as a Review."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from facilitator.plan.models import Plan
from facilitator.plan.people import CHILD, EVERYONE, PERSPECTIVES, Perspective
from facilitator.plan.reviews import (
    Action,
    Decision,
    Delivered,
    OutcomeReview,
    Position,
    ProgressScore,
    Review,
    Statement,
)
from facilitator.plan.text import LONGEST_LINE, LONGEST_WORDS
from facilitator.script.layouts import Layout
from facilitator.script.models import Script
from facilitator.word.answers.agreed import Agreed, Ending, read_action, read_ending
from facilitator.word.answers.in_place import read_in_place
from facilitator.word.answers.phrasing import fold
from facilitator.word.answers.places_of_layout import held_beside
from facilitator.word.answers.review_lines import ACTIONS, AMENDED, DECISION, ENDED, options_of
from facilitator.word.answers.scores import read_score
from facilitator.word.answers.speakers import Speakers
from facilitator.word.answers.understood import Answers, numbers_of
from facilitator.word.form.keys import Key

_OF_OUTCOME = ("progress", "progress.delivered", "progress.score", "outcome.number")


class Kind(NamedTuple):
    """A plan format: what is asked, and how its form looks."""

    script: Script
    layout: Layout


class ReviewReader:
    """Reads one review; `plan` is what was read before it, so that its outcomes are known."""

    def __init__(
        self,
        period: int,
        day: date,
        plan: Plan,
        kind: Kind,
        answers: Answers,
        speakers: Speakers,
    ) -> None:
        self._period, self._day, self._plan = period, day, plan
        self._script, self._layout = kind
        self._answers, self._speakers = answers, speakers
        self._id = f"r-{period}-{day.isoformat()}"
        self._spoke: set[str] = set()
        self._count = 0
        self._actions: list[Action] = []

    def review(self) -> Review:
        """Return the review; what was not understood is among the problems of the answers."""
        statements = [*self._views(), *self._topics()]
        outcomes = self._outcomes()
        people = self._speakers.people(self._spoke)
        owners = {fold(person.name): person.id for person in people}
        return Review(
            id=self._id,
            period=self._period,
            date=self._day,
            people=people,
            statements=statements,
            outcomes=outcomes,
            actions=[
                action.model_copy(update={"person": owners.get(fold(action.who))}) for action in self._actions
            ],
            choices=self._choices(),
            next_date=self._answers.day(Key("review.next_date", review=self._period)),
        )

    def _statement(
        self, text: str, speaker: str, topic: str, key: Key, helper: str | None = None
    ) -> Statement:
        self._count += 1
        self._spoke |= {one for one in (speaker, helper) if one and one != EVERYONE}
        return Statement(
            id=f"{self._id}.s{self._count}",
            text=self._answers.fitting(key, text, LONGEST_WORDS),
            speaker=speaker,
            topic=topic,
            how="said_for" if helper else "own_words",
            helper=helper,
        )

    # Views and topics

    def _views(self) -> list[Statement]:
        topics = list(self._script.format.topics)
        keys = self._answers.keys("view", review=self._period)
        found = []
        for perspective in PERSPECTIVES:
            own = [key for key in keys if key.of == perspective]
            for key in sorted(own, key=lambda key: topics.index(key.topic) if key.topic in topics else 99):
                found += self._of_one_side(key, perspective)
        return found

    def _of_one_side(self, key: Key, perspective: Perspective) -> list[Statement]:
        return self._childs(key) if perspective == "child" else self._view(key, perspective)

    def _childs(self, key: Key) -> list[Statement]:
        found, names = [], self._speakers.names
        for text in self._answers.texts(key):
            said_for = names.said_for_child(text)
            if said_for and said_for[1]:
                helper = self._speakers.id_of(said_for[0])
                found.append(self._statement(said_for[1], CHILD, key.topic, key, helper))
                continue
            own = names.split(text, "child")
            found.append(self._statement(own[1] if own and own[1] else text, CHILD, key.topic, key))
        return found

    def _view(self, key: Key, perspective: Perspective) -> list[Statement]:
        """Read a cell of one perspective: words without a name are the last named speaker's, or nobody's."""
        found, speaker, waiting = [], "", ""
        for text in self._answers.texts(key):
            said = self._speakers.names.split(text, perspective)
            if said:
                found += [self._statement(waiting, speaker, key.topic, key)] if waiting else []
                speaker, waiting = self._speakers.id_of(said[0]), "" if said[1] else text
            words = said[1] if said else text
            if words:
                speaker, waiting = speaker or self._speakers.nameless(perspective), ""
                found.append(self._statement(words, speaker, key.topic, key))
        return [*found, self._statement(waiting, speaker, key.topic, key)] if waiting else found

    def _topics(self) -> list[Statement]:
        found = []
        for key in self._answers.keys("statement", review=self._period):
            whose = next((one for one in PERSPECTIVES if one == key.of), None)
            if whose:
                found += self._of_one_side(key, whose)
            else:
                found += self._shared(key, key.topic, self._answers.texts(key))
        return found

    def _shared(self, key: Key, topic: str, texts: list[str], named: str = "") -> list[Statement]:
        """Read words of a cell that is nobody's own; `named` = the topic of words with a name in front.

        A name that stands alone is that of who says what follows, up to the next name.
        """
        found, speaker, waiting = [], EVERYONE, ""
        for text in texts:
            said = self._speakers.names.split(text)
            if said and not said[1]:
                found += [self._statement(waiting, speaker, named or topic, key)] if waiting else []
                speaker, waiting = self._speakers.id_of(said[0]), text
                continue
            who, words = (self._speakers.id_of(said[0]), said[1]) if said else (speaker, text)
            about = topic if who == EVERYONE else named or topic
            if said and waiting:
                found.append(self._statement(waiting, speaker, about, key))
                speaker = EVERYONE
            waiting = ""
            found.append(self._statement(words, who, about, key))
        return [*found, self._statement(waiting, speaker, named or topic, key)] if waiting else found

    def _choices(self) -> dict[str, str]:
        chosen = {}
        for key in self._answers.keys("review.choice", review=self._period):
            text = self._answers.words(key)
            options = {fold(words): option for option, words in options_of(key.of, self._script).items()}
            if fold(text) in options:
                chosen[key.of] = options[fold(text)]
            else:
                self._answers.problem(key, text, "word.unclear-choice")
        return chosen

    # Outcomes

    def _outcomes(self) -> list[OutcomeReview]:
        keys = self._answers.keys(*_OF_OUTCOME, review=self._period)
        known = {outcome.number: outcome.id for outcome in self._plan.outcomes}
        found = []
        for number in numbers_of(keys):
            own = [key for key in keys if key.outcome == number]
            if number in known:
                held = self._outcome(known[number], own)
                found += [held] if held != OutcomeReview(outcome=held.outcome) else []
                continue
            for key in own:
                if key.records == "outcome.number":
                    self._answers.words(key)
                else:
                    self._answers.give_up(key, "word.no-such-outcome", number=number)
        return found

    def _outcome(self, outcome: str, keys: list[Key]) -> OutcomeReview:
        statements: list[Statement] = []
        ending: Ending | None = None
        score: ProgressScore | None = None
        delivered: Delivered | None = None
        for key in self._in_order(keys):
            if key.records == "outcome.number":
                self._answers.check_number(key)
            elif key.records == "progress.score":
                score = self._score(key)
            elif key.records == "progress.delivered":
                delivered = self._delivered(key)
            else:
                said, ended = self._progress(key, outcome)
                statements += said
                ending = ending or ended
        decision: Decision | None = ending.decision if ending else None
        if score and score.support_not_given and delivered is None:
            delivered = "no"
        return OutcomeReview(
            outcome=outcome, delivered=delivered, statements=statements, score=score, decision=decision
        )

    def _in_order(self, keys: list[Key]) -> list[Key]:
        fields = list(self._script.format.outcome_fields)
        return sorted(keys, key=lambda key: fields.index(key.of) if key.of in fields else 99)

    def _progress(self, key: Key, outcome: str) -> tuple[list[Statement], Ending | None]:
        """Read a cell of an outcome: statements, and where the layout says so actions and a decision."""
        beside = held_beside(self._layout, key.of)
        ending: Ending | None = None
        words = []
        for text in self._answers.texts(key):
            named = self._speakers.names.split(text)
            action = read_action(text, self._layout) if ACTIONS in beside and not named else None
            ended = read_ending(text, self._layout) if DECISION in beside and not named else None
            if action and self._fits(action):
                self._act(action, outcome)
            elif ended and ending is None:
                ending = ended
            else:
                words.append(text)
        fields = [name for name in beside if name not in (ACTIONS, DECISION)]
        found = self._shared(key, key.of, words, fields[0] if fields else "")
        if ending and ending.text:
            topic = AMENDED if ending.decision == "amend" else ENDED
            found.append(self._statement(ending.text, EVERYONE, topic, key))
        return found, ending

    def _fits(self, action: Agreed) -> bool:
        asker = action.confirm.who if action.confirm else ""
        return len(action.who) <= LONGEST_LINE and len(asker) <= LONGEST_LINE

    def _act(self, action: Agreed, outcome: str) -> None:
        self._actions.append(
            Action(
                id=f"{self._id}.a{len(self._actions) + 1}",
                what=action.what,
                who=action.who,
                by=action.by,
                confirm=action.confirm,
                outcome=outcome,
            )
        )

    def _delivered(self, key: Key) -> Delivered | None:
        text = self._answers.words(key)
        if fold(text).rstrip(".") == fold(self._layout.phrases.partly):
            return "partly"
        said = read_in_place(text, self._layout.phrases)
        if said is None or said.note or said.in_place is None:
            self._answers.problem(key, text, "word.unclear-choice")
            return None
        return "yes" if said.in_place else "no"

    def _score(self, key: Key) -> ProgressScore | None:
        text, scale = self._answers.words(key), self._script.format.scale
        found = read_score(text, self._layout, scale, self._speakers.names)
        if found is None:
            range_ = {"lowest": scale.lowest, "highest": scale.highest}
            self._answers.problem(key, text, "word.unclear-score", **range_)
            return None
        positions = []
        for shown in found.shown:
            person = self._speakers.id_of(shown.who)
            self._spoke.add(person)
            positions.append(Position(person=person, number=shown.number, word=shown.word))
        return ProgressScore.model_validate(
            {
                "result": found.result,
                "number": found.number,
                "positions": positions,
                "support_not_given": found.support_not_given,
            }
        )
