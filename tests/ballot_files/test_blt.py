"""Files of papers for a count: read, written, and refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballot_files.generated import profiles, told
from rulesim.ballot_files.blt import read_blt, write_blt
from rulesim.ballot_files.profile import Profile
from rulesim.errors import InputError

GOOD = """4 1  # four candidates, one seat
-2
3 1 3 4 0
(paper-4) 4 1 3 2 0
2 4 1=3 0
1 - 2 0
1 0
0
"Adam # one"
"Basil"
Charlotte
"Donald"
"A title"
"a remark"
"""


def fault_slugs(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_blt(text, "some.blt")
    return [fault.slug for fault in caught.value.faults]


def test_a_file_is_read() -> None:
    found = read_blt(GOOD, "oak.blt")
    adam, basil, charlotte, donald = names = ("Adam # one", "Basil", "Charlotte", "Donald")
    assert (found.names, found.withdrawn, found.title) == (names, (basil,), "A title")
    assert found.papers == {
        ((adam,), (charlotte,), (donald,)): 3,
        ((adam,), (charlotte,), (basil,)): 4,
        ((donald,), (adam, charlotte)): 2,
        ((basil,),): 1,
        (): 1,
    }


def test_lines_mean_nothing() -> None:
    flat = " ".join(line.split("  #")[0] for line in GOOD.splitlines())
    assert read_blt(flat, "oak.blt") == read_blt(GOOD, "oak.blt")


@given(profiles(withdrawn=True))
def test_what_is_written_is_read_again(profile: Profile) -> None:
    text = write_blt(profile, "file")
    assert read_blt(text, "file") == profile
    assert write_blt(read_blt(text, "file"), "file") == text


def test_a_name_with_a_quotation_mark_cannot_be_written() -> None:
    with pytest.raises(InputError, match="profile-names"):
        write_blt(Profile(('Bob "the" Birch',), {}), "file")


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [
        ("4 1  #", "four 1  #", "profile-form"),
        ("4 1  #", "0 1  #", "profile-form"),
        ("4 1  #", "99999 1  #", "profile-form"),
        ("4 1  #", "4 2  #", "profile-seats"),
        ("4 1  #", "4 one  #", "profile-seats"),
        ("-2\n", "-5\n", "profile-paper"),
        ("3 1 3 4 0", "3 1 5 4 0", "profile-paper"),
        ("3 1 3 4 0", "3 1 3 1 0", "profile-paper"),
        ("3 1 3 4 0", "3 1 3=3 0", "profile-paper"),
        ("3 1 3 4 0", "3.5 1 3 4 0", "profile-form"),
        ("3 1 3 4 0", "3 1 x 4 0", "profile-form"),
        ("3 1 3 4 0", "3 1 (3 4) 0", "profile-form"),
        ("3 1 3 4 0", '3 1 "0"', "profile-form"),
        ("1 0\n0\n", "1 0\n", "profile-form"),
        ('"Basil"', '"Donald"', "profile-names"),
        ('"Basil"', '""', "profile-names"),
        ('"Basil"', '"Basil', "profile-form"),
        ('Charlotte\n"Donald"\n"A title"\n"a remark"\n', "", "profile-names"),
    ],
)
def test_a_file_that_is_wrong_is_refused(old: str, new: str, slug: str) -> None:
    assert GOOD.count(old) == 1
    assert slug in fault_slugs(GOOD.replace(old, new))


def test_faults_name_their_lines() -> None:
    with pytest.raises(InputError) as caught:
        read_blt(GOOD.replace("3 1 3 4 0", "3 1 9 4 0").replace("2 4 1=3 0", "2 4 4 0"), "oak.blt")
    assert [fault.place.line for fault in caught.value.faults] == [3, 5]


def test_a_file_cut_short_is_found_out() -> None:
    lines = GOOD.splitlines(keepends=True)
    for length in range(len(lines) - 2):
        assert fault_slugs("".join(lines[:length]))


WORDS = st.sampled_from([*GOOD.split(), "0", "1=", "=", "-", '"', "(", "1=2", "9" * 5000, "\n", "#"])


@given(st.lists(WORDS | st.text(max_size=5), max_size=30))
def test_whatever_the_text_there_is_a_profile_or_a_fault(words: list[str]) -> None:
    found = told(lambda: read_blt("4 1\n" * (len(words) % 2) + " ".join(words), "file"))
    assert found
    for fault in () if isinstance(found, Profile) else found:
        assert fault.slug.startswith("profile-") and fault.found and fault.expected
