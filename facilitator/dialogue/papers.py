"""The papers of a review: made, opened, printed, copied and read aloud, wherever they are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from facilitator.dialogue.requests import (
    UNTOLD,
    Ask,
    Asked,
    Dialogue,
    Do,
    Option,
    ReadOut,
    Tell,
    or_why_not,
)
from facilitator.files.open_plan import OpenPlan
from facilitator.files.plans import open_plan
from facilitator.phrases.day import in_full
from facilitator.plan.refusal import Refusal
from facilitator.script.formats_and_turns import Script
from facilitator.script.loading import load_script
from facilitator.script.words_by_key import explain, say
from facilitator.summary.aloud import sentences_of
from facilitator.summary.as_text import as_text
from facilitator.summary.audiences import EVERYONE, Audience, audiences_of
from facilitator.summary.kinds import kinds_of
from facilitator.work.other_programs import can_open, can_print, copy_words, open_file, print_file
from facilitator.work.paper_set import export_set, made_in_part, papers_in_set
from facilitator.work.papers_of_plan import KnownReview, PapersOfPlan, known_reviews

WHOLE_SET = "set"
_ALOUD, _COPY, _OPEN, _FOLDER, _PRINT, _ENOUGH = "aloud", "copy", "open", "folder", "print", "enough"


class PaperDesk:
    """What can be made of a review, and what was made of it here by now."""

    def __init__(self, papers: PapersOfPlan) -> None:
        self._papers = papers
        self._made: dict[str, list[str]] = {}

    def offer(self, *, needed: bool = False, told: str = "") -> Dialogue:
        """Make one paper after the other, for as long as the chair wants some; `told` is said first.

        Where the summary for everyone is `needed`, it says so.
        """
        in_part = yield Do(self.in_part)
        notice, at = " ".join(filter(None, (told, in_part))), 0
        while True:
            enough = Option(_ENOUGH, say("papers.enough"), typed="take-nothing")
            options = (*self._options(needed=needed), enough)
            picked = yield Ask(self._title(), options, at=at, notice=notice, stays=True)
            if picked is None or picked == _ENOUGH:
                return
            at = next(n for n, option in enumerate(options) if option.value == picked)
            notice = yield from _told(self._one(picked)) if isinstance(picked, Audience) else self.whole_set()

    def in_part(self) -> str:
        """Return how much of the whole set is in its folder, where it was stopped before all was made."""
        found = made_in_part(self._papers)
        if found is None:
            return ""
        made, count = found
        return say("papers.set-in-part", made=made, count=count, folder=self._papers.folder_of_set())

    def _title(self) -> str:
        review = self._papers.review
        if review is None:
            return say("papers.show")
        return say("papers.of", period=self._papers.script.period_name(review.period))

    def has_made(self, audience: str) -> bool:
        """Whether a paper for an audience was made here."""
        return audience in self._made

    def made(self) -> str:
        """Return what was made here, in words."""
        named = audiences_of(self._papers.script.format)
        papers = [
            say("papers.made-as", paper=one.paper, kinds=self._kinds_made(one.id))
            for one in named
            if one.id in self._made
        ]
        return say("papers.made", what="; ".join(papers)) if papers else ""

    def whole_set(self) -> Asked[str]:
        """Make the whole set in a folder beside the plan, each told as it is there; returns what to say."""
        return (yield from _told(self._set()))

    def _set(self) -> Asked[str]:
        folder = self._papers.folder_of_set()
        wanted = papers_in_set(self._papers.script.format, self._papers.prompts)
        making = export_set(self._papers, folder)
        refused: list[str] = []
        known: dict[str, None] = {}
        count = 0
        while made := (yield Do(partial(next, making, None))):
            one, paper = made.wanted, made.wanted.audience.paper
            if made.why_not:
                refused.append(made.why_not)
                continue
            count += 1
            self._note(one.audience.id, one.kind)
            known[made.told] = None
            yield Tell(say("papers.making", number=wanted.index(one) + 1, count=len(wanted), paper=paper))
        told = [say("papers.set-made", count=count, folder=folder), *refused, *known]
        return (yield from _handed_on(folder, "\n".join(filter(None, told))))

    def _options(self, *, needed: bool) -> Iterator[Option]:
        for one in audiences_of(self._papers.script.format):
            if not kinds_of(one.id, self._papers.prompts):
                continue
            note = say("dialogue.has-everything") if needed and one.id == EVERYONE else ""
            if one.id in self._made:
                note = say("papers.made", what=self._kinds_made(one.id))
            yield Option(one, one.paper, note, typed="paper-for", given={"name": one.id})
        yield whole_set_option()

    def _kinds_made(self, audience: str) -> str:
        return ", ".join(say(f"papers.kind-{one}") for one in self._made[audience])

    def _one(self, audience: Audience) -> Asked[str]:
        """Ask how one paper is wanted, as a kind of file or in the ears, and make it so."""
        kinds = kinds_of(audience.id, self._papers.prompts)
        options = [Option(one, say(f"dialogue.paper-{one}"), typed=f"paper-{one}") for one in kinds]
        options += [
            Option(_ALOUD, say("papers.aloud"), typed="paper-aloud"),
            Option(_COPY, say("papers.copy"), typed="paper-copy"),
        ]
        kind = yield Ask(audience.paper, tuple(options), stays=True)
        if kind is None:
            return ""
        if kind == _ALOUD:
            return (yield from or_why_not(self.read(audience)))
        if kind == _COPY:
            refused = yield from or_why_not(self._copy(audience))
            known = yield Do(partial(self._papers.to_be_known, audience.id))
            return refused or f"{say('papers.copied')} {known}".strip()
        return (yield from self._file(audience, str(kind)))

    def _file(self, audience: Audience, kind: str) -> Asked[str]:
        path: Path = yield Do(partial(self._papers.write, audience.id, kind))
        self._note(audience.id, kind)
        told = self._papers.told(audience.id, path)
        known = yield Do(partial(self._papers.to_be_known, audience.id, kind))
        told = f"{told} {known}".strip()
        return (yield from _handed_on(path, told, prints=kind == "pdf"))

    def read(self, audience: Audience, title: str = "") -> Dialogue:
        """Read a paper aloud, without what a shared screen hides; raises Refusal."""
        page = yield Do(partial(self._papers.page, audience.id, in_sight=True))
        yield ReadOut(title or audience.paper, tuple(sentences_of(page)))

    def _copy(self, audience: Audience) -> Dialogue:
        page = yield Do(partial(self._papers.page, audience.id))
        yield Do(partial(copy_words, as_text(page)))

    def _note(self, audience: str, kind: str) -> None:
        kinds = self._made.setdefault(audience, [])
        if kind not in kinds:
            kinds.append(kind)


def _told(part: Asked[str]) -> Asked[str]:
    """Do a part that comes to something to say; where it is refused, return why."""
    try:
        return (yield from part)
    except Refusal as refusal:
        return explain(refusal)


def _handed_on(path: Path, told: str, *, prints: bool = False) -> Asked[str]:
    """Open what was made, or print it, as far as this computer can; returns what was told."""
    ways: dict[str, Callable[[], None]] = {}
    if can_open():
        ways[_OPEN] = partial(open_file, path)
        ways |= {} if path.is_dir() else {_FOLDER: partial(open_file, path.parent)}
    if prints and can_print():
        ways[_PRINT] = partial(print_file, path)
    options = [Option(way, say(f"papers.{way}"), typed=f"paper-{way}") for way in ways]
    enough = Option(_ENOUGH, say("papers.enough"), typed="take-nothing")
    notice = ""
    while ways:
        picked = yield Ask(
            say("papers.ready"), (*options, enough), told, notice=notice, stays=True, unasked=UNTOLD
        )
        if picked not in ways:
            break
        refused = yield from or_why_not(_done(ways[str(picked)]))
        notice = refused or say(f"papers.{picked}-done")
    return told


def _done(way: Callable[[], None]) -> Dialogue:
    yield Do(way)


def papers_of_plan(path: Path, prompts: Path | None = None) -> Dialogue:
    """Make papers of a plan for as long as the chair wants some: of the meeting that is picked, if of any.

    Raises Refusal: the plan cannot be read.
    """
    opened: OpenPlan = yield Do(partial(open_plan, path, prompts))
    script: Script = yield Do(partial(load_script, opened.plan.format, prompts))
    known: dict[int, KnownReview] = yield Do(partial(known_reviews, opened, prompts))
    held = known[max(known)] if known else KnownReview(opened.plan, None)
    if len(known) > 1:
        options = [
            Option(one, script.period_name(number), in_full(one.review.date) if one.review else "")
            for number, one in sorted(known.items(), reverse=True)
        ]
        held = yield Ask(say("papers.of-which"), tuple(options), stays=True)
        if held is None:
            return
    desk = PaperDesk(PapersOfPlan(opened, held.plan, held.review, script, prompts))
    yield from desk.offer(told=say(f"commands.{held.told}") if held.told else "")


def whole_set_option() -> Option:
    """Return the option of making all papers at once."""
    return Option(WHOLE_SET, say("papers.all"), typed="paper-all")
