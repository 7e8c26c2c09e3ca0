"""One review as the lines of a form's boxes: who said what, choices, scores, actions and decisions."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.phrases.sentence import capital
from facilitator.plan.actions import Action
from facilitator.plan.entries import Entry
from facilitator.plan.plan import Plan
from facilitator.plan.reviews import Review
from facilitator.script.fields import Path
from facilitator.script.layouts import ACTIONS, REVIEW
from facilitator.word.answers.agreements import (
    Ending,
    action_words,
    ending_words,
    read_action,
    read_ending,
)
from facilitator.word.answers.boxes import Box
from facilitator.word.answers.fields import TICK, WORDY, Language
from facilitator.word.answers.labels import called
from facilitator.word.answers.names import Names
from facilitator.word.answers.phrasing import filled, to_lines
from facilitator.word.answers.sayings import Sayings
from facilitator.word.answers.scores import score_words


class ReviewWriter:
    """Writes one review; `plan` as it is with the review. What is not to be shared is left out."""

    def __init__(
        self, review: Review, plan: Plan, language: Language, sayings: Sayings, names: Names
    ) -> None:
        self._review, self._plan, self._language = review, plan, language
        self._form, self._sayings, self._names = language.form, sayings, names
        self._people = {person.id: person for person in review.people}
        self._entries = [entry for entry in review.entries if not entry.not_shared]
        self._actions = [action for action in review.actions if not action.not_shared]

    def looked_at(self) -> set[str]:
        """Return the ids of what the review says anything of."""
        about = {entry.about for entry in self._entries} | {score.about for score in self._review.scores}
        return {one for one in about | {action.about for action in self._actions} if one}

    def _given(self, field: str, about: str | None) -> list[Entry]:
        return [entry for entry in self._entries if entry.field == field and entry.about == about]

    def of_review(self, box: Box) -> list[str]:
        """Return the lines of a box that is the review's own."""
        field, own = box.path.field, self._review
        if box.path.of != REVIEW:
            return []
        if field in ("date", "next_date"):
            day = own.date if field == "date" else own.next_date
            return [self._language.write(day.isoformat(), field, box.declared)] if day else []
        if field == "period":
            return [str(own.period)]
        if field == ACTIONS or box.also:
            return self._together(box, None)
        if box.declared.type in WORDY:
            return self._sayings.lines(box, self._given(field, None), own.people)
        return self._value(box, box.path, None)

    def of_thing(self, box: Box, about: str) -> list[str]:
        """Return the lines of a box about one item or child."""
        if box.declared.type in WORDY or box.also or box.path.field == ACTIONS:
            return self._together(box, about)
        return self._value(box, box.path, about)

    # One value

    def _value(self, box: Box, path: Path, about: str | None) -> list[str]:
        """Return the answer to a field that is no words: a score, a choice, a day."""
        declared = self._form.field(path)
        if declared is None:
            return []
        score = self._review.score(about, path.field) if about else None
        entries = self._given(path.field, about)
        if box.key.option:
            chosen = [score.option] if score else [one.value for one in entries]
            mine = any(box.key.option in (one if isinstance(one, list) else [one]) for one in chosen)
            return [TICK] if mine else []
        if score:
            scale = self._language.scale_of(path)
            return [score_words(score, self._review, self._names, scale, self._language.phrases)]
        return [self._language.write(one.value, path.field, declared, one.note) for one in entries[:1]]

    # Several things in one box

    def _together(self, box: Box, about: str | None) -> list[str]:
        """Return the lines of a box in which actions, decisions and choices may stand beside words."""
        paths = [box.path, *box.also]
        texts = [
            self._sayings.shared(entry, self._people, lambda text: self._reads(text, paths))
            for path in paths
            if self._is_wordy(path)
            for entry in self._given(path.field, about)
            if path.of == box.path.of
        ]
        for path in paths:
            texts += self._beside(path, box, about)
        return [line for text in texts for line in to_lines(text)]

    def _is_wordy(self, path: Path) -> bool:
        declared = self._form.field(path)
        return declared is not None and declared.type in WORDY

    def _beside(self, path: Path, box: Box, about: str | None) -> Iterator[str]:
        """Yield what stands beside words for one path: the actions, the decision, or an answer chosen."""
        declared = self._form.field(path)
        if path.field == ACTIONS:
            yield from self._agreed(path, about)
        elif declared is not None and declared.role == "decision" and path != box.path:
            ending = self.ending(path, about)
            if ending:
                yield ending_words(ending, self._language.layout, self._language.called(path.of))
        elif declared is not None and declared.type not in WORDY:
            if path.of == box.path.of:
                yield from self._value(box._replace(key=box.key._replace(option="")), path, about)
            else:
                yield from self._of_parts(path, box, about)

    def _agreed(self, path: Path, about: str | None) -> Iterator[str]:
        layout = self._language.layout
        for action in self._actions:
            if path.of != REVIEW and action.about == about:
                yield action_words(action, layout)
            elif path.of == REVIEW and not self._has_own_box(action):
                words = action_words(action, layout)
                thing = called(action.about, self._plan, self._form) if action.about else ""
                if thing:
                    words = filled(self._language.phrases.said_by, name=capital(thing), text=words)
                yield words

    def _has_own_box(self, action: Action) -> bool:
        kinds = {item.id: item.kind for item in self._plan.items}
        own = f"{kinds.get(action.about or '', '')}.{ACTIONS}"
        return any(own in (box.says.records, *box.says.also) for box in self._language.boxes)

    def ending(self, path: Path, about: str | None) -> Ending | None:
        """Return what became of an item, with the new wording or the reason."""
        decision = next((entry.text for entry in self._given(path.field, about)), "")
        declared = self._form.field(path)
        options = declared.options if declared else []
        how = next((option.ends for option in options if option.id == decision), None)
        said = {role: self._said(path.of, role, about) for role in ("new_wording", "because")}
        if how == "amended":
            kind = self._form.items.get(path.of)
            field = (kind.role_field("wording") if kind else None) or "wording"
            new = next((item.words(field) for item in self._plan.items if item.replaces == about), "")
            return Ending("amended", said["new_wording"] or new) if said["new_wording"] or new else None
        if how == "removed":
            return Ending("removed", said["because"])
        return Ending("achieved") if how == "achieved" else None

    def _said(self, kind: str, role: str, about: str | None) -> str:
        fields = [name for name, one in self._form.about.get(kind, {}).items() if one.role == role]
        return "\n".join(entry.text for field in fields for entry in self._given(field, about))

    def _of_parts(self, path: Path, box: Box, about: str | None) -> Iterator[str]:
        """Yield what was said of each part of an item in the item's own box: "Step 2: Met"."""
        parts = [item for item in self._plan.items if item.kind == path.of and self._is_under(item.id, about)]
        for number, part in enumerate(parts, 1):
            for words in self._value(box._replace(key=box.key._replace(option="")), path, part.id):
                name = f"{self._language.called(path.of).capitalize()} {number}"
                yield filled(self._language.phrases.said_by, name=name, text=words)

    def _is_under(self, item_id: str, above: str | None) -> bool:
        under = self._plan.item(item_id).under
        return under is not None and (under == above or self._is_under(under, above))

    def _reads(self, text: str, paths: list[Path]) -> bool:
        """Whether words would be taken for an action, a decision or an answer of their box."""
        layout = self._language.layout
        for path in paths:
            declared = self._form.field(path)
            if path.field == ACTIONS and read_action(text, layout):
                return True
            if declared is None or declared.type in (*WORDY, "line", "cost", "score"):
                continue
            if declared.role == "decision":
                if read_ending(text, layout, self._language.called(path.of)):
                    return True
            elif (got := self._language.read(text, path.field, declared)) and got.value is not None:
                return True
        return False
