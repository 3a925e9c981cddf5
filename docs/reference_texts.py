"""What the reference pages say around their tables."""

# ruff: noqa: E501

RULE_BOOK_INTRO = """\
# Rule books

A rule book says what counts: who may act, at which stages, with which thresholds, and what follows. It knows nobody's
behaviour. `rulesim list` names the bundled ones; `rulesim show uk-labour-2016` tells one as a procedure.
[Write your party's rule book](../write-your-rule-book.md) goes through one step by step; this page lists everything
that may stand in one.

## How values are written

| value | how it is written |
| --- | --- |
| a share | `20%`, `1/3` or `0.15`; kept exactly, never rounded |
| a length of time | `6 days`, `36 hours`, `2 weeks`, `90 minutes` |
| a day or moment | `2016-06-28` (its first minute) or `2016-06-28T18:00`, local time |
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

Every reading needs its value, and every question needs at least one value that depends on it. Where an outcome leads may be
contested too: `elected: {question: conference-bound, bound: end.elected, free: conference}`.

**The base of a share.** A majority, a lead or a floor is a share `of` one of these:

- `valid`: the votes that count: for or against a motion, or in this round of a ballot for somebody;
- `papers`: those, and papers all of whose choices have left the count;
- `cast`: those, and spoilt papers;
- `present`: in a motion, all who are present, voting or not; in a ballot as `cast`;
- `entitled`: everybody who may vote.

An abstention that counts towards the majority is entered as `spoilt`, and the majority is written `of: cast`; one that
does not count is left out, or the majority is `of: valid`. Where sections have weights, every share is a share of the
whole. What is counted in seats, points or votes of units is a share of those, but `entitled` stays a number of people.

**In use.** Below each table stands, for every option and every word of a closed list, a real contest that uses it: a replay
of a record where there is one, the shortest of several. Commands know it by the path of its file, without `.yaml`:
`rulesim replay history/uk-con-1989`. `(left out)` says that the files leave the word to the default. What is in use `nowhere yet` is
tested all the same.
"""

SCENARIO_INTRO = """\
# Scenarios

A scenario is one contest: who is in it, how many people each body has, what they may do, and what nobody knows about
them. It names a rule book and knows no threshold. [Write your own scenario](../write-a-scenario.md) goes through one
step by step; this page lists everything that may stand in one.

## How values are written

| value | how it is written |
| --- | --- |
| a share | `20%`, `1/3` or `0.15`; kept exactly, never rounded |
| a chance | a share, or the name of an unknown, or a range written on the spot: `{low: 40%, high: 85%}`. Among alternatives some may be `rest`: what the others leave, in equal parts |
| a length of time | `6 days`, `36 hours`, `2 weeks`, `90 minutes` |
| a day or moment | `2016-06-28` (its first minute) or `2016-06-28T18:00`, local time |
| a body, stage, question, reading | its id in the rule book |
| a person, bloc, unknown | its id in the scenario |
| a fact | `{fact: seed/id}` stands for the figure itself, wherever a value is expected |

**As written and as played.** A scenario is written short and played long. `size: rest` becomes a number; a range
written on the spot becomes an unknown that bears the place as its name; conduct written as one case becomes a list of
one case; facts become figures. `rulesim show` shows the result.

**In use.** Below each table stands, for every option and every word of a closed list, a real contest that uses it: a replay
of a record where there is one, the shortest of several. Commands know it by the path of its file, without `.yaml`:
`rulesim replay history/uk-con-1989`. `(left out)` says that the files leave the word to the default. What is in use `nowhere yet` is
tested all the same.
"""

CONDUCT_INTRO = """\
## Conduct

Under `conduct` stands, for each stage that the contest can come to, what people may do there: one case, or a list of
cases of which the first whose `when` holds applies. The last case must have no `when`. Which options a case has depends
on the kind of the stage. With `given`, people do what the record says, and nothing else in the case counts. A replay (a
scenario with `expects`) may leave out stages that its record never comes to.
"""
