"""The command `rulesim`."""

import os
import sys

import typer

from rulesim.cli import check, count, files, readings, replay, report, run, show, trace
from rulesim.cli.streams import drop_output, prepare_streams, tell
from rulesim.errors import Exit, Fault, InputError, Place, RulesimError
from rulesim.visible import brief

app = typer.Typer(
    name="rulesim",
    help="Play a party's leadership rules thousands of times: who leads at the end, by which path, when, "
    "and whether a disputed rule matters at all.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("list")(files.listing)
app.command("check")(check.check)
app.command("show")(show.show)
app.command("run")(run.run)
app.command("trace")(trace.trace)
app.command("readings")(readings.readings)
app.command("report")(report.report)
app.command("replay")(replay.replay)
app.command("count")(count.count)
app.command("new")(files.new)
app.command("schema")(files.schema)


@app.callback(invoke_without_command=True)
def version(show_version: bool = typer.Option(False, "--version", help="Print the version and exit.")) -> None:
    """Options that come before any command."""
    if show_version:
        from importlib.metadata import version as installed

        print(f"rulesim {installed('rulesim')}")
        raise typer.Exit


_INTERRUPTED = 130
"""What Typer returns after Ctrl-C."""


def run_app(arguments: list[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    try:
        prepare_streams()
        result = app(arguments, prog_name="rulesim", standalone_mode=False)
        sys.stdout.flush()
    except InputError as error:
        return _refused(error)
    except RulesimError as error:
        tell(str(error))
        return Exit.FAILED
    except typer.TyperException as error:
        _usage(error)
        return Exit.BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        return _stopped()
    except (BrokenPipeError, SystemExit):  # the reader of our output has closed it, which Typer reports as SystemExit
        drop_output()
        return Exit.BAD_INPUT
    except OSError as error:
        drop_output()
        return _refused(InputError([_unusable(error)]))
    except Exception as error:
        return _our_bug(error)
    return _stopped() if result == _INTERRUPTED else int(result or 0)


def _refused(error: InputError) -> Exit:
    for fault in error.faults:
        tell(str(fault))
    return Exit.BAD_INPUT


def _unusable(error: OSError) -> Fault:
    """What the system would not do: the disk is full, a file stands where a folder is wanted, writing is forbidden."""
    where = os.fsdecode(error.filename) if error.filename is not None else "standard output"
    found = f"it cannot be read or written ({error.strerror or error})"
    return Fault("file-unusable", Place(where), found, "expected one that can be")


def _usage(error: typer.TyperException) -> None:
    """Says what is wrong with the wording of a command, and where to find help."""
    show = getattr(error, "show", None)
    if show is not None and type(error).__name__ != "NoArgsIsHelpError":
        error.message = brief(error.message)
        show()


def _stopped() -> Exit:
    tell("stopped")
    return Exit.FAILED


def _our_bug(error: Exception) -> Exit:
    if os.environ.get("RULESIM_DEBUG"):
        raise error
    name = type(error).__name__
    tell(f"rulesim has a fault ({name}: {brief(str(error))}). Please report it, with the command and the files.")
    tell("Set RULESIM_DEBUG=1 to see where.")
    return Exit.OUR_BUG


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run_app())
