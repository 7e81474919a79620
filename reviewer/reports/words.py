"""Headings and labels of the reports, in both languages."""

from __future__ import annotations

from typing import Any

HTML: dict[str, dict[str, Any]] = {
    "zh": {
        "report": "案卷审查报告", "advice": "以下均为机器提示，供人复核，不是结论；是否成立由审查人决定。", "as_of": "判断日",
        "points": "分", "candidate": "候选分：假定全部候选问题都经人确认", "vetoed": "如经确认，一票否决",
        "unread_first": "以下材料没有读到或者没有读全，相关问题一律列为“不能判断”：", "page": "第{}页", "pages": "页",
        "findings": "可能的问题", "none": "没有发现可能的问题。", "law": "依据", "why": "为什么重要", "looked": "排除核查",
        "remedy": "今后怎么办", "evidence": "证据位置", "confidence": "把握", "wrong": "错在哪里", "right": "对在哪里",
        "future": "今后怎么办", "no_wrong": "没有发现可能的问题。", "no_right": "没有可以确认做得对的项目。",
        "timeline": "时间线", "timeline_note": "自上而下按时间先后排列；左侧竖条为期限（编号见期限表）：绿色合法、红色超期、"
        "蓝色进行中、灰色不能判断，短横为届满之时，箭头表示届满在最后一项之后。", "gap": "间隔{}天", "clocks": "期限",
        "no_clocks": "没有可以计算的期限。", "number": "序号", "rule": "规则", "subject": "对象", "from": "起", "to": "止",
        "due": "届满", "state": "状态", "arithmetic": "计算过程", "statements": "笔录对照", "session": "第{}次",
        "person": "陈述人", "changes": "前后变化", "score": "评分", "deduction": "扣分", "reason": "理由",
        "base": "起评分", "taken": "扣分合计", "bare": "扣分后", "total": "总分", "grade": "等次", "vetoes": "否决项",
        "no_deductions": "没有扣分。", "open": "不能判断的", "open_note": "材料没有读到或者缺少必要内容，既不认为违反，也不认为合法。",
        "no_open": "没有不能判断的项目。", "unread": "没有读到的", "all_read": "全部材料都已读到。", "file": "文件",
        "status": "状态", "problem": "原因", "documents": "文书目录", "document": "文书", "sure": "归类把握",
        "not_applicable": "另有{}条规则与本案无关。", "made_by": "reviewer {}，规则版本 {}", "number_of_case": "案号",
        "unit": "办案单位", "contents": "目录",
        "aspects": {"time": "时间", "place": "地点", "person": "人员", "action": "行为", "object": "物品", "amount": "数额",
                    "sequence": "先后", "denial": "否认", "state": "状态"},
    },
    "en": {
        "report": "Case review", "advice": "These are hints for a person to check and not conclusions; a person decides.",
        "as_of": "as of", "points": "points", "candidate": "score of the candidates: as if all were confirmed",
        "vetoed": "vetoed if confirmed", "unread_first": "Not or not fully read; whatever depends on it is listed under "
        "“cannot tell”:", "page": "page {}", "pages": "pages", "findings": "Likely defects", "none": "No likely defect.",
        "law": "Law", "why": "Why it matters", "looked": "Looked for", "remedy": "From now on", "evidence": "Evidence",
        "confidence": "confidence", "wrong": "What went wrong", "right": "What was right", "future": "From now on",
        "no_wrong": "No likely defect.", "no_right": "Nothing could be confirmed as right.", "timeline": "Time-line",
        "timeline_note": "From top to bottom in the order of time; bars are legal periods (numbers as in the table): green met, "
        "red overdue, blue running, grey unknown; the dash is where a period ran out, an arrow where that lies below.",
        "gap": "{} days", "clocks": "Legal periods", "no_clocks": "No period could be reckoned.", "number": "No.",
        "rule": "rule", "subject": "subject", "from": "from", "to": "to", "due": "due", "state": "state",
        "arithmetic": "arithmetic", "statements": "Statements side by side", "session": "session {}", "person": "person",
        "changes": "Changes", "score": "Score", "deduction": "points off", "reason": "reason", "base": "base",
        "taken": "taken off", "bare": "after deductions", "total": "total", "grade": "grade", "vetoes": "Vetoes",
        "no_deductions": "Nothing was taken off.", "open": "Cannot tell", "open_note": "Something was not read or is missing: "
        "neither violated nor kept.", "no_open": "Nothing was left open.", "unread": "Not read",
        "all_read": "Everything was read.", "file": "file", "status": "status", "problem": "reason",
        "documents": "Documents", "document": "document", "sure": "confidence", "not_applicable": "{} more rules do not apply.",
        "late": "late, open",
        "made_by": "reviewer {}, rules {}", "number_of_case": "case number", "unit": "unit", "contents": "Contents",
        "aspects": {"time": "time", "place": "place", "person": "person", "action": "action", "object": "object",
                    "amount": "amount", "sequence": "sequence", "denial": "denial", "state": "state"},
    },
}  # fmt: skip
