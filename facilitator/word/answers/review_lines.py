"""One review as the lines of a form's cells: who said what, scores, actions and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from facilitator.plan.models import Plan
from facilitator.plan.people import CHILD, EVERYONE, Perspective
from facilitator.plan.reviews import Action, OutcomeReview, Review, Statement
from facilitator.script.layouts import Layout
from facilitator.script.models import Script
from facilitator.script.words import say
from facilitator.word.answers.agreed import Ending, action_words, ending_words, read_action, read_ending
from facilitator.word.answers.days import write_day
from facilitator.word.answers.names import Names, known_names
from facilitator.word.answers.phrasing import filled, to_lines
from facilitator.word.answers.places_of_layout import held_beside, keys_held
from facilitator.word.answers.scores import score_words
from facilitator.word.form.keys import Key

AMENDED, ENDED = "amended_wording", "ended_because"
"""The topics of what was said on an outcome that is amended or ended (`meeting.writing`)."""

ACTIONS, DECISION = "actions", "decision"


class ReviewLines:
    """What of one review stands in which place of a layout; `plan` as it is with the review.

    Whoever has a name is named, but for the child in the child's own cells and for everybody. Words that
    would else be taken for a name, an action or a decision get the name of who said them in front.
    """

    def __init__(self, review: Review, plan: Plan, script: Script, layout: Layout) -> None:
        self.review, self.plan, self.script, self.layout = review, plan, script, layout
        self.keys = keys_held(layout)
        vocabulary = script.vocabulary
        self.names = Names(layout.phrases, vocabulary, plan.child, {})
        self._wary = Names(layout.phrases, vocabulary, plan.child, known_names(plan))

    # Whose words stand where

    def statements(self, key: Key) -> list[Statement]:
        """Return the statements of the review itself that belong into a place for views or for a topic."""
        if key.records not in ("view", "statement"):
            return []
        said = [one for one in self.review.statements if one.topic == key.topic]
        return [one for one in said if self.perspective(one) == key.of] if key.of else said

    def perspective(self, said: Statement) -> Perspective | None:
        """Return whose view a statement is, or None where everybody said it."""
        return None if said.speaker == EVERYONE else self.review.person(said.speaker).perspective

    def outcomes(self) -> list[OutcomeReview]:
        """Return what was said of each outcome, with those that have nothing but an action."""
        reviewed = {held.outcome for held in self.review.outcomes}
        known = {outcome.id for outcome in self.plan.outcomes} - reviewed
        acted = dict.fromkeys(action.outcome for action in self.review.actions if action.outcome in known)
        return [*self.review.outcomes, *(OutcomeReview(outcome=outcome) for outcome in acted if outcome)]

    def outcome_statements(self, key: Key, held: OutcomeReview) -> list[Statement]:
        """Return the statements of an outcome that belong into the cell of a field, its own ones first."""
        fields = [key.of, *held_beside(self.layout, key.of)]
        decided = self.ending(held, key.of)
        ended = [AMENDED] if decided and decided.decision == "amend" else []
        ended += [ENDED] if decided and decided.decision == "remove" else []
        return [said for field in [*fields, *ended] for said in held.statements if said.topic == field]

    def actions(self, key: Key, held: OutcomeReview) -> list[Action]:
        """Return the actions that belong into the cell of a field of an outcome."""
        if ACTIONS not in held_beside(self.layout, key.of):
            return []
        return [action for action in self.review.actions if action.outcome == held.outcome]

    def ending(self, held: OutcomeReview, field: str) -> Ending | None:
        """Return what became of an outcome, if the cell of the field is where that stands."""
        if DECISION not in held_beside(self.layout, field):
            return None
        said = {topic: _together(held.statements, topic) for topic in (AMENDED, ENDED)}
        if held.decision == "amend":
            new = next((one.wording for one in self.plan.outcomes if one.id == held.amended_to), "")
            return Ending("amend", said[AMENDED] or new) if said[AMENDED] or new else None
        if held.decision == "remove":
            return Ending("remove", said[ENDED])
        return Ending("achieved") if held.decision == "achieved" else None

    # The lines

    def of_meeting(self, key: Key) -> list[str]:
        """Return the lines of a place that is the review's own."""
        if key.records == "review.date":
            return [self.day(self.review.date)]
        if key.records == "review.next_date":
            return [self.day(self.review.next_date)]
        if key.records == "review.choice":
            return [self.option(key.of, self.review.choices)]
        said = self.statements(key)
        if key.of:
            return [
                line for index, one in enumerate(said) for line in to_lines(self._in_view(one, said[:index]))
            ]
        return [line for one in said for line in to_lines(self._in_shared(one, ()))]

    def of_outcome(self, key: Key, held: OutcomeReview) -> list[str]:
        """Return the lines of a place for one outcome."""
        phrases = self.layout.phrases
        if key.records == "outcome.number":
            return [str(self.plan.outcome(held.outcome).number)]
        if key.records == "progress.delivered":
            words = {"yes": phrases.yes, "partly": phrases.partly, "no": phrases.no}
            return [words[held.delivered]] if held.delivered else []
        if key.records == "progress.score":
            scale = self.script.format.scale
            score = held.score
            return [score_words(score, self.review, self.names, scale, phrases)] if score else []
        return self._progress(key, held)

    def _progress(self, key: Key, held: OutcomeReview) -> list[str]:
        beside = held_beside(self.layout, key.of)
        texts = [
            self._in_shared(said, beside)
            for said in self.outcome_statements(key, held)
            if said.topic not in (AMENDED, ENDED)
        ]
        texts += [action_words(action, self.layout) for action in self.actions(key, held)]
        ending = self.ending(held, key.of)
        texts += [ending_words(ending, self.layout)] if ending else []
        return [line for text in texts for line in to_lines(text)]

    def day(self, day: date | None) -> str:
        """Return a day as the layout writes it, or nothing for none."""
        return write_day(day, self.layout.date) if day else ""

    def option(self, field: str, choices: dict[str, str]) -> str:
        """Return the words of what was chosen for a field, or nothing."""
        chosen = choices.get(field)
        return options_of(field, self.script).get(chosen, chosen) if chosen else ""

    # Who says it

    def _in_view(self, said: Statement, before: list[Statement]) -> str:
        person = self.review.person(said.speaker)
        phrases = self.layout.phrases
        if person.perspective != "child":
            nobody = person.name == self.names.of_nobody()[person.perspective]
            first = all(one.speaker == said.speaker for one in before)
            if nobody and first and not self._wary.split(said.text, person.perspective):
                return said.text
            name = self.names.written(person, person.perspective)
            return filled(phrases.said_by, name=name, text=said.text)
        if is_said_for(said):
            helper = self.names.written(self.review.person(said.helper or ""))
            name = self.plan.child.called
            return filled(phrases.said_for, helper=helper, name=name, text=said.text)
        if self._wary.said_for_child(said.text) or self._wary.split(said.text, "child"):
            return filled(phrases.said_by, name=self.plan.child.called, text=said.text)
        return said.text

    def _in_shared(self, said: Statement, beside: Iterable[str]) -> str:
        if said.speaker != EVERYONE:
            name = self.names.written(self.review.person(said.speaker))
        elif (
            self._wary.split(said.text)
            or (ACTIONS in beside and read_action(said.text, self.layout))
            or (DECISION in beside and read_ending(said.text, self.layout))
        ):
            name = say("word.everyone")
        else:
            return said.text
        return filled(self.layout.phrases.said_by, name=name, text=said.text)

    # What it is about

    def about(self, key: Key) -> str:
        """Return what a place of the review is for, in people's words."""
        label = self.script.label_of_topic(key.topic or key.of)
        if key.of and key.records in ("view", "statement"):
            return say("word.about-views", whose=whose_views(key.of), topic=label)
        of_number = {
            "progress.score": "word.about-score",
            "progress.delivered": "word.about-delivered",
            "outcome.number": "word.about-outcome-number",
        }
        if key.records in of_number:
            return say(of_number[key.records], number=key.outcome)
        if key.records == "progress":
            return say("word.about-progress", number=key.outcome, field=label)
        days = {"review.date": "word.about-date", "review.next_date": "word.about-next-date"}
        return say(days[key.records]) if key.records in days else label


def whose_views(perspective: str) -> str:
    """Return "Parents' views" and the like; an empty perspective is everybody."""
    keys = {
        "child": "word.views-child",
        "parent": "word.views-parent",
        "school": "word.views-school",
        "practitioner": "word.views-practitioner",
    }
    return say(keys.get(perspective, "word.views-everyone"))


def is_said_for(said: Statement) -> bool:
    """Whether a child's words are another person's, who said them for the child."""
    return said.how == "said_for" and said.helper not in (None, CHILD, EVERYONE)


def options_of(field: str, script: Script) -> dict[str, str]:
    """Return the words for adults of a format's own choice, by the option's id."""
    return {
        option.id: option.adult
        for turn in script.turns_by_id().values()
        if turn.records in ("choice", "outcome_choice") and field in (turn.field, turn.id)
        for option in turn.options
    }


def _together(statements: Iterable[Statement], topic: str) -> str:
    return "\n".join(said.text for said in statements if said.topic == topic)
