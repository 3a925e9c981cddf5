"""A count of real ballot papers, in words."""

from collections.abc import Iterator

from rulesim.model.ballot import Ballot
from rulesim.model.section import Points, UnitVotes
from rulesim.reports.words.names import initial
from rulesim.reports.words.reasons import TIES, because
from rulesim.reports.words.silences import NO_RULE_FOR_NO_VOTES, NO_RULE_FOR_NOBODY, NO_RULE_FOR_TIES, tie_rules
from rulesim.rules.count import Result, Round, is_silent
from rulesim.rules.round import Reason
from rulesim.rules.ties import Step
from rulesim.studies.count import CountStudy
from rulesim.studies.wording import counted, listed

_VOTED_AGAIN = (
    " Under the rules everybody votes again after each round; here the same ballot papers are counted each time."
)


def papers(study: CountStudy) -> str:
    """How many ballot papers there are, and how they were counted."""
    sizes = {name: sum(one.profile.size for one in files) for name, files in study.files.items()}
    several = len(sizes) > 1
    each = (counted(size, "ballot paper") + (f" from {name}" if several else "") for name, size in sizes.items())
    withdrawn = f" Withdrawn: {', '.join(study.withdrawn)}." if study.withdrawn else ""
    fresh = study.stage.ballot.votes == "fresh" and len(study.counted.rounds) > 1
    return f"{', '.join(each)}.{withdrawn}{_VOTED_AGAIN if fresh else ''}{_units(study)}"


def _units(study: CountStudy) -> str:
    rules = ((name, section.becomes) for name, section in study.stage.ballot.sections.items())
    units = ((name, rule.units) for name, rule in rules if isinstance(rule, Points | UnitVotes))
    return "".join(f" {len(study.files[name])} of {many} units of {name}." for name, many in units)


def lines(study: CountStudy) -> Iterator[str]:
    """Ties and how they were broken, who is eliminated and why, and the result."""
    for one in study.counted.rounds:
        yield from (f"Round {one.number}: {line}" for line in _round(study, one))
    yield _result(study)
    if study.every is not None:
        ties = "Whichever way ties are broken" if len(study.every) == 1 else "Depending on how ties are broken"
        results = map(_in_short, study.every)
        yield f"{ties}, {'; '.join(said[:1].lower() + said[1:] for said in results)}."


def why(reason: Reason | None, who: tuple[str, ...], ballot: Ballot) -> str:
    """Why a round or a count has its result for some people."""
    if reason is None:
        return ""
    return because(reason, (ballot.excludes.all_but or 0) if reason == "not among the first" else len(who))


def _round(study: CountStudy, one: Round) -> Iterator[str]:
    if one.is_without_votes:
        yield f"{NO_RULE_FOR_NO_VOTES}."
    if one.first.kind == "tied":
        place = "first place" if one.first.for_what == "first" else "last place"
        yield f"{listed(one.first.who)} are tied for {place}."
    for step in one.steps:
        yield _step(study, one, step)
    if is_silent(study.stage.ballot, one):
        yield f"{NO_RULE_FOR_TIES}: {tie_rules(study.stage.ballot)}."
    if who := one.verdict.leaving:
        reason = why(one.verdict.why, who, study.stage.ballot)
        yield f"{listed(who)} {'is' if len(who) == 1 else 'are'} eliminated: {reason}."


def _step(study: CountStudy, one: Round, step: Step) -> str:
    words = TIES[step.rule]
    said = words.count if step.rule == one.verdict.why else words.undecided
    way = "in favour of" if one.first.for_what == "first" else "against"
    return f"{said.format(names=listed(step.left), way=way, lot=step.lot, seed=study.asked.seed)}."


def _result(study: CountStudy) -> str:
    said = f"{_in_short(study.result)} ({why(study.result.why, study.result.who, study.stage.ballot)})."
    nobody = study.result.kind in ("no result", "held") and not study.result.who
    return f"{said} {initial(NO_RULE_FOR_NOBODY)}." if nobody else said


def _in_short(result: Result) -> str:
    match result.kind:
        case "elected":
            return f"Elected: {result.who[0]}"
        case "shortlisted":
            return f"Shortlisted: {listed(result.who)}"
        case "reopened":
            return "Nominations are re-opened"
        case "tied":
            return f"Tied: {listed(result.who)}"
        case "held":
            return "An advisory ballot: nobody is elected"
        case "no result":
            return "Nobody is elected" + (f"; still standing: {listed(result.who)}" if result.who else "")
