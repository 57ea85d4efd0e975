"""The tables of the state database."""

from __future__ import annotations

import sqlalchemy as sa

SKIP_IDS = (
    "select setval(pg_get_serial_sequence('imports', 'import_id'),"
    " (select max(import_id) from imports))"
)
"""Postgres: the next import id comes after those that were put back."""

metadata = sa.MetaData()

meta = sa.Table(
    "meta",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON, nullable=False),
)

# the journal: one row a received file; ids are never used twice
imports = sa.Table(
    "imports",
    metadata,
    sa.Column("import_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("received_at", sa.DateTime, nullable=False),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("answers", sa.JSON, nullable=False),
    sa.Column("report", sa.JSON),
    sa.Column("changes", sa.JSON),
    sa.Column("error", sa.JSON),
    sa.Column("committed_at", sa.DateTime),
    sa.Column("undone_at", sa.DateTime),
    sqlite_autoincrement=True,
)

# one row a remembered answer; import_id is the file it was given for
answers = sa.Table(
    "answers",
    metadata,
    sa.Column("platform", sa.Text, primary_key=True),
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("format", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("import_id", sa.Integer),
)

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON),
)

# one row a goal; version guards against overwriting what somebody else just saved
goals = sa.Table(
    "goals",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row an objective that goals serve; version as with goals
objectives = sa.Table(
    "objectives",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a rule by which service fees grow from media cost
fee_rules = sa.Table(
    "fee_rules",
    metadata,
    sa.Column("rule_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("doc", sa.JSON, nullable=False),
    sqlite_autoincrement=True,
)

# one row an event of the team's own calendar; version as with goals
events = sa.Table(
    "events",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a conversion as the team counts it; version as with goals
conversions = sa.Table(
    "conversions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a closed month, 2026-10, with its frozen figures
closings = sa.Table(
    "closings",
    metadata,
    sa.Column("month", sa.Text, primary_key=True),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a document on campaign links: the rules, or what is said of one campaign; version as with
# goals
utm = sa.Table(
    "utm",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a funnel whose steps the team chose; version as with goals
funnels = sa.Table(
    "funnels",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a scenario somebody tried and kept; version as with goals
scenarios = sa.Table(
    "scenarios",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a weekly review with all it froze when it was opened; version as with goals
reviews = sa.Table(
    "reviews",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a meeting that is held over a review: where it is now, and since when
meetings = sa.Table(
    "meetings",
    metadata,
    sa.Column("review", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("lead", sa.Text, nullable=False),
    sa.Column("since", sa.DateTime, nullable=False),
)

# one row what one pen wrote beside one item of a review; a pen is one open page of one person
review_notes = sa.Table(
    "review_notes",
    metadata,
    sa.Column("review", sa.Text, primary_key=True),
    sa.Column("item", sa.Text, primary_key=True),
    sa.Column("pen", sa.Text, primary_key=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
)

# one row an action that somebody took on; version as with goals
actions = sa.Table(
    "actions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON, nullable=False),
)

# one row a comment on an action; never changed
comments = sa.Table(
    "comments",
    metadata,
    sa.Column("comment_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("action", sa.Text, nullable=False, index=True),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sqlite_autoincrement=True,
)

# one row a mapping of somebody's own table; a deleted one stays for the files it has read
mappings = sa.Table(
    "mappings",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("doc", sa.JSON, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("deleted_at", sa.DateTime),
)

# one row a thing told to a channel, claimed before it is sent, so that nothing goes out twice
alerts = sa.Table(
    "alerts",
    metadata,
    sa.Column("alert_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("goal", sa.Text),
    sa.Column("verdict", sa.Text),
    sa.Column("period", sa.Text),
    sa.Column("result", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("done_at", sa.DateTime),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("messages", sa.Integer, nullable=False),
    sa.Column("doc", sa.JSON),
    sa.UniqueConstraint("channel", "key"),
    sqlite_autoincrement=True,
)

# one row a change, written in the transaction of the change
audit = sa.Table(
    "audit",
    metadata,
    sa.Column("audit_id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("old", sa.JSON),
    sa.Column("new", sa.JSON),
    sqlite_autoincrement=True,
)
