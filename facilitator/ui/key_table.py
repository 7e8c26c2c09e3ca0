"""Every key, once: its id, what is pressed, what it does. The wording stands in `prompts/words/keys.yaml`."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

MEETING, PAGE, ANYWHERE = "meeting", "page", "anywhere"


class Key(NamedTuple):
    """One key: `press` as Textual names it, `shown` as it is printed, `where` it does something.

    `keys.ID` is its label and `keys.ID-help` its help text. An action `do('ID')` is a dialogue of
    `dialogue.commands`.
    """

    id: str
    press: str
    shown: str
    action: str
    where: str
    priority: bool = False

    @property
    def method(self) -> str:
        """The name of the method that carries its action out, on the app or on a screen."""
        return f"action_{self.action.removeprefix('app.').partition('(')[0]}"

    def binding(self) -> Binding:
        """Return it as Textual wants it; its words are ours to show."""
        return Binding(self.press, self.action, "", show=False, id=self.id, priority=self.priority)


KEYS: tuple[Key, ...] = (
    Key("add", "enter", "Enter", "enter", MEETING),
    Key("next", "tab", "Tab", "next", MEETING, priority=True),
    Key("back", "shift+tab", "Shift+Tab", "do('back')", MEETING, priority=True),
    Key("help", "f1", "F1", "app.help", ANYWHERE),
    Key("agenda", "f2", "F2", "do('agenda')", MEETING),
    Key("people", "f3", "F3", "do('people')", MEETING),
    Key("said", "f4", "F4", "do('said')", MEETING),
    Key("aloud", "f5", "F5", "app.read_aloud", ANYWHERE),
    Key("park", "f6", "F6", "do('park')", MEETING),
    Key("pass", "f7", "F7", "do('pass')", MEETING),
    Key("skip", "f8", "F8", "do('skip')", MEETING),
    Key("cover", "f9", "F9", "app.cover", ANYWHERE, priority=True),
    Key("end", "f10", "F10", "do('end')", MEETING),
    Key("break", "f12", "F12", "do('stop')", MEETING),
    Key("undo", "ctrl+z", "Ctrl+Z", "do('undo')", MEETING, priority=True),
    Key("redo", "ctrl+y", "Ctrl+Y", "do('redo')", MEETING, priority=True),
    Key("speaker", "ctrl+s", "Ctrl+S", "do('speaking')", MEETING, priority=True),
    Key("easier", "ctrl+e", "Ctrl+E", "do('another-way')", MEETING, priority=True),
    Key("given", "ctrl+g", "Ctrl+G", "do('given')", MEETING, priority=True),
    Key("heard", "ctrl+n", "Ctrl+N", "do('heard')", MEETING, priority=True),
    Key("beside", "ctrl+l", "Ctrl+L", "beside", MEETING, priority=True),
    Key("large", "ctrl+b", "Ctrl+B", "large", MEETING, priority=True),
    Key("voice", "ctrl+r,shift+f5,f17", "Ctrl+R", "app.voice", ANYWHERE),
    Key("elsewhere", "ctrl+o", "Ctrl+O", "do('save-in')", MEETING, priority=True),
    Key("read", "pageup,pagedown", "PgUp PgDn", "read", ANYWHERE),
    Key("choose", "enter", "Enter", "choose", PAGE),
    Key("close", "escape", "Esc", "close", PAGE),
    Key("palette", "ctrl+p", "Ctrl+P", "app.command_palette", ANYWHERE),
    Key("theme", "ctrl+t", "Ctrl+T", "app.theme", ANYWHERE, priority=True),
    Key("leave", "ctrl+q", "Ctrl+Q", "app.leave", ANYWHERE, priority=True),
    Key("stop", "ctrl+c", "Ctrl+C", "app.stop", ANYWHERE, priority=True),
)

BY_ID: dict[str, Key] = {key.id: key for key in KEYS}

UNBOUND = frozenset({"enter", "choose", "read"})
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
    return [
        key.binding()
        for key in KEYS
        if key.where in wheres and not key.action.startswith("app.") and key.action not in UNBOUND
    ]


def app_bindings() -> list[BindingType]:
    """Return the bindings that the app itself carries out, on every screen."""
    return [key.binding() for key in KEYS if key.action.startswith("app.")]
