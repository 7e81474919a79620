"""Relations on the papers of investigative acts: arrival, search, seizure, appraisal, acts in other places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.gaps import Gaps, search
from reviewer.checks.relations.measures import concerns, first_of, papers
from reviewer.checks.verdicts import not_applicable, satisfied, unclear
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

_BASIS_KINDS = (
    "summons_criminal", "summons_administrative", "compelled_appearance_warrant", "continued_questioning_approval",
    "onsite_questioning_record", "arrival_explanation",
)  # fmt: skip
_HELD_KINDS = ("detention_warrant", "arrest_warrant", "bail_decision", "residential_surveillance_decision")
_BASIS = (
    r"传唤|拘传|投案|自首|扭送|抓获|查获|捉获|带回|带至|带到|继续盘问|盘问|拘留|逮捕|传讯|主动到|自动到|自行到"
    r"|取保候审|押解|移交|服刑"
)
_POLICE_PLACE = r"公安|派出所|办案|讯问室|刑侦|刑警|分局|警"
_ORAL_ELSEWHERE = (
    r"(?:电话|微信|短信)(?:方式)?口头传唤|通过(?:电话|微信|短信)[^。,]{0,10}口头传唤"
    r"|(?:在|到|至)[^。,]{0,20}(?:家中|家里|住处|住所|单位|公司|村委会|出租(?:屋|房))[^。]{0,20}口头传唤"
)
_ORAL_ALLOWED = r"现场|当场|紧急|抓获|现行|正在|逃跑|毁灭|身份不明|流窜|追捕"
_AT_ARREST = (
    r"(?:执行|宣布)(?:刑事)?(?:拘留|逮捕)|(?:拘留|逮捕|抓获|抓捕)(?:时|过程中|的同时|现场|后随即)|依法(?:拘留|逮捕)"
)
_EMERGENCY = r"紧急|携带凶器|随身携带|爆炸|剧毒|隐匿|毁弃|毁灭|转移|隐藏其他"
_WARRANT_SHOWN = r"出示[^。]{0,30}搜查证|搜查证[^。]{0,20}(?:出示|宣读|宣布)|搜查字"
_ADDRESS = re.compile(r"[一-鿿]{2}\d{1,5}号")
_ON_SPOT = ("search_record", "scene_examination_record", "inspection_record")
_MAIL = r"邮件|电报|邮包|快递"
_OWN_LABORATORY = (
    r"公安(?:局|厅|部)[^。,]{0,12}(?:鉴定室|鉴定中心|鉴定所|刑事科学技术|物证|司法鉴定|技术(?:室|大队|中队|支队))"
)
_NO_ENGAGEMENT = r"现场检测|呼气|尿(?:液|检)|诊断|病历|检查报告单"
_COUNTY = re.compile(r"([一-鿿]{1,7}?(?:自治县|县|自治旗|旗))(?!委|城|道|级|里|内|长|政|人民|公安|农|中|医|域|区域)")
_COOPERATION = r"协作|协助|配合(?:我局|执行|抓捕)"
_ACTS = (
    "search_record", "seizure_record", "scene_examination_record", "inspection_record", "summons_criminal",
    "compelled_appearance_warrant",
)  # fmt: skip


def arrival_basis(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC009: a suspect at a police place came there by a summons, an oral summons that is noted, or another basis."""
    firsts: dict[str, Document] = {}
    for record in view.transcripts(kinds=("interrogation_record",)):
        firsts.setdefault(view.person_of(record) or "", record)
    if not firsts:
        yield not_applicable("没有讯问笔录")
    for person, record in firsts.items():
        yield _arrival(view, card, person, record)


def _arrival(view: CaseView, card: Card, person: str, record: Document) -> Verdict:
    gaps = Gaps(card, f"{person}|arrival", record.span(), person=person or None)
    place = str(record.value("place") or "")
    if "看守所" in place or (place and not re.search(_POLICE_PLACE, place)):
        return satisfied("讯问不在公安机关办案场所进行，不需传唤手续", record.span("place"), about=gaps.about)
    name = person or None
    _oral(view, gaps, name, record)
    based = papers(view, *_BASIS_KINDS, person=name) or _held_before(view, name, record)
    forms = [one for one in view.documents("handling_area_form") if concerns(view, one, name)]
    told = any(view.says(one, _BASIS) for one in (record, *forms, *view.documents("case_acceptance_form")))
    if not based and not told:
        if not record.read or not place:
            gaps.doubt("到案方式或者讯问地点没有读出")
        else:
            words = f"在{place}讯问，没有传唤证，笔录也没有写明到案方式"
            gaps.lack(search(view, "summons_criminal", person=name), words)
    return gaps.verdict("到案有依据")


def _held_before(view: CaseView, person: str | None, record: Document) -> list[Document]:
    start = view.start(record)
    found = []
    for one in papers(view, *_HELD_KINDS, person=person):
        act = first_of(view, one, "announced_at", "served_at", "from", "issued_at")
        if act is None or start is None or act.moment.earliest <= start.latest:
            found.append(one)
    return found


def _oral(view: CaseView, gaps: Gaps, person: str | None, record: Document) -> None:
    """An oral summons to somebody who was certainly not met at the scene."""
    for one in (record, *papers(view, "arrival_explanation", person=person)):
        found = view.text(one).first(_ORAL_ELSEWHERE)
        if found is None:
            continue
        match, span = found
        around = view.text(one).text[max(match.start() - 80, 0) : match.end() + 40]
        if not re.search(_ORAL_ALLOWED, around) and not papers(view, "summons_criminal", person=person):
            gaps.add("不是在现场发现的犯罪嫌疑人，却用口头传唤", span, confidence=0.75)


def search_papers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC010: a search has a warrant, or takes place at a detention or arrest in an emergency."""
    records = view.documents("search_record")
    if not records:
        yield not_applicable("没有搜查")
    for record in records:
        yield _search(view, card, record)
    for warrant in view.documents("search_warrant"):
        shown = view.presence(warrant, MarkKind.SIGNATURE, "subject", "holder", "family")
        if shown is Presence.ABSENT and warrant.read and not view.says(warrant, r"拒绝签名|拒签|不在场"):
            gaps = Gaps(card, f"{warrant.value('doc_no') or view.ordinal(warrant)}|shown", warrant.span())
            gaps.add("搜查证上没有被搜查人签名，不能证明已向其出示", severity=Severity.DEFECT)
            yield gaps.verdict("")


def _search(view: CaseView, card: Card, record: Document) -> Verdict:
    start = view.start(record)
    gaps = Gaps(card, f"search|{start or view.ordinal(record)}", record.span())
    if not record.read:
        return unclear("搜查笔录没有完整读出", record.span(), about=gaps.about)
    warrants = view.documents("search_warrant")
    other = bool(warrants) and not view.says(record, _WARRANT_SHOWN) and _of_others(view, record, warrants)
    if warrants and not other:
        dated = [act for one in warrants if (act := first_of(view, one, "issued_at")) is not None]
        if start and len(dated) == len(warrants) and all(act.moment.day > start.day for act in dated):
            gaps.add(f"搜查在{start.day}进行，搜查证{dated[0].moment.day}才签发", dated[0].span)
        return gaps.verdict("搜查持有搜查证")
    if view.says(record, _AT_ARREST):
        if not view.says(record, _EMERGENCY):
            words = "执行拘留、逮捕时无证搜查，笔录没有写明遇有的紧急情况"
            gaps.lack(search(view, "search_warrant"), words, severity=Severity.DEFECT)
        return gaps.verdict("执行拘留、逮捕时遇有紧急情况的无证搜查")
    if other:
        held = view.missing("search_warrant").held
        words = "卷内的搜查证是对别人、别处的，这次搜查没有搜查证，也不是执行拘留、逮捕时的搜查"
        gaps.doubt(f"{words}：{held}") if held else gaps.add(words, *(one.span() for one in warrants), confidence=0.8)
        return gaps.verdict("")
    shown = view.says(record, _WARRANT_SHOWN)
    words = "笔录写明出示了搜查证，但卷内没有搜查证" if shown else "没有搜查证，也不是执行拘留、逮捕时的搜查"
    gaps.lack(search(view, "search_warrant"), words, severity=Severity.DEFECT if shown else None)
    return gaps.verdict("")


def _of_others(view: CaseView, record: Document, warrants: list[Document]) -> bool:
    """Whether every warrant names another suspect and another address than the record of a search."""
    people = {name for name in view.suspects if name in record.compact}
    places = set(_ADDRESS.findall(record.compact))
    if not people or not places:
        return False
    for warrant in warrants:
        named = {name for name in view.suspects if name in warrant.compact}
        where = set(_ADDRESS.findall(warrant.compact))
        if not warrant.read or not named or named & people or not where or where & places:
            return False
    return True


def seizure_set(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC011: decision, record and list of a seizure belong together."""
    records = view.documents("seizure_record")
    lists = view.documents("seizure_list")
    decisions = view.documents("seizure_decision", "sealing_decision")
    found = records or lists or decisions
    if not found:
        yield not_applicable("没有查封、扣押")
        return
    gaps = Gaps(card, "seizure", found[0].span())
    on_spot = [one for one in view.documents(*_ON_SPOT) if view.says(one, r"扣押|查封")]
    if not decisions:
        mail = any(view.says(one, _MAIL) and view.says(one, r"扣押(?:邮件|电报)") for one in found)
        if on_spot or mail:
            gaps.doubt("在勘查、搜查中扣押，由现场指挥人员决定，没有扣押决定书需人工核对")
        else:
            gaps.lack(
                search(view, "seizure_decision", "sealing_decision"), f"有{view.title(found[0])}，但没有扣押决定书"
            )
    if lists and not records and on_spot:
        gaps.doubt("在勘查、搜查中扣押，过程记在该笔录内，没有单独的扣押笔录需人工核对")
    elif lists and not records:
        gaps.lack(search(view, "seizure_record"), "有扣押清单，但没有扣押笔录")
    if records and not lists:
        gaps.lack(search(view, "seizure_list"), "有扣押笔录，但没有扣押清单")
    if decisions and records and not on_spot:
        _decided_first(view, gaps, decisions, records)
    yield gaps.verdict("扣押的决定书、笔录、清单齐全")


def _decided_first(view: CaseView, gaps: Gaps, decisions: list[Document], records: list[Document]) -> None:
    """Only where one decision stands for one record: several may belong to other records."""
    if len(decisions) != 1 or len(records) != 1:
        return
    made, done = first_of(view, decisions[0], "issued_at"), view.start(records[0])
    if made and done and made.moment.day > done.day:
        gaps.add(f"{done.day}已经扣押，扣押决定书{made.moment.day}才作出", made.span, records[0].span("time_range"))


def appraisal_set(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC012: an opinion has its engagement; an engagement has its opinion."""
    opinions = [one for one in view.documents("expert_opinion") if not _minor_test(view, one)]
    letters = view.documents("expert_engagement_letter")
    if not opinions and not letters:
        yield not_applicable("没有鉴定")
        return
    cause = (opinions or letters)[0]
    gaps = Gaps(card, "appraisal", cause.span())
    if not letters:
        outside = [one for one in opinions if not view.says(one, _OWN_LABORATORY)]
        if not outside:
            gaps.doubt("本单位鉴定机构作出的鉴定，可以用指派代替聘请书")
        else:
            result = search(
                view, "expert_engagement_letter", titles=("鉴定聘请书", "鉴定委托书", "委托鉴定书", "认定协助书")
            )
            gaps.lack(result, f"有{view.title(outside[0])}，但没有鉴定聘请书、委托书")
    if not opinions and view.documents("prosecution_opinion"):
        gaps.lack(search(view, "expert_opinion"), "有鉴定聘请书，移送起诉时没有鉴定意见")
    yield gaps.verdict("鉴定有聘请书和鉴定意见")


def _minor_test(view: CaseView, opinion: Document) -> bool:
    return bool(re.search(_NO_ENGAGEMENT, "".join((opinion.title or "").split()) or view.text(opinion).text[:40]))


def _unit_county(view: CaseView) -> str | None:
    """The county of the handling unit, by the head of its own papers; ``None`` for a unit of a city or district."""
    for one in view.documents("filing_decision", "case_acceptance_form", "volume_cover"):
        match = re.search(r"([一-鿿]{1,8}?(?:自治县|县|自治旗|旗))公安局", view.text(one).text)
        if match:
            return re.sub(r"^.*(?:省|市|州|盟|自治区)(?=.)", "", match[1])
    return None


def elsewhere(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC017: an act in another county needs a request for cooperation."""
    county = _unit_county(view)
    if county is None:
        yield not_applicable("办案单位不是县级公安机关，地点是否在辖区外不能从文书判断")
        return
    abroad = [(one, other) for one in view.documents(*_ACTS) if (other := _other_county(one, county)) is not None]
    if not abroad:
        yield not_applicable("没有在本县以外执行的侦查措施")
    for document, other in abroad:
        gaps = Gaps(card, f"{other}|{document.type}|{view.ordinal(document)}", document.span("place"))
        if view.says(document, _COOPERATION) or any("协作函" in one.compact for one in view.documents("wanted_order")):
            yield satisfied(f"在{other}执行，有协作的记载", document.span("place"), about=gaps.about)
            continue
        result = search(view, "wanted_order", titles=("办案协作函", "协作函"))
        gaps.lack(result, f"{view.title(document)}在{other}执行，没有办案协作函和当地公安机关协助的记载")
        yield gaps.verdict("")


def _other_county(document: Document, county: str) -> str | None:
    place = "".join(str(document.value("place") or "").split())
    if not place or county in place:
        return None
    match = _COUNTY.search(re.sub(r"^.{2,8}?(?:省|自治区)", "", place)[:14])
    if match is None:
        return None
    other = re.sub(r"^.*(?:市|州|盟)(?=.)", "", match[1])
    return other if len(other) > 1 and other not in county and county not in other else None
