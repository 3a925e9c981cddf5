"""What happened at a time at which its stage was not open, in words."""

from datetime import datetime

from rulesim.model.contest import Contest
from rulesim.reports.words.names import person
from rulesim.studies.difference import Difference
from rulesim.studies.untimely import CLOSE, DECISION, ROUND, SIGNATURES

_ACTS = {
    DECISION: "the record has the decision at",
    SIGNATURES: "the record has signatures of",
    CLOSE: "the timetable closes this stage at",
    ROUND: "the timetable has a round at",
}


def untimely(one: Difference, contest: Contest) -> str:
    """What was done before the stage opened, or after it had closed."""
    assert isinstance(one.recorded, datetime)
    assert isinstance(one.derived, datetime)
    act = _ACTS.get(one.subject) or f"the record has the withdrawal of {person(contest, one.subject)} at"
    when, border = (moment.isoformat(" ", "minutes") for moment in (one.recorded, one.derived))
    if one.about == "early":
        return f"{act} {when}, but the contest comes to this stage only at {border}"
    return f"{act} {when}, too late to count, as the stage closed at {border}"
