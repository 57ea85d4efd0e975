"""The KPIs of what visitors go on to do: forms, trials, subscriptions, coming back, seeing ads."""

from __future__ import annotations

from data.schema import WebMeasure
from data.text import Text
from kpi.catalog.web import VISITORS
from kpi.definition import Better, Kpi, Part, Stage, Unit

STARTS = Part(Text("表單開始填寫次數", "forms started"), (WebMeasure.FORM_STARTS,))
SUBMITS = Part(Text("表單送出次數", "forms submitted"), (WebMeasure.FORM_SUBMITS,))
CONTENT = Part(Text("內容造訪", "content visits"), (WebMeasure.CONTENT_VISITS,))
READERS = Part(
    Text("內容訪客", "content visitors"),
    (WebMeasure.CONTENT_VISITORS, WebMeasure.CONTENT_VISITS),
)
TRIAL_PAGE = Part(
    Text("從內容到試用頁的造訪", "trial page visits from content"),
    (WebMeasure.TRIAL_PAGE_VISITS,),
)
TRIALS = Part(Text("從內容來的試用", "trials from content"), (WebMeasure.CONTENT_TRIALS,))
SUBSCRIPTIONS = Part(Text("訂閱數", "subscriptions"), (WebMeasure.SUBSCRIPTIONS,))
COHORT = Part(Text("世代的新使用者", "new users of the cohort"), (WebMeasure.COHORT_USERS,))
BACK = Part(Text("第 1–7 天內回訪的人", "users back on days 1–7"), (WebMeasure.COHORT_BACK_D7,))
AD_REVENUE = Part(Text("廣告營收", "ad revenue"), (WebMeasure.AD_REVENUE,))
WEEK = 7

KPIS = (
    Kpi(
        "form_completion",
        Text("表單完成率", "Form completion"),
        Text("開始填寫的表單中送出的比例。", "Share of forms started that were submitted."),
        *(SUBMITS, STARTS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
    ),
    Kpi(
        "content_to_trial_ctr",
        Text("內容到試用頁 CTR", "Content-to-trial CTR"),
        Text(
            "看內容的造訪中，接著去了試用頁的比例。",
            "Share of visits to content that went on to the trial page.",
        ),
        *(TRIAL_PAGE, CONTENT, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "content_to_trial",
        Text("內容到試用轉換率", "Content-to-trial conversion"),
        Text(
            "每位內容訪客帶來的試用；不知道訪客數時以造訪計，並註明口徑。",
            "Trials for each visitor of content; for each visit where visitors are not known, and"
            " the basis is said.",
        ),
        *(TRIALS, READERS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
    ),
    Kpi(
        "visitor_to_subscriber",
        Text("訪客到訂閱率", "Visitor-to-subscriber rate"),
        Text(
            "每位訪客帶來的訂閱；不知道訪客數時以工作階段計，並註明口徑。",
            "Subscriptions for each visitor; for each session where visitors are not known, and"
            " the basis is said.",
        ),
        *(SUBSCRIPTIONS, VISITORS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "ad_revenue",
        Text("廣告營收", "Ad revenue"),
        Text(
            "網站靠刊登廣告賺的錢，以網站分析記錄的為準。",
            "What the site earned by showing advertisements, as its analytics recorded it.",
        ),
        *(AD_REVENUE, None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        cadence="month",
    ),
    Kpi(
        "retention_d7",
        Text("首 7 天留存", "Day-7 retention"),
        Text(
            "新使用者在第一次來之後 1–7 天內又回來的比例；記在第一次來的那一天。",
            "Share of new users who came back on days 1–7, told on the day of the first visit.",
        ),
        *(BACK, COHORT, Unit.RATIO, Better.HIGHER, Stage.RETENTION),
        leading=True,
        ripens=WEEK,
    ),
)
