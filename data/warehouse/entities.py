"""Whose file it is and in which money: decided from the store, or asked; never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.report import Problem, Question, Report
from data.schema import ADS, COSTS, CRM, PLATFORMS, SEARCH, Kind, quantity
from data.sql import recipe
from data.text import Text
from data.warehouse import media
from data.warehouse.master import Master

CURRENCY = re.compile(r"[A-Z]{3}")

ASK_ACCOUNT = Text(
    zh="這個檔案沒有寫是哪個帳戶的資料。請選一個帳戶，或輸入帳戶名稱。",
    en="The file does not say which account it is from. Choose an account, or type its name.",
)
ASK_SHEET = Text(
    zh="這份費用表沒有寫廠商。請給這份表一個名字；選現有的名字，那一份在同一段日期的費用就改由這份表說明。",
    en="This cost sheet names no vendor. Give the sheet a name; under one that exists it takes "
    "over the costs of that one on the same days.",
)
ASK_PROPERTY = Text(
    zh="這是哪個網站的 Search Console 匯出？請輸入資源名稱，例如 example.com；"
    "下載時的檔名有寫，就不會再問。",
    en="Which site is this Search Console export of? Type the property, for example example.com; "
    "it is not asked where the download keeps its name.",
)
ASK_CURRENCY = Text(
    zh="這個檔案沒有寫金額的幣別。請輸入三個字母的貨幣代碼，例如 TWD。",
    en="The file does not say its currency. Type the three-letter code, for example TWD.",
)
CURRENCIES = (
    ("TWD", Text(zh="新台幣 TWD", en="New Taiwan dollar, TWD")),
    ("USD", Text(zh="美元 USD", en="US dollar, USD")),
)
OTHER_CURRENCY = Text(
    zh="檔案的幣別是 {found}，但帳戶「{account}」的資料是 {known}；一個帳戶只有一種幣別。",
    en="The file is in {found}, account “{account}” is in {known}; an account has one currency.",
)
OTHER_SIGN = Text(
    zh="檔案的金額帶有貨幣符號，可能是 {meant}，不可能是 {found}。",
    en="The signs beside the file's money can mean {meant}, and not {found}.",
)
MEND_CURRENCY = Text(
    zh="請匯出帳戶原本的幣別（Google Ads：用「費用」，不要用「轉換後幣別」），"
    "或先撤銷幣別錯誤的那次匯入。",
    en="Export the account's own currency (Google Ads: Cost, not the converted one), "
    "or undo the import that was loaded in the wrong currency.",
)
MEND_SIGN = Text(
    zh="請確認檔案的幣別：把金額的符號改成正確的再匯入，或選對帳戶與幣別。",
    en="Check which currency the file is in: correct the signs of its money and import it again, "
    "or choose its account and currency.",
)


@dataclass(frozen=True, slots=True)
class Ownership:
    """What was decided about a file.

    Parameters
    ----------
    answers : dict of str to str
        The answers in effect, with `account` and `currency` filled in where the store knows them.
    questions : tuple of Question
        What only a person can say.
    problem : Problem or None
        Why the file cannot be loaded.
    """

    answers: dict[str, str]
    questions: tuple[Question, ...] = ()
    problem: Problem | None = None


def decide(
    master: Master,
    report: Report,
    file: Path,
    answers: Mapping[str, str],
    recall: Callable[[str], Mapping[str, str]],
) -> Ownership:
    """Decide the account and the currency of a parsed file.

    Parameters
    ----------
    file : pathlib.Path
        Its typed rows.
    answers : mapping of str to str
        Given for this file.
    recall : callable
        Returns what was answered for earlier files of an account ("" for files that name none).
    """
    settled, questions = dict(answers), []
    if problem := media.counted_twice(master, report, file):
        return Ownership(settled, (), problem)
    if not report.accounts and "account" not in settled:
        account, question = _account(master, report, file, recall(""))
        if question:
            questions.append(question)
        else:
            settled["account"] = account
    named = {"file": str(file), "platform": report.platform, "account": settled.get("account")}
    owners = master.query(recipe("owners"), **named)
    currency = _currency(report, settled, owners, recall) or _of_rows(master, report, file)
    unowned = any(question.choices for question in questions)  # whose it is may tell the currency
    if not currency and _has_money(report) and not unowned:
        questions.append(_which(report, ASK_CURRENCY))
    if problem := _other_currency(report, currency, owners):
        if problem.mend != MEND_SIGN or "currency" not in answers:
            return Ownership(settled, (), problem)
        questions.append(_which(report, problem.rule, ASK_CURRENCY))
    if currency and not report.currency:
        settled["currency"] = currency
    return Ownership(settled, tuple(questions))


def _other_currency(report: Report, currency: str, owners: list[tuple[Any, ...]]) -> Problem | None:
    """Return what is wrong where a file's money is not in the currency of its account."""
    if currency and report.currencies and currency not in report.currencies:
        rule = OTHER_SIGN.fill(meant="、".join(report.currencies), found=currency)
        return Problem(rule, MEND_SIGN, value=currency)
    for _named, _key, account, known in owners:
        if currency and known and known != currency:
            rule = OTHER_CURRENCY.fill(found=currency, known=known, account=account)
            return Problem(rule, MEND_CURRENCY, value=currency)
    return None


def _which(report: Report, *said: Text) -> Question:
    """Return the question for a currency; only those are offered that the file's signs can mean."""
    offered = [c for c in CURRENCIES if c[0] in (report.currencies or (c[0],))]
    words = Text("".join(s.zh for s in said), " ".join(s.en for s in said))
    return Question("currency", words, tuple(offered))


def source(report: Report, answers: Mapping[str, str]) -> str:
    """Return the account by which answers about a file's money are remembered."""
    return ", ".join(report.accounts) or answers.get("account", "")


def _account(
    master: Master, report: Report, file: Path, remembered: Mapping[str, str]
) -> tuple[str, Question | None]:
    """Return the account a nameless file belongs to, else the question.

    It belongs to the account answered before, or to the platform's only one, and only where it
    shares a campaign with it. In other books that one is enough, and a first file makes it: a
    shop's or a cost sheet's export seldom says whose it is, and orders are known by their ids. Of
    a site's searches the first file asks: the next one may well be of another site.
    """
    if report.book != ADS.key:
        return _only(master, report, remembered)
    rows = master.query(recipe("overlaps"), file=str(file), platform=report.platform)
    for account, account_id, shared in rows:
        told = remembered.get("account") in (account, account_id)
        if shared and (told or len(rows) == 1):
            return account_id or account, None
    choices = tuple((i or name, _label(name, i)) for name, i, _shared in rows)
    return "", Question("account", ASK_ACCOUNT, choices)


def _only(
    master: Master, report: Report, remembered: Mapping[str, str]
) -> tuple[str, Question | None]:
    """Return the platform's account answered before, or its only one; the first has its name."""
    assert report.platform is not None  # of a parsed file
    rows = master.query(recipe("platform_accounts"), platform=report.platform)
    if not rows and report.book == SEARCH.key:
        return "", Question("account", ASK_PROPERTY, ())
    told = [r for r in rows if remembered.get("account") in (r[0], r[1])] or rows
    if len(told) > 1:
        choices = tuple((i or name, _label(name, i)) for name, i in rows)
        asked = ASK_SHEET if report.book == COSTS.key else ASK_ACCOUNT
        return "", Question("account", asked, choices)
    return (told[0][1] or told[0][0] if told else PLATFORMS[report.platform].name.zh), None


def _currency(
    report: Report,
    answers: Mapping[str, str],
    owners: list[tuple[Any, ...]],
    recall: Callable[[str], Mapping[str, str]],
) -> str:
    """Return the file's own currency, else the answered, its account's or the remembered one."""
    told = report.currency or answers.get("currency")
    known = {currency for _named, _key, _account, currency in owners}
    if not told and len(known) == 1:
        told = known.pop() or recall(source(report, answers)).get("currency")
    told = (told or "").upper()
    return told if CURRENCY.fullmatch(told) else ""


def _of_rows(master: Master, report: Report, file: Path) -> str:
    """Return the currency most rows of a CRM name, each its own; the others wait for a rate."""
    if report.book != CRM.key:
        return ""
    return str(master.query(recipe("deal_currency"), file=str(file))[0][0] or "")


def _label(name: str, account_id: str | None) -> Text:
    """Name an account as a choice."""
    label = f"{name} ({account_id})" if account_id and account_id != name else name
    return Text(zh=label, en=label)


def _has_money(report: Report) -> bool:
    """Tell whether any measure of the file is an amount of money."""
    return any(quantity(m).kind is Kind.MONEY for m in report.measures)
