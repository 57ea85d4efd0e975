"""The steps of a funnel a conversion can stand for, and where GA4's recommended events belong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from data.schema import Measure
from data.text import Text

Kind = Literal["main", "micro"]

KINDS: Mapping[Kind, Text] = {
    "main": Text("主要轉換", "Main conversion"),
    "micro": Text("微轉換", "Micro conversion"),
}
BUSINESSES: Mapping[str, Text] = {
    "shop": Text("電商", "Shop"),
    "b2b": Text("B2B", "B2B"),
    "saas": Text("SaaS", "SaaS"),
    "content": Text("內容網站", "Content site"),
}
STEPS: Mapping[str, Text] = {
    "shop.view": Text("看商品", "Views a product"),
    "shop.cart": Text("加入購物車", "Adds to cart"),
    "shop.checkout": Text("開始結帳", "Begins checkout"),
    "shop.purchase": Text("購買", "Buys"),
    "b2b.form": Text("開始填表", "Begins a form"),
    "b2b.lead": Text("留下名單", "Becomes a lead"),
    "b2b.qualified": Text("合格名單", "Is qualified"),
    "b2b.won": Text("成交", "Is won"),
    "saas.trial": Text("註冊或試用", "Signs up or tries"),
    "saas.active": Text("啟用", "Becomes active"),
    "saas.paid": Text("付費訂閱", "Pays"),
    "content.read": Text("讀內容", "Reads"),
    "content.member": Text("加入會員", "Becomes a member"),
    "content.subscriber": Text("訂閱", "Subscribes"),
}
"""By code: the business, then the step, in the order people take them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a recommended GA4 event belongs, and the platforms' column that claims the same."""

    name: Text
    kind: Kind
    step: str
    column: Measure | None = None


PLACES: Mapping[str, Place] = {
    "purchase": Place(Text("購買", "Purchase"), "main", "shop.purchase", Measure.CONVERSIONS),
    "generate_lead": Place(Text("留下名單", "Lead"), "main", "b2b.lead", Measure.LEADS),
    "qualify_lead": Place(Text("合格名單", "Qualified lead"), "main", "b2b.qualified"),
    "close_convert_lead": Place(Text("成交", "Won deal"), "main", "b2b.won"),
    "subscribe": Place(Text("訂閱", "Subscription"), "main", "content.subscriber"),
    "begin_checkout": Place(
        Text("開始結帳", "Checkout begun"), "micro", "shop.checkout", Measure.CHECKOUTS
    ),
    "add_to_cart": Place(
        Text("加入購物車", "Add to cart"), "micro", "shop.cart", Measure.ADD_TO_CARTS
    ),
    "view_item": Place(Text("看商品", "Product view"), "micro", "shop.view"),
    "sign_up": Place(Text("註冊", "Sign-up"), "micro", "saas.trial"),
    "form_submit": Place(Text("送出表單", "Form submitted"), "micro", "b2b.form"),
}
"""By event, main ones first; events that are not here are placed by people."""

AUTOMATIC = frozenset(
    {
        "page_view", "session_start", "first_visit", "first_open", "user_engagement", "scroll",
        "click", "view_search_results", "file_download", "form_start", "form_submit",
        "video_start", "video_progress", "video_complete", "screen_view", "app_remove",
        "view_item", "view_item_list", "select_item", "view_cart", "add_to_cart",
        "remove_from_cart", "add_to_wishlist", "add_payment_info", "add_shipping_info",
        "begin_checkout", "purchase", "refund", "view_promotion", "select_promotion", "search",
        "share", "login", "sign_up", "generate_lead", "qualify_lead", "disqualify_lead",
        "working_lead", "close_convert_lead", "close_unconvert_lead", "subscribe",
    }
)  # fmt: skip
"""Names GA4 itself gives or recommends: two of them are never one misspelt as the other."""


def step_name(code: str) -> Text | None:
    """Return a step with its business; None where a conversion stands for none."""
    if code not in STEPS:
        return None
    business = BUSINESSES[code.partition(".")[0]]
    return Text(f"{business.zh}・{STEPS[code].zh}", f"{business.en} / {STEPS[code].en}")
