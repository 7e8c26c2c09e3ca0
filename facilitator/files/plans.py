"""Open, save and list plan files: native ones, `NAME.plan.json`, and schools' Word plans."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from facilitator.files import backups, encryption, kept_file, os_errors, plan_text
from facilitator.files.atomic_saving import digest, save_bytes, sweep
from facilitator.files.open_plan import OpenPlan
from facilitator.phrases.misfit import hold_to_format
from facilitator.plan.plan import Plan
from facilitator.plan.refusal import NeedsDecision, Refusal
from facilitator.script.loading import load_format
from facilitator.word.writing_choices import Choices

if TYPE_CHECKING:
    from facilitator.word.filled_document import Filled

ENDING = ".plan.json"
SEALED_ENDING = ".plan.age"
"""Of a native plan that is kept encrypted."""
MOST_BYTES = 8 * 1024 * 1024

MOST_WORD_BYTES = 64 * 1024 * 1024
"""Word plans hold photographs."""

_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".rtf")
_LISTED = (".docx", ".docm")

_NOTHING_DECIDED = Choices()


class Edit(NamedTuple):
    """That anything in a plan may have been changed, not a review alone, and by whom.

    `check` looks at its document before that is saved, and raises Refusal where it says something else.
    """

    by: str = ""
    check: Callable[[Filled], None] = lambda _: None


def open_plan(path: Path, prompts: Path | None = None) -> OpenPlan:
    """Read a plan file; raises Refusal, which says what is wrong, where, and what to do.

    `prompts` is the folder whose formats say what a plan may hold, and whose layouts how Word forms are read.
    """
    data = read_bytes(path)
    try:
        if is_word_name(path.name):
            from facilitator.files.chosen_child import with_known_child
            from facilitator.files.document_id import identified
            from facilitator.word.plan import open_word

            word = with_known_child(open_word(path, data, prompts))
            opened = identified(OpenPlan(path, word.plan, digest(data), word))
            return _with_links(_with_what_is_known(_with_owners(opened), prompts))
        plan, rehoused = _held_to_format(plan_text.parse(data), data, prompts)
        return OpenPlan(path, plan, digest(data), rehoused=rehoused)
    except Refusal as refusal:
        refusal.values.update(path=str(path), folder=str(path.parent))
        raise


def another_version(opened: OpenPlan, data: bytes, prompts: Path | None = None) -> OpenPlan:
    """Return the same plan as other bytes of its file say it; nothing is put down of them. Raises Refusal."""
    if opened.word is None:
        plan, rehoused = _held_to_format(plan_text.parse(data), data, prompts)
        return replace(opened, plan=plan, base=digest(data), rehoused=rehoused)
    from facilitator.word.plan import open_word

    word = open_word(opened.path, data, prompts).called(opened.plan.id)
    return _with_links(_with_owners(replace(opened, plan=word.plan, base=digest(data), word=word)))


def _with_owners(opened: OpenPlan) -> OpenPlan:
    """Return a document with its parts under what they were put under, as this computer keeps it."""
    from facilitator.files.kept_owners import owners_kept

    owners = owners_kept(opened.ids) if opened.word is not None else {}
    if opened.word is None or not owners:
        return opened
    word = opened.word.with_owners(owners)
    return replace(opened, plan=word.plan, word=word)


def _with_links(opened: OpenPlan) -> OpenPlan:
    """Return a document with what its outcomes are linked to, as this computer keeps it."""
    from facilitator.files.kept_links import with_links

    if opened.word is None:
        return opened
    return replace(opened, plan=with_links(opened.plan, opened.word.script.format, opened.ids))


def _held_to_format(plan: Plan, data: bytes, prompts: Path | None) -> tuple[Plan, tuple[str, ...]]:
    """Return a plan that its format declares wholly, and what was moved for that; raises Refusal.

    What a version before let stand under an outcome nobody can put right: its words are kept elsewhere there.
    """
    form = load_format(plan.format, prompts)
    rehoused: tuple[str, ...] = ()
    if form is not None:
        try:
            hold_to_format(plan, form, lambda: plan_text.origins_of(data))
        except Refusal:
            origins = plan_text.origins_of(data)
            if not origins:  # it is of today
                raise
            from facilitator.files.old_fields import with_words_rehoused

            plan, rehoused = with_words_rehoused(plan, form)
            hold_to_format(plan, form, lambda: origins)
    return plan, rehoused


def _with_what_is_known(opened: OpenPlan, prompts: Path | None) -> OpenPlan:
    """Return a document with the reviews that this computer knows to have been held, though they say little.

    The document alone cannot tell a meeting that ended early from one that was only prepared.
    """
    word = opened.word
    dated = frozenset(period for period in word.prepared if word.has_date(period)) if word else frozenset()
    if word is None or not dated:
        return opened
    from facilitator.files.records import periods_held

    known = dated & periods_held(opened, prompts)
    if not known:
        return opened
    word = word.with_held(known)
    return replace(opened, plan=word.plan, word=word)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file of a kind and size that a plan may have; raises Refusal."""
    most = MOST_WORD_BYTES if is_word_name(path.name) else MOST_BYTES
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise os_errors.of_file("file.is-folder", path)
        if not stat.S_ISREG(found.st_mode):  # opening a pipe would wait for ever
            raise os_errors.of_file("file.not-a-file", path)
        if found.st_size > most:
            raise _too_large(path, found.st_size, most)
        data = _read_at_most(path, most)
    except OSError as error:
        raise os_errors.read_refusal(error, path) from error
    return kept_file.plain(data, path)


def given_bytes(path: Path) -> bytes:
    """Return the bytes of a JSON file that was given beside the plan's; raises Refusal, which names it."""
    try:
        return read_bytes(path)
    except Refusal as refusal:
        raise plan_text.of_given(refusal) from None


def save_plan(
    opened: OpenPlan,
    plan: Plan,
    *,
    choices: Choices | None = None,
    edit: Edit | None = None,
) -> OpenPlan:
    """Write the plan over the file it was opened from; after any refusal that file is whole.

    Raises Conflict if somebody else changed the file meanwhile, NeedsDecision where a person must say how a
    Word plan is to be filled in or what becomes of the version before (`choices` answers), and Refusal.
    `edit` = anything in the plan may have been changed.
    """
    choices = choices or Choices()
    if opened.word is None:
        return _save(opened.path, plan, opened.base, choices)
    from facilitator.files.written_since import note_since, standing_before
    from facilitator.word.filled_document import fill

    before = standing_before(opened)
    filled = fill(opened.word, plan, choices, edited_by=edit.by if edit else None)
    if edit is not None:
        edit.check(filled)
    saved = _save_word(opened, plan, filled, choices)
    note_since(before, saved)
    return saved


def put_back(opened: OpenPlan, data: bytes, backups_folder: Path) -> str:
    """Replace a plan file by an earlier version of it and return the new base; what it was is a backup then.

    After any refusal the file is whole. Raises Conflict and Refusal.
    """
    saved = save_bytes(opened.path, data, base=opened.base, backups=backups_folder, plan_id=opened.plan.id)
    sweep(opened.path.parent, opened.plan.id)
    return saved


def new_plan(path: Path, plan: Plan, *, prompts: Path | None = None) -> OpenPlan:
    """Write a plan to a file that must not exist yet and end in `.plan.json` or `.docx`; raises Refusal."""
    refuse_new_name(path)
    if path.suffix.lower() == ".docx":
        from facilitator.files.document_id import remembered
        from facilitator.files.kept_beside_form import keep_beside
        from facilitator.word.filled_document import new_word

        made = new_word(path, plan, prompts)
        saved = _put(path, made.data, None, plan)
        if plan.continues or plan.versions:
            keep_beside(plan)
        return _with_links_kept(remembered(OpenPlan(path, plan, saved, made.word, made)))
    return _save(path, plan, None)


def refuse_new_name(path: Path) -> None:
    """Raise the Refusal of a name that no new plan can have, or that another file has already."""
    if path.suffix.lower() != ".docx" and not is_plan_name(path.name):
        raise os_errors.of_file("file.needs-ending", path, ending=ENDING)
    try:
        if path.exists():
            raise os_errors.of_file("file.already-there", path)
        if not path.parent.is_dir():
            raise os_errors.of_file("folder.not-found", path)
    except OSError as error:
        raise os_errors.write_refusal(error, path) from error


def would_leave_out(path: Path, plan: Plan, *, prompts: Path | None = None) -> tuple[str, ...]:
    """Return, in words, what a new file of that name would have no place for; nothing is written."""
    if not is_word_name(path.name):
        return ()
    from facilitator.word.filled_document import new_word

    return new_word(path, plan, prompts).left_out


def plans_in(folder: Path) -> list[Path]:
    """Return the plan files of the folder by name, unopened; raises Refusal if it cannot be listed.

    A Word document is listed whatever is in it: only opening it tells.
    """
    try:
        found = [path for path in folder.iterdir() if _is_listed(path.name) and path.is_file()]
    except OSError as error:
        raise os_errors.folder_refusal(error, folder) from error
    return sorted(found, key=lambda path: (path.name.casefold(), path.name))


def is_plan_name(name: str) -> bool:
    """Whether a file name is that of a native plan; hidden files are not."""
    return name.lower().endswith((ENDING, SEALED_ENDING)) and not name.startswith(".")


def native_ending(name: str) -> str:
    """Return the ending of a native plan's file name."""
    return SEALED_ENDING if name.lower().endswith(SEALED_ENDING) else ENDING


def other_native(path: Path) -> Path | None:
    """Return where a native plan would lie encrypted, or plain if it is that; None for a document."""
    for ending, other in ((SEALED_ENDING, ENDING), (ENDING, SEALED_ENDING)):
        if path.name.lower().endswith(ending):
            return path.with_name(path.name[: -len(ending)] + other)
    return None


def is_word_name(name: str) -> bool:
    """Whether a file name is that of a document rather than of a native plan."""
    return name.lower().removesuffix(encryption.ENDING).endswith(_WORD)


def _is_listed(name: str) -> bool:
    return is_plan_name(name) or (name.lower().endswith(_LISTED) and not name.startswith((".", "~$")))


def _save_word(opened: OpenPlan, plan: Plan, made: Filled, choices: Choices) -> OpenPlan:
    from facilitator.files.document_id import remembered
    from facilitator.files.kept_links import keep_links, links_of
    from facilitator.files.kept_owners import keep_owners

    path, base = (choices.to, None) if choices.to else (opened.path, opened.base)
    keep_links(plan, made.word.script.format, besides=links_of(opened.ids))  # a crash here loses none
    if made.word.owners:
        keep_owners(plan.id, made.word.owners)  # before those of another writing, which may come back
    saved = _put(path, made.data, base, plan, choices)
    for earlier in opened.earlier:  # what a crash of a version before left
        sweep(path.parent, earlier)
    before = backups.folder_for(path, plan.id, choices) if base else None
    word = replace(made.word, path=path)
    saved_plan = OpenPlan(path, plan, saved, word, made, before, opened.earlier)
    return _with_links_kept(remembered(saved_plan), opened.plan)


def _with_links_kept(opened: OpenPlan, before: Plan | None = None) -> OpenPlan:
    """Return a Word plan that was saved, with what its outcomes are linked to kept beside it.

    Where the one `before` had links and this has none, they were taken out. What could not be kept is named.
    """
    from facilitator.files.kept_links import has_links, keep_links

    if opened.word is not None:
        form = opened.word.script.format
        if not keep_links(opened.plan, form, none_left=before is not None and has_links(before, form)):
            labels = (
                form.items[kind].fields[name].label for kind in form.items for name in form.linking(kind)
            )
            return replace(opened, not_kept=tuple(labels))
    return opened


def _save(path: Path, plan: Plan, base: str | None, choices: Choices = _NOTHING_DECIDED) -> OpenPlan:
    data = plan_text.render(plan)
    if not _comes_back(data, plan):
        raise os_errors.of_file("save.not-the-same", path)
    if len(data) > MOST_BYTES:  # we would refuse to open it again
        raise _too_large(path, len(data), MOST_BYTES)
    before = backups.folder_for(path, plan.id, choices) if base else None
    return OpenPlan(path, plan, _put(path, data, base, plan, choices), before=before)


def _put(path: Path, data: bytes, base: str | None, plan: Plan, choices: Choices = _NOTHING_DECIDED) -> str:
    """Replace a plan file's bytes and return the new base."""
    keep = backups.folder_for(path, plan.id, choices)
    try:
        saved = save_bytes(path, data, base=base, backups=keep, plan_id=plan.id)
    except Refusal as refusal:
        if refusal.code != "save.no-backup":
            raise
        # A plan is not to stay unwritten because another drive is full; but nobody loses a version unasked.
        raise NeedsDecision(refusal.code, backups.still_to_try(choices), **refusal.values) from refusal
    sweep(path.parent, plan.id)
    return saved


def _comes_back(data: bytes, plan: Plan) -> bool:
    try:
        return plan_text.parse(data) == plan
    except Refusal:
        return False


def _read_at_most(path: Path, most: int) -> bytes:
    """Return the bytes of a file that may have grown since it was measured; raises OSError and Refusal."""
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large(path, len(data), most)
    return data


def _too_large(path: Path, size: int, most: int) -> Refusal:
    megabytes = 1024 * 1024
    values = {"megabytes": -(-size // megabytes), "most": most // megabytes}
    return os_errors.of_file("file.too-large", path, **values)
