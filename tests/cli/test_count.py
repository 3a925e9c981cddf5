"""`rulesim count`: real papers under a party's rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Say
from rulesim.ballot_files.files import read_profile, write_profile
from rulesim.ballot_files.profile import Ranking, profile_of

NAMES = ("Ash", "Birch", "Cole", "Dale")
Write = Callable[..., str]


def paper(letters: str) -> Ranking:
    """`AB` is a paper that ranks Ash, then Birch."""
    return tuple((next(name for name in NAMES if name[0] == letter),) for letter in letters)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a file of papers into the folder that the commands run in."""
    monkeypatch.chdir(tmp_path)

    def file(name: str, *withdrawn: str, **papers: int) -> str:
        rankings = [(paper(letters), many) for letters, many in papers.items()]
        Path(name).parent.mkdir(exist_ok=True)
        write_profile(profile_of(NAMES, rankings, withdrawn, "Oak"), Path(name))
        return name

    return file


def test_a_pool_is_counted_round_by_round(say: Say, write: Write) -> None:
    write("oak.soi", AC=35, BA=35, CA=15, DB=15)
    told = say("count oak.soi --rules uk-labour-2016 --all-winners")
    assert told.code == 0, told.err
    for line in (
        "Cole and Dale are tied for last place.",
        "is drawn by lot (0.",
        "Depending on how ties are broken, elected: Ash; elected: Birch.",
    ):
        assert line in told.out


def test_the_lot_is_that_of_the_seed_and_is_told(say: Say, write: Write) -> None:
    write("oak.soi", AC=35, BA=35, CA=15, DB=15)
    found = [say(f"count oak.soi --rules uk-labour-2016 --json --seed {seed}").json() for seed in (1, 1, 2, 3, 4, 5)]
    assert found[0] == found[1]
    assert {tuple(one["result"]["who"]) for one in found} == {("Ash",), ("Birch",)}
    lots = [step["lot"] for one in found for step in one["rounds"][0]["broken_by"] if step["rule"] == "lot"]
    assert len(set(lots)) == 5


def test_the_json_tells_rounds_exactly(say: Say, write: Write) -> None:
    write("oak.blt", "Dale", A=3, BC=2, CD=1, D=2)
    found = say("count oak.blt --rules uk-labour-2016 --all-winners --json").json()
    assert list(found) == [
        *("rulebook", "stage", "clause", "readings", "seed", "papers", "candidates", "withdrawn", "rounds", "result"),
        *("inputs", "versions", "all_winners"),
    ]
    first = found["rounds"][0]
    assert first["votes"] == {"everybody": {"Ash": 3, "Birch": 2, "Cole": 1}}
    assert (first["exhausted"], first["leave"], first["why"]) == (2, ["Cole"], "fewest votes")
    assert first["needed"] == {"majority": {"test": "more than", "bar": 3}}
    assert found["withdrawn"] == ["Dale"]
    assert found["result"] == {"outcome": "elected", "who": ["Ash"], "why": "passes every test"}
    assert [Path(name).name for name in found["inputs"]] == ["uk-labour-2016", "oak.blt"]


def test_a_college_needs_papers_of_every_section(say: Say, write: Write) -> None:
    write("mps.soi", AB=3, BA=1)
    write("members.soi", AB=40, BA=60)
    words = "count --rules uk-labour-1993 --section parliamentary=mps.soi --section members=members.soi"
    assert "[section-missing]" in say(words).err
    found = say(f"{words} members.soi --json").json()
    assert found["papers"] == {"parliamentary": 4, "members": 100, "affiliated": 100}
    assert found["rounds"][-1]["points"] == {"Ash": "31/60", "Birch": "29/60", "Cole": 0, "Dale": 0}
    assert "51.67%" in say(f"{words} members.soi").out


def test_a_folder_holds_the_units_of_a_section(say: Say, write: Write) -> None:
    write("ridings/one.soi", A=1000, B=1)
    write("ridings/two.soi", A=20, B=30)
    told = say("count ridings --rules ca-conservative-2022")
    assert "2 of 338 units" in told.out
    assert "Elected: Ash" in told.out


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("oak.soi --rules no-such-book", "no-such-rulebook"),
        ("oak.soi --rules uk-labour-2016 --stage vacancy", "unknown-stage"),
        ("oak.soi --rules uk-conservative-1965", "which-stage"),
        ("oak.soi --rules uk-labour-2016 --reading freeze-date=often", "unknown-reading"),
        ("oak.soi --rules uk-labour-2016 --reading freeze=often", "unknown-question"),
        ("oak.soi --rules uk-labour-2016 --reading resign-and-restand=possible", "reading-unused"),
        ("oak.soi --rules jp-ldp-2024 --stage first --section diet=oak.soi", "unsettled-question"),
        ("oak.soi --rules uk-labour-2016 --section mps=oak.soi", "unknown-section"),
        ("oak.soi --rules uk-labour-2016 --section everybody=oak.soi", "section-missing"),
        ("oak.soi --rules uk-conservative-1975 --stage first-ballot", "entitled-missing"),
        ("oak.soi --rules uk-green-2008", "reopen-choice"),
        ("oak.soi --rules uk-green-2008 --reopen Elm", "reopen-choice"),
        ("oak.soi --rules uk-labour-2016 --reopen Dale", "reopen-choice"),
        ("elm.soi --rules uk-labour-1993 --section members=oak.soi --section affiliated=oak.soi", "profile-names"),
        ("oak.soi --rules uk-labour-2016 --export oak.csv", "profile-kind"),
        ("none.soi --rules uk-labour-2016", "file-unreadable"),
    ],
)
def test_what_is_wrong_is_told(words: str, slug: str, say: Say, write: Write) -> None:
    write("oak.soi", AB=3, B=2)
    write_profile(profile_of(("Ash", "Elm"), [((("Elm",),), 1)]), Path("elm.soi"))
    told = say(f"count {words}")
    assert told.code == 2
    assert f"[{slug}]" in told.err


def test_seats_as_many_as_a_body_has_people(say: Say, write: Write) -> None:
    write("diet.soi", A=3, B=1)
    write("members.soi", A=60, B=40)
    words = "count members.soi --rules jp-ldp-2014 --stage first --section diet=diet.soi --json"
    assert say(f"{words} --size diet=5").json()["rounds"][0]["points"] == {"Ash": 6, "Birch": 3, "Cole": 0, "Dale": 0}
    for more, slug in (("", "size-missing"), (" --size diet=5 --size members=9", "size-missing")):
        assert f"[{slug}]" in say(words + more).err
    assert "[not-a-number]" in say(f"{words} --size diet=five").err


def test_more_units_than_there_are(say: Say, write: Write) -> None:
    for number in range(48):
        write(f"prefectures/{number}.soi", A=1)
    told = say("count prefectures --rules jp-ldp-2024 --stage run-off --section diet=prefectures/1.soi")
    assert "[section-units]" in told.err


def test_more_ways_than_can_be_looked_at(say: Say, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from rulesim.rules import ways
    from rulesim.studies import count

    monkeypatch.setattr(count, "every_result", lambda papered: ways.every_result(papered, most=2))
    write("oak.soi", A=1, B=1, C=1, D=1)
    assert "[too-many-ways]" in say("count oak.soi --rules uk-labour-2016 --all-winners").err


def test_readings_that_do_not_touch_the_count_need_no_choice(say: Say, write: Write) -> None:
    write("oak.soi", A=3, B=2)
    plain = say("count oak.soi --rules uk-labour-2016 --json").json()
    held = say("count oak.soi --rules uk-labour-2016 --json --reading freeze-date=nec-power").json()
    assert held["readings"] == {"freeze-date": "nec-power"}
    assert held["rounds"] == plain["rounds"]


def test_papers_are_written_in_another_format(say: Say, write: Write) -> None:
    write("oak.blt", "Dale", AB=3, BD=2)
    told = say("count oak.blt --rules uk-labour-2016 --export oak.soi")
    assert told.err == "wrote oak.soi\n"
    assert read_profile(Path("oak.soi")).profile.names == ("Ash", "Birch", "Cole")
    assert say("count oak.soi --rules uk-labour-2016 --json").json()["result"]["who"] == ["Ash"]
    words = "--section parliamentary=oak.soi --section members=oak.soi --section affiliated=oak.soi"
    told = say(f"count --rules uk-labour-1993 {words} --export all.blt")
    assert told.err.split() == [
        word for name in ("parliamentary", "members", "affiliated") for word in ("wrote", f"all-{name}.blt")
    ]


def test_a_ballot_where_all_vote_again_says_how_it_is_counted(say: Say, write: Write) -> None:
    write("oak.soi", AB=45, BA=30, CB=25)
    told = say("count oak.soi --rules ca-ndp-2017 --reading majority-of=valid")
    assert "here the same ballot papers are counted each time." in " ".join(told.out.split())
    assert "Elected: Birch" in told.out


def test_a_tie_on_which_the_rules_are_silent_is_told(say: Say, write: Write) -> None:
    write("oak.soi", AC=35, BA=35, CA=15, DB=15)
    told = say("count oak.soi --rules uk-labour-2016")
    assert "the rules do not say how a tie is broken, so this is assumed: earlier rounds, then lot." in told.out
    assert say("count oak.soi --rules uk-labour-2016 --json").json()["rounds"][0]["assumed"] is True
    write("elm.soi", A=3, B=3)
    known = say("count elm.soi --rules au-labor-caucus")
    assert "is drawn by lot" in known.out
    assert "assumed" not in known.out


def test_papers_without_one_valid_vote_are_told(say: Say, write: Write) -> None:
    write("oak.soi", AB=1)
    Path("empty.blt").write_text('2 1\n0\n"Ash"\n"Birch"\n"Oak"\n', "utf-8")
    told = say("count empty.blt --rules uk-labour-2016")
    assert "not one valid vote, of which the rules say nothing" in told.out, told.err
