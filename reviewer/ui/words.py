"""Names of rules and document forms, as our data has them."""

from __future__ import annotations

from reviewer.ui.text import language


def rule_title(code: str) -> str:
    """What a rule is called; its code where the rule is gone or a local one."""
    from reviewer.checks.cards import load_cards

    card = load_cards().get(code)
    if card is None:
        return code
    return card.named(language())


def form_name(form: str) -> str:
    """What a document form is called; its id where we do not know it."""
    from reviewer.law.forms import load_forms

    found = load_forms().get(form)
    return found.name_zh if found is not None else form
