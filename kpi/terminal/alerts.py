"""``python -m kpi alerts``: send what is news, once; or only print it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from data.snapshot import Snapshot, Store, current
from data.state import State
from data.text import Lang, Text
from kpi.alerts.addresses import channels
from kpi.alerts.failing import failing, without_channel
from kpi.alerts.outcome import Outcome
from kpi.alerts.rules import alert_terms, local_now, recipients
from kpi.alerts.run import Run
from kpi.terminal.door import common

MENDING = 1
"""The exit code where a channel failed: the others were served."""

NOBODY = Text(
    "還沒有設定要通知誰；到看板的「更多 → 提醒」設定。",
    "Nobody is to be told yet; set it up on the board under More → Alerts.",
)
NOTHING_THERE = Text(
    "還沒有發布任何數字，沒有可以通知的。", "No figures are published yet; there is no news."
)
STATUS = {
    "sent": Text("已寄出", "sent"),
    "failed": Text("寄送失敗", "failed"),
    "would_send": Text("會寄出（試跑）", "would be sent (dry run)"),
    "nothing": Text("沒有新消息", "no news"),
    "quiet": Text("安靜時段", "quiet hours"),
    "waits": Text("等待", "waits"),
    "used_up": Text("額度用完", "plan used up"),
    "taken": Text("已有人在寄", "taken"),
}
LINE = Text("LINE 本月已用 {used}／{plan} 則。", "LINE: {used} of {plan} messages used this month.")


def alerts(args: argparse.Namespace) -> dict[str, Any]:
    """Serve every recipient, or say what would be sent."""
    store = Store.at(args.store)
    return served(current(store), State.open(store.state_url), args.lang, dry=args.dry_run)


def served(snapshot: Snapshot | None, state: State, lang: Lang, *, dry: bool) -> dict[str, Any]:
    """Run the alerts once and return the door's JSON document."""
    run = Run(snapshot, state, local_now(state), channels())
    outcomes = run.all(dry=dry)
    alone = without_channel(state, [j.goal for j in run.goals])
    wrong = failing(state, run.at) if not dry else ()
    return {
        "at": run.at.isoformat(timespec="seconds"),
        "dry_run": dry,
        "published": snapshot is not None,
        "recipients": [outcome.as_json(lang) for outcome in outcomes],
        "line": {"used": state.messages_since(run.month), "plan": alert_terms(state).line_plan},
        "without_channel": alone.to(lang) if alone else None,
        "failing": [text.to(lang) for text in wrong],
        "status": _status(outcomes, bool(recipients(state))),
    }


def _status(outcomes: Sequence[Outcome], anybody: bool) -> str:
    if any(o.is_bad for o in outcomes):
        return "problems"
    return "ok" if anybody else "nobody"


def code(answer: dict[str, Any]) -> int:
    """Return the exit code of an answer."""
    return MENDING if answer["status"] == "problems" else 0


def tell(answer: dict[str, Any], lang: Lang) -> None:
    """Print the answer for people: each recipient, what it is told, what is held back."""
    if not answer["published"]:
        print(NOTHING_THERE.to(lang))
    if not answer["recipients"]:
        print(NOBODY.to(lang))
    for one in answer["recipients"]:
        print("  ".join(filter(None, [one["channel"], STATUS[one["status"]].to(lang), one["why"]])))
        if one["body"]:
            lines = [one["subject"], *one["body"].splitlines()]
            print("\n".join(f"    {line}".rstrip() for line in lines))
        for held in one["held"]:
            print(f"  – {held['name']}  {held['why']}")
    if answer["line"]["used"]:
        print(LINE.fill(**answer["line"]).to(lang))
    for text in filter(None, [answer["without_channel"], *answer["failing"]]):
        print(f"! {text}")


def add(commands: Any) -> None:
    """Add the command to ``python -m kpi``."""
    ask = commands.add_parser(
        "alerts", help="send what newly needs action, recovered, or lacks files"
    )
    ask.add_argument("--dry-run", action="store_true", help="print what would go to whom")
    common(ask)
    ask.set_defaults(answer=alerts, told=tell, code=code)
