"""Real ballot papers counted under a party's rules: the rounds, the result, and every possible winner."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from rulesim.ballot_files.files import write_profile
from rulesim.ballot_files.profile import together
from rulesim.errors import Fault, Place, fail, nearest, raise_if
from rulesim.loading.library import RULEBOOKS, name_of
from rulesim.luck.draws import Draws
from rulesim.luck.people import address
from rulesim.model.ballot import Ballot, Floor
from rulesim.model.section import AsManyAs, Seats
from rulesim.rules.count import Result
from rulesim.rules.papers import Counted, PaperBallot
from rulesim.rules.papers import count_papers as count_by_the_rules
from rulesim.rules.scores import Turnout, winning_tests
from rulesim.rules.ways import MOST_STATES, every_result
from rulesim.studies.ballots import Files, Stage


@dataclass(frozen=True)
class Asked:
    """What is asked of a count, beside the rules and the papers."""

    seed: int = 1
    entitled: int | None = None
    spoilt: int = 0
    reopen: str | None = None
    """The name by which the papers offer the choice to re-open nominations."""
    all_winners: bool = False
    sizes: Mapping[str, int] = field(default_factory=dict)
    """The size of each body on which a number of seats depends."""


@dataclass(frozen=True)
class CountStudy:
    """A count and all it was made from; `every` is every result, however ties are broken, if that was asked for."""

    stage: Stage
    files: Files
    asked: Asked
    names: tuple[str, ...]
    withdrawn: tuple[str, ...]
    counted: Counted
    every: tuple[Result, ...] | None

    @property
    def result(self) -> Result:
        """The result of the count."""
        return self.counted.result

    @property
    def inputs(self) -> Mapping[str, str]:
        """SHA-256 of the rule book and, by section, of every file of papers."""
        files = {f"{name}/{Path(one.file).name}": one.hash for name, section in self.files.items() for one in section}
        return {f"rulebooks/{name_of(self.stage.book.file, RULEBOOKS)}": self.stage.book.hash, **files}

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of the libraries that it was made with."""
        return {name: version(name) for name in ("rulesim", "numpy")}


def count_papers(stage: Stage, files: Files, asked: Asked) -> CountStudy:
    """Counts the papers. Raises InputError if anything that the rules need is missing."""
    every_file = [one.profile for section in files.values() for one in section]
    gone = {name for profile in every_file for name in profile.withdrawn}
    names = tuple(name for name in every_file[0].names if name not in gone)
    raise_if(_faults(stage.ballot, names, asked))
    papers = PaperBallot(
        stage.ballot,
        names,
        {name: [one.profile.papers for one in section] for name, section in files.items()},
        Turnout(asked.spoilt, 0, asked.entitled or 0),
        frozenset({asked.reopen} if asked.reopen else ()),
        asked.sizes,
    )
    draws = Draws(asked.seed, 0)  # as in run 0, at the first visit to the stage
    counted = count_by_the_rules(papers, lambda n: float(draws.uniform(address(stage.id, 1, "lot", f"round-{n}"))[0]))
    every = _every(papers, stage) if asked.all_winners else None
    withdrawn = tuple(name for name in every_file[0].names if name in gone)
    return CountStudy(stage, files, asked, names, withdrawn, counted, every)


def _every(papers: PaperBallot, stage: Stage) -> tuple[Result, ...]:
    ways = every_result(papers)
    if not ways.complete:
        place = Place(f"the ballot '{stage.id}'")
        found = f"ties can be broken in more than {MOST_STATES:,} ways"
        raise fail("too-many-ways", place, found, "expected fewer; leave out --all-winners")
    return ways.results


def _faults(ballot: Ballot, names: tuple[str, ...], asked: Asked) -> Iterator[Fault]:
    """What the rules need and nobody told, and what was told that they have no use for."""
    if asked.entitled is None and _needs_entitled(ballot):
        found = "a rule depends on how many are entitled to vote"
        yield Fault("entitled-missing", Place("--entitled"), found, "expected that number: --entitled N")
    yield from _size_faults(ballot, asked)
    if fault := _reopen_fault(ballot, names, asked.reopen):
        yield Fault("reopen-choice", Place("--reopen"), *fault)


def _needs_entitled(ballot: Ballot) -> bool:
    below: Floor | None = ballot.excludes.below
    floor = below is not None and below.of == "entitled"
    return floor or any(of == "entitled" for _, _, of, _ in winning_tests(ballot))


def _size_faults(ballot: Ballot, asked: Asked) -> Iterator[Fault]:
    """Seats as many as a body has people: its size must be told, and no other."""
    seats = [section.becomes.seats for section in ballot.sections.values() if isinstance(section.becomes, Seats)]
    needed = [many.as_many_as for many in seats if isinstance(many, AsManyAs)]
    for body in (body for body in needed if body not in asked.sizes):
        found = f"the number of seats depends on the size of '{body}'"
        yield Fault("size-missing", Place("--size"), found, f"expected it: --size {body}=N")
    for body in (body for body in asked.sizes if body not in needed):
        expected = nearest(body, needed) if needed else "expected no --size"
        yield Fault("size-missing", Place(f"--size {body}"), f"no number of seats depends on '{body}'", expected)


def _reopen_fault(ballot: Ballot, names: tuple[str, ...], name: str | None) -> tuple[str, str] | None:
    if ballot.reopen_nominations and name is None:
        return "the ballot offers the choice to re-open nominations", "expected its name on the papers: --reopen NAME"
    if name is not None and not ballot.reopen_nominations:
        return "a ballot without a choice to re-open", "expected no --reopen"
    if name is not None and name not in names:
        return f"the name '{name}'", nearest(name, names)
    return None


def export(study: CountStudy, path: Path) -> tuple[Path, ...]:
    """Writes the papers as they were counted; of several sections each into a file of its own."""
    several = len(study.files) > 1
    paths = {name: path.with_name(f"{path.stem}-{name}{path.suffix}") if several else path for name in study.files}
    for name, section in study.files.items():
        write_profile(together(one.profile for one in section), paths[name])
    return tuple(paths.values())
