"""What the comparison of statements says to the rules: verdicts with evidence, in neutral words."""

from __future__ import annotations

from reviewer.checks.statements.comparison import Comparison, compare
from reviewer.checks.statements.copied import Copied, Leftover, foreign_identities
from reviewer.checks.statements.recording import recording_differences, transcripts
from reviewer.checks.statements.records import RECORDS, Record
from reviewer.checks.statements.relation import Conflict
from reviewer.core.casefile import CaseFile, Document, Span
from reviewer.core.finding import Outcome, Severity, Verdict

_LOOKED = ("各份笔录中同一事项的其他陈述", "后次笔录中对前次陈述的更正及其理由")
_ALERT_WITHIN = 0.9


_LAST: list[tuple[CaseFile, Comparison]] = []


def comparison_of(case: CaseFile) -> Comparison:
    """The comparison of a case, made once for all rules that ask about it."""
    for known, found in _LAST:
        if known is case:
            return found
    found = compare(case)
    _LAST[:] = [(case, found)]
    return found


def matrix_of(case: CaseFile) -> list[dict[str, object]]:
    """The matrix person × session × aspect as JSON can hold it, with one line in words for each change.

    A row has ``person``, ``session`` (from 1), ``document``, ``aspect``, ``said`` (at most four quotes) and
    ``changes``: what a later session says otherwise than an earlier one on this aspect.
    """
    found = comparison_of(case)
    rows: list[dict[str, object]] = []
    for row in found.matrix:
        changes = [
            change.message_zh
            for change in found.evolution
            if (change.person, change.sessions[1], change.aspect) == (row["person"], row["session"], row["aspect"])
        ]
        rows.append({**row, "changes": changes})
    return rows


def conflict_verdicts(case: CaseFile) -> list[Verdict]:
    """One violated verdict a conflict (CNS009, CNS506), with the aspect and exactly two places."""
    found = [_conflict_verdict(conflict) for conflict in comparison_of(case).conflicts]
    return found or [_quiet(case, "未发现陈述不一致")]


def _conflict_verdict(conflict: Conflict) -> Verdict:
    about = f"{conflict.aspect}:{conflict.slot}:" + "|".join(
        f"{name}#{session}" for name, session in zip(conflict.persons, conflict.sessions, strict=True)
    )
    return Verdict(
        Outcome.VIOLATED, conflict.message_zh, (conflict.a, conflict.b), about,
        confidence=conflict.confidence, looked_for=_LOOKED, aspect=conflict.aspect,
    )  # fmt: skip


def copied_verdicts(case: CaseFile, *, within_person: bool) -> list[Verdict]:
    """One violated verdict a pair of records with copied answers.

    Between people for CON005 and CNS507, within one person for CON004.
    """
    found = [_copied_verdict(item) for item in comparison_of(case).copied if item.within_person is within_person]
    if not within_person:
        found.extend(_foreign(record, left) for record, left in foreign_identities(comparison_of(case).records))
    return found or [_quiet(case, "未发现笔录雷同")]


def _foreign(record: Record, left: Leftover) -> Verdict:
    message = f"{record.speaker}第{record.session}次笔录中{left.why}：“{left.span.quote}”"
    about = f"{record.speaker}#{record.session}:{left.why}"
    return Verdict(Outcome.VIOLATED, message, (left.span,), about, Severity.DEFECT, 0.9, ("笔录首部的姓名",))


def _copied_verdict(item: Copied) -> Verdict:
    one, two = item.persons
    about = "|".join(sorted(f"{name}#{session}" for name, session in zip(item.persons, item.sessions, strict=True)))
    who = f"{one}的两次笔录" if item.within_person else f"{one}与{two}的笔录"
    message = f"{who}有{len(item.turns)}处回答逐字相同或近乎相同，共{item.characters}字（相似度{item.similarity:.0%}）"
    if item.leftovers:
        message += "；其中有与陈述人不符的表述：" + "、".join(
            f"“{left.span.quote[:14]}”（{left.why}）" for left in item.leftovers[:3]
        )
    evidence = tuple(span for pair in item.spans for span in pair) + tuple(left.span for left in item.leftovers)
    severity = Severity.DEFECT if item.leftovers and not item.within_person else None
    if item.within_person and item.similarity >= _ALERT_WITHIN and item.characters >= 600:
        severity = Severity.DEFECT
    confidence = min(0.95, 0.6 + item.characters / 1000 + 0.1 * len(item.turns))
    return Verdict(
        Outcome.VIOLATED, message, _once(evidence), about,
        severity=severity, confidence=round(confidence, 2), looked_for=("权利告知、身份情况等格式性问答已排除",),
    )  # fmt: skip


def recording_verdicts(case: CaseFile) -> list[Verdict]:
    """What transcripts of recordings say otherwise than the records (CON012); a machine's transcript is a notice."""
    if not transcripts(case):
        return [Verdict(Outcome.NOT_APPLICABLE, "卷内没有录音录像转写文本")]
    found = [
        Verdict(
            Outcome.VIOLATED,
            item.message_zh,
            tuple(span for span in (item.record, item.recording) if span is not None),
            f"{record.speaker}#{record.session}:{item.kind}:{item.message_zh[:24]}",
            Severity.NOTICE,
            item.confidence,
            ("转写文本与笔录逐问逐答对应",),
        )
        for record, item in recording_differences(case, comparison_of(case).records)
    ]
    return found or [Verdict(Outcome.SATISFIED, "录音录像转写文本与笔录相符")]


def _quiet(case: CaseFile, message: str) -> Verdict:
    """Nothing was found: satisfied only when there was something to compare and all of it was read."""
    records = case.of_type(*RECORDS)
    if len(records) < 2:
        return Verdict(Outcome.NOT_APPLICABLE, "笔录不足两份，无从比对")
    unread = [document for document in records if not document.read]
    if unread or case.unread:
        return Verdict(
            Outcome.UNDETERMINED, "有笔录页面未能识读，比对不完整", tuple(_place(document) for document in unread)
        )
    return Verdict(Outcome.SATISFIED, message)


def _place(document: Document) -> Span:
    return document.span()


def _once(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(spans))
