"""Exit codes: 0 done, 1 something asked for failed, 2 the input is wrong, 3 our bug; and never a traceback."""

from __future__ import annotations

import pytest

from cli.conftest import Say
from rulesim.cli.main import run_app
from rulesim.engines import ensemble


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("list", 0),
        ("check labour-2016", 0),
        ("replay what-happened", 0),
        ("replay what-happened --reading incumbent-on-ballot=nominated", 1),
        ("replay", 2),
        ("replay labour-20", 2),
        ("run", 2),
        ("run labour-20", 2),
        ("run labour-2016 --runs 0", 2),
        ("run labour-2016 --runs many", 2),
        ("run labour-2016 --seed -1", 2),
        ("run labour-2016 --nope", 2),
        ("run labour-2016 uk-labour-2016", 2),
        ("frobnicate", 2),
        ("check labour-20", 2),
        ("check labour-20 --json", 2),
        ("show nothing", 2),
        ("", 2),
    ],
)
def test_code(say: Say, words: str, code: int) -> None:
    found = say(words)
    assert found.code == code
    assert "Traceback" not in found.out + found.err
    if code == 2 and words and "--json" not in words:
        assert found.err.strip(), "what is wrong is said"
        assert found.out == ""


def test_our_bug_is_owned_to_in_one_line(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the wheels came off")

    monkeypatch.setattr(ensemble, "play_pieces", broken)
    monkeypatch.delenv("RULESIM_DEBUG", raising=False)
    found = say("run labour-2016 --runs 10")
    assert found.code == 3
    assert "rulesim has a fault (RuntimeError: the wheels came off)" in found.err
    assert "Traceback" not in found.err
    assert found.out == ""
    monkeypatch.setenv("RULESIM_DEBUG", "1")
    with pytest.raises(RuntimeError, match="wheels"):
        run_app(["run", "labour-2016", "--runs", "10"])


def test_whoever_stops_it_is_told_so_in_a_word(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ensemble, "play_pieces", stopped)
    found = say("run labour-2016 --runs 10")
    assert (found.code, found.out, found.err.strip()) == (1, "", "stopped")
