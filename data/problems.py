"""What is wrong with files, as a CSV that Excel opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from data.journal import JournalRow
from data.reading.faults import inert
from data.report import problem_json
from data.text import Lang, Text

COLUMNS = {
    "file": Text("檔案", "File"),
    "sheet": Text("工作表", "Sheet"),
    "row": Text("列", "Row"),
    "column": Text("欄", "Column"),
    "value": Text("內容", "Value"),
    "rule": Text("問題", "What is wrong"),
    "mend": Text("怎麼修", "How to mend it"),
}
MORE = Text("另有 {n} 列被隔離，沒有逐一列出。", "{n} more rows were held back and are not listed.")
ALL_OF_THEM = Text(
    "這個檔案被隔離的列可以另外下載。", "The rows held back of this file can be downloaded too."
)


def problems_csv(rows: Iterable[JournalRow], lang: Lang) -> bytes:
    """Return the problems of files: UTF-8 with its mark, and no cell that counts as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([title.to(lang) for title in COLUMNS.values()])
    for row in rows:
        for problem in _problems(row, lang):
            found = {**problem, "file": row.file}
            cells = ("" if found[name] is None else str(found[name]) for name in COLUMNS)
            writer.writerow([inert(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _problems(row: JournalRow, lang: Lang) -> Iterator[dict[str, object]]:
    """Yield a file's problems, and how many rows the report does not list."""
    if row.report is None:
        return
    for problem in row.report.problems:
        yield problem_json(problem, lang)
    listed = sum(problem.row is not None for problem in row.report.problems)
    if listed and (left := row.report.rows.quarantined - listed) > 0:
        said = {"rule": MORE.fill(n=left).to(lang), "mend": ALL_OF_THEM.to(lang)}
        yield dict.fromkeys(COLUMNS) | said
