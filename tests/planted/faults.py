"""The faults: where each is planted, what is written instead, and the test that must notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A change of one passage of a module, which must occur exactly once, and the tests that must fail by it."""

    what: str
    module: str
    old: str
    new: str
    tests: tuple[str, ...]


THRESHOLD = "tests/rules/test_threshold.py"
BALLOT = "tests/rules/test_ballot_examples.py"
SAVE = "tests/studies/test_save.py"
SMALL = "tests/planted/test_small.py"
AGREE = "tests/engines/test_agreement.py::test_where"

FAULTS = (
    Fault(
        "more than taken for at least",
        "rules/threshold.py",
        'ceil(bar) if test == "at least" else floor(bar) + 1',
        "ceil(bar)",
        (f"{THRESHOLD}::test_bars_on_record_and_at_the_edge",),
    ),
    Fault(
        "rounding down for up",
        "rules/threshold.py",
        "return Fraction(ceil(people))",
        "return Fraction(floor(people))",
        (f"{THRESHOLD}::test_bars_on_record_and_at_the_edge",),
    ),
    Fault(
        "a half rounded down to the nearest",
        "rules/threshold.py",
        "floor(people + Fraction(1, 2))",
        "ceil(people - Fraction(1, 2))",
        (f"{THRESHOLD}::test_bars_on_record_and_at_the_edge",),
    ),
    Fault(
        "people in two bodies counted twice",
        "rules/threshold.py",
        "sum(sizes[body] for body in named if not _inside_another(body, named, bodies))",
        "sum(sizes[body] for body in named)",
        (f"{THRESHOLD}::test_a_body_far_inside_another_adds_nobody",),
    ),
    Fault(
        ">= for > in a majority",
        "rules/majority.py",
        "else ours > bar",
        "else ours >= bar",
        ("tests/rules/test_majority.py::test_exactly_two_thirds",),
    ),
    Fault(
        "spoilt papers counted as valid",
        "rules/motion.py",
        "base_of(needs.of, votes_for + against, spoilt",
        "base_of(needs.of, votes_for + against + spoilt, spoilt",
        ("tests/rules/test_majority.py::test_spoilt_papers_count_only_among_those_cast",),
    ),
    Fault(
        "a tied motion lost",
        "rules/motion.py",
        "level: Truth = votes_for == against",
        "level: Truth = votes_for > against",
        ("tests/rules/test_majority.py::test_the_vote_of_28_june_2016",),
    ),
    Fault(
        "one requirement of several enough",
        "rules/nominations.py",
        "return all(suffices(",
        "return any(suffices(",
        ("tests/rules/test_nominations.py::test_names_from_all_of_several_bodies_or_from_any",),
    ),
    Fault(
        "a leader who is barred may stand",
        "rules/nominations.py",
        "return not barred and",
        "return",
        ("tests/rules/test_nominations.py::test_who_may_stand",),
    ),
    Fault(
        "one signature more needed",
        "rules/petition.py",
        "counts[name] >= needs",
        "counts[name] > needs",
        ("tests/rules/test_petition.py::test_lists_are_counted_apart",),
    ),
    Fault(
        "a tie broken the wrong way",
        "rules/ties.py",
        'max(here) if for_what == "first" else min(here)',
        'min(here) if for_what == "first" else max(here)',
        ("tests/rules/test_ties.py::test_the_latest_earlier_round_goes_first",),
    ),
    Fault(
        "the first of the earlier rounds asked first",
        "rules/ties.py",
        "in reversed(earlier)",
        "in earlier",
        ("tests/rules/test_ties.py::test_the_latest_earlier_round_goes_first",),
    ),
    Fault(
        "a first place left empty by a rule for exclusions",
        "rules/ties.py",
        'if rule == "both out" and verdict.for_what == "first":',
        'if rule == "both out" and verdict.for_what == "":',
        ("tests/rules/test_ties.py::test_both_out_never_leaves_the_first_place_empty",),
    ),
    Fault(
        "the lead measured from nothing",
        "rules/ballot.py",
        "reaches(first - behind, ",
        "reaches(first, ",
        (f"{BALLOT}::test_both_tests_of_1975_at_their_edges",),
    ),
    Fault(
        "votes of a college counted without weights",
        "rules/ballot.py",
        "total[who] += factor * many",
        "total[who] += many",
        (f"{BALLOT}::test_an_electoral_college_weighs_shares_not_votes",),
    ),
    Fault(
        "a lot that falls on the next of those who are level in many counts at once",
        "rules/batch/ties.py",
        "== number + 1)",
        "== (number + 1) % left.sum(axis=0) + 1)",
        ("tests/rules/test_batch.py::test_lots_fall_on_the_tied_in_the_order_in_which_they_stand",),
    ),
    Fault(
        "papers of many counts that stay with whoever left",
        "rules/batch/papers.py",
        "self._out[:, :-1] |= gone",
        "self._out[:, :-1] |= False",
        ("tests/rules/test_batch.py::test_no_lot_is_asked_for_where_none_is_drawn",),
    ),
    Fault(
        "an address shifted by one",
        "luck/draws.py",
        "_in_words(block)",
        "_in_words(block + 1)",
        ("tests/luck/test_draws.py::test_a_stream_is_named_by_seed_block_and_purpose",),
    ),
    Fault(
        "a second visit draws the same as the first",
        "luck/people.py",
        'stage if visit == 1 else f"{stage}#{visit}"',
        "stage",
        ("tests/luck/test_petition.py::test_a_second_visit_draws_anew_and_a_bloc_more_changes_no_other",),
    ),
    Fault(
        "one person too many acts",
        "luck/binomial.py",
        "binom.cdf(np.arange(people), people, chance)",
        "binom.cdf(np.arange(people) - 1, people, chance)",
        ("tests/luck/test_motion.py::test_the_chance_to_carry_a_motion_is_a_binomial_tail",),
    ),
    Fault(
        "a range with a twentieth inside for outside",
        "luck/quantiles.py",
        "/ (2 * _Z)",
        "/ _Z",
        ("tests/luck/test_motion.py::test_one_run_in_twenty_lies_below_an_unknown_range",),
    ),
    Fault(
        "people lost in apportioning",
        "luck/apportion.py",
        "< left)).astype",
        "< left - 1)).astype",
        ("tests/luck/test_apportion.py::test_the_earlier_wins_level_remainders",),
    ),
    Fault(
        "momentum ignored",
        "luck/petition.py",
        "times = bend(times, conduct.momentum)",
        "times = times + 0",
        ("tests/luck/test_momentum.py::test_with_momentum_the_same_people_sign_in_the_same_order_but_sooner",),
    ),
    Fault(
        "momentum one signature early",
        "luck/petition.py",
        "(place // momentum.names)",
        "((place + 1) // momentum.names)",
        ("tests/luck/test_momentum.py::test_those_who_never_sign_still_never_do",),
    ),
    Fault(
        "voters of those still standing vote anew",
        "luck/ballot.py",
        "np.where(goes_on & stands, before.votes[who], 0)",
        "np.where(False & stands, before.votes[who], 0)",
        ("tests/luck/test_ballot.py::test_whose_candidate_leaves_divide_anew_and_the_others_stay",),
    ),
    Fault(
        "exactly a share is not enough for a case",
        "luck/cases.py",
        "side * when.at_least.denominator >= base",
        "side * when.at_least.denominator > base",
        ("tests/luck/test_cases.py::test_what_happened_at_a_stage",),
    ),
    Fault(
        "a reading ignored in settling",
        "loading/scenario.py",
        "books.settle(contest.book, dict(key))",
        "books.settle(contest.book, {})",
        (f"{SMALL}::test_a_reading_held_throughout_is_in_force",),
    ),
    Fault(
        "a ruling not followed",
        "engines/event/state.py",
        "self.rules = self.settled.books[self.readings]",
        "self.rules = self.settled.rules",
        (f"{SMALL}::test_a_ruling_is_in_force_from_then_on",),
    ),
    Fault(
        "a window closed one minute late",
        "engines/event/petition.py",
        "if at[position] >= visit.closes:",
        "if at[position] > visit.closes:",
        (f"{SMALL}::test_a_window_closes_at_the_beginning_of_its_last_minute",),
    ),
    Fault(
        "a takeover in the same minute wins",
        "engines/event/state.py",
        "if not self.place:",
        "if self.place:",
        (f"{SMALL}::test_within_a_minute_the_stage_itself_goes_before_those_beside_it",),
    ),
    Fault(
        "the last round dropped",
        "engines/event/ballot.py",
        "while count.counted < stage.rounds ",
        "while count.counted < stage.rounds - 1 ",
        (f"{SMALL}::test_a_ballot_may_be_won_in_the_last_round_allowed",),
    ),
    Fault(
        "runs gone on with under another seed",
        "studies/unfinished.py",
        "if faults := differences(place, then, origin):",
        "if faults := differences(place, then, then):",
        (f"{SAVE}::test_it_refuses_to_go_on_with_something_else_and_names_what_differs",),
    ),
    Fault(
        "a piece cut short taken for whole",
        "studies/unfinished.py",
        "if count_rows(path) == piece.runs",
        "if count_rows(path) <= piece.runs",
        (f"{SAVE}::test_a_piece_that_is_not_whole_is_played_again",),
    ),
    Fault(
        "the last group of rows not written",
        "studies/unfinished.py",
        "if group.first <= piece.first < group.end",
        "if group.first <= piece.first < min(group.end, GROUP)",
        (f"{SAVE}::test_rows_stand_in_the_order_of_runs_in_large_groups",),
    ),
    Fault(
        "the whole interval taken for half of it",
        "studies/precision.py",
        "(within * (1 + Z_SQUARED / runs)) ** 2",
        "(within / 2 * (1 + Z_SQUARED / runs)) ** 2",
        ("tests/studies/test_precision.py::test_known_means_that_half_the_interval_is_no_wider",),
    ),
    Fault(
        "everything sent out at once",
        "engines/workers.py",
        "max(0, most() - len(running))",
        "None",
        ("tests/engines/test_workers.py::test_only_so_many_pieces_are_on_their_way",),
    ),
    Fault(
        "the last run of a path taken for the first",
        "studies/summary.py",
        "min(run, self.earliest.get(path, run))",
        "max(run, self.earliest.get(path, run))",
        ("tests/studies/test_summary.py::test_it_is_the_same_however_it_was_divided",),
    ),
    Fault(
        "beside another stage the last by name acts first",
        "engines/event/late.py",
        "_AFTER_ALL + place",
        "_AFTER_ALL + 9 - place",
        (f"{AGREE}[three stages beside one another act in one minute]",),
    ),
    Fault(
        "in arrays a window closes a minute late",
        "engines/vector/petition.py",
        "gathered.at < visit.times.closes",
        "gathered.at <= visit.times.closes",
        (f"{AGREE}[a petition is met just in time or a minute late]",),
    ),
    Fault(
        "in arrays the signature before the one needed meets the bar",
        "engines/vector/signatures.py",
        "(counts[code] >= needs)",
        "(counts[code] >= needs - 1)",
        (f"{AGREE}[signatures gather momentum]",),
    ),
    Fault(
        "in arrays a signature ends with the minute in which it is taken back",
        "engines/vector/signatures.py",
        "2 * until + 1",
        "2 * until - 1",
        (f"{AGREE}[signatures on lists are taken back and expire]",),
    ),
    Fault(
        "in arrays the k-th of two waves is one too late",
        "engines/vector/signatures.py",
        "_nth(one, k - j)",
        "_nth(one, k - j + 1)",
        (f"{AGREE}[a petition is met in time or lapses]",),
    ),
    Fault(
        "in arrays a body never changes size",
        "engines/vector/block.py",
        "minutes.append(minutes_between(scenario.starts, change.on))",
        "minutes.append(10**9)",
        (f"{AGREE}[a motion needs part of a body that shrinks]",),
    ),
    Fault(
        "in arrays the requirement for one of several is that for all",
        "engines/vector/nominations.py",
        "met.all(axis=0) if isinstance(need, AllOf) else met.any(axis=0)",
        "met.all(axis=0)",
        (f"{AGREE}[names come in time or late]",),
    ),
    Fault(
        "in arrays late names count",
        "engines/vector/nominations.py",
        "got.before(visit.times.closes - visit.times.opens)",
        "got.count",
        (f"{AGREE}[names come in time or late]",),
    ),
    Fault(
        "in arrays a lot is drawn from the wrong end",
        "rules/batch/ties.py",
        "(lots[one] * left.sum(axis=0))",
        "((1 - lots[one]) * left.sum(axis=0) - 1e-9)",
        (f"{AGREE}[the last are level and a lot decides]",),
    ),
    Fault(
        "in arrays a void round counts",
        "engines/vector/ballot.py",
        "count.void += going & void",
        "count.void += going & ~going",
        (f"{AGREE}[a tie is voted on again and then looked up in earlier rounds]",),
    ),
    Fault(
        "in arrays only some of those who are level leave",
        "rules/batch/ties.py",
        "tied.left[:, asked] | said.also[:, rows]",
        "(tied.left[:, asked] & (np.arange(len(tied.left))[:, None] > 0)) | said.also[:, rows]",
        (f"{AGREE}[all who are level leave]",),
    ),
    Fault(
        "in arrays exactly the bar is not enough to stay",
        "rules/batch/rounds.py",
        "points.many >= bar if floor.test",
        "points.many > bar if floor.test",
        (f"{AGREE}[two are kept and whoever is below the bar leaves]",),
    ),
    Fault(
        "in arrays no lead is needed",
        "rules/batch/rounds.py",
        "if lead is not None:",
        "if False:",
        (f"{AGREE}[a lead is needed beside a majority of those entitled]",),
    ),
    Fault(
        "in arrays every section of a college weighs the same",
        "rules/batch/points.py",
        "int(weights[name] * over)",
        "int(over)",
        (f"{AGREE}[a college with sections]",),
    ),
    Fault(
        "in arrays papers counted again forget the rounds in which they were cast",
        "engines/vector/papers.py",
        "(*papers.rounds, *rounds)",
        "rounds",
        (f"{AGREE}[a run-off counts the papers of the first ballot again]",),
    ),
    Fault(
        "in arrays a round on the timetable is held when it would have been without",
        "engines/vector/ballot.py",
        "if number <= len(named):",
        "if False:",
        (f"{AGREE}[nobody leaves as long as the last are level]",),
    ),
    Fault(
        "in arrays level averages go to the last named",
        "rules/batch/seats.py",
        "(votes[who] > votes[best, profiles])",
        "(votes[who] >= votes[best, profiles])",
        ("tests/rules/test_batch_rounds.py::test_seats_are_those_of_the_rules",),
    ),
)
