"""The phrases of `prompts/shared/phrases.yaml`: how a Word form says what has no cell of its own."""

from pathlib import Path

from facilitator.script.loading import SHARED, read_file
from facilitator.script.prompt_data import Data
from facilitator.script.prompts_folder import find_prompts

PHRASES_FILE = "phrases.yaml"


class Phrases(Data):
    """How what has no cell of its own is put in words, and read back; `{...}` are filled in.

    `said_for` is the child's turn spoken by somebody else. `no_owner` and `no_asker` stand where an action,
    or asking an absent owner, has nobody yet; `confirm` follows an action whose owner is still to be asked.
    `for_all` begins one that is of no item and has no box, where it stands with the next steps of one.
    `ended_achieved` and the like follow what ended between reviews, where a form strikes nothing out.
    `noted` is a line under an action for what became of it since, its `{text}` one of `noted_done` and the
    like, by itself or in `noted_because`.
    `asks` are what Word or a form shows in a box that waits for words, or with "..." how it begins;
    `asks_first` begins what it shows there in brackets; `nothing` is what people put into one that they
    leave empty.
    `plain_names` are labels of a name that do not say whose it is: not the child's where `others` stand over
    or before it, or `beside_adults` beside it. With `beside_names` they head columns.
    `seasons` are words for a part of the year, each with the month in which it begins; `parts_of_terms`
    stand beside them, and `weeks` before the day of a week.
    """

    said_by: str
    said_for: str
    with_role: str
    action: str
    action_open: str
    no_owner: str
    confirm: str
    confirm_open: str
    no_asker: str
    for_all: str
    score: str
    score_not_given: str
    score_not_agreed: str
    score_not_settled: str
    score_of: str
    between: str
    yes: str
    no: str
    partly: str
    not_known: str
    with_note: str
    amended: str
    removed: str
    removed_plain: str
    achieved: str
    ended_achieved: str = ""
    ended_removed: str = ""
    ended_amended: str = ""
    noted: str = ""
    noted_because: str = ""
    noted_done: str = ""
    noted_part: str = ""
    noted_not_done: str = ""
    noted_not_needed: str = ""
    noted_due: str = ""
    noted_due_agreed: str = ""
    noted_who: str = ""
    noted_who_agreed: str = ""
    asks: list[str] = []
    asks_first: list[str] = []
    nothing: list[str] = []
    plain_names: list[str] = []
    others: list[str] = []
    beside_adults: list[str] = []
    beside_names: list[str] = []
    seasons: dict[str, int] = {}
    parts_of_terms: list[str] = []
    weeks: list[str] = []


def load_phrases(prompts: Path) -> Phrases:
    """Read a folder's phrases; a folder that has none speaks as the program does."""
    path = prompts / SHARED / PHRASES_FILE
    return read_file(path if path.is_file() else find_prompts() / SHARED / PHRASES_FILE, Phrases)
