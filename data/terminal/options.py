"""How ``python -m data`` is called: its commands, its answers, and how it answers."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from data.intake import SECRET
from data.text import LANGS, Text

ANSWERS: dict[str, tuple[str, ...]] = {
    "account": (),
    "currency": (),
    "date_order": ("dmy", "mdy"),
    "decimal": ("point", "comma"),
    "replace": ("replace", "merge"),
    "tax": ("included", "excluded"),
    "time_zone": (),
    "sheet": (),
    "format": (),
    "password": (),
    "year": (),
    "rate_kind": (),
    "quarantine": ("load", "reject"),
}
"""Question keys and what may be answered; empty where any text may."""

BAD_ANSWER = Text(
    zh="--answer {given} 不對；寫法是 KEY=VALUE，KEY 可以是 {keys}。",
    en="--answer {given} is not right; write KEY=VALUE, KEY being one of {keys}.",
)
BAD_CHOICE = Text(zh="{key} 只能回答 {choices}。", en="{key} is answered with {choices}.")
ABOUT = "Get exports into a store, and what they say out to the board."
ABOUT_EACH = {
    "import": "import files, folders or zips of exports",
    "pull": "bring the newest days of GA4 in",
    "imports": "list every received file",
    "undo": "take an import out of every figure",
    "publish": "publish a new snapshot",
    "check": "verify journal, files, master and snapshots",
    "samples": "fill an empty store with the made-up sample shop, or take it out",
}
"""The commands people call; those of the browser's children are not listed."""


WITHOUT = "leave tables out from now on, as ages,genders; none: leave none out"


class Wrong(Exception):
    """The call is wrong; the text says how to call."""


def parser(commands: Mapping[str, Callable[..., int]]) -> argparse.ArgumentParser:
    """Declare the commands; those of the browser's children are not listed."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--store", help="folder of the store (else LODESTAR_STORE)")
    common.add_argument("--json", action="store_true", help="answer with one JSON document")
    common.add_argument("--lang", choices=LANGS, default="zh", help="language of the answer")
    common.add_argument("--by", default=_who(), help=argparse.SUPPRESS)
    whole = argparse.ArgumentParser(prog="python -m data", description=ABOUT)
    named = whole.add_subparsers(required=True, metavar="|".join(ABOUT_EACH))
    made = {}
    for name, run in commands.items():
        told: dict[str, Any] = {"help": ABOUT_EACH[name]} if name in ABOUT_EACH else {}
        made[name] = named.add_parser(name, parents=[common], description=run.__doc__, **told)
        made[name].set_defaults(run=run)
    _of_import(made["import"])
    _of_pull(made["pull"])
    made["undo"].add_argument("id", metavar="ID|last")
    made["undo"].add_argument("--wait", action="store_true", help=argparse.SUPPRESS)
    made["parse"].add_argument("ids", nargs="+", type=int)
    made["preview"].add_argument("import_id", type=int)
    made["samples"].add_argument("--today", type=date.fromisoformat, metavar="DATE")
    made["samples"].add_argument(
        "--start-empty", action="store_true", help="take the sample shop out again, and keep it out"
    )
    made["samples"].add_argument("--unasked", action="store_true", help=argparse.SUPPRESS)
    made["parse"].add_argument("--secrets", action="store_true", help="answers come on stdin")
    return whole


def _of_import(command: argparse.ArgumentParser) -> None:
    about = "answer a question beforehand; password=- asks for it, or reads a line of stdin"
    command.add_argument("paths", nargs="+", metavar="PATH")
    command.add_argument("--answer", action="append", default=[], metavar="KEY=VALUE", help=about)
    command.add_argument("--dry-run", action="store_true", help="say what it would do")


def _of_pull(command: argparse.ArgumentParser) -> None:
    command.add_argument("source", choices=["ga4"])
    command.add_argument("--from", dest="first", type=date.fromisoformat, metavar="D")
    command.add_argument("--to", dest="last", type=date.fromisoformat, metavar="D")
    command.add_argument("--property", metavar="NUMBER", help="which one, where the key sees many")
    command.add_argument("--without", metavar="TABLES", help=WITHOUT)


def answers(args: argparse.Namespace) -> dict[str, str]:
    """Return the answers of the call by their keys."""
    found: dict[str, str] = {}
    for given in args.answer:
        key, equals, value = given.partition("=")
        if not equals or key not in ANSWERS or not value.strip():
            raise Wrong(BAD_ANSWER.fill(given=key, keys=", ".join(ANSWERS)).to(args.lang))
        if ANSWERS[key] and value not in ANSWERS[key]:
            choices = " | ".join(ANSWERS[key])
            raise Wrong(BAD_CHOICE.fill(key=key, choices=choices).to(args.lang))
        found[key] = _secret(key, value) if key in SECRET else value.strip()
    return found


def _secret(key: str, value: str) -> str:
    """Return what is not to be kept; with ``-`` it is asked for, so that no list of processes
    shows it: at the terminal without an echo, else as the next line of stdin.
    """
    if value != "-":
        return value
    if sys.stdin.isatty():
        return getpass.getpass(f"{key}: ")
    return sys.stdin.readline().rstrip("\r\n")


def tell(
    args: argparse.Namespace,
    document: Callable[[], dict[str, Any]],
    lines: Callable[[], Iterable[str]],
) -> None:
    """Write the answer to stdout: one JSON document, or lines for people."""
    if args.json:
        print(json.dumps(document(), ensure_ascii=False))
    else:
        print("\n".join(lines()))


def _who() -> str:
    """Return the system's name of whoever calls, for journal and audit."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run as a number without a name
        return f"uid {os.getuid()}"
