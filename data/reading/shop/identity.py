"""Who ordered, as a key: an HMAC of the best identity; the identity itself stays in the sandbox."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from data.reading.plan import Plan
from data.store import Store

BLOCK = 64
"""Bytes of a block of SHA-256."""
SHORTEST = 16
"""Bytes a key of one's own must have at least: mobile numbers are few enough to try them all."""
_WIDE, _NARROW = "０１２３４５６７８９＋－（）＠．", "0123456789+-()@."
_NOBODY = "0|guest|訪客|非會員|無|none|null|-+|–|—"


def customer_key(store: Store) -> bytes:
    """Return the key of a store, made at first need; ``LODESTAR_CUSTOMER_KEY`` overrides it.

    Raises
    ------
    ValueError
        When the key in the environment is too short to keep anything secret.
    """
    given = os.environ.get("LODESTAR_CUSTOMER_KEY", "").encode()
    if given:
        if len(given) < SHORTEST:
            raise ValueError(f"LODESTAR_CUSTOMER_KEY must have at least {SHORTEST} characters")
        return given
    if not store.customer_key.exists():
        _make(store.customer_key)
    return store.customer_key.read_bytes().strip()


def _make(path: Path) -> None:
    """Write a new key that only its owner reads; of two at once the first stays."""
    with tempfile.NamedTemporaryFile(dir=path.parent) as file:  # mode 0600
        file.write(secrets.token_hex(32).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
        try:
            os.link(file.name, path)
        except FileExistsError:
            return


def pads(key: bytes) -> dict[str, bytes]:
    """Return the two blocks of HMAC (RFC 2104), bound as ``$inner`` and ``$outer``."""
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return {"inner": bytes(b ^ 0x36 for b in block), "outer": bytes(b ^ 0x5C for b in block)}


def customer(plan: Plan) -> str:
    """Return the SQL of the customer's key; null where nothing tells the customer.

    A member is one of this platform only; a mobile number or an address is the same everywhere.
    """
    known = {
        f"member/{plan.table.export.platform.key}": ("member", _member),
        "mobile": ("mobile", _mobile),
        "email": ("email", _email),
    }
    said = [
        f"'{kind}:' || {read(f'c{column.index}')}"
        for kind, (role, read) in known.items()
        if (column := plan.table.column(role))
    ]
    if not said or plan.key is None:
        return "null::text"
    identity = f"coalesce({', '.join(said)})"
    return hashed(identity)


def hashed(identity: str) -> str:
    """Return the SQL of the HMAC of a text under the bound :func:`pads`."""
    return f"sha256($outer::blob || unhex(sha256($inner::blob || encode({identity}))))"


def _tidy(cell: str) -> str:
    return f"trim(translate({cell}, '{_WIDE}', '{_NARROW}'), ' 　''\t\u00a0')"


def _member(cell: str) -> str:
    text = f"upper({_tidy(cell)})"
    nobody = rf"regexp_full_match({text}, '(?i)({_NOBODY})') or contains({text}, '*')"
    return f"case when not ({nobody}) then nullif({text}, '') end"


def _mobile(cell: str) -> str:
    """A Taiwanese mobile number however written, or a foreign one with its country; else null."""
    text = rf"regexp_replace({_tidy(cell)}, '[ ()\-\.]', '', 'g')"
    own = rf"regexp_full_match({text}, '((\+|00)?886)?0?9[0-9]{{8}}')"
    foreign = rf"regexp_full_match({text}, '\+[0-9]{{8,15}}')"
    return f"case when {own} then '0' || right({text}, 9) when {foreign} then {text} end"


def _email(cell: str) -> str:
    text = f"lower({_tidy(cell)})"
    return rf"case when regexp_full_match({text}, '[^@\s*]+@[^@\s*]+\.[^@\s*]+') then {text} end"
