"""An outcome that cannot occur is never reached, and a rule book need not say what follows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from strategies import contests as generated

from rulesim.engines.event.play import play_runs
from rulesim.errors import InputError, RulesimError
from rulesim.loading.rulebook import RuleBook, load_rulebook
from rulesim.loading.scenario import settle
from rulesim.luck.people import People
from rulesim.model.contest import Contest
from rulesim.model.record import RECORD_ENDS
from rulesim.model.stages import can_occur
from rulesim.reports.show.stage import lines

BAD = Path(__file__).resolve().parents[1] / "corpus" / "bad"


@given(generated())
def test_no_other_outcome_is_ever_reached(found: Contest) -> None:
    settled = settle(found)
    try:
        table = play_runs(settled, People(settled.scenario, settled.conduct, 1, 0), 0, 20)
    except RulesimError:
        return
    for name in settled.rules.stages:
        possible = {one for book in settled.books.values() for one in can_occur(book.stages[name])}
        assert set(table.words(f"{name}.outcome")) <= {"", RECORD_ENDS, *possible}


def written(folder: Path, name: str, *changes: tuple[str, str]) -> RuleBook:
    """A rule book of the corpus with other text in some places."""
    text = (BAD / f"{name}.yaml").read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (folder / "rules.yaml").write_text(text, "utf-8")
    return load_rulebook(str(folder / "rules.yaml"))


HALF = "share: 1/2, of: valid, test: more than"
NEVER_TIED = [
    "share: 1/2, of: entitled, test: more than",
    "share: 1/2, of: present, test: more than",
    "share: 2/3, of: valid, test: more than",
    "share: 1/2, of: valid, test: at least",
    "share: 1/2, of: valid, test: more than, and_more: 1",
]


@pytest.mark.parametrize("needs", NEVER_TIED)
def test_a_motion_that_is_never_tied_need_not_say_what_follows_a_tie(needs: str, tmp_path: Path) -> None:
    rules = written(tmp_path, "rulebook-outcome-without-next", (HALF, needs)).rules
    assert can_occur(rules.stages["confidence"]) == ("carried", "lost")


def test_one_that_may_be_tied_must(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="outcome 'tied' leads nowhere"):
        written(tmp_path, "rulebook-outcome-without-next")


def test_what_cannot_occur_may_be_written_and_is_not_printed(tmp_path: Path) -> None:
    tied = ("lost: end.stays}", "lost: end.stays, tied: end.stays}")
    said = {}
    for needs in (HALF, NEVER_TIED[0]):
        rules = written(tmp_path, "rulebook-outcome-without-next", (HALF, needs), tied).rules
        said[needs] = [line.about for line in lines(rules.stages["confidence"], rules)]
    assert "tied:" in said[HALF]
    assert "tied:" not in said[NEVER_TIED[0]]


@pytest.mark.parametrize(
    ("ties", "tied"), [("[lot]", False), ("[revote, lot]", False), ("[revote]", True), ("[both out]", True)]
)
def test_a_ballot_in_which_a_lot_decides_is_never_tied(ties: str, tied: bool) -> None:
    rules = load_rulebook("uk-labour-2016").rules
    stage = rules.stages["ballot"].model_copy(update={"ties": tuple(ties.strip("[]").split(", "))})
    assert ("tied" in can_occur(stage)) == tied
