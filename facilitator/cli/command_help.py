"""Commands whose help stands in `prompts/words/commands.yaml`, and is read only when somebody asks."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Body = TypeVar("Body", bound=Callable[..., Any])

REFUSED, WRONG_USAGE, STOPPED = 1, 2, 130
"""Exit codes beside 0; NeedsDecision has 3 (DESIGN, "Commands")."""

NAMES = (
    "demo",
    "new",
    "planning",
    "review",
    "show",
    "edit",
    "actions",
    "confirm",
    "record",
    "undo",
    "merge",
    "recover",
    "forget",
    "keys",
    "check",
    "convert",
    "export",
    "say",
    "voices",
    "formats",
    "schema",
    "doctor",
)
"""Every command, in the order of the help: first what a chair does, last what a developer does."""


_WITHOUT_KEYS = {"keys", "say", "voices", "formats", "schema", "doctor"}
"""Commands that look at nothing that is kept of anybody; `keys` asks by itself."""


def words(key: str, **values: object) -> str:
    """Return the words of a key of the commands; the catalogue is loaded here, on first use."""
    from facilitator.script.words_by_key import say

    return say(f"commands.{key}", **values)


class WordedOption(click.Option):
    """An option whose help is the words `COMMAND.NAME`, or `all.NAME` where it means the same of each.

    The words may name the values that are `known`.
    """

    def __init__(self, *args: Any, known: Callable[[], str] = str, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._known = known

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option as it is typed, and its help."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        from facilitator.script.words_by_key import known

        own = f"{ctx.command.name}.{self.name}"
        return record[0], words(own if known(f"commands.{own}") else f"all.{self.name}", known=self._known())


class WordedCommand(click.Command):
    """A command whose help is the words of its name; options are `WordedOption`s."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        del ctx
        for paragraph in words(f"{self.name}.about").split("\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph)

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, once what this computer keeps can be read."""
        if not isinstance(self, click.Group) and self.name not in _WITHOUT_KEYS:
            from facilitator.cli.passphrase import unlock

            unlock()
        return super().invoke(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the one line of the list of commands."""
        del limit  # the words are short enough
        return words(f"{self.name}.short")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, in our words."""
        return _worded(super().get_help_option(ctx))


class WordedGroup(WordedCommand, click.Group):
    """The program: each command is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the help."""
        del ctx
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        del ctx
        if cmd_name not in NAMES:
            return None
        command: click.Command = importlib.import_module(f"facilitator.cli.{cmd_name}").command
        return command


def _worded(option: click.Option | None) -> click.Option | None:
    """Give click's own `--help` our words once its help is asked for: the catalogue is dear to read."""

    def in_our_words(ctx: click.Context) -> tuple[str, str] | None:
        record = click.Option.get_help_record(option, ctx) if option is not None else None
        return record and (record[0], words("help-option"))

    if option is not None:
        option.get_help_record = in_our_words  # type: ignore[method-assign]
    return option


class _AFile(click.Path):
    """A file or folder by its name; an empty one would mean the folder that one happens to be in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; raises Refusal where there is no name."""
        if not value:
            from facilitator.plan.refusal import Refusal

            raise Refusal("commands.no-name")
        return super().convert(value, param, ctx)


A_FILE = _AFile(path_type=Path)
"""The type of every argument and option that names a file or a folder."""


def option(*names: str, **settings: Any) -> Callable[[Body], Body]:
    """Declare an option whose help is in the words."""
    return click.option(*names, cls=WordedOption, **settings)


def declare(name: str) -> Callable[[Callable[..., int]], WordedCommand]:
    """Declare a command whose help is in the words."""
    return click.command(name, cls=WordedCommand)


def _in_their_words(_ctx: click.Context, _option: click.Parameter, folder: Path | None) -> Path | None:
    """Let the school's own folder speak in whatever the command prints."""
    if folder is not None:
        from facilitator.plan.refusal import Refusal
        from facilitator.script.words_by_key import use_prompts

        try:
            folder.is_dir()
        except OSError as error:  # a name that no folder can have
            raise Refusal("script.folder-not-found", folder=str(folder)) from error
        use_prompts(folder)
    return folder


prompts_option = option("--prompts", type=A_FILE, metavar="DIR", callback=_in_their_words)
"""The folder of a school's own formats and words."""
