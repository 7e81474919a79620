"""Decisions on findings, from buttons and keys alike."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from reviewer.ui.door import CONFIRMED, REJECTED, UNDETERMINED, Door, Item
from reviewer.ui.state import attempt

DECISION = {"confirm": CONFIRMED, "cannot_tell": UNDETERMINED}


class Decider:
    """Writes decisions on the findings of one case. ``wrote`` says whether what is shown is out of date.

    A ``token`` names a key press or click, so that one that is met twice is written once.
    """

    def __init__(self, door: Door, case: str) -> None:
        self.door, self.case = door, case
        self.wrote = False

    def act(self, action: str, item: Item, *, token: str | None = None) -> None:
        """Do what a key or a button stands for.

        Args:
            action: ``confirm``, ``cannot_tell``, ``undo``, or ``reason:N`` with the number of the reason from 1,
                which counts only while a rejection is waiting for it.
        """
        if action in DECISION:
            self._decide(item, DECISION[action], token=token)
        elif action == "undo":
            key, seen = item.finding.key, item.version
            self._do(lambda: self.door.undo(self.case, key=key, seen=seen, token=token))
        elif action.startswith("reason:") and st.session_state.get("rejecting") == item.finding.key:
            reasons = self.door.reasons()
            number = int(action.removeprefix("reason:"))
            if number <= len(reasons):
                self.reject(item, reasons[number - 1][0], token=token)

    def reject(self, item: Item, reason: str, *, token: str | None = None) -> None:
        """Reject a finding for a reason."""
        self._decide(item, REJECTED, reason=reason, token=token)

    def note(self, item: Item, text: str) -> None:
        self._do(lambda: self.door.note(self.case, key=item.finding.key, note=text))

    def draft(self, item: Item, text: str) -> None:
        """Keep what is being typed."""
        attempt(lambda: self.door.save_draft(self.case, key=item.finding.key, note=text))

    def _decide(self, item: Item, decision: str, *, reason: str = "", token: str | None) -> None:
        key, seen = item.finding.key, item.version
        self._do(
            lambda: self.door.decide(
                self.case, key=key, decision=decision, reason=reason, note="", seen=seen, token=token
            )
        )

    def _do(self, act: Callable[[], object]) -> None:
        attempt(act)
        st.session_state.pop("rejecting", None)
        self.wrote = True
