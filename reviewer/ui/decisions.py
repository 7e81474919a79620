"""Decisions on findings, from buttons and keys alike."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from reviewer.ui.door import CONFIRMED, REJECTED, UNDETERMINED, Door, Item
from reviewer.ui.state import attempt

DECISION = {"confirm": CONFIRMED, "cannot_tell": UNDETERMINED}


class Decider:
    """Writes decisions on the findings of one case. ``wrote`` says whether what is shown is out of date."""

    def __init__(self, door: Door, case: str) -> None:
        self.door, self.case = door, case
        self.wrote = False

    def act(self, action: str, item: Item) -> None:
        """Do what a key or a button stands for.

        Args:
            action: ``confirm``, ``cannot_tell``, ``undo``, or ``reason:N`` with the number of the reason from 1,
                which counts only while a rejection is waiting for it.
        """
        key, seen = item.finding.key, item.version
        if action in DECISION:
            self._do(
                lambda: self.door.decide(self.case, key=key, decision=DECISION[action], reason="", note="", seen=seen)
            )
        elif action == "undo":
            self._do(lambda: self.door.undo(self.case, key=key, seen=seen))
        elif action.startswith("reason:") and st.session_state.get("rejecting") == key:
            reasons = self.door.reasons()
            number = int(action.removeprefix("reason:"))
            if number <= len(reasons):
                self.reject(item, reason=reasons[number - 1][0])

    def reject(self, item: Item, *, reason: str) -> None:
        """Reject a finding for a reason."""
        key, seen = item.finding.key, item.version
        self._do(lambda: self.door.decide(self.case, key=key, decision=REJECTED, reason=reason, note="", seen=seen))

    def note(self, item: Item, text: str) -> None:
        self._do(lambda: self.door.note(self.case, key=item.finding.key, note=text))

    def _do(self, act: Callable[[], object]) -> None:
        attempt(act)
        st.session_state.pop("rejecting", None)
        self.wrote = True
