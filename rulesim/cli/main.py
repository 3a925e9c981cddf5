"""The command `rulesim`."""

import os
import sys
from contextlib import suppress

import typer

from rulesim.cli import check, count, files, readings, replay, report, run, show, trace
from rulesim.errors import Exit, Fault, InputError, Place, RulesimError

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
    if sys.stdout is None:  # as after `>&-`: the answer would be lost
        print("standard output is closed; expected a place for the answer, such as /dev/null", file=sys.stderr)
        return Exit.BAD_INPUT
    try:
        result = app(arguments, prog_name="rulesim", standalone_mode=False)
        sys.stdout.flush()
    except InputError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return Exit.BAD_INPUT
    except RulesimError as error:
        print(error, file=sys.stderr)
        return Exit.FAILED
    except typer.TyperException as error:
        _usage(error)
        return Exit.BAD_INPUT
    except (typer.Abort, KeyboardInterrupt):
        return _stopped()
    except (BrokenPipeError, SystemExit):  # the reader of our output has closed it, which Typer reports as SystemExit
        sys.stderr.close()
        return Exit.DONE
    except OSError as error:
        return _machine(error)
    except Exception as error:
        return _our_bug(error)
    return _stopped() if result == _INTERRUPTED else int(result or 0)


def _usage(error: typer.TyperException) -> None:
    """Says what is wrong with the wording of a command, and where to find help."""
    show = getattr(error, "show", None)
    if show is not None and type(error).__name__ != "NoArgsIsHelpError":
        show()


def _stopped() -> Exit:
    print("stopped", file=sys.stderr)
    return Exit.FAILED


def _machine(error: OSError) -> Exit:
    """What the machine refuses: a full disk, a name that is too long, a folder that nobody may look into."""
    if os.environ.get("RULESIM_DEBUG"):
        raise error
    if error.filename is None:
        with suppress(OSError, ValueError):  # what could not be written is not tried again at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    found = f"it cannot be read or written ({error.strerror or error})"
    print(
        Fault("file-unusable", Place(str(error.filename or "standard output")), found, "expected one that can be"),
        file=sys.stderr,
    )
    return Exit.BAD_INPUT


def _our_bug(error: Exception) -> Exit:
    if os.environ.get("RULESIM_DEBUG"):
        raise error
    name = type(error).__name__
    print(f"rulesim has a fault ({name}: {error}). Please report it, with the command and the files.", file=sys.stderr)
    print("Set RULESIM_DEBUG=1 to see where.", file=sys.stderr)
    return Exit.OUR_BUG


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run_app())
