"""All readers of claims, in one place."""

from __future__ import annotations

from reviewer.checks.statements.circumstances import read_amount, read_count, read_when, read_where
from reviewer.checks.statements.claims import Reader
from reviewer.checks.statements.deeds import read_deeds, read_first
from reviewer.checks.statements.denials import read_denials, read_whether
from reviewer.checks.statements.doers import read_doer, read_tool
from reviewer.checks.statements.states import (
    read_clothing,
    read_drink,
    read_found,
    read_goods,
    read_knowledge,
    read_liquor,
    read_manner,
    read_order,
    read_scene,
    read_vehicle,
)

READERS: tuple[Reader, ...] = (
    read_when, read_where, read_count, read_amount, read_first, read_deeds, read_doer, read_tool,
    read_found, read_goods, read_liquor, read_manner, read_denials, read_whether, read_vehicle, read_drink, read_clothing,
    read_knowledge, read_scene, read_order,
)  # fmt: skip
