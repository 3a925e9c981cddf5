"""Docs that run: every command, example and link of the documentation is tried."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from doc_pages import ROOT, Block, Command, anchors, blocks, commands, links, name, pages, pattern, tidy

PAGES = [pytest.param(page, id=name(page)) for page in pages()]
_KEPT = re.compile(r"kept as (\S+): (\S+)")
_ADD = re.compile(r"add to (\S+)")
_COPY = re.compile(r"copy (\S+) to (\S+): (.*?) => (.*)")


def rulesim(words: str) -> tuple[int, str]:
    """Runs a command line in this process; its exit code and all that it prints."""
    from rulesim.cli.main import run_app

    command, *arguments = shlex.split(words)
    assert command == "rulesim", f"only rulesim commands can be run: {words}"
    printed = io.StringIO()
    with redirect_stdout(printed), redirect_stderr(printed):
        code = run_app(arguments)
    return int(code), tidy(printed.getvalue())


class Page:
    """A page being tried, block by block, in a folder of its own."""

    def __init__(self, page: Path):
        self.page = page
        self.names: dict[str, object] = {}
        self.printed = ""

    def here(self, block: Block) -> str:
        return f"{name(self.page)}:{block.line}"

    def play(self) -> int:
        """Tries every block; how many were tried."""
        tried = 0
        for block in blocks(self.page.read_text("utf-8")):
            for mark in block.marks:
                self.copy(mark)
                self.kept(mark)
            if block.mark("not run") is None:
                tried += self.block(block)
        return tried

    def copy(self, mark: str) -> None:
        if found := _COPY.fullmatch(mark):
            source, target, old, new = found.groups()
            source = target if Path(target).exists() else source
            text = Path(source).read_text("utf-8")
            assert text.count(old) == 1, f"{name(self.page)}: '{old}' stands {text.count(old)} times in {source}"
            Path(target).write_text(text.replace(old, new), "utf-8")

    def kept(self, mark: str) -> None:
        if found := _KEPT.fullmatch(mark):
            kept = self.page.parent / found[1]
            assert kept.read_text("utf-8") == Path(found[2]).read_text("utf-8"), (
                f"{kept} is not the file of {self.page}"
            )

    def block(self, block: Block) -> bool:
        if block.language == "console":
            for command in commands(block):
                self.command(block, command)
        elif block.language == "python":
            self.python(block)
        elif block.mark("printed") is not None:
            assert pattern(tuple(block.text.splitlines())).fullmatch(self.printed), (
                f"{self.here(block)} shows\n{block.text}\nbut this was printed:\n{self.printed}"
            )
        elif block.language == "yaml":
            return self.yaml(block)
        else:
            return False
        return True

    def command(self, block: Block, command: Command) -> None:
        wanted = next((int(mark[5:]) for mark in block.marks if mark.startswith("exit ")), 0)
        code, printed = rulesim(command.words)
        assert code == wanted, f"{self.here(block)} `{command.words}` ended with {code}, not {wanted}:\n{printed}"
        if command.shown:
            shown = "\n".join(command.shown)
            assert pattern(command.shown).fullmatch(printed), (
                f"{self.here(block)} `{command.words}` is shown to print\n{shown}\n\nbut printed\n{printed}"
            )

    def python(self, block: Block) -> None:
        printed = io.StringIO()
        source = "\n" * (block.line - 1) + block.text
        with redirect_stdout(printed):
            exec(compile(source, name(self.page), "exec"), self.names)
        self.printed = tidy(printed.getvalue())

    def yaml(self, block: Block) -> bool:
        from rulesim.loading.rulebook import load_rulebook
        from rulesim.loading.scenario import load

        for mark in block.marks:
            if found := _ADD.fullmatch(mark):
                path = Path(found[1])
                before = path.read_text("utf-8") if path.exists() else ""
                joined = "\n" if before and not block.text.startswith(" ") else ""
                path.write_text(before + joined + block.text, "utf-8")
                return True
        for kind, loads in (("scenario", load), ("rule book", load_rulebook)):
            file = block.mark(kind)
            if file is not None:
                path = Path(file or f"block-{block.line}.yaml")
                path.write_text(block.text, "utf-8")
                loads(str(path))
                return True
        return False


@pytest.mark.parametrize("page", PAGES)
def test_everything_on_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Page(page).play()


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for link in links(text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{name(page)}: nothing at {link}"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target.read_text("utf-8")), f"{name(page)}: no heading for {link}"


def test_pages_name_no_bundled_file_that_is_not_there() -> None:
    """Names of bundled scenarios in commands are real ones; unknown ones would end with exit code 2."""
    from rulesim.loading.library import SCENARIOS, names

    known = set(names(SCENARIOS))
    for page in pages():
        for word in re.findall(r"`scenarios/([\w/-]+)\.yaml`", page.read_text("utf-8")):
            assert word in known, f"{name(page)} names scenarios/{word}.yaml"


def test_a_page_that_shows_what_is_not_printed_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ROOT / "docs" / "no-such-page.md"
    wrong = Block(1, "console", (), "$ rulesim --version\nrulesim 99\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError, match="is shown to print"):
        Page(page).block(wrong)


@pytest.mark.parametrize(
    ("shown", "printed", "alike"),
    [
        (("a", "…", "d"), "a\nb\nc\nd\n", True),
        (("a", "…", "d"), "a\nd\n", True),
        (("a … s",), "a 0.81 s\n", True),
        (("a",), "a\nb\n", False),
        (("a", "…"), "b\na\n", False),
    ],
)
def test_omissions(shown: tuple[str, ...], printed: str, alike: bool) -> None:
    assert bool(pattern(shown).fullmatch(printed)) is alike
