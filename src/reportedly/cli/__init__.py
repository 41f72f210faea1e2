"""The command line: one small file a command, each imported only when it is called, so that ``--help`` is instant.

Results go to standard output; progress, problems and messages to stderr. Exit status: 0 done, or nothing new to do ·
1 done, but some items had problems (listed) · 2 wrong call, or no item could be processed · 130 stopped by Ctrl-C, as
shells have it. Whatever goes wrong in a foreseen way is one line, never a traceback.
"""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import Any

import click

from reportedly.errors import ReportedlyError
from reportedly.version import __version__

COMMANDS = {
    "quick": "Who, what, according to whom: one file, on the terminal.",
    "init": "Make a casefile.",
    "ingest": "Bring files, folders or standard input into a casefile.",
    "run": "Read what is unread, then compare; resumes where it was stopped.",
    "search": "Find statements and articles of a casefile.",
    "show": "Print an article's reading, or a casefile at a glance.",
    "review": "Judge statements; samples, precision, agreement, undo.",
    "serve": "Open a casefile in the browser, on this machine only.",
    "read": "Read a batch of articles (JSON lines), without a casefile.",
    "compare": "Compare a batch of articles (JSON lines), without a casefile.",
    "export": "Write a casefile's statements to a file for other programs.",
    "merge": "Bring in another casefile, a folder of results, or reviews.",
    "backup": "Copy a casefile while it is in use.",
    "verify": "Recompute every hash, and say what that shows.",
    "hold": "Set or lift a legal hold, which blocks purging.",
    "purge": "Take articles away for good.",
    "doctor": "Check this installation, and a casefile's place.",
    "schema": "Print the JSON Schema of what goes in and comes out.",
}
"""Command → one line of help, in the order people need them."""

RESUMED = ("ingest", "run", "merge", "purge")
"""Commands that go on where they were stopped."""

STOPPED = 130
"""Exit status after Ctrl-C: 128 and the number of SIGINT."""


class FailedError(click.ClickException):
    """One line on stderr, and exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print it."""
        click.echo(f"reportedly: {self.message}", err=True)


class LazyGroup(click.Group):
    """A group that knows its commands' names and help, and imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"reportedly.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; its errors become one line and an exit status."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of our output has enough: `reportedly … | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except KeyboardInterrupt:
            more = "; the same command goes on from here" if ctx.invoked_subcommand in RESUMED else ""
            click.echo(f"reportedly: stopped{more}", err=True)
            ctx.exit(STOPPED)
        except MemoryError:
            raise FailedError("expected more memory than this machine gives") from None
        except ReportedlyError as error:
            raise FailedError(str(error)) from error
        except OSError as error:
            raise FailedError(f"{error.filename or 'this machine'}: {error.strerror or error}") from error


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportedly")
def group() -> None:
    """Who said what, according to whom, in news coverage: offline, every result pointing at its characters.

    Try `reportedly quick FILE`. Exit status: 0 done · 1 done, some items had problems · 2 nothing could be done.
    """


def main() -> None:
    """Entry point. A terminal that has no form for a character gets its code instead of an error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    group()
