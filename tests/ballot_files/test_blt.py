"""Files of papers for a count: read, written, and refused."""

from __future__ import annotations

import re

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
(paper 4) 1 1 3 2 0
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
        ((adam,), (charlotte,), (basil,)): 1,
        ((donald,), (adam, charlotte)): 2,
        ((basil,),): 1,
        (): 1,
    }


def with_names(*names: str) -> str:
    """A file of two candidates with these lines for their names."""
    return "2 1\n3 1 2 0\n2 2 0\n0\n" + "".join(f"{name}\n" for name in names)


@pytest.mark.parametrize(
    "name", ['"Anna [née Oak] Ash"', "O'Brien", "Zoë", '"  Ann:smile: #1 "', "Ash-Oak  # late", "a/b"]
)
def test_a_name_is_one_quoted_text_or_one_word(name: str) -> None:
    expected = name.partition("  # late")[0].strip('"').strip()
    assert read_blt(with_names(name, '"Bob"'), "file").names == (expected, "Bob")


SHIFTING = (
    'Bob "the" Birch', '"Bob "the" Birch"', "“Bob Birch”", "“Bob”", "‘Bob’", "'Bob'", "'Bob Birch'", "„Bob“",
    "Bob Birch", '"Bob" Birch', 'Bob "Birch"', '"Bob" "Birch"', 'Bo"b', '"Bob', 'Bob"', '"', "[tie 1 2]", "=tie 2 1 0",
)  # fmt: skip


@pytest.mark.parametrize("name", SHIFTING)
def test_a_name_written_otherwise_shifts_no_other(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_blt(with_names(name, '"Ann"', '"A title"'), "oak.blt")
    (fault,) = caught.value.faults
    assert (fault.slug, fault.place.line) == ("profile-form", 5)


def test_names_that_look_the_same_are_told() -> None:
    with pytest.raises(InputError, match="both called"):
        read_blt(with_names('"Zo\u00eb"', '"Zoe\u0308"'), "oak.blt")


@pytest.mark.parametrize("withdrawn", ["-2 -3", "-2\n-3", "[withdrawn 2 3]", "[withdrawn 2]\n-3  # late"])
def test_who_has_withdrawn(withdrawn: str) -> None:
    assert read_blt(GOOD.replace("-2\n", f"{withdrawn}\n"), "file").withdrawn == ("Basil", "Charlotte")


@pytest.mark.parametrize(
    "line",
    [
        "0 1 2 0",  # a weight of 0 in the midst of the papers
        "00 1 2 0",
        "5 1 0 2 3 0",  # two papers where one was meant
        "1 2 0 1 3 0",
        "1 1 3",  # which would go on in the next line
        "1 1 3 4 0 0",
        "(7) 4 1 3 2 0",
        "(7) 0 1 3 2 0",
        "(7) 1 3 2",
        "(7)",
        "(7) (8) 1 3 2 0",
        "3 (1 3) 4 0",
        "3 1,3 4 0",
        "1,000 1 3 0",
        "\u0663 1 3 0",
        "- 1 3 0",
        "[nick adam basil charlotte donald]",
        "[tie 4 3 2 1]",
        "[droop rule=meek]",
        "/* five papers */",
        "-2 3 1 4 0",
        "[withdrawn basil]",
    ],
)
def test_a_line_of_papers_that_says_something_else_is_refused_at_its_line(line: str) -> None:
    with pytest.raises(InputError) as caught:
        read_blt(GOOD.replace("2 4 1=3 0\n", f"{line}\n2 4 1=3 0\n"), "oak.blt")
    (fault,) = caught.value.faults
    assert (fault.slug, fault.place.line) == ("profile-form", 5)


def test_additions_of_other_programs_are_refused_by_name() -> None:
    for addition in ("[nick a b c d]", "[tie 4 3 2 1]"):
        with pytest.raises(InputError, match=re.escape(addition)):
            read_blt(GOOD.replace("-2\n", f"{addition}\n"), "oak.blt")
        with pytest.raises(InputError, match=re.escape(addition)):
            read_blt(GOOD.replace('"A title"', addition), "oak.blt")


def test_more_than_five_hundred_names() -> None:
    many = 1_200
    names = "".join(f'"Name {number}"\n' for number in range(1, many + 1))
    found = read_blt(f"{many} 1\n7 1200 1 0\n0\n{names}", "oak.blt")
    assert found.papers == {(("Name 1200",), ("Name 1",)): 7}


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
        ("4 1  #", "999999 1  #", "profile-form"),
        ("4 1  #", "4  #", "profile-seats"),
        ("4 1  #", "4 1 -2 #", "profile-form"),
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
