"""What is counted: a ballot stage under its readings, and the papers of each of its sections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from rulesim.ballot_files.files import ProfileFile, read_profiles
from rulesim.errors import Fault, InputError, Place, fail, nearest, raise_if
from rulesim.loading.contested import meeting
from rulesim.loading.rulebook import RuleBook, questions, reading_faults, settle
from rulesim.model.ballot import Ballot
from rulesim.model.section import Points, UnitVotes

Files = Mapping[str, tuple[ProfileFile, ...]]
_WORDS = ("title", "clause", "says", "sources")
_COURSE = ("opens_after", "vacates", "immunity", "meanwhile", "then", "lasts")


@dataclass(frozen=True)
class Stage:
    """A ballot stage of a rule book, settled, and the readings that were held."""

    book: RuleBook
    id: str
    ballot: Ballot
    readings: Mapping[str, str]


def choose_stage(book: RuleBook, name: str | None, readings: Mapping[str, str]) -> Stage:
    """The ballot stage to count, under some readings. Raises InputError if the count depends on readings not given."""
    ballots = tuple(one for one, stage in book.rules.stages.items() if isinstance(stage, Ballot))
    chosen = name or _only(book, ballots)
    if chosen not in ballots:
        raise fail("unknown-stage", Place(f"--stage {chosen}"), f"the ballot '{chosen}'", nearest(chosen, ballots))
    asked = meeting(book.document).get(("stages", chosen), ())
    raise_if(reading_faults(book.document, readings, asked, "this stage"))
    _refuse_open(book, chosen, [question for question in asked if question not in readings], readings)
    return Stage(book, chosen, _ballot(book, chosen, readings), readings)


def _only(book: RuleBook, names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return names[0]
    found = f"{len(names)} ballots in the rule book" if names else "no ballot in the rule book"
    expected = f"expected --stage with one of: {', '.join(names)}" if names else "expected one that has a ballot"
    raise fail("which-stage", Place(str(book.file)), found, expected)


def _ballot(book: RuleBook, stage: str, readings: Mapping[str, str]) -> Ballot:
    found = settle(book.document, readings).stages[stage]
    assert isinstance(found, Ballot)
    return found


def _refuse_open(book: RuleBook, stage: str, left: list[str], readings: Mapping[str, str]) -> None:
    """A reading is never chosen in silence: it may be left open only if the count is the same under every reading."""
    known = questions(book.document)
    ways = [dict(zip(left, way, strict=True)) for way in product(*(known[question] for question in left))]
    rules = [_counted(_ballot(book, stage, {**readings, **way})) for way in ways]
    told = [question for question in left if _matters(question, ways, rules)]
    if told:
        found = f"the count at '{stage}' depends on {' and '.join(repr(question) for question in told)}"
        options = " ".join(f"--reading {question}={'|'.join(known[question])}" for question in told)
        raise fail("unsettled-question", Place(str(book.file)), found, f"expected {options}")


def _matters(question: str, ways: list[dict[str, str]], rules: list[object]) -> bool:
    """Whether the answer to this question alone can change the rules of the count."""
    seen: dict[tuple[str, ...], object] = {}
    for way, rule in zip(ways, rules, strict=True):
        others = tuple(reading for asked, reading in way.items() if asked != question)
        if seen.setdefault(others, rule) != rule:
            return True
    return False


def _counted(ballot: Ballot) -> object:
    """What a count depends on: all of a stage except its wording, its course and who may vote."""
    document = ballot.model_dump(exclude={*_WORDS, *_COURSE})
    for section in document["sections"].values():
        del section["by"]
    return document


def read_sections(stage: Stage, only: str | None, named: Mapping[str, str]) -> Files:
    """The papers of every section: those named, and `only` for the one that is not. Raises InputError."""
    sections = stage.ballot.sections
    for name in named:
        if name not in sections:
            place = Place(f"--section {name}={named[name]}")
            raise fail("unknown-section", place, f"the section '{name}'", nearest(name, sections))
    missing = [name for name in sections if name not in named]
    if len(missing) != (0 if only is None else 1):
        raise _sections_wrong(stage, missing, only)
    paths = {**named, **({} if only is None else {missing[0]: only})}
    files = {name: read_profiles(Path(paths[name])) for name in sections}
    raise_if([*_name_faults(files), *_unit_faults(stage.ballot, files)])
    return files


def _sections_wrong(stage: Stage, missing: list[str], only: str | None) -> InputError:
    place = Place(f"the ballot '{stage.id}'")
    if missing:
        options = " ".join(f"--section {name}=FILE" for name in missing)
        return fail("section-missing", place, f"no ballot papers for: {', '.join(missing)}", f"expected {options}")
    return fail("section-missing", place, f"no section left for '{only}'", "expected a file for each section, once")


def _name_faults(files: Files) -> Iterator[Fault]:
    """Files of one count that differ in their candidates: a name spelt differently would be another person."""
    every = [one for section in files.values() for one in section]
    first = every[0]
    for other in every[1:]:
        strange = set(other.profile.names) ^ set(first.profile.names)
        if strange:
            found = f"'{min(strange)}' is in only one of this file and {first.file}"
            yield Fault("profile-names", Place(other.file), found, "expected the same names in all files of a count")


def _unit_faults(ballot: Ballot, files: Files) -> Iterator[Fault]:
    for name, section in ballot.sections.items():
        rule = section.becomes
        units = rule.units if isinstance(rule, Points | UnitVotes) else None
        if units is not None and len(files[name]) > units:
            found = f"{len(files[name])} files for the section '{name}'"
            expected = f"expected at most {units}, one for each unit"
            yield Fault("section-units", Place(files[name][0].file), found, expected)
