"""The set answers that a rung of the ladder offers, and the ways to give an answer, as they are typed."""

from __future__ import annotations

from facilitator.meeting.kept import same_words
from facilitator.meeting.minutes import Minutes
from facilitator.plan.manners import GIVEN, Given
from facilitator.plan.people import CHILD
from facilitator.plan.refusal import Refusal


class NotUnderstood(Refusal):
    """The child did not get the question: that is no answer, and the ladder goes a rung on."""

    def __init__(self) -> None:
        super().__init__("typed.not-understood")


def at_rung(minutes: Minutes, words: str, speaker: str | None) -> str | None:
    """Return the set answer of the ladder that typed words pick for the child, or None.

    By its number or its words; without a name (`speaker` None) the answer to what was offered to the child
    is the child's. Raises NotUnderstood for the words that mean it, and a Refusal for "something else".
    """
    asked, vocabulary = minutes.standing.asked, minutes.script.vocabulary
    said = same_words(words).strip(" .!")
    if speaker not in (None, CHILD):
        return None
    if said in vocabulary.dont_understand and (asked is not None or speaker == CHILD):
        raise NotUnderstood
    if asked is None or not asked.answers:
        return None
    if said.isdecimal() and 1 <= int(said) <= len(asked.answers):
        return asked.answers[int(said) - 1]
    other = said == str(len(asked.answers) + 1)
    if asked.rung == "choices" and (other or said in vocabulary.something_else):
        raise Refusal("typed.say-what-else")
    if asked.rung == "yes_no":
        if other:
            raise NotUnderstood
        # A letter stands for the answer; words that mean the same ("ok") are kept as they were said.
        meant = (vocabulary.yes, vocabulary.not_agreed, vocabulary.dont_know)
        letters = [known if len(said) == 1 else [] for known in meant]
        found = [answer for answer, known in zip(asked.answers, letters, strict=False) if said in known]
        if found:
            return found[0]
    return next((answer for answer in asked.answers if _bare(said) == _bare(same_words(answer))), None)


def _bare(words: str) -> str:
    return words.replace("'", "").replace("\u2019", "").strip(" .!")


def way_called(minutes: Minutes, words: str) -> Given | None:
    """Return how an answer was given by a typed word for it, such as "pointed", or None."""
    said = same_words(words).strip(" .")
    marks = minutes.script.vocabulary.given
    return next((given for given in GIVEN if said == given or said in marks.get(given, [])), None)
