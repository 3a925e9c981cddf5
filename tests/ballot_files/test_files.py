"""Files of papers by their suffix: what is read, bounded, written and refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from ballot_files.generated import electorate, profiles
from ballot_files.test_preflib import GOOD
from rulesim.ballot_files import files
from rulesim.ballot_files.files import SUFFIXES, read_profile, read_profiles, write_profile
from rulesim.ballot_files.profile import Profile, profile_of, standing_only, together
from rulesim.errors import InputError

SAMPLE = profile_of(("Ann", "Bob"), [((("Bob",), ("Ann",)), 2), ((("Ann",), ("Bob",)), 3)], (), "Oak")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_file_holds_a_profile(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"oak.{suffix.upper()}"
    write_profile(SAMPLE, path)
    assert read_profile(path).profile == SAMPLE
    assert list(tmp_path.iterdir()) == [path]


def test_line_ends_and_a_byte_order_mark_mean_nothing(tmp_path: Path) -> None:
    path = tmp_path / "oak.toi"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    plain = tmp_path / "plain.toi"
    plain.write_text(GOOD, "utf-8")
    assert read_profile(path).profile == read_profile(plain).profile


def test_a_file_replaced_is_whole_or_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "oak.soc"
    write_profile(SAMPLE, path)
    with pytest.raises(InputError, match="profile-kind"):
        write_profile(profile_of(("Ann", "Bob"), [((("Ann", "Bob"),), 1)]), path)
    assert read_profile(path).profile == SAMPLE
    with pytest.raises(InputError, match="file-unwritable"):
        write_profile(SAMPLE, tmp_path / "no-such-folder" / "oak.soc")


def test_the_files_of_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.soc", "a.blt", "c.txt"):
        (tmp_path / name).write_text("", "utf-8")
    write_profile(SAMPLE, tmp_path / "b.soc")
    write_profile(SAMPLE, tmp_path / "a.blt")
    assert [Path(one.file).name for one in read_profiles(tmp_path)] == ["a.blt", "b.soc"]
    assert together([SAMPLE, SAMPLE]).size == 2 * SAMPLE.size


@pytest.mark.parametrize(
    ("name", "content", "slug"),
    [
        ("oak.csv", b"", "profile-kind"),
        ("oak", b"", "profile-kind"),
        ("oak.soi", b"\xff\xfe", "not-utf-8"),
        ("oak.soi", b"", "profile-form"),
        ("oak.blt", b"\x00\x00", "profile-form"),
    ],
)
def test_a_file_that_is_none_is_refused(name: str, content: bytes, slug: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=slug):
        read_profile(tmp_path / name)


def test_a_file_that_is_not_there_and_a_folder_without_papers(tmp_path: Path) -> None:
    for name in ("oak.soi", "o" * 5000 + ".soi", "a\0b.soi"):
        with pytest.raises(InputError, match="file-unreadable"):
            read_profile(tmp_path / name)
    with pytest.raises(InputError, match="profile-kind"):
        read_profiles(tmp_path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "oak.soi"
    with path.open("wb") as file:
        file.truncate(files.MOST_BYTES + 1)
    with pytest.raises(InputError, match="file-too-large"):
        read_profile(path)


def test_a_real_electorate_is_read_in_a_moment(tmp_path: Path) -> None:
    large = electorate(seed=1, voters=5_000, many=9)
    for suffix in ("soc", "blt"):
        write_profile(large, tmp_path / f"oak.{suffix}")
        assert read_profile(tmp_path / f"oak.{suffix}").profile.papers == large.papers


@given(profiles(withdrawn=True))
def test_leaving_out_who_has_withdrawn_keeps_every_paper(profile: Profile) -> None:
    left = standing_only(profile)
    assert left.size == profile.size
    assert {who for paper in left.papers for group in paper for who in group} <= set(left.names)
    assert standing_only(left) == left
