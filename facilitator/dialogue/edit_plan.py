"""Looking at a plan and changing it until it is left: by its sections, or by typed lines."""

from __future__ import annotations

from facilitator.dialogue.plan_editor import PlanEditor
from facilitator.dialogue.plan_editor_lines import take_line
from facilitator.dialogue.plan_editor_pages import DONE, UNDO, go_into, in_hand, sections
from facilitator.dialogue.plan_told import told_part
from facilitator.dialogue.requests import Ask, Dialogue, NotTaken
from facilitator.phrases.person import children_called
from facilitator.script.words_by_key import say


def edit_plan(editor: PlanEditor) -> Dialogue:
    """Look at a plan and change it; every change goes at once to where the editor puts them.

    Raises Refusal where it cannot be opened, and NeedsDecision where nobody is there to be asked.
    """
    yield from editor.begin()
    try:
        name = children_called(editor.plan.members, in_full=True)
        words, part = editor.place.words, in_hand(editor)
        title, lead, at = say("edit.title", name=name), say(f"{words}.lead"), 0
        told = [say(f"{words}.in-lines", name=name)]
        told += [f"  {line}" for line in told_part(editor.plan, part, editor.form)] if part else []
        sentence = "\n".join(told)
        while True:
            options, notice = tuple(sections(editor)), editor.told()
            picked = yield Ask(
                title, options, lead, at=at, notice=notice, sentence=sentence, stays=True, takes_lines=True,
                undo=UNDO,
            )  # fmt: skip
            sentence = ""
            if picked is None or picked == DONE:
                return
            values = [option.value for option in options]
            if picked in (*values, UNDO):
                at = values.index(picked) if picked in values else at
                yield from go_into(editor, picked)
                continue
            refused = editor.refused
            if (yield from take_line(editor, str(picked))):
                return
            if editor.refused > refused:
                yield NotTaken(str(picked))
    finally:
        editor.let_go()
