"""`rulesim count`: count real ballot papers under a party's rules."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from rulesim.cli.numbers import whole
from rulesim.cli.options import AsJson, ReadingOption, Seed, held, pairs, sizes
from rulesim.cli.screen import answer, say

Papers = Annotated[
    str | None, Argument(metavar="PROFILE", help="Ballot papers: a .soi, .soc, .toi, .toc or .blt file, or a folder.")
]
Book = Annotated[str, Option("--rules", metavar="BOOK", help="A rule book: a bundled name or a file.")]
StageName = Annotated[str | None, Option(metavar="STAGE", help="Which ballot to count, if the rule book has several.")]
SectionOption = Annotated[
    list[str] | None,
    Option("--section", metavar="NAME=FILE", help="The ballot papers of one section of a college (repeatable)."),
]
AllWinners = Annotated[bool, Option("--all-winners", help="Also list every possible winner, however ties are broken.")]
Entitled = Annotated[
    int | None,
    Option(parser=whole("--entitled"), metavar="N", help="How many people are entitled to vote, if a rule needs it."),
]
Spoilt = Annotated[
    int, Option(parser=whole("--spoilt"), metavar="N", help="The number of spoilt papers, which are in no file.")
]
Size = Annotated[
    list[str] | None, Option(metavar="BODY=N", help="The size of a body on which seats depend (repeatable).")
]
Reopen = Annotated[str | None, Option(metavar="NAME", help="The name on the papers that re-opens nominations.")]
Export = Annotated[Path | None, Option(metavar="FILE", help="Write the papers in the format given by the suffix.")]


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
    """Count the ballot papers of a real vote under a party's rules, round by round, ties included."""
    from rulesim.loading.rulebook import load_rulebook
    from rulesim.reports import json
    from rulesim.reports.tables.count import count_table
    from rulesim.studies.ballots import choose_stage, read_sections
    from rulesim.studies.count import Asked, count_papers
    from rulesim.studies.count import export as write

    chosen = choose_stage(load_rulebook(rules), stage, held(reading))
    files = read_sections(chosen, papers, pairs(section, "--section", "NAME=FILE"))
    study = count_papers(chosen, files, Asked(seed, entitled, spoilt, reopen, all_winners, sizes(size)))
    written = write(study, export) if export is not None else ()
    answer(as_json, lambda: json.count(study), lambda: count_table(study))
    for path in written:
        say(f"wrote {path}")
