"""Every key: those of the commands, which both front ends have, and those that are of the screen alone.

The wording stands in `prompts/words/keys.yaml`.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

from facilitator.dialogue.commands import COMMANDS, Command
from facilitator.script.words_by_key import ids

MEETING, PAGE, ANYWHERE = "meeting", "page", "anywhere"


class Key(NamedTuple):
    """One key: `press` as Textual names it, `shown` as it is printed, `where` it does something.

    A command without a key of its own has nothing to press, and is found among all actions. A key of the
    screen alone may stand at its foot, `before` a command.
    """

    id: str
    press: str
    shown: str
    action: str
    where: str
    priority: bool = False
    before: str = ""

    @property
    def method(self) -> str:
        """The name of the method that carries its action out, on the app or on a screen."""
        return f"action_{self.action.removeprefix('app.').partition('(')[0]}"

    def binding(self) -> Binding:
        """Return it as Textual wants it; its words are ours to show."""
        return Binding(self.press, self.action, "", show=False, id=self.id, priority=self.priority)


KEYS: tuple[Key, ...] = (
    Key("choose", "enter", "Enter", "choose", PAGE, before="next"),
    Key("add", "enter", "Enter", "enter", MEETING, before="next"),
    Key("point", "left,right,up,down", "Arrows 1-9", "point", MEETING, before="next"),
    Key("help", "f1", "F1", "app.help", ANYWHERE),
    Key("aloud", "f5", "F5", "app.read_aloud", ANYWHERE, before="pass"),
    Key("cover", "f9", "F9", "app.cover", ANYWHERE, priority=True),
    Key("beside", "ctrl+l", "Ctrl+L", "beside", MEETING, priority=True, before="another-way"),
    Key("voice", "ctrl+r,shift+f5,f17", "Ctrl+R", "app.voice", ANYWHERE, before="people"),
    Key("reveal", "ctrl+k", "Ctrl+K", "reveal", ANYWHERE, priority=True, before="another-way"),
    Key("large", "ctrl+b", "Ctrl+B", "large", MEETING, priority=True, before="people"),
    Key("other-picture", "ctrl+right_square_bracket", "Ctrl+]", "other_picture", MEETING, priority=True),
    Key("read", "pageup,pagedown", "PgUp PgDn", "read", ANYWHERE, before="next"),
    Key("close", "escape,shift+tab", "Esc", "close", PAGE),
    Key("palette", "ctrl+p", "Ctrl+P", "app.command_palette", ANYWHERE),
    Key("theme", "ctrl+t", "Ctrl+T", "app.theme", ANYWHERE, priority=True),
    Key("leave", "ctrl+q", "Ctrl+Q", "app.leave", ANYWHERE, priority=True),
    Key("leave-now", "ctrl+c", "Ctrl+C", "app.stop", ANYWHERE, priority=True),
)
"""Those of the screen alone."""

BY_ID: dict[str, Key] = {key.id: key for key in KEYS}


def key_of(key_id: str) -> Key:
    """Return a key of the screen alone, or that of a command."""
    return BY_ID.get(key_id) or _of_command(key_id, COMMANDS[key_id])


def _of_command(name: str, command: Command) -> Key:
    press, shown = command.key.lower(), command.key or BY_ID["palette"].shown
    return Key(name, press, shown, f"do('{name}')", MEETING, priority=True)


def keys() -> list[Key]:
    """Return all that the screen can do, in the order in which their words stand."""
    of_the_screen = {*BY_ID, *_commands()}
    return [key_of(name) for name in ids("keys.") if name in of_the_screen]


def _commands() -> list[str]:
    return [name for name, command in COMMANDS.items() if command.useful]


def keys_at_foot() -> list[str]:
    """Return the ids of all keys that may stand at the foot of the screen, the most useful first."""
    return [
        name
        for command in _commands()
        for name in (*(key.id for key in KEYS if key.before == command), command)
        if key_of(name).press
    ]


UNBOUND = frozenset({"enter", "choose", "point", "read"})
"""Actions that a widget with the focus carries out, or that need to know which key it was."""

AT_ONCE = frozenset(key.press for key in KEYS if key.action.startswith("app.") and key.priority)
"""Keys that wait for no page: to cover, to leave, and to change the colours."""

_VOICE = (BY_ID["aloud"], BY_ID["voice"])

ALOUD = frozenset(press for key in _VOICE for press in key.press.split(","))
"""Keys that do more to the voice than silence it."""

ALOUD_ACTIONS = frozenset(key.action for key in _VOICE)
"""What those do, as a click on one of them names it."""


def bindings(*wheres: str) -> list[BindingType]:
    """Return the bindings of a screen, or of the app for those that are carried out there."""
    of_screens = [key for key in KEYS if not key.action.startswith("app.") and key.action not in UNBOUND]
    known = [*of_screens, *map(key_of, _commands())]
    return [key.binding() for key in known if key.press and key.where in wheres]


def app_bindings() -> list[BindingType]:
    """Return the bindings that the app itself carries out, on every screen."""
    return [key.binding() for key in KEYS if key.action.startswith("app.")]
