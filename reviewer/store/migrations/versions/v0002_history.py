"""History that only grows: triggers that refuse changes, and the views of what stands."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("decision", "remark", "correction", "annotation", "audit")
CURRENT_DECISION = """
CREATE VIEW current_decision AS
SELECT d.* FROM decision d
WHERE NOT EXISTS (
    SELECT 1 FROM decision later
    WHERE later.case_id = d.case_id AND later.key = d.key AND later.line = d.line AND later.version > d.version
)
"""
FINDING_STATE = """
CREATE VIEW finding_state AS
SELECT f.case_id, f.key, COALESCE(
    (SELECT d.verdict FROM current_decision d
     WHERE d.case_id = f.case_id AND d.key = f.key AND d.verdict <> 'open'
     ORDER BY d.line DESC LIMIT 1), 'open') AS verdict
FROM finding f
"""


def upgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'rows are only added'; END $$"
        )
    for table in TABLES:
        if postgres:
            op.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'rows are only added'); END"
            )
    op.execute(CURRENT_DECISION)
    op.execute(FINDING_STATE)
