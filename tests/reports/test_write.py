"""Reports are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.made import findings, html, markdown
from rulesim.errors import InputError
from rulesim.reports import write
from rulesim.reports.write import write_report

NAME = "article-arithmetic"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "render_html", lambda _: html(NAME))
    monkeypatch.setattr(write, "render_markdown", lambda _: markdown(NAME))


def test_both_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "down"
    paths = write_report(findings(NAME), folder)
    assert paths == (folder / f"{NAME}.html", folder / f"{NAME}.md")
    assert sorted(folder.iterdir()) == sorted(paths)
    assert paths[0].read_bytes().decode() == html(NAME)
    assert paths[1].read_bytes().decode() == markdown(NAME)


def test_a_report_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.md").write_text("old")
    _, new = write_report(findings(NAME), tmp_path)
    assert new.read_text(encoding="utf-8") == markdown(NAME)


def test_a_failure_midway_leaves_nothing_new_and_nothing_torn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / f"{NAME}.md").write_text("old")
    real, written = Path.write_text, list[Path]()

    def full(path: Path, text: str, **options: str) -> int:
        written.append(path)
        if len(written) == 2:
            real(path, text[:100], **options)
            raise OSError(28, "No space left on device")
        return real(path, text, **options)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match=r"No space left on device.*\[file-unwritable\]"):
        write_report(findings(NAME), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.md"]
    assert (tmp_path / f"{NAME}.md").read_text() == "old"


def test_a_report_that_cannot_be_rendered_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> str:
        raise ValueError("no")

    monkeypatch.setattr(write, "render_markdown", broken)
    with pytest.raises(ValueError, match="no"):
        write_report(findings(NAME), tmp_path / "new")
    assert not (tmp_path / "new").exists()
