"""What a scenario asks and expects: nothing that an engine looks at."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st

from rulesim.model.rulebook import Rules
from rulesim.model.stages import Ballot, Decision, Motion, Nominations, outcomes
from strategies.cast import moments
from strategies.percentages import in_numbers
from strategies.quantities import now_and_then, numbers, subsets
from strategies.stages import Document

SOURCE = "a page, https://example.org"


@st.composite
def asked(draw: st.DrawFn, rules: Rules, people: list[str], scenario: Document) -> Document:
    """A claim to be tested and a boundary to be found, if there is a question; now and then what the record expects."""
    laws = {"as_seen": moments(), "expects": _expected(rules, people, in_numbers(scenario["conduct"]))}
    blocs = scenario["blocs"]
    pairs = [
        (one, other) for one in blocs for other in blocs if one != other and blocs[one]["of"] == blocs[other]["of"]
    ]
    if rules.contested:
        questions = st.sampled_from(sorted(rules.contested))
        laws["claim"] = _claims(questions, people)
        if pairs:
            laws["boundary"] = _boundaries(questions, pairs)
    return draw(now_and_then(laws))


def _claims(questions: st.SearchStrategy[str], people: list[str]) -> st.SearchStrategy[Document]:
    return st.fixed_dictionaries(
        {
            "shares": st.just({"bar": "15%"}),
            "numbers": st.just({"bar": 37}),
            "bases": st.just({"all": 250, "some": 230}),
            "supporters": st.integers(0, 50),
            "candidate": st.sampled_from(people),
            "question": questions,
        }
    )


@st.composite
def _boundaries(draw: st.DrawFn, questions: st.SearchStrategy[str], pairs: list[tuple[str, str]]) -> Document:
    bloc, other = draw(st.sampled_from(pairs))
    return {"question": draw(questions), "bloc": bloc, "taken_from": other}


@st.composite
def _expected(draw: st.DrawFn, rules: Rules, people: list[str], in_numbers: Collection[str]) -> Document:
    """What the record says followed, right or wrong."""
    steps = [f"{name}.{outcome}" for name, stage in rules.stages.items() for outcome in outcomes(stage)]
    ballots = [name for name, stage in rules.stages.items() if isinstance(stage, Ballot)]
    motions = [name for name, stage in rules.stages.items() if isinstance(stage, Motion)]
    laws = {
        "path": subsets(steps),
        "ending": st.sampled_from(sorted(rules.endings)),
        "leads": st.sampled_from([*people, "nobody"]),
        "decided": moments(),
        "ballot": subsets(people),
        "figures": numbers(90).map(lambda many: {f"{next(iter(rules.stages))}.at": many}),
        "disputed": st.just([{"what": "path", "record": "so", "says": "otherwise", "sources": [SOURCE]}]),
    }
    acting = [name for name, stage in rules.stages.items() if not isinstance(stage, Decision | Nominations)]
    acting = [name for name in acting if name in in_numbers]
    if acting:
        laws["bars"] = st.just({acting[0]: [{"needed": 3, "had": 2}, {"lead_needed": 2, "lead": 1}]})
    if ballots:
        laws["excluded"] = st.just({ballots[-1]: [[], [people[0]]]})
        laws["shares"] = st.just({ballots[-1]: {people[0]: "33.33"}})
    elif motions:
        laws["shares"] = st.just({motions[-1]: {"for": "50.0", "against": "50.0"}})
    return draw(now_and_then(laws, 2))
