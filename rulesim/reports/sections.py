"""The sections of a report in their order, and the whole report as plain values."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rulesim.model.contest import Contest
from rulesim.model.facts import Source
from rulesim.reports.charts.boundary import boundary_figure
from rulesim.reports.charts.claim import claim_figure
from rulesim.reports.charts.leaders import leaders_figure
from rulesim.reports.charts.names import names_figure
from rulesim.reports.charts.weeks import weeks_figure
from rulesim.reports.page.boundary import Boundary, boundary
from rulesim.reports.page.calendar import Calendar, calendar
from rulesim.reports.page.claim import Claim, claim
from rulesim.reports.page.disputes import Dispute, disputes
from rulesim.reports.page.footnotes import Footnotes
from rulesim.reports.page.grounds import Grounds, grounds
from rulesim.reports.page.leads import Leads, leads
from rulesim.reports.page.nominations import Nominations, nominations
from rulesim.reports.page.story import Story, story
from rulesim.studies.findings import Findings
from rulesim.studies.headline import Headline, headline
from rulesim.studies.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Section:
    """A section, written by the templates `ANCHOR.html.j2` and `ANCHOR.md.j2` from the page's value of that name."""

    anchor: str
    heading: str
    brief: str
    """What the list of contents calls it."""
    build: Callable[[Findings, Footnotes], Any]
    """What it says; a section with nothing to say is left out."""
    draw: Callable[[Any], Any] | None = None
    """Its pictures, for HTML."""


SECTIONS = (
    Section(
        "leads", "Who is leader at the end, and by which path", "Who is leader",
        lambda found, _: leads(found.ensemble), lambda told: leaders_figure(told.leaders),
    ),
    Section(
        "when", "When it is decided", "When",
        lambda found, _: calendar(found.ensemble), lambda told: weeks_figure(told) if len(told.weeks) > 1 else None,
    ),
    Section(
        "nominations", "Nominations and thresholds", "Nominations",
        lambda found, _: nominations(found), lambda stages: [names_figure(stage) for stage in stages],
    ),
    Section("disputes", "The disputed rules, and whether they matter", "Disputed rules", disputes),
    Section(
        "boundary", "Where the dispute would stop mattering", "Where it stops mattering",
        lambda found, _: boundary(found), boundary_figure,
    ),
    Section("claim", "The claim about thresholds, tested", "The claim", lambda found, _: claim(found), claim_figure),
    Section("story", "One run in full", "One run", lambda found, _: story(found)),
    Section("grounds", "What this is based on", "What it is based on", grounds),
    Section("again", "How to reproduce this", "Reproduce it", lambda found, _: found.manifest),
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What a report says of a contest: its head, then a value for each section, by anchor."""

    contest: Contest
    headline: Headline
    sources: tuple[Source, ...]
    leads: Leads
    when: Calendar
    nominations: tuple[Nominations, ...]
    disputes: tuple[Dispute, ...]
    boundary: Boundary | None
    claim: Claim | None
    story: Story
    grounds: Grounds
    again: Manifest
    """What somebody needs to reproduce the report."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that have something to say."""
        return tuple(section for section in SECTIONS if getattr(self, section.anchor))


def page(findings: Findings) -> Page:
    """Everything a report says of the findings; sources are numbered in the order of the sections."""
    footnotes = Footnotes()
    told = {section.anchor: section.build(findings, footnotes) for section in SECTIONS}
    return Page(findings.ensemble.contest, headline(findings), tuple(footnotes.sources), **told)
