"""A settled stage in words, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rulesim.model.ballot import AsIn, Ballot
from rulesim.model.quantities import show_duration, show_share
from rulesim.model.rulebook import END, Rules
from rulesim.model.stages import AnyStage, Decision, Motion, Nominations, Petition, can_occur
from rulesim.reports.words.names import initial
from rulesim.reports.words.reasons import outcome as in_words
from rulesim.reports.words.silences import tie_rules
from rulesim.reports.words.thresholds import becomes, bodies, floor, majority, part, requirement, threshold


@dataclass(frozen=True)
class Line:
    """One thing that a stage says: `about`, of which a stage has one at most, and what is said of it."""

    about: str
    says: str
    listed: Literal["", "If"] = ""
    """Neighbours with the same word here may stand in one line behind it."""

    def __str__(self) -> str:
        return f"{self.about} {self.says}.".lstrip()


CLAUSE = ""
"""What the line with the clause itself is about: it needs no word before it."""


def lines(stage: AnyStage, rules: Rules) -> Iterator[Line]:
    """What a stage requires, how long it lasts and where it leads."""
    yield Line(CLAUSE, initial(stage.says))
    if stage.opens_after:
        yield Line("Opens", f"{show_duration(stage.opens_after)} after the previous stage ends")
    yield from _of_its_kind(stage, rules)
    yield from _ruling(stage)
    yield from _leader(stage)
    yield from _routes(stage, rules)


def _of_its_kind(stage: AnyStage, rules: Rules) -> Iterator[Line]:
    match stage:
        case Petition():
            yield from _petition(stage, rules)
        case Motion():
            yield Line("Who votes:", bodies(stage.by, rules))
            yield Line("Requires", majority(stage.needs))
            yield from _lasting("Lasts", stage.lasts)
        case Decision():
            yield Line("Options:", f"{', '.join(stage.options)}; failing a decision, {stage.default}")
            yield from _lasting("Open for", stage.window)
        case Nominations():
            yield from _nominations(stage, rules)
        case Ballot():
            yield from _ballot(stage, rules)


def _lasting(about: str, minutes: int | None) -> Iterator[Line]:
    if minutes:
        yield Line(about, show_duration(minutes))


def _petition(stage: Petition, rules: Rules) -> Iterator[Line]:
    yield Line("Requires", threshold(stage.needs, rules, "signature"))
    yield Line("Signed by", bodies(stage.by, rules))
    if stage.collects == "for each challenger":
        yield Line("Signatures:", "collected separately for each challenger")
    yield from _lasting("Open for", stage.window)
    yield from _lasting("A signature lapses after", stage.expires)
    if stage.withdrawable:
        yield Line("A signature", "may be withdrawn until the threshold is met")
    if stage.waits_for_immunity:
        yield Line("It cannot open", "while an earlier vote protects the leader")


_KINDS = {"incumbent": "The sitting leader:", "challenger": "A challenger:", "anyone": "Every candidate:"}
_ON_THE_LIST = {
    "as before": "those on the previous ballot, who need no new nominations; others may join",
    "from before": "only those on the previous ballot, each of whom needs nominations",
}


def _nominations(stage: Nominations, rules: Rules) -> Iterator[Line]:
    for kind, need in stage.needs.items():
        yield Line(_KINDS[kind], requirement(need, rules))
    if stage.names_each:
        yield Line("Each member may nominate:", f"{stage.names_each}")
    if stage.candidates in _ON_THE_LIST:
        yield Line("Candidates:", _ON_THE_LIST[stage.candidates])
    if stage.former_leader == "barred":
        yield Line("A leader who has left office", "may not stand")
    yield from _lasting("Open for", stage.window)


def _ballot(stage: Ballot, rules: Rules) -> Iterator[Line]:
    yield from _sections(stage, rules)
    if stage.candidates:
        yield Line("Candidates:", _candidates(stage.candidates, rules))
    if not stage.binding:
        yield Line("The ballot", "is advisory")
    yield Line("To win:", majority(stage.wins.majority) if stage.wins.majority else "the most votes")
    if stage.wins.lead:
        yield Line("And a lead of at least", part(stage.wins.lead.share, stage.wins.lead.of))
    yield from _rounds(stage)
    if stage.binding and stage.is_silent_on_ties:
        yield Line("Ties are broken by:", f"{tie_rules(stage)} (assumed, as the rules do not say)")
    elif stage.binding and stage.tie_rules:
        yield Line("Ties are broken by:", tie_rules(stage))
    if stage.sole_candidate == "ballot":
        yield Line("A sole candidate", "is still put to the vote")
    if stage.last_standing:
        yield Line("The last one left", _LAST[stage.last_standing])
    if stage.reopen_nominations:
        yield Line("Ballot papers", "offer the choice to re-open nominations")
    yield from _lasting("Each round lasts" if stage.votes == "fresh" and stage.rounds != 1 else "Lasts", stage.lasts)


def _candidates(who: AsIn | str, rules: Rules) -> str:
    if isinstance(who, AsIn):
        return f"those who were on '{rules.stages[who.as_in].title}', unless nominations have been held since"
    return "those left by the stages before; after an election, the winner alone"


_LAST = {
    "elected": "is elected even without what winning takes",
    "needs the majority": "faces a round, and without what winning takes nobody is elected",
}


def _sections(stage: Ballot, rules: Rules) -> Iterator[Line]:
    for name, section in stage.sections.items():
        weight = f", {show_share(section.weight)} of the result" if section.weight and len(stage.sections) > 1 else ""
        again = (
            f", whose ballot papers from '{rules.stages[section.papers_of].title}' are counted again"
            if section.papers_of
            else ""
        )
        yield Line(f"{name}:", f"{bodies(section.by, rules)}{again}{weight}{becomes(section, rules)}")


def _rounds(stage: Ballot) -> Iterator[Line]:
    """How many rounds there are, and who is eliminated after one that nobody wins."""
    if stage.rounds is not None:
        number = {1: "one"}.get(stage.most_rounds or 0, f"at most {stage.rounds}")
        yield Line("Rounds:", number if stage.most_rounds else "until one after which nobody leaves")
    if stage.wins.majority or stage.wins.lead or stage.keeps > 1:
        yield from _excludes(stage)
    if stage.keeps > 1:
        yield Line("It ends when", f"{stage.keeps} remain")


def _excludes(stage: Ballot) -> Iterator[Line]:
    papers = "papers transfer" if stage.votes == "transfer" else "everybody votes again"
    next_ = f"; {papers}" if stage.rounds != 1 else ""
    rule = stage.excludes
    if rule.below:
        yield Line("Anybody without", f"{floor(rule.below)} is eliminated{next_}")
    if rule.all_but:
        yield Line("If nobody wins,", f"all but the first {rule.all_but} are eliminated{next_}")
    elif rule.lowest:
        until = f", until {rule.down_to} are left" if rule.down_to > 1 else ""
        yield Line("If nobody wins,", f"the last candidate is eliminated{until}{next_}")
    elif next_ and not rule.below:
        yield Line("If nobody wins,", f"nobody is eliminated{next_}")


def _ruling(stage: AnyStage) -> Iterator[Line]:
    ruling = stage.rules_on if isinstance(stage, Motion | Decision) else None
    if ruling is not None:
        gives = {outcome: ruling.gives[outcome] for outcome in can_occur(stage) if outcome in ruling.gives}
        yield Line(f"It rules on '{ruling.on}':", _each(gives))


def _leader(stage: AnyStage) -> Iterator[Line]:
    leaves = [outcome for outcome in stage.vacates if outcome in can_occur(stage)]
    if leaves:
        yield Line("The leader leaves office if:", ", ".join(map(in_words, leaves)))
    safe = {one: show_duration(minutes) for one, minutes in stage.immunity.items() if one in can_occur(stage)}
    if safe:
        yield Line("The leader is then protected from a petition:", _each(safe))


def _each(words: Mapping[str, str]) -> str:
    return "; ".join(f"{outcome}: {word}" for outcome, word in words.items())


def _routes(stage: AnyStage, rules: Rules) -> Iterator[Line]:
    for outcome in can_occur(stage):
        if outcome in stage.then:
            yield Line(f"{in_words(outcome)}:", _target(stage.then[outcome], rules), "If")
    for other, takes in stage.meanwhile.items():
        for outcome, target in takes.items():
            yield Line(
                f"Meanwhile '{rules.stages[other].title}': if {in_words(outcome)}, straight to", _target(target, rules)
            )


def _target(target: str, rules: Rules) -> str:
    if target.startswith(END):
        return f"the end ({rules.endings[target.removeprefix(END)].says})"
    return f"'{rules.stages[target].title}'"
