"""What the reference pages say around their tables."""

# ruff: noqa: E501

RULE_BOOK_INTRO = """\
# Rule books

A rule book says what counts: who may act, at which stages, with which thresholds, and what follows. It knows nothing of
anybody's behaviour. `rulesim list` lists the bundled ones; `rulesim show uk-labour-2016` sets one out as a procedure.
[Write your party's rule book](../write-your-rule-book.md) goes through one step by step; this page lists everything
that a rule book may contain.

## How values are written

| value | how it is written |
| --- | --- |
| a share | `20%`, `1/3` or `0.15`; kept exactly, never rounded |
| a length of time | `6 days`, `36 hours`, `2 weeks`, `90 minutes` |
| a day or moment | `2016-06-28` (from its first minute) or `2016-06-28T18:00`, local time |
| a body, stage, ending, question | its id, as given in the same file; an ending is named `end.<id>` where a stage could stand |
| a source | `seed/id`, a source or fact in one of the files under `seeds/` |
| a fact | `{fact: seed/id}` stands for the figure itself, wherever a value is expected |

**A contested value.** Any value of a stage may depend on how a contested question is read. It is then written as a
mapping with the key `question` and one key for each reading of that question:

```yaml
needs:
  incumbent:
    question: incumbent-on-ballot
    by-right: none
    nominated: {share: 20%, of: [mps, meps]}
```

Every reading needs a value, and at least one value must depend on every question. Where an outcome leads may be
contested too: `elected: {question: conference-bound, bound: end.elected, free: conference}`.

**The base of a share.** A majority, a lead or a floor is a share `of` one of these:

- `valid`: the votes that count: for or against a motion, or for somebody in this round of a ballot;
- `papers`: those, and exhausted papers, all of whose choices have been eliminated;
- `cast`: those, and spoilt papers;
- `present`: in a motion, all who are present, voting or not; in a ballot, the same as `cast`;
- `entitled`: everybody entitled to vote.

An abstention that counts towards the majority is entered as `spoilt`, and the majority is written `of: cast`. One that
does not count is left out, or the majority is written `of: valid`. Where sections have weights, every share is a share of the
whole. Where seats, points or votes of units are counted, it is a share of those, but `entitled` remains a number of people.

**In use.** Below each table, every option and every word of a closed list is shown with a real contest that uses it: a
replay of a record if there is one, and the shortest of several. It is named by the path of its file, without `.yaml`, as in
`rulesim replay history/uk-con-1989`. `(left out)` means that the files rely on the default. What is `not yet used` is
tested nevertheless.
"""

SCENARIO_INTRO = """\
# Scenarios

A scenario is one contest: who is in it, how many people each body has, what they may do, and what nobody knows about
them. It names a rule book and knows no threshold. [Write your own scenario](../write-a-scenario.md) goes through one
step by step; this page lists everything that a scenario may contain.

## How values are written

| value | how it is written |
| --- | --- |
| a share | `20%`, `1/3` or `0.15`; kept exactly, never rounded |
| a chance | a share, or the name of an unknown, or a range written on the spot: `{low: 40%, high: 85%}`. Among alternatives, some may be `rest`: what the others leave over, in equal parts |
| a length of time | `6 days`, `36 hours`, `2 weeks`, `90 minutes` |
| a day or moment | `2016-06-28` (from its first minute) or `2016-06-28T18:00`, local time |
| a body, stage, question, reading | its id in the rule book |
| a person, bloc, unknown | its id in the scenario |
| a fact | `{fact: seed/id}` stands for the figure itself, wherever a value is expected |

**As written and as played.** A scenario is written in short form and played in full. `size: rest` becomes a number; a range
written on the spot becomes an unknown named after its place; conduct written as one case becomes a list of
one case; facts become figures. `rulesim show` shows the result.

**In use.** Below each table, every option and every word of a closed list is shown with a real contest that uses it: a
replay of a record if there is one, and the shortest of several. It is named by the path of its file, without `.yaml`, as in
`rulesim replay history/uk-con-1989`. `(left out)` means that the files rely on the default. What is `not yet used` is
tested nevertheless.
"""

CONDUCT_INTRO = """\
## Conduct

Under `conduct`, each stage that the contest can reach has an entry for what people may do there: one case, or a list of
cases of which the first whose `when` holds applies. The last case must have no `when`. Which options a case has depends
on the kind of the stage. With `given`, people do what the record says, and nothing else in the case applies. A replay (a
scenario with `expects`) may omit stages that its record never reaches.
"""
