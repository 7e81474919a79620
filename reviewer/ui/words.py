"""Names of rules, document forms and extracted values, as our data has them, in the language of the session."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewer.ui.text import known, language, words

if TYPE_CHECKING:
    from reviewer.core.casefile import Document
    from reviewer.core.finding import Finding


def rule_title(code: str) -> str:
    """What a rule is called; its code where the rule is gone or a local one."""
    from reviewer.checks.cards import load_cards

    card = load_cards().get(code)
    if card is None:
        return code
    return card.named(language())


def finding_title(finding: Finding) -> str:
    """What a finding is called: in English by its rule, where that is one of ours."""
    if language() == "zh":
        return finding.title
    title = rule_title(finding.rule)
    return finding.title if title == finding.rule else title


def form_name(form: str) -> str:
    """What a document form is called; its id in words in English, and where we do not know it."""
    from reviewer.law.forms import load_forms

    found = load_forms().get(form)
    if found is not None and language() == "zh":
        return found.name_zh
    return known("unknown_form") if form == "unknown" else _words_of(form)


def document_name(document: Document) -> str:
    """What a document is called: by its form; by its own title where the form has many (呈请…报告书)."""
    name = form_name(document.type)
    return "".join(document.title.split()) if "…" in name and document.title else name


def field_name(name: str, form: str) -> str:
    """What an extracted value is called: our word for it, else what the form prints before it, else its name."""
    from reviewer.law.forms import load_forms

    if f"field_{name}" in words():
        return known(f"field_{name}")
    found = load_forms().get(form)
    printed = found.field(name) if found is not None else None
    label = _cleaned(printed.label) if printed is not None else ""
    return label if label and language() == "zh" else _words_of(name)


@cache
def _cleaned(label: str) -> str:
    """A printed label without the blanks that are filled in and what follows them."""
    return re.split(r"[ _：（(，□]", label.strip(" _：□"))[0]


def reason_name(code: str, given: str) -> str:
    """A reason for a rejection; in Chinese as the store has it."""
    return given if language() == "zh" or f"reason_{code}" not in words() else known(f"reason_{code}")


def user_name(name: str) -> str:
    """Who worked: the one person of an installation without accounts has no name of their own."""
    return known("local_user") if name == "local" else name


def _words_of(name: str) -> str:
    return name.replace("_", " ").capitalize()
