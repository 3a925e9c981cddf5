"""PrefLib's files of rankings: .soc and .soi (nobody ranked equal), .toc and .toi (those ranked equal in braces).

The format is that of https://preflib.github.io/PrefLib-Jekyll/format: lines `# KEY: value`, then `count: 1,{2,3},4`.
In .soc and .toc files every paper ranks everybody. In .soi and .toi files a paper may also rank nobody.
"""

import re
from collections.abc import Iterator

from rulesim.ballot_files.profile import Profile, Ranking, profile_of, standing_only
from rulesim.ballot_files.reading import MOST_DIGITS, MOST_NAMES, Faults, check_names, no_such_number, shown
from rulesim.errors import Place, fail

KINDS = ("soc", "soi", "toc", "toi")
_STRICT, _COMPLETE = ("soc", "soi"), ("soc", "toc")
_KEY = re.compile(r"([A-Z]+(?: [A-Z]+)*)(?: (\d{1,6}))?", re.ASCII)
_NUMBER = re.compile(rf"\d{{1,{MOST_DIGITS}}}", re.ASCII)
_GROUP = r"(?:\d{1,6}|\{\d{1,6}(?:,\d{1,6})*\})"
_PAPER = re.compile(rf"(\d{{1,{MOST_DIGITS}}}):((?:{_GROUP}(?:,{_GROUP})*)?)", re.ASCII)
_ANY_GROUP = re.compile(r"\{([\d,]+)\}|(\d+)", re.ASCII)
_ORDERS, _VOTERS, _NAMES = "NUMBER UNIQUE ORDERS", "NUMBER VOTERS", "NUMBER ALTERNATIVES"
Numbers = tuple[tuple[int, ...], ...]


def read_preflib(text: str, file: str, kind: str) -> Profile:
    """The profile in a PrefLib file. `kind` is its suffix. Raises InputError with every fault found."""
    faults = Faults(file)
    header, names, papers = _split(text, faults)
    faults.check()
    many = _announced(header, faults)
    said, line = header.get("DATA TYPE", ("", 0))
    if said and said != kind:
        faults.refuse("profile-kind", line, f"the data type {shown(said)} in a .{kind} file", f"expected '{kind}'")
    _check_all_named(names, many, faults)
    check_names(names, faults)
    faults.check()
    for line, numbers, _ in papers:
        wrong = _wrong_with(numbers, len(names), kind)
        if wrong:
            faults.refuse("profile-paper", line, *wrong)
    _check_sums(header, papers, faults)
    faults.check()
    by_number = {number: name for number, (name, _) in sorted(names.items())}
    ranked = (
        (tuple(tuple(by_number[number] for number in group) for group in numbers), many) for _, numbers, many in papers
    )
    return profile_of(by_number.values(), ranked, (), header.get("TITLE", ("", 0))[0])


Header = dict[str, tuple[str, int]]
Papers = list[tuple[int, Numbers, int]]


def _split(text: str, faults: Faults) -> tuple[Header, dict[int, tuple[str, int]], Papers]:
    """The header, the names by number, and the papers as (line, numbers, how many); only their form is checked."""
    header: Header = {}
    names: dict[int, tuple[str, int]] = {}
    papers: Papers = []
    for line, words in enumerate(text.split("\n"), 1):
        if words.strip().startswith("#"):
            _take_header(words.strip(), line, header, names, faults)
        elif words.strip():
            _take_paper(words, line, papers, faults)
    return header, names, papers


def _take_header(words: str, line: int, header: Header, names: dict[int, tuple[str, int]], faults: Faults) -> None:
    before, colon, after = words[1:].partition(":")
    match = _KEY.fullmatch(" ".join(before.split()))
    if match is None or not colon:
        return  # a remark
    key, number, value = match[1], match[2], after.strip()
    if key == "ALTERNATIVE NAME" and number:
        if int(number) in names:
            faults.refuse("profile-names", line, f"candidate number {number} has a second name", "expected one")
        names[int(number)] = (value, line)
    else:
        header.setdefault(key, (value, line))


def _take_paper(words: str, line: int, papers: Papers, faults: Faults) -> None:
    match = _PAPER.fullmatch("".join(words.split()))
    if match is None or not int(match[1]):
        expected = "expected papers such as '12: 3,1,{2,4}'"
        faults.refuse("profile-form", line, shown(words.strip()), expected)
        return
    groups = (tuple(map(int, (one[1] or one[2]).split(","))) for one in _ANY_GROUP.finditer(match[2]))
    papers.append((line, tuple(groups), int(match[1])))


def _announced(header: Header, faults: Faults) -> int:
    """The number of candidates, which the header must give; 0 if it does not."""
    value, line = header.get(_NAMES, ("", 1))
    if not _NUMBER.fullmatch(value) or not 0 < int(value) <= MOST_NAMES:
        found = shown(value) if value else f"the line '# {_NAMES}: …' is missing"
        expected = f"expected '# {_NAMES}:' and a number from 1 to {MOST_NAMES}"
        faults.refuse("profile-form", line, found, expected)
        return 0
    return int(value)


def _check_all_named(names: dict[int, tuple[str, int]], many: int, faults: Faults) -> None:
    for number in range(1, many + 1):
        if number not in names:
            expected = f"expected '# ALTERNATIVE NAME {number}: …'"
            faults.refuse("profile-names", 1, f"candidate number {number} has no name", expected)
    for number, (_, line) in names.items() if many else ():
        if not 0 < number <= many:
            faults.refuse("profile-names", line, *no_such_number(number, many))


def _wrong_with(numbers: Numbers, many: int, kind: str) -> tuple[str, str] | None:
    """What is wrong with a paper, and what is expected."""
    flat = [number for group in numbers for number in group]
    for number in flat:
        if not 0 < number <= many:
            return no_such_number(number, many)
    if len(set(flat)) < len(flat):
        return "a candidate appears twice on one paper", "expected each at most once"
    if kind in _STRICT and len(flat) > len(numbers):
        return f"candidates ranked equal in a .{kind} file", "expected a strict order"
    if kind in _COMPLETE and len(flat) < many:
        return f"a paper ranks {len(flat)} of {many} candidates", f"expected all of them in a .{kind} file"
    return None


def _check_sums(header: Header, papers: Papers, faults: Faults) -> None:
    """The numbers of papers given in the header must be right: a file that was cut short is found out."""
    distinct = {tuple(tuple(sorted(group)) for group in numbers) for _, numbers, _ in papers}
    counted = {_VOTERS: sum(many for _, _, many in papers), _ORDERS: len(distinct)}
    for key, there in counted.items():
        said, line = header.get(key, ("", 0))
        if said and said != str(there):
            found = f"the file has {there}, but its header says {shown(said)}"
            faults.refuse("profile-sum", line, found, f"expected '# {key}: {there}'")


def write_preflib(profile: Profile, file: str, kind: str) -> str:
    """A profile as the text of a PrefLib file, without the withdrawn. Raises InputError if it does not fit the kind."""
    left = standing_only(profile)
    equal = kind in _STRICT and not left.strict
    if equal or (kind in _COMPLETE and not left.complete):
        found = "candidates ranked equal" if equal else "papers that do not rank everybody"
        better = "toi" if not left.strict else "soi"
        raise fail("profile-kind", Place(file), f"{found} in a .{kind} file", f"expected a .{better} file")
    numbers = {name: number for number, name in enumerate(left.names, 1)}
    papers = sorted(left.papers.items(), key=lambda paper: -paper[1])
    lines = [*_header_lines(left, kind), *(f"{many}: {_groups(ranking, numbers)}".rstrip() for ranking, many in papers)]
    return "".join(f"{line}\n" for line in lines)


def _header_lines(profile: Profile, kind: str) -> Iterator[str]:
    yield from (f"# TITLE: {profile.title}", f"# DATA TYPE: {kind}", f"# {_NAMES}: {len(profile.names)}")
    yield from (f"# {_VOTERS}: {profile.size}", f"# {_ORDERS}: {len(profile.papers)}")
    yield from (f"# ALTERNATIVE NAME {number}: {name}" for number, name in enumerate(profile.names, 1))


def _groups(ranking: Ranking, numbers: dict[str, int]) -> str:
    groups = (",".join(str(numbers[name]) for name in group) for group in ranking)
    return ",".join(f"{{{group}}}" if "," in group else group for group in groups)
