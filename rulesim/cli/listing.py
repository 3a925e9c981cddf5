"""`rulesim list`: what is bundled."""

from rulesim.cli.options import AsJson
from rulesim.cli.screen import out, print_json


def listing(as_json: AsJson = False) -> None:
    """List the bundled scenarios and rule books."""
    from rulesim.loading.library import bundled
    from rulesim.reports.tables.listing import listing_table

    found = bundled()
    if as_json:
        print_json({kind: [dict(entry) for entry in entries] for kind, entries in found.items()})
        return
    for kind, entries in found.items():
        out().print(listing_table(kind, entries))
