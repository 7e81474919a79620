"""Import of files: written to the store at once, read in the background, and shown page by page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from reviewer.ui.door import Door, Job
from reviewer.ui.show import show_text
from reviewer.ui.state import attempt, go, guarded
from reviewer.ui.text import known, tr

KINDS = ("pdf", "zip", "docx", "txt", "srt", "png", "jpg", "jpeg", "tif", "tiff")
"""What the file dialogue offers; what is really taken is decided by the service, which looks at the bytes."""
GROUPING = ("together", "apart")
BUSY = ("queued", "running")
EVERY = 1.0  # seconds between two looks at the jobs


def show(door: Door) -> None:
    """Draw the upload form and the list of imports."""
    round_ = st.session_state.setdefault("upload_round", 0)
    left, right = st.columns([5, 6], gap="large")
    with left:
        # A new key empties the field, so that the bytes leave the memory of the session.
        files = st.file_uploader(
            tr("files"), type=list(KINDS), accept_multiple_files=True, key=f"files_{round_}"
        )
        st.caption(tr("files_help"))
        together = st.radio(tr("grouping"), GROUPING, format_func=tr, key="grouping") == GROUPING[0]
        name = st.text_input(tr("case_name"), max_chars=80, key=f"case_name_{round_}")
        if st.button(tr("start"), type="primary", disabled=not files, key="start") and files:
            _take_in(door, [(one.name, one.getvalue()) for one in files], together=together, name=name)
    with right:
        st.subheader(tr("jobs"))
        st.caption(tr("safe_to_close"))
        _jobs(door)


def _take_in(door: Door, files: Sequence[tuple[str, bytes]], *, together: bool, name: str) -> None:
    taken: list[int] = []
    if attempt(lambda: taken.append(door.take_in(files, together=together, name=name))):
        st.session_state["upload_round"] += 1
        st.toast(tr("taken", len(files), int(taken[0])))
    st.rerun()


@st.fragment(run_every=EVERY)
@guarded
def _jobs(door: Door) -> None:
    """The imports, the newest first, each with its pages. Draws itself again while anything is being read."""
    jobs = door.jobs()
    if not jobs:
        st.caption(tr("none"))
    for job in jobs:
        _job(door, job)


def _job(door: Door, job: Job) -> None:
    with st.container(border=True):
        left, middle, right = st.columns([5, 2, 2], vertical_alignment="center")
        with left:
            show_text(job.name)
        with middle:
            st.caption(known(job.state if job.state != "failed" else "job_failed"))
        with right:
            _button(door, job)
        if job.state in BUSY or job.pages:
            words = tr("page_of", job.page, job.pages) if job.pages else known(job.state)
            st.progress(min(job.page / job.pages, 1.0) if job.pages else 0.0, text=words)
        if job.problem:
            show_text(job.problem)


def _button(door: Door, job: Job) -> None:
    if job.state in BUSY:
        if st.button(tr("stop"), key=f"stop_{job.id}"):
            attempt(lambda: door.stop(job.id))
            st.rerun()
    elif job.state in ("stopped", "interrupted", "failed"):
        if st.button(tr("resume"), key=f"resume_{job.id}"):
            attempt(lambda: door.resume(job.id))
            st.rerun()
    elif job.case is not None and st.button(tr("open"), key=f"open_{job.id}"):
        go("review", case=job.case)
        st.rerun()
