"""The terminal door to the figures; see ``python -m kpi --help``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from data.snapshot import Outdated
from kpi.cut import ImpossibleCut
from kpi.terminal import show
from kpi.terminal.door import WrongCall

WRONG_CALL = 2
COMMANDS = (show,)
"""Each adds its parser with ``answer`` (the document) and ``told`` (how people read it)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 with an answer, 2 where the call is wrong."""
    args = _arguments().parse_args(argv)
    try:
        answer = args.answer(args)
    except (WrongCall, ImpossibleCut, Outdated) as wrong:
        print(wrong.text.to(args.lang), file=sys.stderr)
        return WRONG_CALL
    if args.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        args.told(answer, args.lang)
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kpi", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
