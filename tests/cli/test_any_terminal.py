"""Any terminal, any output, any name of a file: what cannot be shown is replaced, and what cannot be done is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import poisoned

from cli.test_process import python

NAME = "Žižek “Zoë” – 安倍 → 👩"
SEVERAL = """
import sys
from rulesim.cli.main import run_app
for words in sys.argv[1:]:
    print(run_app(words.split()), flush=True)
"""
ENCODINGS = ("ascii", "latin-1", "cp437", "cp1252", "cp932", "utf-8")
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command as a shell starts it; `rulesim` is this one."""
    program = f'rulesim() {{ "{sys.executable}" -m rulesim "$@"; }}; '
    where = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **environment}
    return subprocess.run(
        ["/bin/bash", "-c", program + command],
        cwd=folder, env=where, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", [*ENCODINGS, "C"])
def test_a_terminal_gets_what_it_can_show(encoding: str, tmp_path: Path) -> None:
    file = poisoned(tmp_path, "article-arithmetic", NAME)
    environment = C_LOCALE if encoding == "C" else {"PYTHONIOENCODING": encoding}
    words = [
        f"show {file}",
        f"trace {file}",
        f"check {file}.no",
        f"trace {file} --json",
        "run --help",
        "run x --runs many",
    ]
    program = f"import sys; sys.argv += {words!r}\n{SEVERAL}"
    found = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert found.returncode == 0
    out, err = (text.decode("ascii" if encoding == "C" else encoding) for text in (found.stdout, found.stderr))
    assert [line for line in out.splitlines() if len(line) == 1 and line.isdigit()] == ["0", "0", "2", "0", "0", "2"]
    assert "fault" not in err
    document = json.loads(out[out.index("\n{\n") : out.index("\n}\n") + 2])
    assert NAME in json.dumps(document, ensure_ascii=False), "JSON loses nothing"
    if encoding in ("ascii", "C"):
        assert '?i?ek "Zo?" - ?? -> ?' in out


def test_what_is_written_to_a_full_disk_or_nowhere_is_told(tmp_path: Path) -> None:
    for command in ("rulesim list", "rulesim list --json", "rulesim trace article-arithmetic"):
        found = run(f"{command} > /dev/full", tmp_path)
        assert (found.returncode, found.stderr.count(b"\n")) == (2, 1), command
        assert b"No space left on device" in found.stderr
    found = run("rulesim run article-arithmetic --runs 9 >&-", tmp_path)
    assert (found.returncode, found.stderr.strip()[-15:]) == (2, b"[output-closed]")
    assert run("rulesim run nothing 2> /dev/full", tmp_path).returncode == 2
    found = run("rulesim run nothing 2>&-", tmp_path)
    assert (found.returncode, found.stdout) == (2, b""), "a fault is no answer"


@pytest.mark.parametrize(
    "command",
    [
        "rulesim run article-arithmetic --runs 9 --report afile",
        "rulesim run article-arithmetic --runs 9 --report afile/below",
        "rulesim run article-arithmetic --runs 9 --save afile/x.parquet",
        "rulesim new oak --folder afile",
        "rulesim new oak --folder /proc",
        "rulesim run article-arithmetic --runs 9 --report /proc/none",
    ],
)
def test_a_folder_that_is_none_is_told(command: str, tmp_path: Path) -> None:
    (tmp_path / "afile").write_text("", "utf-8")
    found = run(command, tmp_path)
    assert found.returncode == 2
    assert found.stderr.rstrip().endswith(b"[file-unwritable]")
    assert b"fault" not in found.stderr


OPENS = (
    "run in.yaml", "check in.yaml", "count in.soi --rules uk-labour-2016", "count . --rules uk-labour-2016",
    "count in.soi --rules in.yaml", "report in.parquet", "run mine.yaml",
)  # fmt: skip


@pytest.mark.parametrize("made", ["pipe", "/dev/zero", "/proc/kmsg", "folder"])
def test_what_is_no_file_is_refused_and_not_read_for_ever(made: str, tmp_path: Path) -> None:
    poisoned(tmp_path, "article-arithmetic", "Anna")
    for name in ("in.yaml", "in.soi", "in.parquet", "book.yaml"):
        path = tmp_path / name
        path.unlink(missing_ok=True)
        if made == "pipe":
            os.mkfifo(path)
        elif made == "folder":
            path.mkdir()
        else:
            path.symlink_to(made)
    found = python(f"import os, sys; sys.argv += {OPENS!r}; os.chdir({str(tmp_path)!r})\n{SEVERAL}")
    assert found.stdout == "2\n" * len(OPENS), found.stderr
    assert all(line.endswith("]") for line in found.stderr.splitlines())
    if made in ("pipe", "/dev/zero"):
        assert found.stderr.count("this is a pipe or a device, not a file") == len(OPENS)


WORK = (
    "check $'caf\\xe9.yaml'",
    "run $'caf\\xe9.yaml' --runs 9 --report $'out\\xe9'",
    "run $'caf\\xe9.yaml' --runs 9 --save $'runs\\xe9.parquet'",
    "report $'runs\\xe9.parquet' --json",
    "count $'p\\xe9.blt' --rules uk-labour-2016 --json --export $'q\\xe9.soi'",
)
REFUSED = ("run $'n\\xe9.yaml'", "run article-arithmetic --set $'title=\\xe9'", "report $'n\\xe9.parquet'")


@pytest.mark.parametrize("environment", [{}, C_LOCALE], ids=["UTF-8", "C"])
def test_names_that_are_not_utf_8(environment: dict[str, str], tmp_path: Path) -> None:
    poisoned(tmp_path, "article-arithmetic", NAME).rename(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.yaml"))
    papers = Path(os.fsdecode(os.fsencode(tmp_path) + b"/p\xe9.blt"))
    papers.write_text('2 1\n3 1 0\n0\n"Ann"\n"Bob"\n', "utf-8")
    for command in (*WORK, *REFUSED):
        found = run(f"rulesim {command}", tmp_path, **environment)
        assert found.returncode == (2 if command in REFUSED else 0), (command, found.stderr)
        assert b"fault (" not in found.stderr
        found.stdout.decode("utf-8"), found.stderr.decode("utf-8")
