"""Runs a command and turns whatever comes of it into an exit code and a sentence, never a traceback.

0 done; 1 refused, nothing written; 2 wrong usage; 3 needs a decision (DESIGN, "Commands").
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.command_help import REFUSED, STOPPED, WordedGroup, option
from facilitator.printing import CannotPrint, gated, put

if TYPE_CHECKING:
    from facilitator.plan.refusal import Refusal


@click.group("facilitator", cls=WordedGroup, invoke_without_command=True)
@option("--plain", is_flag=True)
@click.pass_context
def program(context: click.Context, plain: bool) -> int | None:
    """Start the home screen where no command is given."""
    if context.invoked_subcommand is not None:
        return None
    from facilitator.cli.screen import home

    return home(Path.cwd(), plain=plain)


def main(arguments: list[str] | None = None) -> int:
    """Run the program with its arguments, or those of the command line, and return the exit code."""
    leave_no_core()
    with gated():
        try:
            return _run(arguments)
        except CannotPrint as error:
            return _unheard(error)


def leave_no_core() -> None:
    """Let no crash write what is in memory, people's words and all, to a file.

    A limit of one byte, not none: a system that hands cores to another program knows that one alone as a no.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows; a system that lets nobody set it
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (1, 1))


def _run(arguments: list[str] | None) -> int:
    try:
        code = program.main(args=arguments, prog_name="facilitator", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return STOPPED
    except BrokenPipeError:
        _let_go_of_output()
        return REFUSED
    except CannotPrint:
        raise
    except Exception as error:  # noqa: BLE001 - a traceback could show a child's words on the shared screen
        return _failed(error)
    return code if isinstance(code, int) else 0


def _unheard(error: CannotPrint) -> int:
    """Say, where it may still be seen, that what was to be read has arrived nowhere."""
    from facilitator.cli.command_help import words
    from facilitator.phrases.os_reason import reason

    with contextlib.suppress(OSError):
        _let_go_of_output()
        put(words("unheard", reason=reason(error)), err=True)
    return REFUSED


def _failed(error: Exception) -> int:
    from facilitator.cli.command_help import words
    from facilitator.plan.refusal import Refusal

    try:
        if isinstance(error, Refusal):
            return _refused(error)
        if isinstance(error, OSError) and error.filename:  # a drive that fails is no mistake of the program
            from facilitator.files.os_errors import either_refusal

            return _refused(either_refusal(error, Path(os.fsdecode(error.filename))))
        sentence = words("fault", kind=type(error).__name__, where=_where(error), journal=_journals())
    except Exception:  # noqa: BLE001 - the words themselves cannot be read
        sentence = f"{type(error).__name__} ({_where(error)})"
    put(sentence, err=True)
    return REFUSED


def _refused(refusal: Refusal) -> int:
    from facilitator.plan.refusal import NeedsDecision
    from facilitator.script.words_by_key import explain

    put(explain(refusal), err=True)
    for answer in refusal.options if isinstance(refusal, NeedsDecision) else ():
        put(answer, indent=1, err=True)
    return refusal.exit_code


def _where(error: Exception) -> str:
    """Return the file and line of the program that an error came from: never a value, which may be words."""
    trace, where = error.__traceback__, ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if "facilitator" in path.parts:
            where = f"{path.name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def _journals() -> str:
    from facilitator.files.folders import meetings_folder

    return str(meetings_folder())


def _let_go_of_output() -> None:
    """Point standard output nowhere, so that Python's own flush at the end finds no broken pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
