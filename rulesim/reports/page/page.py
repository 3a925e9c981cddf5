"""The whole report as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from rulesim.model.facts import Source
from rulesim.reports.page.boundary import Boundary, boundary
from rulesim.reports.page.calendar import Calendar, calendar
from rulesim.reports.page.claim import Claim, claim
from rulesim.reports.page.disputes import Dispute, disputes
from rulesim.reports.page.footnotes import Footnotes
from rulesim.reports.page.grounds import Grounds, grounds
from rulesim.reports.page.nominations import Nominations, nominations
from rulesim.reports.page.people import Led, led
from rulesim.reports.page.story import Story, story
from rulesim.reports.page.ways import Ways, ways
from rulesim.studies.findings import Findings
from rulesim.studies.headline import Headline, headline
from rulesim.studies.manifest import Manifest
from rulesim.studies.wording import day


@dataclass(frozen=True)
class Page:
    """What a report says, in the order in which it says it."""

    title: str
    about: str
    party: str
    as_seen: str
    replay: bool
    runs: int
    headline: Headline
    leaders: tuple[Led, ...]
    ways: Ways
    calendar: Calendar
    nominations: tuple[Nominations, ...]
    disputes: tuple[Dispute, ...]
    boundary: Boundary | None
    claim: Claim | None
    story: Story
    grounds: Grounds
    sources: tuple[Source, ...]
    again: Manifest
    """What somebody needs who makes the report again."""


def page(findings: Findings) -> Page:
    """Everything a report says of the findings."""
    ensemble = findings.ensemble
    scenario = ensemble.contest.scenario
    footnotes = Footnotes()
    disputed = disputes(findings, footnotes)
    rests_on = grounds(findings, footnotes)
    return Page(
        scenario.title,
        scenario.about,
        ensemble.contest.rules.party,
        day(scenario.as_seen) if scenario.as_seen else "",
        scenario.expects is not None,
        ensemble.runs,
        headline(findings),
        led(ensemble.leaders, scenario),
        ways(ensemble),
        calendar(ensemble),
        nominations(findings),
        disputed,
        boundary(findings),
        claim(findings),
        story(findings),
        rests_on,
        tuple(footnotes.sources),
        findings.manifest,
    )
