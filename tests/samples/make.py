"""Write every sample and its golden result: `python -m tests.samples.make`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.samples import (
    cost_lists,
    cost_months,
    crm,
    ga4_files,
    google,
    google_odd,
    meta,
    meta_odd,
    others,
    plan_sheets,
    rate_sheets,
    search_console,
    shop_others,
    shop_shopify,
    shop_taiwan,
)

FILES = Path(__file__).parent / "files"


def samples(out: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Write all samples into a folder; yield each file name with its golden."""
    yield from google.grid(out)
    yield from google_odd.odd(out)
    yield from meta.grid(out)
    yield from meta_odd.odd(out)
    yield from ga4_files.files(out)
    yield from others.others(out)
    yield from shop_shopify.samples(out)
    yield from shop_taiwan.shopee(out)
    yield from shop_taiwan.taiwanese(out)
    yield from shop_others.samples(out)
    yield from cost_months.samples(out)
    yield from cost_lists.samples(out)
    yield from plan_sheets.samples(out)
    yield from rate_sheets.samples(out)
    yield from search_console.samples(out)
    yield from crm.samples(out)


def main(out: Path = FILES) -> None:
    """Write samples and goldens into a folder that then holds nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.iterdir():
        old.unlink()
    for name, wanted in samples(out):
        text = json.dumps(wanted, ensure_ascii=False, indent=1, sort_keys=False)
        (out / f"{name}.golden.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FILES)
