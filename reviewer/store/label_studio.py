"""Tasks of Label Studio: what people labelled, each person's label an annotation of its own, and what to label next.

A task says what can be chosen (``choices``), so that one labelling interface does for all of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from reviewer.core.casefile import CaseFile
from reviewer.core.errors import StoreError
from reviewer.extraction.acts import load_acts
from reviewer.law.forms import load_forms
from reviewer.store import annotations, examples
from reviewer.store.annotations import DOCUMENT, FINDING, MARK, TURN, Label
from reviewer.store.decisions import VERDICTS
from reviewer.store.engine import Store
from reviewer.store.schema import FindingRow

INTERFACE = """<View>
  <Header value="$task"/>
  <Text name="text" value="$text"/>
  <Choices name="label" toName="text" value="$choices" choice="multiple"/>
</View>
"""
"""What Label Studio shows of a task; for its labelling settings."""
OFFERED = 200
"""So many tasks without a label are added, those first that the machine is least sure of."""
_LONGEST = 4000  # characters of a page that are shown
_OPEN = "[]"  # the label of a turn that does nothing

Task = dict[str, Any]


def tasks(store: Store, everything: Sequence[Label]) -> list[Task]:
    """Everything that was labelled, and what to label next."""
    texts = _Texts(store)
    units: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for one in everything:
        units[one.task, one.unit].append(one)
    found = []
    for (task, unit), ones in sorted(units.items()):
        data = {**ones[-1].data, "task": task, "unit": unit, "case": ones[-1].case}
        given = [{"completed_by": {"email": one.actor}, "result": [_result(task, one.label)]} for one in ones]
        found.append({"data": texts.completed(data), "annotations": given})
    for one in annotations.uncertain(store, limit=OFFERED):
        data = {**one.data, "task": one.task, "unit": one.unit, "case": one.case, "what": one.what}
        if one.task != MARK:  # a mark is seen on the page and not in its text
            found.append({"data": texts.completed(data), "annotations": []})
    return found


def _result(task: str, label: str) -> Task:
    chosen = json.loads(label) if task == TURN else [label]
    return {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": chosen}}


class _Texts:
    """What is shown of a task, and what can be chosen."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.cases: dict[str, CaseFile | None] = {}
        with store.read() as connection:
            rows = connection.execute(select(FindingRow.case_id, FindingRow.key, FindingRow.message))
            self.findings = {f"{row.case_id}/{row.key}": str(row.message) for row in rows}
        acts = sorted({act.name for cues in load_acts() for pairs in cues.by_pair.values() for act, _ in pairs})
        self.choices = {
            FINDING: list(VERDICTS),
            DOCUMENT: sorted(load_forms()),
            TURN: [f"{side}:{act}" for side in ("question", "answer") for act in acts],
            MARK: ["present", "absent", "unknown"],
        }

    def completed(self, data: Task) -> Task:
        """The data of a task with its text and its choices."""
        choices = [{"value": one} for one in self.choices.get(data["task"], ())]
        return {**data, "text": self._text(data), "choices": choices}

    def _text(self, data: Task) -> str:
        if data["task"] == FINDING:
            return self.findings.get(data["unit"], "")
        if data["task"] == TURN:
            return f"问：{data['question']}\n答：{data['answer']}"
        case = self._case(data["case"]) if data["case"] else None
        page = data.get("first_page") or data.get("page")
        if case is None or page is None:
            return ""
        return examples.page_text(case, str(data.get("path", "")), int(page))[:_LONGEST]

    def _case(self, name: str) -> CaseFile | None:
        if name not in self.cases:
            self.cases = {name: examples.case_as_read(self.store, name)}  # tasks come case by case
        return self.cases[name]


def labels_of(raw: Any, actor: str) -> list[Label]:
    """The labels of an export of Label Studio; a turn in which nothing was chosen does nothing.

    Raises:
        StoreError: it holds tasks that are not ours.
    """
    found = []
    try:
        for task in raw:
            data = dict(task["data"])
            name, unit, case = str(data.pop("task")), str(data.pop("unit")), data.pop("case", None)
            for shown in ("text", "choices", "what"):
                data.pop(shown, None)
            for given in task.get("annotations", []):
                who = given.get("completed_by")
                who = str(who.get("email", actor)) if isinstance(who, Mapping) else actor
                label = _label(name, given.get("result", []))
                if label:
                    found.append(Label(name, unit, label, who[:64], "", case, data))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise StoreError("不是本程序导出后标注的 Label Studio 文件：每个任务的 data 应有 task 和 unit") from None
    return found


def _label(task: str, results: Sequence[Mapping[str, Any]]) -> str:
    chosen = [
        str(choice)
        for one in results
        if one.get("type") == "choices"
        for choice in one.get("value", {}).get("choices", [])
    ]
    if task == TURN:
        label = json.dumps(sorted(set(chosen)), ensure_ascii=False) if chosen else _OPEN
        annotations.acts_of(label)
        return label
    return chosen[0] if chosen else ""
