"""What decisions and corrections have become: examples by task, what to annotate next, and training from them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from reviewer.ui.door import Collected, Door
from reviewer.ui.show import show_table, show_text
from reviewer.ui.state import attempt, go
from reviewer.ui.text import tr
from reviewer.ui.words import form_name, rule_title

TRAINABLE = ("doctype", "turns", "statements")
TASKS = (*TRAINABLE, "marks", "mark", "finding", "field")


def show(door: Door) -> None:
    """Draw the collected examples, the queue and the training."""
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.subheader(tr("collected"))
        _collected(door.collected())
        _export(door)
        st.subheader(tr("queue"))
        _queue(door)
    with right:
        st.subheader(tr("train"))
        _train(door)


def _queue(door: Door) -> None:
    """What the machine is unsure of; a row leads to it."""
    if not door.may("annotate"):
        st.caption(tr("refused"))
        return
    wishes = door.queue()
    titles = {row.id: row.title for row in door.cases()} if wishes else {}
    rows = [
        {
            tr("task"): tr(f"task_{one.task}") if one.task in TASKS else one.task,
            tr("title"): titles.get(one.case, one.case),
            tr("what"): rule_title(one.what) if one.task == "finding" else form_name(one.what),
            tr("sure"): f"{one.confidence:.0%}",
        }
        for one in wishes
    ]
    chosen = show_table(rows, key="queue_table", select=True, height=330)
    if chosen is not None:
        one = wishes[chosen]
        st.session_state["wanted_document"] = one.unit.partition("/")[0]
        go("review", case=one.case, **({"finding": one.unit} if one.task == "finding" else {}))
        st.rerun()


def _collected(found: Sequence[Collected]) -> None:
    rows = [
        {
            tr("task"): tr(f"task_{one.task}") if one.task in TASKS else one.task,
            tr("examples"): one.examples,
            tr("agreed"): one.agreed,
            tr("disagreed"): one.disagreed,
            tr("kappa"): "–" if one.kappa is None else f"{one.kappa:.2f}",
        }
        for one in found
    ]
    show_table(rows, key="collected_table")


def _export(door: Door) -> None:
    if st.button(tr("export_corpus"), key="export_corpus"):
        made: list[tuple[str, bytes]] = []
        if attempt(lambda: made.append(door.export_corpus())):
            st.session_state["corpus"] = made[0]
        else:
            st.rerun()
    if "corpus" in st.session_state:
        name, content = st.session_state["corpus"]
        st.download_button(tr("download"), content, file_name=name, key="download_corpus", on_click="ignore")


def _train(door: Door) -> None:
    st.caption(tr("train_help"))
    task = st.selectbox(tr("task"), TRAINABLE, format_func=lambda one: tr(f"task_{one}"), key="train_task")
    now, back = st.columns(2)
    with now:
        pressed = st.button(tr("train_now"), type="primary", key="train_now", width="stretch")
    with back:
        undone = st.button(tr("rollback"), key="rollback", width="stretch")
    if pressed:
        done: list[str] = []
        with st.spinner(tr("running_train")):
            good = attempt(lambda: done.append(door.train(task)))
        if not good:
            st.rerun()
        st.session_state["trained"] = (task, done[0])
    if undone:
        if attempt(lambda: door.rollback(task)):
            st.toast(tr("stored"))
        st.rerun()
    before = st.session_state.get("trained")
    if before is not None and before[0] == task:
        show_text(before[1])
