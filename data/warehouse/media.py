"""Media cost counts once: from the platform's own export or from a cost sheet, never from both."""

from __future__ import annotations

from pathlib import Path

from data.report import Problem, Report
from data.schema import ADS, COSTS, PLATFORMS
from data.sql import recipe
from data.text import Text
from data.warehouse.master import Master

IMPORTED = Text(
    zh="費用表裡有 {platform} 的廣告費（合計 {amount}），但 {platform} 的花費已經由匯出檔匯入，"
    "兩邊都算會重複。",
    en="The cost sheet holds media cost of {platform} ({amount} in all), which is already imported "
    "from the platform's own export; counting both would double it.",
)
MEND_SHEET = Text(
    zh="請從費用表刪掉這些列再匯入；代理商服務費可以留著，或改用服務費規則。",
    en="Take these rows out of the sheet and import it again. Agency fees may stay, or become a "
    "fee rule.",
)
TYPED = Text(
    zh="費用表「{file}」在這些日子已經記了 {platform} 的廣告費（合計 {amount}），"
    "再加上這份匯出檔的花費會重複。",
    en="The cost sheet “{file}” already holds media cost of {platform} on these days ({amount} in"
    " all); counting this export's cost as well would double it.",
)
MEND_TYPED = Text(
    zh="請先撤銷那份費用表（手動輸入的請刪掉那幾筆），再匯入這個檔；其餘的費用拿掉這些列後可以再匯入。",
    en="Undo that sheet first (of typed costs, delete those entries), then import this file; the"
    " sheet's other rows may be imported again without these.",
)


def counted_twice(master: Master, report: Report, file: Path) -> Problem | None:
    """Return what is wrong where a parsed file repeats media cost that counts already.

    Parameters
    ----------
    file : pathlib.Path
        Its typed rows, beside those of all imports.
    """
    if report.book == COSTS.key:
        return _imported(master, file)
    if report.book == ADS.key and "cost" in report.measures:
        return _typed(master, report, file.parent)
    return None


def _imported(master: Master, file: Path) -> Problem | None:
    """Look for media cost in a sheet whose platform is imported."""
    for platform, amount in master.query(recipe("typed_media"), file=str(file)):
        name = PLATFORMS[platform].name
        rule = IMPORTED.fill(platform=name, amount=f"{amount:,.2f}")
        return Problem(rule, MEND_SHEET, value=platform)
    return None


def _typed(master: Master, report: Report, parsed: Path) -> Problem | None:
    """Look for media cost of an export's platform and days in the cost sheets that count."""
    sheets = {
        str(parsed / f"{import_id}.parquet"): file
        for import_id, file in master.query(recipe("live_costs"))
    }
    if not sheets or report.platform is None or report.period is None:
        return None
    days = {"first": report.period.start, "last": report.period.end}
    bound = {"files": list(sheets), "platform": report.platform, **days}
    for filename, amount in master.query(recipe("held_media"), **bound):
        name = PLATFORMS[report.platform].name
        rule = TYPED.fill(file=sheets[filename], platform=name, amount=f"{amount:,.2f}")
        return Problem(rule, MEND_TYPED, value=report.platform)
    return None
