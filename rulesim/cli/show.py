"""`rulesim show`: a scenario or rule book, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from rulesim.cli.options import AsJson, ReadingOption, SetOption, held, overrides
from rulesim.cli.screen import answer, print_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rulesim.model.contest import Contest

Name = Annotated[str, Argument(metavar="NAME", help="A scenario or rule book: a bundled name or a file.")]
Diff = Annotated[
    str | None,
    Option(
        "--diff", metavar="OTHER", help="Compare a rule book with another version of it, or a scenario with another."
    ),
]


AsYaml = Annotated[bool, Option("--yaml", help="Print the file itself, to copy from.")]


def show(
    name: Name,
    reading: ReadingOption = None,
    set_: SetOption = None,
    diff: Diff = None,
    as_yaml: AsYaml = False,
    as_json: AsJson = False,
) -> None:
    """Show a rule book as a procedure, or a scenario with every default spelt out."""
    from rulesim.loading.scenario import is_rulebook

    if as_yaml:
        asked = {"--reading": reading, "--set": set_, "--diff": diff, "--json": as_json}
        _print_file(name, [option for option, given in asked.items() if given])
    elif is_rulebook(name):
        _show_rulebook(name, held(reading), diff, as_json)
    else:
        _show_scenario(name, held(reading), overrides(set_), diff, as_json)


def _print_file(name: str, besides: list[str]) -> None:
    """The file as it was written; nothing can be asked of it at the same time."""
    from rulesim.errors import Place, fail
    from rulesim.loading.scenario import file_of
    from rulesim.loading.yaml_reader import read_file

    if besides:
        expected = "expected --yaml alone: it prints the file as it stands"
        raise fail("option-form", Place("--yaml"), f"--yaml with {' and '.join(besides)}", expected)
    file = file_of(name)
    read_file(file)
    print_text(file.read_text("utf-8-sig"))


def _show_rulebook(name: str, readings: Mapping[str, str], diff: str | None, as_json: bool) -> None:
    from rulesim.loading.rulebook import hold, load_rulebook
    from rulesim.reports.show.comparison import comparison
    from rulesim.reports.show.differing import differences_document
    from rulesim.reports.show.rulebook import procedure

    book = hold(load_rulebook(name), readings)
    if diff is not None:
        other = load_rulebook(diff)
        documents = book.document.plain(), other.document.plain()
        answer(
            as_json,
            lambda: differences_document((name, diff), *documents),
            lambda: comparison((book.rules, book.document), (other.rules, other.document)),
        )
    else:
        answer(as_json, book.document.plain, lambda: procedure(book.rules, book.document, readings))


def _show_scenario(
    name: str, readings: Mapping[str, str], changed: Mapping[str, str], diff: str | None, as_json: bool
) -> None:
    from rulesim.loading.scenario import hold, load
    from rulesim.reports.show.differing import differences_document, differences_table
    from rulesim.reports.show.scenario import situation

    contest = hold(load(name, changed), readings)
    if diff is not None:
        both = _document(contest), _document(load(diff))
        names = name, diff
        answer(as_json, lambda: differences_document(names, *both), lambda: differences_table(names, *both))
        return
    answer(as_json, lambda: _document(contest), lambda: situation(contest))


def _document(contest: Contest) -> dict[str, object]:
    conduct = {
        stage: [case.model_dump(mode="json", by_alias=True, exclude_defaults=True) for case in cases]
        for stage, cases in contest.conduct.items()
    }
    return {**contest.scenario.model_dump(mode="json", by_alias=True, exclude={"conduct"}), "conduct": conduct}
