"""How findings name their rule and their law, the same in every report."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.checks.rulebook import find_card
from reviewer.core.finding import Authority, Finding


def statutes(authorities: Iterable[Authority]) -> list[dict[str, str]]:
    """Each statute once (``law``, ``version``), with its ``articles`` joined, in the order of the rule."""
    found: dict[tuple[str, str], list[str]] = {}
    for one in authorities:
        found.setdefault((one.law, one.version or ""), []).append(one.article)
    return [{"law": law, "version": version, "articles": "、".join(rows)} for (law, version), rows in found.items()]


def cited(authorities: Iterable[Authority]) -> str:
    """The law of a finding on one line, with the version used: ``《…》（2020修正）第八十三条；《…》第四条``."""
    return "；".join(f"《{one['law']}》{_version(one['version'])}{one['articles']}" for one in statutes(authorities))


def _version(name: str) -> str:
    return f"（{name}）" if name else ""


def rule_title(code: str, lang: str) -> str:
    """The title of a rule in a language; empty for a rule that is not loaded (a pack that was taken out)."""
    card = find_card(code)
    return "" if card is None else card.named(lang)


def finding_title(finding: Finding, lang: str) -> str:
    """The title of a finding in a language; what a person wrote by hand stays as it was written."""
    return finding.title if lang == "zh" else rule_title(finding.rule, lang) or finding.title
