"""How a child likes to be read to: pace, voice, loudness, and how late their speaker is."""

from __future__ import annotations

from dataclasses import dataclass, replace

SLOWEST, USUAL, FASTEST = 90, 120, 180
"""Words a minute, as heard.

MEETING gives 120 for the youngest and ships that; a quicker listener asks for more. It ends at 160, where
adults begin (160-180), and the read-back is for adults too, so that the range goes on to SPEECH's 180.
"""

STEP = 10
"""Words a minute that one key press makes it slower or faster."""

LATEST = 1000


@dataclass(frozen=True)
class VoiceSettings:
    """Everything that may be changed while the voice is on; it holds from the next text on.

    `rate` in words a minute as heard; `voice` is an id of `Voice.voices()`, empty = the system's own choice;
    `volume` from 0 to 1; `late` is how many milliseconds after the computer the speaker sounds (Bluetooth:
    often 150 to 300), and words light up so much later.
    """

    rate: int = USUAL
    voice: str = ""
    volume: float = 1.0
    late: int = 0

    def __post_init__(self) -> None:
        """Bring every number into its range."""
        object.__setattr__(self, "rate", min(max(self.rate, SLOWEST), FASTEST))
        object.__setattr__(self, "volume", min(max(self.volume, 0.0), 1.0))
        object.__setattr__(self, "late", min(max(self.late, 0), LATEST))

    def slower(self) -> VoiceSettings:
        """Return the settings one step slower, down to the slowest."""
        return replace(self, rate=self.rate - STEP)

    def faster(self) -> VoiceSettings:
        """Return the settings one step faster, up to the fastest."""
        return replace(self, rate=self.rate + STEP)
