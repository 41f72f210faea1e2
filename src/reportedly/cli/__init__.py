"""The command line: one small file a command, each imported only when it is called, so that ``--help`` is instant."""

from __future__ import annotations

import sys
from importlib import import_module

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
    "serve": "Open a casefile in the browser, on this machine only.",
    "read": "Read a batch of articles (JSON lines), without a casefile.",
    "compare": "Compare a batch of articles (JSON lines), without a casefile.",
}
"""Command → one line of help, in the order people need them."""


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


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportedly")
def group() -> None:
    """Who said what, according to whom, in news coverage: offline, every result pointing at its characters.

    Try `reportedly quick FILE`. Exit status: 0 done · 1 done, some items had problems · 2 nothing could be done.
    """


def main() -> None:
    """Entry point: our errors become one line on stderr and exit status 2, never a traceback."""
    try:
        group(standalone_mode=True)
    except ReportedlyError as error:
        click.echo(f"reportedly: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: `reportedly … | head`
        sys.exit(0)
