"""The KPIs of the site's own ledger: sessions, visitors, what they do."""

from __future__ import annotations

from data.schema import WebMeasure
from data.text import Text
from kpi.definition import Better, Form, Kpi, Part, Stage, Unit
from kpi.facts.quantities import Reckoned

SESSIONS = Part(Text("工作階段", "sessions"), (WebMeasure.SESSIONS,))
VALID = Part(Text("有效工作階段", "valid sessions"), (Reckoned.VALID_SESSIONS,))
VISITORS = Part(Text("訪客", "visitors"), (WebMeasure.ACTIVE_USERS, WebMeasure.SESSIONS))
VALID_VISITORS = Part(
    Text("有效訪客", "valid visitors"), (Reckoned.VALID_USERS, Reckoned.VALID_SESSIONS)
)
USERS = Part(Text("活躍使用者", "active users"), (WebMeasure.ACTIVE_USERS,))
ALL_USERS = Part(Text("總使用者", "total users"), (WebMeasure.TOTAL_USERS,))
NEW_USERS = Part(Text("新使用者", "new users"), (WebMeasure.NEW_USERS,))
VIEWS = Part(Text("瀏覽", "views"), (WebMeasure.VIEWS,))
ENGAGED = Part(Text("互動工作階段", "engaged sessions"), (WebMeasure.ENGAGED_SESSIONS,))
SECONDS = Part(Text("參與秒數", "seconds of engagement"), (WebMeasure.ENGAGEMENT_SECONDS,))
ORGANIC = Part(Text("自然流量工作階段", "organic sessions"), (Reckoned.ORGANIC_SESSIONS,))
PAID = Part(Text("付費流量工作階段", "paid sessions"), (Reckoned.PAID_SESSIONS,))
KEY_EVENTS = Part(Text("重要事件", "key events"), (WebMeasure.KEY_EVENTS,))
CARTS = Part(Text("有加購的工作階段", "sessions with an add to cart"), (WebMeasure.CART_SESSIONS,))
REACHED = Part(
    Text("到達結帳頁的工作階段", "sessions with a checkout"), (WebMeasure.CHECKOUT_SESSIONS,)
)
BEGUN = Part(Text("開始結帳次數", "checkouts begun"), (WebMeasure.CHECKOUTS_BEGUN,))
PURCHASES = Part(Text("網站購買次數", "purchases on the site"), (WebMeasure.PURCHASES,))
REVENUE = Part(Text("網站分析記錄的營收", "revenue as analytics saw it"), (WebMeasure.WEB_REVENUE,))

KPIS = (
    Kpi(
        "unique_visitors",
        Text("獨立訪客 UV", "Unique visitors"),
        Text(
            "來過網站的活躍使用者；人不能跨日相加，只在 GA4 對同一段日期說過人數時有答案。",
            "Active users of the site; people do not add over days, so there is an answer where GA4"
            " has counted them over exactly these.",
        ),
        *(USERS, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        leading=True,
    ),
    Kpi(
        "sessions",
        Text("工作階段", "Sessions"),
        Text("網站的造訪次數。", "Visits to the site."),
        *(SESSIONS, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        leading=True,
    ),
    Kpi(
        "valid_sessions",
        Text("有效流量", "Valid sessions"),
        Text(
            "工作階段減掉標為內部、開發人員或機器人的（哪些標記算，在「轉換對照」選）；"
            "沒有標記就以 GA4 自己的篩選為準。",
            "Sessions less those marked as internal, of developers or of machines (which marks"
            " count is chosen under Conversions); without marks, as the property's own filters"
            " leave them.",
        ),
        *(VALID, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        leading=True,
    ),
    Kpi(
        "page_views",
        Text("頁面瀏覽 PV", "Page views"),
        Text("頁面與畫面被看的次數。", "How often pages and screens were viewed."),
        *(VIEWS, None, Unit.COUNT, Better.HIGHER, Stage.AWARENESS),
        context=True,
    ),
    Kpi(
        "organic_share",
        Text("自然流量占比", "Organic share"),
        Text(
            "來自自然搜尋、社群、影音與購物渠道的工作階段比例。",
            "Share of sessions from organic search, social, video and shopping.",
        ),
        *(ORGANIC, SESSIONS, Unit.RATIO, Better.HIGHER, Stage.AWARENESS),
    ),
    Kpi(
        "paid_share",
        Text("付費流量占比", "Paid share"),
        Text(
            "來自付費與多媒體廣告渠道的工作階段比例。",
            "Share of sessions from paid channels and display.",
        ),
        *(PAID, SESSIONS, Unit.RATIO, Better.BAND, Stage.AWARENESS),
    ),
    Kpi(
        "engagement_rate_web",
        Text("參與度（GA4）", "Engagement rate"),
        Text("有互動的工作階段比例。", "Share of sessions that were engaged."),
        *(ENGAGED, SESSIONS, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "bounce_rate",
        Text("跳出率", "Bounce rate"),
        Text("沒有互動的工作階段比例。", "Share of sessions that were not engaged."),
        *(ENGAGED, SESSIONS, Unit.RATIO, Better.LOWER, Stage.ENGAGEMENT),
        form=Form.REST,
        leading=True,
    ),
    Kpi(
        "time_on_site",
        Text("平均參與時間", "Average engagement time"),
        Text("每個工作階段平均投入的時間。", "Time of engagement for each session."),
        *(SECONDS, SESSIONS, Unit.SECONDS, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "key_events",
        Text("重要事件", "Key events"),
        Text("網站上標為重要事件（轉換）的次數。", "Events marked as key events (conversions)."),
        *(KEY_EVENTS, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
    ),
    Kpi(
        "conversion_rate",
        Text("轉換率", "Conversion rate"),
        Text(
            "每位訪客帶來的重要事件；不知道訪客數時以工作階段計，並註明口徑。",
            "Key events for each visitor; for each session where visitors are not known, and the"
            " basis is said.",
        ),
        *(KEY_EVENTS, VISITORS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        process=False,
        repeats=True,
    ),
    Kpi(
        "add_to_cart_rate",
        Text("加購率", "Add-to-cart rate"),
        Text(
            "把商品加入購物車的工作階段比例。", "Share of sessions that put something in the cart."
        ),
        *(CARTS, SESSIONS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
    ),
    Kpi(
        "reach_checkout",
        Text("到達結帳頁比例", "Reach checkout"),
        Text("走到結帳頁的工作階段比例。", "Share of sessions that reached the checkout."),
        *(REACHED, SESSIONS, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
        leading=True,
    ),
    Kpi(
        "checkout_completion",
        Text("結帳完成率", "Checkout completion"),
        Text("開始結帳之後買完的比例。", "Share of checkouts begun that ended in a purchase."),
        *(PURCHASES, BEGUN, Unit.RATIO, Better.HIGHER, Stage.CONVERSION),
    ),
    Kpi(
        "purchases",
        Text("網站購買", "Purchases on the site"),
        Text("網站分析記錄到的購買次數。", "Purchases as the site's analytics saw them."),
        *(PURCHASES, None, Unit.COUNT, Better.HIGHER, Stage.CONVERSION),
        process=False,
        context=True,
    ),
    Kpi(
        "web_revenue",
        Text("網站分析營收", "Revenue in analytics"),
        Text("網站分析記錄到的購買金額。", "Value of purchases as the site's analytics saw them."),
        *(REVENUE, None, Unit.MONEY, Better.HIGHER, Stage.CONVERSION),
        process=False,
        context=True,
    ),
    Kpi(
        "active_users",
        Text("活躍使用者", "Active users"),
        Text(
            "有互動或第一次來的使用者；人不能跨日相加，只在 GA4 對同一段日期說過人數時有答案。",
            "Users who engaged or came for the first time; people do not add over days, so there is"
            " an answer where GA4 has counted them over exactly these.",
        ),
        *(USERS, None, Unit.COUNT, Better.HIGHER, Stage.RETENTION),
        process=False,
    ),
    Kpi(
        "returning_rate",
        Text("回訪率", "Returning rate"),
        Text(
            "使用者之中以前來過的比例，只在 GA4 對同一段日期說過人數時有答案。",
            "Share of users who had been here before, where GA4 has counted them over exactly"
            " these days.",
        ),
        *(NEW_USERS, ALL_USERS, Unit.RATIO, Better.HIGHER, Stage.RETENTION),
        form=Form.REST,
        process=False,
    ),
)
