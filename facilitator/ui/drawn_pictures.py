"""The small pictures of a meeting: those that were drawn before at once, others from a thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from facilitator.files.kept_pictures import kept_picture, small_picture
from facilitator.pictures.small_picture import Ground
from facilitator.ui.themes import DARK, DAY, NIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.app import App

    from facilitator.pictures.small_picture import Size, SmallPicture
    from facilitator.script.pictures import Picture
    from facilitator.ui.screens.meeting_parts import MeetingParts


class _Wanted(NamedTuple):
    """A picture by its id, its size, and the ground that it stands on."""

    picture: str
    size: Size
    ground: Ground


def ground_of(app: App[object]) -> Ground:
    """Return what pictures stand on in the theme that is shown."""
    colours = NIGHT if app.theme == DARK.name else DAY
    return Ground(colours["paper"], colours["ink"])


class DrawnPictures:
    """Keeps every picture that was drawn; no key waits for one, and `came` is called when some are there."""

    def __init__(self, screen: MeetingParts, prompts: Path, came: Callable[[], None]) -> None:
        self.screen, self.prompts, self._came = screen, prompts, came
        self._there: dict[_Wanted, SmallPicture | None] = {}
        self._coming: set[_Wanted] = set()

    def of(self, pictures: Sequence[Picture], size: Size) -> list[SmallPicture | None] | None:
        """Return pictures, None for each that is still to come; none at all where one cannot be drawn."""
        ground = ground_of(self.screen.app)
        wanted = {_Wanted(one.id, size, ground): one for one in pictures}
        new = {key: one for key, one in wanted.items() if key not in self._there and key not in self._coming}
        kept = {key: kept_picture(one, *size, ground) for key, one in new.items()}
        self._there |= {key: small for key, small in kept.items() if small}
        missing = {key: one for key, one in new.items() if not kept[key]}
        if missing:
            self._coming |= missing.keys()
            self.screen.run_worker(self._bring(missing), exit_on_error=False)
        if any(key in self._there and self._there[key] is None for key in wanted):
            return None
        return [self._there.get(_Wanted(one.id, size, ground)) for one in pictures]

    async def _bring(self, missing: dict[_Wanted, Picture]) -> None:
        drawn = await asyncio.to_thread(self._drawn, missing)
        self._coming -= drawn.keys()
        self._there |= drawn
        self._came()

    def _drawn(self, missing: dict[_Wanted, Picture]) -> dict[_Wanted, SmallPicture | None]:
        return {key: small_picture(one, self.prompts, *key.size, key.ground) for key, one in missing.items()}
