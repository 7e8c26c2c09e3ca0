"""Looking at a plan and changing it: what can be done, the same by keys and by typed lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pydantic import ValidationError

from facilitator.dialogue.asking_after_words import Nudge, filled_in
from facilitator.dialogue.place_of_changes import Made, PlaceOfChanges
from facilitator.dialogue.plan_references import Signer
from facilitator.dialogue.plan_told import earlier_lines
from facilitator.dialogue.requests import UNTOLD, Ask, Asked, ByHands, Option, Typed, Words, too_long
from facilitator.dialogue.typed_values import typed_value
from facilitator.phrases.plan_fields import fields_of
from facilitator.plan.changes import Deed, PlanChange
from facilitator.plan.nouns import HowEnded
from facilitator.plan.people import EVERYONE
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.declared_fields import DeclaredField
from facilitator.script.formats_and_turns import FormatFile
from facilitator.script.plan_parts import CHILD, ENTRY, PERSON, SIGNED, Part, field_of, name_of
from facilitator.script.words_by_key import explain, say


class PlanEditor:
    """A plan that is looked at and changed; `refused` counts what was typed and changed nothing.

    Its changes go to its `place`.
    """

    def __init__(self, place: PlaceOfChanges) -> None:
        self.place = place
        self.notice: Words = ""
        self.refused = 0
        self._asked: tuple[Part, str, Nudge] | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.place.plan

    @property
    def form(self) -> FormatFile:
        """What the plan may hold."""
        return self.place.form

    def begin(self) -> Asked[None]:
        """Open the plan; raises Refusal where it cannot be changed now."""
        yield from self.place.begin()
        if self.place.by:
            self.is_by(self.place.by)

    def ask(
        self, title: str, options: Iterator[Option] | tuple[Option, ...] = (), lead: str = "", *,
        at: int | None = 0, typed: Typed | None = None, undo: object = None,
    ) -> Asked[object]:  # fmt: skip
        """Ask, with what came of the question before; returns the answer, None for going back."""
        answer: object = yield Ask(
            title, tuple(options), lead, at=at, typed=typed, notice=self.told(), stays=True, undo=undo
        )
        return answer

    def told(self) -> Words:
        """Return what came of the last thing that was done, once."""
        told, self.notice = self.notice, ""
        return told

    def let_go(self) -> None:
        """Leave the plan."""
        self.place.let_go()

    # What is done

    def add_item(self, kind: str, text: str, under: Part | None = None) -> Asked[Part | None]:
        """Add an item by its words."""
        declared = self.form.items[kind].fields[self.form.items[kind].role_field("wording") or ""]
        return (yield from self._add(kind, text, declared, under=under.id if under else None))

    def add_person(self, name: str, role: str = "") -> Asked[Part | None]:
        """Add somebody to the people of the plan."""
        return (yield from self._add(PERSON, name, fields_of(PERSON, self.form)["name"], role=role))

    def add_child(self, name: str) -> Asked[Part | None]:
        """Add a child to a group's plan."""
        declared = DeclaredField(type="line", label=say("edit.child-full-name"))
        return (yield from self._add(CHILD, name, declared))

    def add_words(self, field: str, text: str, by: str = EVERYONE) -> Asked[Part | None]:
        """Add what somebody says for a field of the plan itself."""
        return (yield from self._add(ENTRY, text, self.form.plan[field], field=field, speaker=by))

    def sign(self, to: str, who: Signer, on: str, note: str = "") -> Asked[Part | None]:
        """Note that somebody signed something on a day, perhaps with a note."""
        declared = DeclaredField(type="date", label=self.form.sign_label(to))
        more = {"field": to, "speaker": who.party, "name": who.name, "because": note.strip()}
        return (yield from self._make("added", Part(SIGNED), on, declared, **more))

    def _add(self, kind: str, text: str, declared: DeclaredField, **more: object) -> Asked[Part | None]:
        return (yield from self._make("added", Part(kind), text, declared, **more))

    def reword(self, part: Part, field: str, text: str) -> Asked[Part | None]:
        """Let a field say what was typed."""
        declared = self.declared(part, field)
        return (yield from self._make("reworded", part, text, declared, field=field))

    def empty(self, part: Part, field: str) -> Asked[Part | None]:
        """Take out what a field says."""
        return (yield from self._make("emptied", part, field=field))

    def end(self, part: Part, how: HowEnded, because: str, into: Part | None = None) -> Asked[Part | None]:
        """End a part, for a reason."""
        instead = into.id if into else None
        return (yield from self._make("ended", part, how=how, because=because, into=instead))

    def put_back(self, part: Part) -> Asked[Part | None]:
        """Let a part that ended go on."""
        return (yield from self._make("put_back", part))

    def share(self, part: Part, field: str = "", *, shared: bool) -> Asked[Part | None]:
        """Say that a part is not for sharing, or may be `shared` again; of the plan itself, one field."""
        return (yield from self._make("shared" if shared else "kept_back", part, field=field))

    def follow_up(self, change: Callable[[], PlanChange]) -> Asked[bool]:
        """Say what became of an action; returns whether that was kept."""
        return (yield from self._make_or_refuse(change, "")) is not None

    def undo(self) -> Asked[bool]:
        """Take the last change back."""
        try:
            self.notice = yield from self.place.undo()
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        return True

    def better(self, part: Part) -> str:
        """Return how what was just written of a part may run, to be filled in, or nothing."""
        return self._asked[2].better if self._asked and self._asked[0] == part else ""

    def take(self) -> Asked[Part | None]:
        """Let the better words that were shown be filled in; returns the part where it was changed."""
        if self._asked is None:
            self.refuse(Refusal("dialogue.nothing-better"))
            return None
        part, field, asked = self._asked
        words = yield from filled_in(asked)
        field = field or name_of(part.kind, self.form, self.field_of(part)) or ""
        return (yield from self.reword(part, field, words)) if words else None

    def history(self) -> list[str]:
        """Return every change that is known, the newest first."""
        return self.place.history() or [say("edit.history-none")]

    def before(self, part: Part, field: str = "") -> list[str]:
        """Return what a part said before, the oldest first; of a document as this computer has kept it."""
        lines = [*earlier_lines(self.plan, part, self.form, field), *self.place.earlier(part)]
        return lines or [say("edit.earlier-none")]

    def declared(self, part: Part, field: str) -> DeclaredField:
        """Return what is declared of a field of a part."""
        return fields_of(part.kind, self.form, self.field_of(part) or field)[field]

    def field_of(self, part: Part) -> str:
        """Return the field that an entry is of; nothing for other parts."""
        return field_of(self.plan, part)

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was changed."""
        self.notice = explain(refusal)
        self.refused += 1

    # Making it

    def _typed(self, text: str, declared: DeclaredField) -> object:
        return typed_value(text, declared, self.place.today)

    def _make(
        self, deed: Deed, part: Part, text: str = "", declared: DeclaredField | None = None, **more: object
    ) -> Asked[Part | None]:
        """Make a change and say so, or why not; returns the part, None where nothing was changed."""

        def change() -> PlanChange:
            given = {"value": self._typed(text, declared)} if declared else {}
            return PlanChange.model_validate(
                {"deed": deed, "kind": part.kind, "part": part.id, **given, **more}
            )

        return (yield from self._make_or_refuse(change, str(more.get("field") or "")))

    def _make_or_refuse(self, change: Callable[[], PlanChange], field: str) -> Asked[Part | None]:
        try:
            done = yield from self._made(change)
        except NeedsDecision:
            raise
        except Refusal as refusal:
            self.refuse(refusal)
            return None
        self.notice = done.told if done else say("undo.left")
        self._asked = None
        if done and done.asked:
            self.notice = ByHands("edit.asked", {"told": done.told, "asked": done.asked.told("edit")})
            if done.asked.better:
                self._asked = (done.part, field, done.asked)
        return done.part if done else None

    def _made(self, typed: Callable[[], PlanChange]) -> Asked[Made | None]:
        try:
            change = typed()
            self.place.made(change)  # what is refused is refused before anybody is asked
        except ValidationError:  # never its own text, which holds what was typed
            raise too_long() from None
        if not (self.place.by or (yield from self._who())):
            return None
        return (yield from self.place.make(change.model_copy(update={"by": self.place.by})))

    def _who(self) -> Asked[bool]:
        """Ask who makes the changes; returns whether somebody is named."""
        names = tuple(dict.fromkeys(self.place.names()))
        options = tuple(Option(name, name, typed="edit-by", given={"name": name}) for name in names)
        title, typed = say("edit.by-title"), Typed(placeholder=say("edit.type-name"))
        ask = Ask(title, options, say("edit.by-lead"), typed=typed, at=0 if options else None, stays=True)
        needs = self.place.needs
        answer = yield ask._replace(needs=needs) if needs else ask._replace(unasked=UNTOLD)
        if answer is UNTOLD:
            raise Refusal("edit.say-by")
        return self.is_by(str(answer)) if answer is not None else False

    def is_by(self, name: str) -> bool:
        """Keep who makes the changes from now on."""
        self.place.by = str(self._typed(name, fields_of(PERSON, self.form)["name"]))
        return True
