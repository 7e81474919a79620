"""Relations on evidence: sources and keeping of things, appraisers, statements from administrative handling (EVD)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.gaps import Gaps, search
from reviewer.checks.relations.measures import earliest, first_of
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Moment
from reviewer.core.finding import Severity, Verdict

_TAKEN = re.compile(r"(?:予以|依法|当场|一并|决定|已)(?:扣押|提取)|(?:扣押|提取)(?:了|到|手机|现金|作案|上述|物证)")
_NOT_TAKEN = r"(?:未|没有|不予|无需)(?:提取|扣押)"
_COPY = re.compile(r"复印件|复制件|影印")
_CHECKED = (
    r"与原(?:件|物|本|始)|核对(?:无异|一致|无误)|原件(?:存|在|由|保存)|复制(?:自|于)|来源于?"
    r"|由[^。]{2,20}(?:提供|出具|调取)|经(?:本人)?核对"
)
_GOODS_TRACE = re.compile(
    r"血迹|血痕|血斑|指纹|指印|手印|掌纹|生物检材|DNA|脱落细胞|毛发|精斑|唾液|烟蒂|疑似毒品|可疑粉末|白色晶体"
)
_TRACE_TAKEN = re.compile(r"提取|采集|擦拭|棉签|胶带粘取")
_NO_CONDITION = r"不具备(?:检验)?鉴定条件|不具备[^。]{0,6}条件|无鉴定价值|未提取实物"
_ADMINISTRATIVE = r"治安管理处罚法|办理行政案件程序规定|行政处罚法"
_RECORDED = r"录音录像|录像|录音"
_LICENCE = r"资格证|许可证|执业证|资质证|资格证书|登记证书"
_NO_LICENCE = r"诊断证明|病历|检查报告单|尿检|现场检测|呼气"
_FIELDS = {
    "价格": re.compile(r"价格|价值|资产评估|估价"),
    "法医": re.compile(r"法医|人体损伤|损伤程度|伤残|死亡原因|死因"),
    "毒物": re.compile(r"毒品|毒物|毒化|理化|酒精含量|乙醇"),
    "痕迹": re.compile(r"痕迹|指纹|足迹|工具痕|枪弹"),
    "文书": re.compile(r"文书|笔迹|印章印文"),
    "精神": re.compile(r"精神|刑事责任能力"),
    "物证": re.compile(r"DNA|物证|生物"),
    "车辆": re.compile(r"车速|车辆|交通事故|道路"),
}
_UNTIL = re.compile(r"有效期(?:限)?(?:至|到|:)?[^。]{0,14}?(?:至|到|止)?(\d{4})年(\d{1,2})月(\d{1,2})日")
_ABUSE = re.compile(
    r"(?:民警|警察|他们|你们|办案人员|公安)[^。,]{0,10}"
    r"(?:打(?:了)?我|打过我|踢(?:了)?我|扇(?:了)?我|电(?:了)?我|不让我(?:睡|吃|喝)|逼我|威胁我|骂我)"
    r"|(?:被|遭)[^。,]{0,6}(?:刑讯逼供|殴打逼供)|屈打成招"
)
_DENIED = re.compile(r"没有|没|未|不是|从未|并未|不存在")
_INQUIRY = r"核查|调查|排除|合法性|查证|不存在[^。]{0,10}(?:刑讯|打骂)|未发现[^。]{0,10}(?:刑讯|打骂|违法)"
_OTHER_EVIDENCE = (
    "interview_record", "case_receiving_record", "expert_opinion", "seizure_record", "seizure_list", "search_record",
    "scene_examination_record", "identification_record", "documentary_evidence_copy", "electronic_extraction_record",
    "evidence_collection_list", "evidence_receipt_list", "audio_video_statement", "inspection_record",
    "evidence_collection_notice",
)  # fmt: skip
RELIED = ("prosecution_opinion", "arrest_request")


def sources_of_things(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD001: things and papers used as evidence come with a record or list; copies say where the original is."""
    applied = False
    for verdict in (*_seized(view, card), *_found_at_acts(view, card), *_copies(view, card)):
        applied = True
        yield verdict
    if not applied:
        yield not_applicable("没有需要说明来源的物证、书证")


def _seized(view: CaseView, card: Card) -> Iterator[Verdict]:
    """A decision to seize with neither record nor list (one of them missing is reported by DOC011)."""
    decisions = view.documents("seizure_decision")
    if not decisions:
        return
    gaps = Gaps(card, "seized", decisions[0].span())
    records, lists = search(view, "seizure_record"), search(view, "seizure_list")
    on_spot = any(view.says(one, r"扣押") for one in view.documents("search_record", "scene_examination_record"))
    if records.absent and lists.absent and not on_spot:
        gaps.lack(records, "有扣押决定书，但扣押笔录和扣押清单都没有，扣押物品的来源和过程没有材料证明")
    elif not (records.found or lists.found or on_spot):
        gaps.doubt(records.doubt or lists.doubt)
    yield gaps.verdict("扣押物品有笔录或者清单")


def _found_at_acts(view: CaseView, card: Card) -> Iterator[Verdict]:
    """Things taken at a search or scene without any list of them."""
    kinds = ("seizure_list", "registration_preservation_list", "evidence_collection_list", "seizure_record",
             "electronic_extraction_record", "seizure_decision")  # fmt: skip
    for record in view.documents("search_record", "scene_examination_record"):
        taken = view.text(record).first(_TAKEN)
        if taken is None or view.says(record, _NOT_TAKEN):
            continue
        gaps = Gaps(card, f"taken|{record.type}|{view.start(record) or view.ordinal(record)}", taken[1])
        if not view.documents(*kinds) and not view.says(record, r"清单|提取(?:痕迹|物证)[^。]{0,12}(?:登记)?表"):
            words = f"{view.title(record)}记载提取、扣押了物品，但没有清单"
            gaps.lack(search(view, *kinds[:3]), words, severity=Severity.DEFECT)
        yield gaps.verdict("提取、扣押的物品有清单")


def _copies(view: CaseView, card: Card) -> Iterator[Verdict]:
    for one in view.documents("documentary_evidence_copy"):
        text = view.text(one).text
        if not one.read or (not _COPY.search(text) and not _COPY.search("".join((one.title or "").split()))):
            continue
        gaps = Gaps(card, f"copy|{view.ordinal(one)}", one.span())
        if not one.value("copy_statement") and not view.says(one, _CHECKED):
            words = "书证复制件没有注明与原件核对、来源和制作人"
            gaps.add(words, severity=Severity.DEFECT, confidence=0.7)
        yield gaps.verdict("书证复制件注明了来源")


def kept_apart(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD002: seized things go to a custodian who does not handle the case, within a day."""
    lists = view.documents("seizure_list", "seizure_record", "seizure_decision")
    entries = view.documents("evidence_warehouse_in")
    if not lists and not entries:
        yield not_applicable("没有扣押的财物")
        return
    cause = (entries or lists)[0]
    gaps = Gaps(card, "custody-of-things", cause.span())
    officers = _officers(view)
    for one in (*entries, *lists):
        for mark in view.marks(one, MarkKind.SIGNATURE, "custodian"):
            if mark.name and mark.name in officers:
                gaps.add(f"{view.title(one)}的保管人{mark.name}是本案办案人员", mark.span)
    if not entries:
        kept = [mark for one in lists for mark in view.marks(one, MarkKind.SIGNATURE, "custodian") if mark.count]
        told = any(view.says(one, r"入库|移交[^。]{0,10}(?:保管|管理)|发还|当场返还") for one in view.documents(
            "seizure_record", "seizure_list", "return_list", "transfer_list", "prosecution_opinion"))  # fmt: skip
        if not kept and not told and not view.documents("return_list"):
            result = search(view, "evidence_warehouse_in", titles=("入库单", "入库登记", "保管登记"), approval=True)
            gaps.lack(result, "扣押的财物没有入库、移交保管的登记")
        yield gaps.verdict("扣押清单有保管人签收")
        return
    _in_time(view, gaps, entries, int(card.setting("hours", 24)))
    yield gaps.verdict("扣押的财物已入库保管")


def _officers(view: CaseView) -> set[str]:
    found: set[str] = set()
    for one in (*view.transcripts(), *view.documents("seizure_record", "search_record", "scene_examination_record")):
        value = one.value("officers")
        found.update(str(name) for name in (value if isinstance(value, list) else [value]) if name)
    return found


def _in_time(view: CaseView, gaps: Gaps, entries: list[Document], hours: int) -> None:
    records = view.documents("seizure_record")
    if len(records) != 1 or len(entries) != 1:
        return
    taken = view.end(records[0]) or view.start(records[0])
    stored = first_of(view, entries[0], "at", "officer_signed_at", "signed_at")
    if taken is None or stored is None:
        return
    if stored.moment.earliest - taken.latest > timedelta(hours=hours):
        words = f"{taken}扣押，{stored.moment}才入库，超过{hours}小时"
        gaps.add(words, stored.span, records[0].span("time_range"), severity=Severity.NOTICE)


def traces_examined(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD005: traces that were taken are sent to be examined."""
    applied = False
    for record in view.documents("scene_examination_record", "inspection_record"):
        found = _trace(view, record)
        if found is None:
            continue
        applied = True
        yield _examined(view, card, record, *found)
    if not applied:
        yield not_applicable("没有提取痕迹、生物检材的记载")


def _trace(view: CaseView, record: Document) -> tuple[str, Span] | None:
    for match, span in view.text(record).find(r"[^。;]+"):
        sentence = match[0]
        trace = _GOODS_TRACE.search(sentence)
        if trace and _TRACE_TAKEN.search(sentence) and not re.search(r"未|没有|" + _NO_CONDITION, sentence):
            return trace[0], span
    return None


def _examined(view: CaseView, card: Card, record: Document, trace: str, span: Span) -> Verdict:
    gaps = Gaps(card, f"trace|{trace}|{view.start(record) or view.ordinal(record)}", span)
    if view.says(record, _NO_CONDITION):
        return unclear(f"提取了{trace}，笔录另有不具备鉴定条件的记载，需人工核对", span, about=gaps.about)
    asked = view.documents("expert_engagement_letter", "expert_opinion")
    taken, days = view.start(record), int(card.setting("days", 7))
    if not asked and taken and (view.as_of - taken.day).days <= days:
        return satisfied(f"提取{trace}后{days}日尚未届满", span, about=gaps.about)
    if not asked:
        graded = None if view.documents("prosecution_opinion") else Severity.NOTICE
        words = f"{view.title(record)}记载提取了{trace}，没有送检、鉴定的材料"
        gaps.lack(search(view, "expert_engagement_letter", "expert_opinion"), words, severity=graded)
        return gaps.verdict("")
    sent = earliest(*(first_of(view, one, "issued_at", "accepted_at") for one in asked))
    if taken and sent and (sent.moment.day - taken.day).days > days:
        words = f"{taken.day}提取了{trace}，{sent.moment.day}才委托鉴定，超过{days}日"
        return violated(words, span, sent.span, about=gaps.about, severity=Severity.NOTICE, confidence=0.6)
    return satisfied(f"提取的{trace}已经委托鉴定", span, about=gaps.about)


def qualified(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD006: the appraisers' certificates are there, were valid, and cover the matter."""
    opinions = [
        one
        for one in view.documents("expert_opinion")
        if not re.search(_NO_LICENCE, "".join((one.title or "").split()))
    ]
    if not opinions:
        yield not_applicable("没有鉴定意见")
        return
    papers = view.documents("expert_qualification")
    for opinion in opinions:
        gaps = Gaps(card, f"{opinion.value('doc_no') or view.ordinal(opinion)}|{opinion.title or ''}", opinion.span())
        if not papers and not view.says(opinion, _LICENCE):
            words = f"{view.title(opinion)}没有附鉴定机构、鉴定人的资质证明"
            result = search(view, "expert_qualification", titles=("资质证明", "许可证", "资格证书", "登记证书"))
            gaps.lack(result, words, severity=Severity.DEFECT)
        elif len(papers) == 1 or len(opinions) == 1:
            _valid(view, gaps, opinion, papers)
        yield gaps.verdict("有鉴定机构、鉴定人的资质证明")


def _valid(view: CaseView, gaps: Gaps, opinion: Document, papers: list[Document]) -> None:
    made = first_of(view, opinion, "issued_at")
    for paper in papers:
        until = _expiry(view, paper)
        if made and until and made.moment.day > until.day:
            gaps.add(f"资质证明有效期至{until.day}，鉴定意见{made.moment.day}才出具", paper.span("valid"), made.span)
    scopes = {name for paper in papers for name, pattern in _FIELDS.items() if pattern.search(view.text(paper).text)}
    head = "".join((opinion.title or "").split()) + "".join(str(opinion.value("request") or "").split())
    matter = {name for name, pattern in _FIELDS.items() if pattern.search(head)}
    declared = any(view.says(paper, r"业务范围|鉴定项目|鉴定类别|执业类别") for paper in papers)
    if declared and scopes and matter and not scopes & matter and "物证" not in scopes:
        words = f"鉴定事项为{'、'.join(sorted(matter))}，资质证明的业务范围为{'、'.join(sorted(scopes))}"
        gaps.add(words, papers[0].span(), opinion.span("request"), confidence=0.7)


def _expiry(view: CaseView, paper: Document) -> Moment | None:
    """The last day of validity; the latest where a paper shows several certificates."""
    days = [
        Moment.parse(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}")
        for match in _UNTIL.finditer(view.text(paper).text)
    ]
    value = paper.value("valid")
    if isinstance(value, list | tuple):
        days += [Moment.parse(one) for one in value]
    return max((day for day in days if day is not None), default=None)


def administrative_statements(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD007: statements taken in administrative handling are taken again for the criminal case."""
    relied = view.documents(*RELIED)
    records = view.transcripts(kinds=("interview_record",))
    administrative = [one for one in records if view.says(one, _ADMINISTRATIVE)]
    if not administrative or not relied:
        yield not_applicable("没有行政程序中的询问笔录用于刑事案件")
        return
    fresh = [one for one in (*view.transcripts(kinds=("interrogation_record", "case_receiving_record")), *records)
             if one not in administrative]  # fmt: skip
    for record in administrative:
        person = view.person_of(record)
        gaps = Gaps(
            card, f"{person or view.ordinal(record)}|administrative", record.span(), relied[0].span(), person=person
        )
        if person is None:
            gaps.doubt("行政程序的询问笔录没有读出姓名")
        elif not any(view.same_person(person, *view.people(one)) for one in fresh):
            absence = view.missing("interview_record", "interrogation_record")
            words = "只有行政程序中的询问笔录，没有按刑事程序重新制作笔录"
            if absence.held:
                gaps.doubt(f"{words}：{absence.held}")
            elif any(not view.people(one) for one in fresh):
                gaps.doubt(f"{words}：有笔录没有读出姓名")
            else:
                gaps.add(words, confidence=0.8)
                gaps.looked += absence.looked_for
        _alone(view, gaps, record)
        yield gaps.verdict("已按刑事程序重新制作笔录")


def _alone(view: CaseView, gaps: Gaps, record: Document) -> None:
    """One officer may question alone in administrative handling since 2026, with a full recording."""
    officers, start = record.value("officers"), view.start(record)
    if isinstance(officers, list) and len(officers) == 1 and start is not None and start.day.year >= 2026:
        recorded = view.says(record, _RECORDED)
        words = f"行政程序中由{officers[0]}一人询问，{'需核对全程录音录像' if recorded else '没有全程录音录像的记载'}"
        gaps.add(words, record.span("officers"), severity=Severity.NOTICE if recorded else None, confidence=0.7)


def not_relied_on(view: CaseView, card: Card) -> Iterator[Verdict]:
    """EVD008: complaints of abuse are looked into; a case does not rest on the confession alone."""
    complained = False
    for record in view.transcripts(kinds=("interrogation_record",)):
        for turn in record.turns:
            said = "".join(turn.answer.split())
            match = _ABUSE.search(said)
            if match is None or _DENIED.search(said[max(match.start() - 6, 0) : match.end()]):
                continue
            complained = True
            person = view.person_of(record) or ""
            gaps = Gaps(card, f"{person}|complaint", turn.answer_span or record.span(), person=person)
            inquiries = view.documents("work_explanation", "legal_review_opinion", "correction_notice_prosecutor")
            if not any(view.says(one, _INQUIRY) for one in inquiries):
                result = search(view, "work_explanation")
                words = f"供称“{said[:24]}”，没有核查取证合法性的材料"
                if result.found:
                    gaps.add(words, confidence=0.7)
                else:
                    gaps.lack(result, words)
            yield gaps.verdict("对非法取证的反映已经核查")
            break
    relied = view.documents("prosecution_opinion")
    if relied and not view.documents(*_OTHER_EVIDENCE):
        absence = view.missing(*_OTHER_EVIDENCE)
        if absence.held:
            yield unclear(absence.held, relied[0].span(), about="confession-only")
        elif view.documents("interrogation_record"):
            words = "移送起诉的案卷中只有犯罪嫌疑人供述，没有其他证据"
            yield violated(words, relied[0].span(), about="confession-only", severity=Severity.NOTICE,
                           looked_for=absence.looked_for)  # fmt: skip
    elif relied:
        yield satisfied("供述有其他证据印证", relied[0].span(), about="confession-only")
    elif not complained:
        yield not_applicable("没有移送起诉，也没有反映非法取证")
