"""Run every bench and rewrite RESULTS.md (`make bench`), or renew the sections of those named."""

from __future__ import annotations

import sys

from tests.bench import (
    channels_10m,
    chromium_10m,
    customers,
    customers_page,
    figures,
    first_page,
    funnel_10m,
    ga4,
    import_245mb,
    overview_10m,
    pacing,
    response,
    whatif_page,
)

BENCHES = {
    "import_245mb": import_245mb.bench,
    "overview_10m": overview_10m.bench,
    "channels_10m": channels_10m.bench,
    "funnel_10m": funnel_10m.bench,
    "chromium_10m": chromium_10m.bench,
    "first_page": first_page.bench,
    "pacing": pacing.bench,
    "customers": customers.bench,
    "customers_page": customers_page.bench,
    "ga4": ga4.bench,
    "response": response.bench,
    "whatif_page": whatif_page.bench,
}


def main() -> int:
    """Run all benches; a goal that is missed is written down, not an error."""
    if named := sys.argv[1:]:
        for name in named:
            print(figures.replace(BENCHES[name]()))
        return 0
    sections, others = [], figures.Others()
    for name, bench in BENCHES.items():
        print(f"measuring {name} …", file=sys.stderr)
        sections.append(bench())
    print(figures.write(sections, others.cores()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
