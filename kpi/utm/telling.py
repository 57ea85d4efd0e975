"""What an audit says to people: the sentence on top, why a name may be meant, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from data.text import Lang, Text
from kpi.definition import Unit
from kpi.format import days, figure
from kpi.utm.audit import PLAUSIBLE, Audit, Line, Money
from kpi.utm.matching import LOOKED, Kind
from kpi.utm.nearness import WORDS, Difference, Near

AND = Text("、", ", ")
NO_SPEND = Text(
    "{days} 沒有任何廣告花費，沒有可以對的活動。",
    "No advertising cost on {days}: there is nothing to match.",
)
ALL_FOUND = Text(
    "{days}：{cost} 的廣告費，在 GA4 都找得到對應的造訪。",
    "{days}: all of {cost} spent has its visits in GA4.",
)
NOT_FOUND = Text(
    "{days}：{lost} 的廣告費（{share}）在 GA4 找不到對應的造訪{near}。",
    "{days}: {lost} of advertising ({share}) has no visits in GA4 that match{near}.",
)
NEAR_ALL = Text("，看起來都是 UTM 寫錯", "; all of it looks like a misspelt UTM")
NEAR_SOME = Text("，其中 {near} 看起來是 UTM 寫錯", "; {near} of it looks like a misspelt UTM")
UNTOLD = Text(
    "{days}：{cost} 的廣告費還不能稽核，因為 GA4 在這些日子沒有活動名稱。",
    "{days}: {cost} of advertising cannot be audited yet: on these days GA4 names no campaigns.",
)
BRING = Text(
    "請在 GA4 的「探索」建一張任意形式表格：維度放日期、工作階段來源/媒介、工作階段廣告活動，指標放"
    "工作階段、重要事件、總收益，匯出 CSV 後放進「資料」；或在「資料 → GA4 連線」拉取這張表。",
    "In GA4 build a free-form exploration with the dimensions date, session source / medium and"
    " session campaign and the metrics sessions, key events and total revenue, export it as CSV and"
    " drop it on the Data page; or pull that table under Data → GA4 connection.",
)
ELSEWHERE = Text(
    "GA4 的活動名稱目前只涵蓋 {ever}；請選一段包含這些日子的期間，或補上其他日子。",
    "GA4 names campaigns over {ever} only. Choose a period with these days, or bring the others.",
)
NARROWED = Text(
    "GA4 的活動名稱只涵蓋 {asked} 之中的 {days}，兩邊都只比這些日子。",
    "Of {asked} GA4 names campaigns on {days} only: both sides are compared over these days.",
)
UNLOOKED = Text(
    "活動太多：拼字相近只比了最貴的 {most} 個，另有 {n} 個沒有比。",
    "There are many campaigns: spelling was compared for the dearest {most}, not for {n} others.",
)

FIX_NAME = Text(
    "把連結的 utm_campaign 從「{wrong}」改成「{right}」；過去的造訪按「是同一個」就對得上。",
    "Change utm_campaign in the links of this campaign from “{wrong}” to “{right}”; for the visits"
    " so far, say that they are the same.",
)
FIX_SOURCE = Text(
    "GA4 的「{wrong}」來自別的平台：請檢查 utm_source，或確認是不是另一個平台的同名活動。",
    "“{wrong}” in GA4 comes by another platform's source: check utm_source, or whether it is that"
    " platform's campaign of the same name.",
)
ADD_TAG = Text(
    "GA4 沒有相近的名稱：檢查廣告的網址有沒有 UTM、轉址有沒有把它拿掉；用「產生連結」重做一個。",
    "Nothing like it in GA4: check that the ad's link has a UTM and that no redirect drops it, or"
    " build a new link.",
)
SHARED = Text(
    "{n} 個活動用同一個名稱，GA4 分不開它們的造訪；請在名稱加上平台或編號。",
    "{n} campaigns bear this name, and GA4 cannot tell their visits apart: put the platform or a"
    " number into the name.",
)
FEW = Text(
    "每次點擊只有 {ratio} 次造訪（常見 {low}–{high}）：轉址掉了參數、頁面太慢，或沒有同意追蹤。",
    "Only {ratio} visits a click (usual {low}–{high}): a redirect may drop the parameters, the page"
    " may be slow, or consent is missing.",
)
MANY = Text(
    "每次點擊有 {ratio} 次造訪（常見 {low}–{high}）：這個名稱可能也用在貼文、信件等別的地方。",
    "{ratio} visits a click (usual {low}–{high}): posts or mails may use this name, too.",
)
UNTRACKED = Text("{why}（{by}，{at}）", "{why} ({by}, {at})")


def money(told: Sequence[tuple[str, object]], lang: Lang) -> str:
    """Return amounts by currency, each with its sign; they are never added up."""
    return AND.to(lang).join(
        figure(amount, Unit.MONEY, lang, currency=currency, mixed=True, full=True)  # type: ignore[arg-type]
        for currency, amount in told
    )


def headline(audit: Audit, lang: Lang) -> str:
    """Return the sentence on top, with the money."""
    when = days(audit.days)
    spent = audit.money
    if not spent:
        return NO_SPEND.fill(days=when).to(lang)
    cost = money([(m.currency, m.cost) for m in spent], lang)
    if not audit.told:
        return UNTOLD.fill(days=when, cost=cost).to(lang)
    lost = [m for m in spent if m.unmatched]
    if not lost:
        return ALL_FOUND.fill(days=when, cost=cost).to(lang)
    told = {
        "lost": money([(m.currency, m.unmatched) for m in lost], lang),
        "near": _near(lost, lang),
    }
    shares = AND.to(lang).join(figure(m.share, Unit.RATIO, lang) for m in lost)
    return NOT_FOUND.to(lang).format(days=when, share=shares, **told)


def _near(lost: Sequence[Money], lang: Lang) -> str:
    near = [(m.currency, m.near) for m in lost if m.near]
    if not near:
        return ""
    if all(m.near == m.unmatched for m in lost):
        return NEAR_ALL.to(lang)
    return NEAR_SOME.to(lang).format(near=money(near, lang))


def caveats(audit: Audit) -> tuple[Text, ...]:
    """Return what has to be known beside the sentence: what is missing, what was left out."""
    found = []
    if not audit.told:
        found.append(ELSEWHERE.fill(ever=days(audit.ever)) if audit.ever else BRING)
    elif audit.days != audit.asked:
        found.append(NARROWED.fill(asked=days(audit.asked), days=days(audit.days)))
    if audit.unlooked:
        found.append(UNLOOKED.fill(most=f"{LOOKED:,}", n=f"{audit.unlooked:,}"))
    return tuple(found)


def reason(near: Near) -> Text:
    """Return in words how a near name differs."""
    told = [WORDS[why] for why in near.why]
    return Text(*(AND.to(lang).join(t.to(lang) for t in told) for lang in ("zh", "en")))


def advice(line: Line, right: str) -> Text | None:
    """Return what to do about a campaign; None where all is well.

    Parameters
    ----------
    right : str
        Its name as links have to write it.
    """
    match = line.match
    if match.near:
        wrong = match.near[0].name
        fix = FIX_SOURCE if Difference.SOURCE in match.near[0].why else FIX_NAME
        return fix.fill(wrong=wrong, right=right)
    if match.kind is Kind.NONE:
        return ADD_TAG
    if match.kind is Kind.UNTRACKED and line.said:
        at = line.said.at[:10]
        return UNTRACKED.fill(why=line.said.untracked, by=line.said.by, at=at)
    return SHARED.fill(n=match.shared) if match.shared else _plausible(line)


def _plausible(line: Line) -> Text | None:
    ratio, (low, high) = line.per_click, PLAUSIBLE
    if ratio is None or low <= ratio <= high:
        return None
    told = {"ratio": f"{ratio:.2f}", "low": low, "high": high}
    return (FEW if ratio < low else MANY).fill(**told)
