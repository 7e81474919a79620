"""The rules to read and search, and a place to try one's own card before it is switched on."""

from __future__ import annotations

import streamlit as st

from reviewer.checks.cards import Card, load_cards
from reviewer.core.errors import LawDataError
from reviewer.ui.door import Door, Trial
from reviewer.ui.show import show_lines, show_table, show_text
from reviewer.ui.state import attempt, keep, kept, notice
from reviewer.ui.text import known, language, tr

EXAMPLES = ("fires", "silent", "unclear", "misses")


def show(door: Door) -> None:
    """Draw the list with the chosen rule beside it, and the trial."""
    read, write = st.tabs([tr("rules"), tr("try_card")])
    with read:
        _read()
    with write:
        _try(door)


def _read() -> None:
    cards = load_cards()
    left, right = st.columns([6, 5], gap="medium")
    with left:
        text = st.text_input(tr("search"), kept("rq"), placeholder=tr("search_rules"), key="rule_q") or ""
        keep("rq", text)
        found = [card for code, card in sorted(cards.items()) if _fits(card, text)]
        st.caption(tr("rules_shown", len(found)))
        rows = [
            {
                tr("code"): card.code,
                tr("severity"): tr(card.severity.value),
                tr("kind"): known(card.kind),
                tr("rule_title"): card.named(language()),
            }
            for card in found
        ]
        chosen = show_table(rows, key="rules_table", select=True, height=560)
    with right:
        if found:
            _card(found[chosen or 0])


def _fits(card: Card, text: str) -> bool:
    everything = f"{card.code} {card.title} {card.title_en} {' '.join(card.law)} {card.why}".lower()
    return all(word in everything for word in text.lower().split())


def _card(card: Card) -> None:
    from reviewer.reports.rules import citations

    with st.container(height=640, border=False):
        show_text(f"{card.code}　{card.named(language())}")
        try:
            show_lines([f"{article}：{about}" if about else article for article, about in citations(card)], label="law")
        except LawDataError:
            show_lines(card.law, label="law")
        show_text(card.why, label="why")
        show_text(card.remedy, label="remedy")
        for name in EXAMPLES:
            for text in getattr(card, name):
                st.caption(tr(name))
                st.code(text.strip(), language=None, wrap_lines=True)


def _hits(door: Door, trial: Trial) -> list[dict[str, object]]:
    titles = {row.id: row.title for row in door.cases()} if trial.hits else {}
    return [
        {tr("title"): titles.get(hit.case, hit.case), tr("rule"): hit.rule, tr("message"): hit.message}
        for hit in trial.hits
    ]


def _try(door: Door) -> None:
    """Write a card, see whether its examples hold and what it hits; only then can it be switched on."""
    st.caption(tr("card_help"))
    text = st.text_area(tr("card"), height=320, key="card_text", max_chars=20_000)
    if st.button(tr("run_card"), key="run_card", disabled=not text):
        tried: list[Trial] = []
        if attempt(lambda: tried.append(door.try_card(text))):
            st.session_state["trial"] = (text, tried[0])
        else:
            st.rerun()
    before = st.session_state.get("trial")
    if before is None or before[0] != text:
        return
    trial: Trial = before[1]
    (st.success if trial.good else st.error)(tr("examples_hold") if trial.good else tr("examples_fail"))
    show_text(trial.report)
    st.caption(f"{tr('card_hits')} {len(trial.hits)} · {tr('compared_before', int(trial.new), int(trial.gone))}")
    show_table(_hits(door, trial), key="trial_hits")
    if st.button(tr("enable_card"), key="enable_card", disabled=not trial.good):
        if attempt(lambda: door.enable_card(text)):
            notice("success", "stored")
        st.rerun()
