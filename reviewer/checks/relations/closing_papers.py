"""Relations on recordings, health checks on admission, and the papers with which a case ends (DOC013-DOC016)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.documents import pleas
from reviewer.checks.relations.gaps import Gaps, search
from reviewer.checks.relations.measures import concerns, first_of, papers, reports, titled
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict

_GRAVE = re.compile(
    r"故意杀人|绑架|放火|爆炸罪|涉嫌爆炸|投放危险物质|以危险方法危害公共安全|黑社会性质组织|劫持航空器|背叛国家|分裂国家|间谍"
)
_GRAVE_IF_HARM = re.compile(r"故意伤害|抢劫|强奸|非法拘禁|拐卖|虐待")
_HARM = re.compile(r"致(?:人|其|被害人)?(?:重伤|死亡)|(?:构成|属|为|评定为)重伤|重伤[一二]级|(?:抢救无效|当场)死亡")
_HEAVY = r"可能判处(?:死刑|无期徒刑|十年以上)"
_CHARGE_PAPERS = ("filing_decision", "detention_warrant", "detention_notice", "arrest_warrant", "arrest_request",
                  "prosecution_opinion", "bail_decision", "summons_criminal")  # fmt: skip
_RECORDED = r"录音录像|同步录像|录音、录像|全程录|执法记录仪"
_NOT_RECORDED = r"(?:未|没有|无法|不能)(?:进行|全程|同步)?(?:同步)?录音录像|未(?:同步)?录"
_NO_INJURY = re.compile(
    r"^(?:无|未见|没有|正常|/|未发现|体表无|良好)|(?:无|未见|未发现)(?:明显|新鲜|任何)?(?:外伤|伤痕|损伤|异常|体表伤)"
)
_INJURY = re.compile(r"红肿|擦伤|挫伤|瘀|淤|裂伤|骨折|青紫|破皮|抓痕|肿胀|勒痕|创口|出血")
_EXPLAINED = r"自述|自诉|系(?:其|本人|被|因|在|到案|抓)|因[^。]{1,20}(?:所致|造成|导致)|所致|造成|摔|旧伤|陈旧|入所前"
_ASKED_INJURY = re.compile(r"伤")
_ROLE = r"主犯|从犯|胁从犯|作用|地位|分工|纠集|指使|起意|望风|教唆"
_PROPERTY_ADVICE = (
    r"随案移[送交]|涉案(?:财物|物品|款)|扣押(?:的|在案)?(?:财物|物品|款)|暂存|发还|返还|追回|处理意见"
    r"|涉案[^。]{0,10}(?:件|块|部|辆|元)"
)
_MOVED = (
    r"随案移[送交](?:的)?(?:物品|财物|物证)[^。;]{0,4}(?:[1-9]\d*|[一二两三四五六七八九十]+)(?:件|个|部|把|根|台|辆|项)"
)
_RETURNED = r"发还|返还|退还|解除(?:扣押|查封|冻结)|随案移送|移送[^。]{0,10}(?:财物|物品)|没收|收缴|销毁|上缴"
_GROUND = (
    r"没有犯罪事实|不存在犯罪事实|情节显著轻微|不认为是犯罪|追诉时效|特赦|告诉才处理|撤回告诉|死亡|免予追究|免除刑罚"
    r"|不(?:应|予|需要|够)?追究刑事责任|不负刑事责任|并非[^。]{0,20}所(?:为|实施)"
    r"|不是[^。]{0,20}(?:实施|所为)|未达[^。]{0,10}年龄"
    r"|第(?:十六|一百六十三|一百八十六)条"
)


def _serious(view: CaseView) -> tuple[str, Span] | None:
    """Why recording is compulsory, and where it is said."""
    told = view.documents("expert_opinion", "prosecution_opinion", "arrest_request", "autopsy_notice")
    harmed = next((span for one in told if (span := view.says(one, _HARM.pattern))), None)
    for one in view.documents(*_CHARGE_PAPERS):
        charge = str(one.value("charge") or "") or view.text(one).text[:600]
        if match := _GRAVE.search(charge):
            return f"涉嫌{match[0]}", one.span("charge")
        if harmed and (match := _GRAVE_IF_HARM.search(charge)):
            return f"{match[0]}致人重伤或者死亡", harmed
        if span := view.says(one, _HEAVY):
            return "可能判处十年以上有期徒刑、无期徒刑或者死刑", span
    return None


def recording_kept(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC013: in grave cases every questioning is recorded and the record says so."""
    records = view.transcripts(kinds=("interrogation_record",))
    reason = _serious(view)
    if not records or reason is None:
        yield not_applicable("不属于应当录音录像的案件")
        return
    unmarked = [one for one in records if not _recorded(view, one)]
    if any(not one.read for one in unmarked):
        yield unclear("有讯问笔录没有完整读出", unmarked[0].span(), about="recording")
        return
    if not unmarked:
        yield satisfied("讯问笔录均注明同步录音录像", *(one.span() for one in records), about="recording")
        return
    discs = view.documents("audio_video_statement")
    if any(view.says(one, r"讯问") for one in discs):
        yield unclear("卷内有讯问录音录像的说明，是否覆盖全部讯问需人工核对", discs[0].span(), about="recording")
        return
    gaps = Gaps(card, "recording", reason[1])
    every = len(unmarked) == len(records)
    times = "、".join(str(view.start(one) or f"第{one.first_page}页") for one in unmarked)
    words = f"{reason[0]}，应当对讯问录音录像，{'各次' if every else times}讯问没有录音录像的记载"
    result = search(view, "audio_video_statement")
    severity = None if every else Severity.DEFECT
    gaps.lack(result, words, *(one.span() for one in unmarked), severity=severity)
    if result.found:
        gaps.doubt("卷内有录音录像材料，是否覆盖全部讯问需人工核对")
    yield gaps.verdict("")


def _recorded(view: CaseView, record: Document) -> bool:
    return bool(view.turns(record, "recording_told")) or bool(
        view.says(record, _RECORDED) and not view.says(record, _NOT_RECORDED)
    )


def health_check(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC014: who was taken in at a detention centre was examined, and injuries are explained."""
    lodged = {}
    for warrant in view.documents("detention_warrant", "arrest_warrant"):
        person = view.person_of(warrant) or ""
        if person not in lodged and (span := _lodged(view, warrant)) is not None:
            lodged[person] = (warrant, span)
    if not lodged:
        yield not_applicable("没有送看守所羁押的人员")
    for person, (warrant, span) in lodged.items():
        checks = papers(view, "medical_entry_check", person=person or None)
        if not checks:
            gaps = Gaps(card, f"{person}|health", span, person=person or None)
            result = search(view, "medical_entry_check", titles=("健康检查", "体检表"), person=person or None)
            gaps.lack(
                result, f"{view.title(warrant)}载明已送看守所，卷内没有入所健康检查记录", severity=Severity.NOTICE
            )
            yield gaps.verdict("有入所健康检查记录")
        for check in checks:
            yield _examined(view, person, check)


def _lodged(view: CaseView, warrant: Document) -> Span | None:
    """Where it shows that the person was really taken in."""
    if view.moment(warrant, "lodged_at") is not None:
        return warrant.span("lodged_at")
    person = view.person_of(warrant)
    if rows := papers(view, "interrogation_pass", person=person):
        return rows[0].span()
    for record in papers(view, "interrogation_record", person=person):
        if "看守所" in str(record.value("place") or ""):
            return record.span("place")
    return None


def _injuries(check: Document) -> str:
    value = "".join(str(check.value("injuries") or check.value("exam") or "").split())
    return "" if not value or _NO_INJURY.search(value) or not _INJURY.search(value) else value


def _examined(view: CaseView, person: str, check: Document) -> Verdict:
    about = f"{person}|injuries"
    if not check.read:
        return unclear("入所健康检查表没有完整读出", check.span(), about=about)
    injuries = _injuries(check)
    if not injuries:
        return satisfied("有入所健康检查记录，未记载新伤", check.span("injuries"), about=about)
    asked = any(
        _ASKED_INJURY.search("".join(turn.question.split()))
        for record in papers(view, "interrogation_record", person=person or None)
        for turn in record.turns
        if "health_asked" in turn.acts or re.search(r"你(?:身上|脸上|手|腿|头)?[^。?]{0,8}伤", turn.question)
    )
    explained = any(
        view.says(one, r"伤(?:情|势)?[^。]{0,20}(?:系|因|原因|来源)") for one in view.documents("work_explanation")
    )
    if re.search(_EXPLAINED, injuries) or view.says(check, _EXPLAINED) or asked or explained:
        return satisfied("入所时有伤，来源已有说明", check.span("injuries"), about=about)
    area = [
        one for one in view.documents("handling_area_form", "body_check_record") if concerns(view, one, person or None)
    ]
    clean = next((one for one in area if _NO_INJURY.search(str(one.value("exam") or ""))), None)
    words = f"{person}：入所检查记载“{injuries[:30]}”，卷内没有伤情来源的讯问或者说明"
    spans = [check.span("injuries")]
    if clean is not None:
        words += "，而办案区检查时记载无伤"
        spans.append(clean.span("exam"))
    return violated(words, *spans, about=about, severity=Severity.UNLAWFUL, confidence=0.7)


def prosecution_papers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC015: the prosecution opinion and what goes with it."""
    opinions = view.documents("prosecution_opinion")
    for opinion in opinions:
        yield _opinion(view, card, opinion)
    if opinions:
        return
    notices = view.documents("transfer_notice_to_parties")
    if not notices:
        yield not_applicable("没有移送审查起诉")
        return
    gaps = Gaps(card, "prosecution", notices[0].span())
    gaps.lack(search(view, "prosecution_opinion"), f"有{view.title(notices[0])}，但没有起诉意见书")
    yield gaps.verdict("")


def _apart(names: Iterable[str]) -> list[str]:
    """Names without those that are a part of another: the same name, cut short where it was read."""
    found = list(names)
    return [one for one in found if not any(one != other and one in other for other in found)]


def _opinion(view: CaseView, card: Card, opinion: Document) -> Verdict:
    gaps = Gaps(card, f"prosecution|{opinion.value('doc_no') or ''}", opinion.span())
    if not opinion.read or len(view.text(opinion).text) < 150:
        return unclear("起诉意见书没有完整读出", opinion.span(), about=gaps.about)
    named = _apart(one for one in view.suspects if one in opinion.compact)
    if len(named) > 1 and not view.says(opinion, _ROLE):
        gaps.add("共同犯罪的起诉意见书没有写明各犯罪嫌疑人的地位、作用", confidence=0.8)
    plea = next(pleas(view), None)
    if plea and not view.says(opinion, r"认罪|自愿"):
        gaps.add("讯问笔录记载犯罪嫌疑人认罪认罚，起诉意见书没有写明", plea[0], confidence=0.8)
    seized = view.documents("seizure_list", "seizure_decision")
    if seized and view.says(opinion, _MOVED):
        gaps.lack(search(view, "transfer_list"), "起诉意见书写明随案移送物品，但没有随案移送清单", seized[0].span())
    elif seized and not view.says(opinion, _PROPERTY_ADVICE) and not view.documents("return_list", "destruction_list"):
        gaps.lack(
            search(view, "transfer_list"),
            "有扣押的财物，起诉意见书没有附随案移送清单，也没有处理意见",
            seized[0].span(),
        )
    if not reports(view, "侦查终结", "结案", "移送审查起诉", "移送起诉"):
        titles = ("侦查终结报告", "呈请侦查终结", "结案报告", "呈请移送", "呈请结案")
        gaps.lack(search(view, "request_report", titles=titles, approval=True), "没有侦查终结的结案报告和审批")
    return gaps.verdict("起诉意见书和结案材料齐全")


def ending_papers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC016: what must be done when a case is dismissed or an investigation ended."""
    decisions = view.documents("case_cancel_decision", "investigation_end_decision")
    if not decisions:
        yield not_applicable("没有撤销案件或者终止侦查")
    for decision in decisions:
        yield _ended(view, card, decision)


def _ended(view: CaseView, card: Card, decision: Document) -> Verdict:
    person = view.person_of(decision)
    gaps = Gaps(card, f"{person or ''}|ended", decision.span(), person=person)
    if not decision.read:
        return unclear("决定书没有完整读出", decision.span(), about=gaps.about)
    word = "撤销案件" if decision.type == "case_cancel_decision" else "终止侦查"
    if not reports(view, word, "撤案"):
        result = search(view, "request_report", titles=(f"呈请{word}", f"{word}报告"), approval=True)
        gaps.lack(result, f"没有呈请{word}的审批材料", severity=Severity.DEFECT)
    if view.blank(decision, "reason") or not view.says(decision, _GROUND):
        if view.blank(decision, "reason") or len(view.text(decision).text) > 60:
            gaps.add(f"{word}的决定没有写明法定情形", severity=Severity.DEFECT, confidence=0.75)
        else:
            gaps.doubt(f"{word}的理由没有读出")
    made = first_of(view, decision, "issued_at")
    _lifted(view, gaps, person, made.moment if made else None)
    if word == "撤销案件":
        _property_back(view, gaps)
    return gaps.verdict(f"{word}的手续齐全")


def _lifted(view: CaseView, gaps: Gaps, person: str | None, made: Moment | None) -> None:
    """Custody ends on the day of the decision, bail and surveillance are lifted."""
    held = papers(view, "detention_warrant", "arrest_warrant", person=person)
    eased = [
        one for one in papers(view, "bail_decision", "residential_surveillance_decision", person=person)
        if titled(one, "决定书") and not titled(one, "解除")
    ]  # fmt: skip
    released = papers(view, "release_notice", person=person)
    days = [act for one in released if (act := first_of(view, one, "served_at", "announced_at", "issued_at"))]
    if held and not eased:
        late = [act for act in days if made and act.moment.day > made.day]
        if late and len(late) == len(days):
            gaps.add(f"{made.day if made else ''}决定后到{late[0].moment.day}才释放", late[0].span)
        elif not released:
            result = search(view, "release_notice", person=person)
            gaps.lack(result, "被羁押人没有释放通知书、释放证明书", held[0].span())
    if eased and not released:
        result = search(view, "bail_release_decision", titles=("解除取保候审", "解除监视居住"), person=person)
        gaps.lack(result, "取保候审、监视居住没有解除决定书", eased[0].span(), severity=Severity.DEFECT)


def _property_back(view: CaseView, gaps: Gaps) -> None:
    seized = view.documents("seizure_list", "seizure_decision", "sealing_decision")
    seized = [one for one in seized if not titled(one, "解除")]
    if not seized or any(
        view.says(one, _RETURNED) for one in view.documents("case_cancel_decision", "work_explanation")
    ):
        return
    if view.documents("transfer_list", "destruction_list", "confiscation_list", "preservation_decision_admin"):
        return
    result = search(view, "return_list", titles=("发还清单", "返还", "领条", "解除扣押", "解除查封"))
    gaps.lack(result, "扣押的财物没有返还或者其他处理的手续", seized[0].span(), severity=Severity.DEFECT)
