"""`rulesim count`: count real papers under a party's rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rulesim.cli.options import AsJson, ReadingOption, Seed, held, pairs, sizes
from rulesim.cli.screen import err, out, print_json

Papers = Annotated[
    str | None,
    typer.Argument(metavar="PROFILE", help="The papers: a .soi, .soc, .toi, .toc or .blt file, or a folder of them."),
]
Book = Annotated[str, typer.Option("--rules", metavar="BOOK", help="A rule book: a bundled name or a file.")]
StageName = Annotated[
    str | None, typer.Option("--stage", metavar="STAGE", help="Which ballot, if the rule book has several.")
]
SectionOption = Annotated[
    list[str] | None,
    typer.Option("--section", metavar="NAME=FILE", help="The papers of one section of a college (repeatable)."),
]
AllWinners = Annotated[bool, typer.Option("--all-winners", help="Also tell every winner over all ways to break ties.")]
Entitled = Annotated[int | None, typer.Option("--entitled", min=0, help="How many people may vote, if a rule asks.")]
Spoilt = Annotated[int, typer.Option("--spoilt", min=0, help="Spoilt papers that are in no file.")]
Size = Annotated[
    list[str] | None,
    typer.Option("--size", metavar="BODY=N", help="How many people a body has, if seats follow it (repeatable)."),
]
Reopen = Annotated[
    str | None, typer.Option("--reopen", metavar="NAME", help="The name that is the choice to re-open nominations.")
]
Export = Annotated[
    Path | None, typer.Option("--export", metavar="FILE", help="Write the papers in the format that the suffix names.")
]


def count(
    rules: Book,
    papers: Papers = None,
    stage: StageName = None,
    section: SectionOption = None,
    reading: ReadingOption = None,
    seed: Seed = 1,
    entitled: Entitled = None,
    spoilt: Spoilt = 0,
    size: Size = None,
    reopen: Reopen = None,
    all_winners: AllWinners = False,
    as_json: AsJson = False,
    export: Export = None,
) -> None:
    """Count the papers of a real ballot under a party's rules, round by round, ties included."""
    from rulesim.loading.rulebook import load_rulebook
    from rulesim.reports.count import document
    from rulesim.reports.tables.count import count_table
    from rulesim.studies.ballots import choose_stage, read_sections
    from rulesim.studies.count import Asked, count_papers
    from rulesim.studies.count import export as write

    chosen = choose_stage(load_rulebook(rules), stage, held(reading))
    files = read_sections(chosen, papers, pairs(section, "--section", "NAME=FILE"))
    study = count_papers(chosen, files, Asked(seed, entitled, spoilt, reopen, all_winners, sizes(size)))
    written = write(study, export) if export is not None else ()
    if as_json:
        print_json(document(study))
    else:
        out().print(count_table(study))
    for path in written:
        err().print(f"wrote {path}")
