"""How what is written is said: data from `prompts/shared/spoken.yaml`, which a school may change."""

from pathlib import Path

from pydantic import Field

from facilitator.script.prompt_data import Data
from facilitator.script.prompts_folder import find_prompts

SPOKEN_FILE = "spoken.yaml"


class Spoken(Data):
    """Words for abbreviations, signs, numbers and dates; `{...}` in a pattern is filled in.

    `abbreviations` are whole words without the punctuation around them; `numbered` are letters before a
    number; `units` and `currencies` have a word for one and a word for several; `ordinals` holds the endings
    of days, the usual one as `other`; `letters` are small ones.
    """

    abbreviations: dict[str, str] = {}
    numbered: dict[str, str] = {}
    classes: list[str] = []
    calendar: dict[str, str] = {}
    calendar_beside: dict[str, str] = {}
    units: dict[str, tuple[str, str]] = {}
    per: dict[str, str] = {}
    signs: dict[str, str] = {}
    months: list[str] = Field(min_length=12, max_length=12)
    ordinals: dict[str, str] = {"other": ""}
    before_days: list[str] = []
    before_times: list[str] = []
    counted: list[str] = []
    date: str
    day: str
    range: str
    pair: str
    part: str
    parts: dict[str, str] = {}
    mixed: str
    percent: str
    currencies: dict[str, tuple[str, str]] = {}
    thousands: dict[str, str] = {}
    money: str
    money_and: str
    pence: str
    times: str
    times_before: str
    hour: str
    hour_half: str
    early: str
    time: str
    half: dict[str, str] = {}
    read_letters: str = ""
    letters: dict[str, str] = {}


def load_spoken(prompts: Path | None = None) -> Spoken:
    """Return how things are said: as a folder of prompts has it, else as the program does.

    Raises Refusal with file and line where the folder's own file is not sound.
    """
    from facilitator.script.loading import SHARED, read_file

    own = (prompts or find_prompts()) / SHARED / SPOKEN_FILE
    return read_file(own if own.is_file() else find_prompts() / SHARED / SPOKEN_FILE, Spoken)
