"""The terminal door to the figures; see ``python -m kpi --help``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from data.snapshot import Outdated
from kpi.cut import ImpossibleCut
from kpi.terminal import alerts, forecast, funnel, goals, review, run, show, site, utm, whatif
from kpi.terminal.door import WrongCall

WRONG_CALL = 2
COMMANDS = (show, funnel, forecast, goals, alerts, run, utm, site, whatif, review)
"""Each adds its parser with ``answer`` (the document), ``told`` (how people read it), and
``code`` (the exit code of an answer) where that is not always 0."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 with an answer (or what the command says of it), 2 for a wrong call."""
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
    return args.code(answer) if hasattr(args, "code") else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kpi", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
