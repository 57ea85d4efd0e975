"""The KPIs of one's own media: newsletters, the LINE account, social pages."""

from __future__ import annotations

from data.schema import OwnedMeasure
from data.text import Text
from kpi.definition import Better, Form, Kpi, Part, Stage, Unit

DELIVERED = Part(Text("EDM 送達數", "e-mails delivered"), (OwnedMeasure.EMAIL_DELIVERIES,))
OPENED = Part(Text("不重複開信數", "unique opens"), (OwnedMeasure.EMAIL_OPENS,))
CLICKED = Part(Text("不重複點擊數", "unique clicks"), (OwnedMeasure.EMAIL_CLICKS,))
PUSHED = Part(Text("LINE 訊息送達數", "LINE messages delivered"), (OwnedMeasure.LINE_DELIVERIES,))
SEEN = Part(Text("開封數", "messages opened"), (OwnedMeasure.LINE_OPENS,))
TAPPED = Part(Text("點擊人數", "people who clicked"), (OwnedMeasure.LINE_CLICKS,))
FRIENDS = Part(Text("期末好友數（含封鎖）", "friends at the end"), (OwnedMeasure.LINE_FRIENDS,))
BLOCKS = Part(Text("期末封鎖數", "blocks at the end"), (OwnedMeasure.LINE_BLOCKS,))
INTERACTIONS = Part(Text("貼文互動數", "interactions"), (OwnedMeasure.INTERACTIONS,))
POSTS = Part(Text("貼文數", "posts"), (OwnedMeasure.POSTS,))
FOLLOWERS = Part(Text("期末粉絲數", "followers at the end"), (OwnedMeasure.FOLLOWERS,))

KPIS = (
    Kpi(
        "social_engagement_followers",
        Text("平均參與率（÷粉絲）", "Engagement rate (÷ followers)"),
        Text(
            "每位粉絲平均互動幾次；粉絲數取期間最後一天。",
            "Interactions for each follower, as many as there are on the last day.",
        ),
        *(INTERACTIONS, FOLLOWERS, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
        repeats=True,
    ),
    Kpi(
        "interactions_per_post",
        Text("內容互動率", "Interactions per post"),
        Text("每篇貼文平均得到幾次互動。", "Interactions an average post gets."),
        *(INTERACTIONS, POSTS, Unit.MULTIPLE, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
        decimals=1,
    ),
    Kpi(
        "email_open",
        Text("EDM 開信率", "E-mail open rate"),
        Text(
            "送達的電子報中被打開的比例；Apple 信箱會自動預載，開信數會偏高。",
            "Share of delivered e-mails that were opened; Apple Mail loads them by itself, which"
            " inflates opens.",
        ),
        *(OPENED, DELIVERED, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "email_ctr",
        Text("EDM 點擊率", "E-mail click rate"),
        Text("送達的電子報中有人點擊的比例。", "Share of delivered e-mails that were clicked."),
        *(CLICKED, DELIVERED, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "line_open",
        Text("LINE 開封率", "LINE open rate"),
        Text("送達的 LINE 訊息中被打開的比例。", "Share of delivered LINE messages opened."),
        *(SEEN, PUSHED, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "line_click",
        Text("LINE 點擊率", "LINE click rate"),
        Text("送達的 LINE 訊息中有人點擊的比例。", "Share of delivered LINE messages clicked."),
        *(TAPPED, PUSHED, Unit.RATIO, Better.HIGHER, Stage.ENGAGEMENT),
        leading=True,
    ),
    Kpi(
        "line_friends",
        Text("LINE 有效好友", "LINE friends"),
        Text(
            "期間最後一天的好友數減掉封鎖的好友。",
            "Friends on the last day of the period, less those who blocked the account.",
        ),
        *(FRIENDS, BLOCKS, Unit.COUNT, Better.HIGHER, Stage.ENGAGEMENT),
        form=Form.DIFFERENCE,
        leading=True,
    ),
    Kpi(
        "line_block_rate",
        Text("LINE 封鎖率", "LINE block rate"),
        Text(
            "期間最後一天，好友之中封鎖帳號的比例。",
            "Share of friends who block the account, on the last day of the period.",
        ),
        *(BLOCKS, FRIENDS, Unit.RATIO, Better.LOWER, Stage.ENGAGEMENT),
        leading=True,
    ),
)
