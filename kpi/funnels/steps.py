"""The steps a funnel can be made of: what each counts, in which unit, whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from data.schema import Measure, OwnedMeasure, WebMeasure
from data.text import Text
from kpi.catalog import orders, platform, web, web_actions
from kpi.definition import Part, Stage
from kpi.facts.quantities import Ledger, ledger_of

MARKETING, SITE, SALES, MEMBERS, PRODUCT = (
    Text("行銷", "Marketing"),
    Text("網站", "Site"),
    Text("業務", "Sales"),
    Text("會員經營", "CRM"),
    Text("產品", "Product"),
)
"""Whose a step is while nobody says otherwise."""

TIMES, SESSIONS, PEOPLE, ORDERS, LEADS, DEALS = (
    Text("次", "times"),
    Text("工作階段", "sessions"),
    Text("人", "people"),
    Text("張訂單", "orders"),
    Text("筆名單", "leads"),
    Text("筆商機", "deals"),
)
"""What steps are counted in."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a quantity of a book.

    Parameters
    ----------
    count : Part
        What is counted at it.
    unit : Text
        What one of them is.
    owner : Text
        Whose it is while nobody says otherwise.
    mistake : Text
        What usually goes wrong here.
    kpi : str or None
        The KPI of the catalog whose goal judges it.
    """

    key: str
    name: Text
    count: Part
    unit: Text
    stage: Stage
    owner: Text
    mistake: Text
    kpi: str | None = None

    @property
    def ledger(self) -> Ledger:
        """The book it is counted in."""
        return ledger_of(self.count.measures[0])


def _part(zh: str, en: str, *measures: WebMeasure | Measure | OwnedMeasure) -> Part:
    return Part(Text(zh, en), measures)


LOOKED = _part("看過商品的工作階段", "sessions with a product view", WebMeasure.ITEM_SESSIONS)

WEB_STEPS = (
    Step(
        "impressions",
        Text("曝光", "Impressions"),
        *(platform.IMPRESSIONS, TIMES, Stage.AWARENESS, MARKETING),
        Text(
            "只追曝光量：便宜的版位把數字撐大，看到的人卻不會買。",
            "Buying cheap reach: the number grows, and those who see it will never buy.",
        ),
    ),
    Step(
        "clicks",
        Text("點擊", "Clicks"),
        *(platform.CLICKS, TIMES, Stage.ENGAGEMENT, MARKETING),
        Text(
            "文案吸引了好奇的人，不是有需要的人；點擊率好看，後面卻沒有動作。",
            "Copy that draws the curious instead of those in need: many clicks, and then nothing.",
        ),
        kpi="ctr",
    ),
    Step(
        "sessions",
        Text("工作階段", "Sessions"),
        *(web.SESSIONS, SESSIONS, Stage.ENGAGEMENT, SITE),
        Text(
            "到達頁太慢或連結沒有 UTM：付了錢的點擊沒有到站，或到了認不出來。",
            "A slow landing page or links without UTM: paid clicks never arrive, or are not known.",
        ),
    ),
    Step(
        "items",
        Text("商品檢視", "Product views"),
        *(LOOKED, SESSIONS, Stage.ENGAGEMENT, SITE),
        Text(
            "廣告講的和到達頁看到的不是同一件事，訪客找不到那個商品就走了。",
            "The page does not show what the ad promised: visitors cannot find it, and leave.",
        ),
    ),
    Step(
        "carts",
        Text("加購", "Adds to cart"),
        *(web.CARTS, SESSIONS, Stage.CONVERSION, SITE),
        Text(
            "運費、規格、到貨日要到結帳才知道；商品頁沒有回答買之前的問題。",
            "Shipping, sizes and delivery are told only later: the page leaves questions open.",
        ),
        kpi="add_to_cart_rate",
    ),
    Step(
        "checkouts",
        Text("結帳", "Checkout"),
        *(web.REACHED, SESSIONS, Stage.CONVERSION, SITE),
        Text(
            "購物車逼人先註冊，或冒出沒講過的費用。",
            "The cart forces people to register, or shows a cost nobody had told them of.",
        ),
        kpi="reach_checkout",
    ),
    Step(
        "purchases",
        Text("購買", "Purchases"),
        *(web.PURCHASES, TIMES, Stage.CONVERSION, SITE),
        Text(
            "欄位太多、付款方式不夠、手機上填不完；改版後沒有先跟上一版比。",
            "Too many fields, too few ways to pay, hard on a phone; a new version never compared"
            " with the one before.",
        ),
        kpi="checkout_completion",
    ),
    Step(
        "again",
        Text("回購", "Bought again"),
        *(orders.AGAIN_IN_90, PEOPLE, Stage.RETENTION, MEMBERS),
        Text(
            "只靠折扣把人叫回來；買完之後沒有人問他用得怎樣。",
            "Calling people back with discounts alone; nobody asks how they liked what they have.",
        ),
        kpi="repurchase_90d",
    ),
    Step(
        "content",
        Text("讀內容", "Content visits"),
        *(web_actions.CONTENT, TIMES, Stage.ENGAGEMENT, MARKETING),
        Text(
            "文章為了流量寫，讀完不知道下一步要做什麼。",
            "Articles written for traffic: at their end nobody knows what to do next.",
        ),
    ),
    Step(
        "trial_page",
        Text("到試用頁", "Trial page"),
        *(web_actions.TRIAL_PAGE, TIMES, Stage.ENGAGEMENT, MARKETING),
        Text(
            "內容和試用頁之間沒有連結，或連結放在沒有人看到的地方。",
            "No way from the content to the trial, or one where nobody looks.",
        ),
        kpi="content_to_trial_ctr",
    ),
    Step(
        "engaged",
        Text("有互動", "Engaged"),
        *(web.ENGAGED, SESSIONS, Stage.ENGAGEMENT, SITE),
        Text(
            "標題和內容對不上，第一屏沒有留住人。",
            "Title and content do not match: the first screen does not hold anybody.",
        ),
        kpi="engagement_rate_web",
    ),
    Step(
        "subscriptions",
        Text("訂閱", "Subscriptions"),
        *(web_actions.SUBSCRIPTIONS, TIMES, Stage.CONVERSION, MARKETING),
        Text(
            "太早要人訂閱，也沒說訂了有什麼好處。",
            "Asking too early, and never saying what a subscription is good for.",
        ),
        kpi="visitor_to_subscriber",
    ),
    Step(
        "site_orders",
        Text("官網訂單", "Orders of the own site"),
        *(orders.SITE_ORDERS, ORDERS, Stage.CONVERSION, SITE),
        Text(
            "下了單沒有付款或沒有取貨，沒有人追。",
            "Orders that are never paid or picked up, and nobody follows up.",
        ),
        kpi="checkout_conversion",
    ),
    Step(
        "form_starts",
        Text("開始填表", "Forms started"),
        *(web_actions.STARTS, TIMES, Stage.CONVERSION, SITE),
        Text(
            "表單放得太後面，或要先看完整頁才找得到。",
            "The form is hidden at the end of a page few people finish.",
        ),
    ),
    Step(
        "forms",
        Text("送出表單", "Forms submitted"),
        *(web_actions.SUBMITS, TIMES, Stage.CONVERSION, SITE),
        Text(
            "欄位比需要的多：每多問一題就少一些人填完。",
            "More fields than needed: each question costs some of those who began.",
        ),
        kpi="form_completion",
    ),
    Step(
        "cohort_users",
        Text("新使用者", "New users"),
        *(web_actions.COHORT, PEOPLE, Stage.ENGAGEMENT, PRODUCT),
        Text(
            "把所有新使用者都當成會留下的人，沒有分辨他為什麼來。",
            "Taking all new users for those who stay, without asking why they came.",
        ),
    ),
    Step(
        "back_in_7",
        Text("首週留存", "Back in the first week"),
        *(web_actions.BACK, PEOPLE, Stage.RETENTION, PRODUCT),
        Text(
            "第一次用完沒有留下再回來的理由。",
            "The first visit leaves no reason to come back.",
        ),
        kpi="retention_d7",
    ),
)
