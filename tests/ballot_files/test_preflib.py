"""PrefLib's files: read, written, read by PrefLib's own library, and refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballot_files.generated import profiles, told
from rulesim.ballot_files.preflib import KINDS, read_preflib, write_preflib
from rulesim.ballot_files.profile import Profile, standing_only
from rulesim.errors import InputError

GOOD = """# TITLE: Oak
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 3
# NUMBER VOTERS: 6
# NUMBER UNIQUE ORDERS: 3
# ALTERNATIVE NAME 1: Ann
# ALTERNATIVE NAME 2: Bob, the second
# ALTERNATIVE NAME 3: Cat
3: 1, {3,2}
2: 2
1: 3,1,2
"""


def fault_slugs(text: str, kind: str = "toi") -> list[str]:
    """The slugs of the faults of a text."""
    with pytest.raises(InputError) as caught:
        read_preflib(text, "some.file", kind)
    return [fault.slug for fault in caught.value.faults]


def test_a_file_is_read() -> None:
    found = read_preflib(GOOD, "oak.toi", "toi")
    ann, bob, cat = names = ("Ann", "Bob, the second", "Cat")
    assert (found.names, found.title, found.size) == (names, "Oak", 6)
    assert found.papers == {((ann,), (bob, cat)): 3, ((bob,),): 2, ((cat,), (ann,), (bob,)): 1}


@given(st.data(), st.sampled_from(KINDS))
def test_what_is_written_is_read_again(data: st.DataObject, kind: str) -> None:
    profile = data.draw(profiles(ties=kind[0] == "t", full=kind[-1] == "c", withdrawn=kind[-1] == "i"))
    if len(standing_only(profile).names) == 0:
        return
    text = write_preflib(profile, "file", kind)
    again = read_preflib(text, "file", kind)
    assert again == standing_only(profile)
    assert write_preflib(again, "file", kind) == text


@given(profiles())
def test_a_profile_fits_the_kinds_of_file_that_can_hold_it(profile: Profile) -> None:
    for kind in KINDS:
        fits = (profile.strict or kind[0] == "t") and (profile.complete or kind[-1] == "i")
        if fits:
            write_preflib(profile, "file", kind)
        else:
            with pytest.raises(InputError, match="profile-kind"):
                write_preflib(profile, "file", kind)


@given(profiles(least=1))
def test_the_library_of_preflib_reads_the_same_papers(profile: Profile) -> None:
    text = write_preflib(profile, "file", "toi")
    theirs = _theirs(text)
    number = {name: place for place, name in enumerate(profile.names, 1)}
    ours = {tuple(tuple(number[who] for who in group) for group in paper): n for paper, n in profile.papers.items()}
    assert {tuple(map(tuple, order)): theirs.multiplicity[order] for order in theirs.orders} == ours
    assert theirs.num_voters == profile.size


def _theirs(text: str) -> Any:
    from preflibtools.instances import OrdinalInstance

    instance = OrdinalInstance()
    instance.parse_str(text, "toi")
    return instance


def test_we_read_what_the_library_of_preflib_writes(tmp_path: Any) -> None:
    path = tmp_path / "theirs.toi"
    _theirs(GOOD).write(str(path))
    assert read_preflib(path.read_text("utf-8"), "theirs.toi", "toi") == read_preflib(GOOD, "oak.toi", "toi")


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [
        ("# NUMBER ALTERNATIVES: 3\n", "", "profile-form"),
        ("ALTERNATIVES: 3", "ALTERNATIVES: many", "profile-form"),
        ("ALTERNATIVES: 3", "ALTERNATIVES: 9999999", "profile-form"),
        ("3: 1, {3,2}", "three: 1", "profile-form"),
        ("3: 1, {3,2}", "3: 1, {3,2", "profile-form"),
        ("3: 1, {3,2}", "0: 1", "profile-form"),
        ("3: 1, {3,2}", "3: 1,,2", "profile-form"),
        ("3: 1, {3,2}", "-3: 1", "profile-form"),
        ("# ALTERNATIVE NAME 3: Cat\n", "", "profile-names"),
        ("NAME 3: Cat", "NAME 3: Ann", "profile-names"),
        ("NAME 3: Cat", "NAME 3:", "profile-names"),
        ("NAME 3: Cat", "NAME 2: Cat", "profile-names"),
        ("NAME 3: Cat", "NAME 3: Cat\n# ALTERNATIVE NAME 4: Dan", "profile-names"),
        ("2: 2\n", "2: 4\n", "profile-paper"),
        ("2: 2\n", "2: 2,2\n", "profile-paper"),
        ("2: 2\n", "2: 2,{1,2}\n", "profile-paper"),
        ("VOTERS: 6", "VOTERS: 7", "profile-sum"),
        ("ORDERS: 3", "ORDERS: 4", "profile-sum"),
        ("TYPE: toi", "TYPE: soi", "profile-kind"),
    ],
)
def test_a_file_that_is_wrong_is_refused(old: str, new: str, slug: str) -> None:
    assert GOOD.count(old) == 1
    assert slug in fault_slugs(GOOD.replace(old, new))


def test_level_or_missing_names_are_refused_where_the_kind_of_file_has_none() -> None:
    without_kind = GOOD.replace("# DATA TYPE: toi\n", "")
    assert fault_slugs(without_kind, "soi") == ["profile-paper"]
    assert fault_slugs(without_kind, "toc") == ["profile-paper"]
    assert fault_slugs(without_kind, "soc") == ["profile-paper", "profile-paper"]


def test_a_file_cut_short_is_found_out() -> None:
    lines = GOOD.splitlines(keepends=True)
    for length in range(len(lines)):
        assert fault_slugs("".join(lines[:length]))


def test_all_faults_are_told_with_their_lines_up_to_a_bound() -> None:
    with pytest.raises(InputError) as caught:
        read_preflib(GOOD + "1: 9\n1: 1,1\n", "oak.toi", "toi")
    assert [fault.place.line for fault in caught.value.faults if fault.slug == "profile-paper"] == [12, 13]
    assert len(fault_slugs(GOOD + "nonsense\n" * 1000)) == 50


def test_more_than_five_hundred_names() -> None:
    many = 1_200
    names = "".join(f"# ALTERNATIVE NAME {number}: Name {number}\n" for number in range(1, many + 1))
    found = read_preflib(f"# NUMBER ALTERNATIVES: {many}\n{names}7: 1200,1\n", "oak.soi", "soi")
    assert found.papers == {(("Name 1200",), ("Name 1",)): 7}


MILLION = 1_000_000


@pytest.mark.parametrize("remark", ["# A" + " " * MILLION + "x", "# " + "A " * MILLION, "#" + " " * MILLION])
def test_a_long_remark_takes_no_longer_than_its_length(remark: str) -> None:
    """Anything that grows with the square of the length would not end here."""
    assert read_preflib(f"{remark}\n{GOOD}", "file", "toi") == read_preflib(GOOD, "file", "toi")


@pytest.mark.parametrize("paper", ["1: " + "1," * MILLION, "1: " + "{1," * MILLION, "1" * MILLION])
def test_a_long_line_that_is_no_paper_is_refused(paper: str) -> None:
    assert fault_slugs(GOOD + paper) == ["profile-form"]


LINES = st.sampled_from(
    [*GOOD.splitlines(), "{", "1:", "1: {}", "1: {1", "#", "# :", "9" * 5000 + ": 1", "1: " + "9" * 5000]
)


@given(st.lists(LINES | st.text(max_size=12), max_size=14), st.sampled_from(KINDS))
def test_whatever_the_text_there_is_a_profile_or_a_fault(lines: list[str], kind: str) -> None:
    found = told(lambda: read_preflib("\n".join(lines), "file", kind))
    assert found
    for fault in () if isinstance(found, Profile) else found:
        assert fault.slug.startswith("profile-") and fault.found and fault.expected
