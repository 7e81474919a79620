"""Writes the papers of a criminal case from its facts."""


from __future__ import annotations

from datetime import timedelta

from generator import (
    criminal_custody,
    criminal_records,
    criminal_release,
    forms,
    forms_arrival,
    forms_evidence,
    forms_seizure,
)
from generator import document as d
from generator.base import Case, at
from generator.document import Block, Value
from generator.spelling import months_later


def write(case: Case) -> None:
    """All papers, in the order of the file."""
    acceptance(case)
    if case.route == "no_filing":
        no_filing(case)
        criminal_records.interviews(case)
        return
    if case.route == "handover":
        criminal_records.interviews(case)
        handover(case)
        return
    filing(case)
    if case.route != "open":
        arrival(case)
        if case.route in ("arrest", "no_arrest"):
            criminal_custody.detention(case)
        if case.route in ("bail", "no_arrest"):
            criminal_release.bail(case)
        if case.route == "residence":
            criminal_release.residence(case)
        litigation_rest(case)
    evidence(case)
    if case.route != "open" and "transferred" in case.t:
        closing(case)


def acceptance(case: Case) -> None:
    _s, _t, _o = case.style, case.t, case.officers
    reporter = case.people.get("victim") if case.story.victim else None
    source = "报案" if reporter else "工作中发现"
    if reporter and case.flags.get("called"):
        source = "110指令"
        forms.alarm(case, reporter)
    forms.acceptance_form(case, source, reporter, "刑事案件，建议及时立案侦查")
    if reporter:
        forms.receipt(case, reporter)


def filing(case: Case) -> None:
    t = case.t
    article = "《中华人民共和国刑事诉讼法》第一百一十二条"
    title_name = forms.matter(case)
    case.approval(
        "filing_request",
        "呈请立案报告书",
        [
            f"{case.t['received'].year}年{case.t['received'].month}月{case.t['received'].day}日，我单位接到{title_name}的线索。经审查，{case.place.county}境内发生的上述事实有相应证据证明，有犯罪事实需要追究刑事责任，且属我局管辖。",
            f"根据{article}之规定，拟对{title_name}立案侦查。",
        ],
        t.get("filing_approved", t["filed"]),
    )
    number = case.no("立", year=t["filed"].year)
    case.order(
        "filing",
        "filing_decision",
        "立案决定书",
        "立",
        [d.para(f"根据{article}之规定，决定对", Value(title_name, "case_name", title_name), "立案侦查。")],
        t["filed"],
    )
    if "victim" in case.people:
        victim = case.people["victim"]
        case.order(
            "filing_notice",
            "filing_notice_to_victim",
            "立案告知书",
            "立告",
            [
                d.line(Value(victim.name, "addressee", victim.name), "："),
                d.para(
                    f"{title_name}，我局认为有犯罪事实，需要追究刑事责任，已于{case.style.day(t['filed'].date())}决定立案侦查（{number}）。特此告知。"
                ),
            ],
            t["filed"],
            tail=[
                d.line("本告知书已收到。"),
                d.sign("被害人或其家属", victim.name, case.signed(t["told"]), finger=True),
            ],
        )


def no_filing(case: Case) -> None:
    t, victim = case.t, case.people["victim"]
    name = forms.matter(case)
    day = t["filed"]
    case.approval(
        "no_filing_request",
        "呈请不予立案报告书",
        [
            f"{victim.name}控告的{name}，经审查，双方系自愿交易，货款已全部退还，没有证据证明有犯罪事实发生。",
            "根据《公安机关办理刑事案件程序规定》第一百七十八条第一款之规定，拟决定不予立案。",
        ],
        day,
    )
    case.order(
        "no_filing",
        "no_filing_notice",
        "不予立案通知书",
        "不立",
        [
            d.line(Value(victim.name, "addressee", victim.name), "："),
            d.para(
                f"你于{case.style.day(t['reported'].date())}控告的",
                Value(name, "complaint", name),
                "，我局经审查认为",
                Value("没有犯罪事实", "reason", "没有犯罪事实"),
                "，根据《中华人民共和国刑事诉讼法》第一百一十二条之规定，决定不予立案。",
            ),
            d.para("如不服本决定，可以在收到本通知书之日起七日以内向我局申请复议。"),
        ],
        day,
        tail=[
            d.line("本通知书已收到。"),
            d.sign(
                "控告人",
                victim.name,
                [case.time_v("served_at", t.get("no_filing_told", at(day, 10, 0, plus=1)))],
                finger=True,
                anchor="complainant",
            ),
        ],
    )
    forms.explanation(
        case,
        "case_note",
        "情况说明",
        "经核实，控告人与被控告人之间的款项已经全额退还，转账记录附后，双方无其他争议。",
        at(t["filed"], 9, 0),
    )


def handover(case: Case) -> None:
    """Another bureau has jurisdiction: the case goes there within a day of that finding."""
    t, day = case.t, case.t["received"] + timedelta(hours=20)
    there = f"{case.place.head}{'北' if case.place.county[-1] == '县' else '南'}县公安局"
    case.approval(
        "handover_request",
        "呈请移送案件报告书",
        [
            f"经审查，{forms.matter(case)}的行为发生地和嫌疑人居住地均在外县，不属我局管辖。根据《公安机关办理刑事案件程序规定》第一百七十五条之规定，拟移送{there}管辖。"
        ],
        day,
    )
    case.order(
        "handover",
        "case_transfer_notice",
        "移送案件通知书",
        "移案",
        [
            d.line(Value(there, "addressee", there), "："),
            d.para(
                Value(forms.matter(case), "case_name", forms.matter(case)),
                "，经审查，",
                Value("行为地、居住地均在你县", "reason", None),
                "，现移送你单位管辖。已告知报案人。",
            ),
        ],
        day,
        tail=[
            d.line("案件材料已收到。"),
            d.sign(
                "收件人", case.officers["e"], [case.time_v("served_at", day + timedelta(hours=2))], anchor="receiver"
            ),
            d.seal(there, None, text_line=False),
        ],
    )
    t["told"] = day


def compelled(case: Case) -> None:
    t, s, person = case.t, case.style, case.suspect
    case.approval(
        "compelled_request",
        "呈请拘传报告书",
        [
            f"犯罪嫌疑人{person.name}涉嫌{case.story.act}，为及时查明案情，根据《中华人民共和国刑事诉讼法》第六十六条之规定，拟对其拘传。"
        ],
        t["summoned"],
    )
    case.order(
        "compelled",
        "compelled_appearance_warrant",
        "拘传证",
        "拘传",
        [
            d.para(
                "根据《中华人民共和国刑事诉讼法》第六十六条之规定，兹决定对犯罪嫌疑人",
                case.name_v(person.name),
                case.bracket_words(person),
                "拘传到案接受讯问。",
            )
        ],
        t["summoned"],
        tail=[
            d.line("本证已于", case.time_v("announced_at", t["summoned"]), "向我宣布。"),
            d.sign("被拘传人", person.name, None, finger=True, anchor="announced"),
            d.line("到案时间" + s.colon, case.time_v("arrived_at", t["arrived"])),
            d.sign("被拘传人", person.name, None, finger=True, anchor="arrived_sign"),
            d.line("拘传结束时间" + s.colon, case.time_v("left_at", t["left"])),
            d.sign("被拘传人", person.name, None, finger=True, anchor="left_sign"),
        ],
    )


def summons_body(case: Case) -> list[Block]:
    person, t = case.suspect, case.t
    return [
        d.para(
            "根据《中华人民共和国刑事诉讼法》第一百一十九条之规定，兹传唤涉嫌",
            Value(case.story.act + "罪", "charge", case.story.act + "罪"),
            "的犯罪嫌疑人",
            case.name_v(person.name),
            case.bracket_words(person),
            "于",
            Value(case.style.moment(t["appear"]), "appear_at", t["appear"].strftime("%Y-%m-%dT%H:%M")),
            "到",
            Value(case.place.centre, "place", case.place.centre),
            "接受讯问。",
        ),
        d.para("被传唤人必须持此件报到，无正当理由拒不接受传唤的，可以依法拘传。"),
    ]


def arrival(case: Case) -> None:
    t, s, person = case.t, case.style, case.suspect
    t["appear"] = t["arrived"].replace(minute=0) + timedelta(minutes=40)
    if case.flags.get("surrender"):
        return
    if case.flags.get("compelled"):
        compelled(case)
        return
    tail = [
        d.line("本证已于", s.moment(t["summoned"]), "收到。"),
        d.sign("被传唤人", person.name, None, finger=True, anchor="received"),
        d.line(s.label("到达时间") + s.colon, case.time_v("arrived_at", t["arrived"])),
        d.sign("被传唤人", person.name, None, finger=True, anchor="arrived_sign"),
    ]
    if case.flags.get("no_left"):
        tail.append(
            d.line(s.label("离开时间") + s.colon, Value("    年  月  日  时  分", "left_at", None, anchor="left_at"))
        )
    else:
        tail.append(d.line(s.label("离开时间") + s.colon, case.time_v("left_at", t["left"])))
    tail.append(d.sign("被传唤人", person.name, None, finger=True, anchor="left_sign"))
    case.order("summons", "summons_criminal", "传唤证", "传唤", summons_body(case), t["summoned"], tail=tail)


def litigation_rest(case: Case) -> None:
    _t, _s, person, _place = case.t, case.style, case.suspect, case.place
    if case.story.items and case.flags.get("search"):
        forms_seizure.search_warrant(case)
    if case.story.items:
        forms_seizure.seizure_decision(case)
    if case.story.opinion:
        forms_evidence.engagement(case)
        forms_evidence.opinion_notice(case)
    if case.flags.get("witness_at_work"):
        forms.interview_notice(case)
    if case.flags.get("minor") or person.deaf:
        forms.minor_papers(case)
    if case.flags.get("collect"):
        forms_evidence.collection_notice(case)


def evidence(case: Case) -> None:
    _t, _place, _person = case.t, case.place, case.suspect
    held = case.route not in ("open", "no_filing")
    if held:
        forms_arrival.arrival_note(case)
        forms_arrival.area_form(case)
        criminal_records.suspect_records(case)
        if case.flags.get("own_words"):
            criminal_records.own_words(case)
    criminal_records.interviews(case)
    if case.flags.get("handed_in") and "victim" in case.people:
        forms_evidence.receipt_list(case)
        forms_evidence.copies(case)
    if held:
        if case.flags.get("identify"):
            forms_evidence.identification(case)
        if case.flags.get("search") and case.story.items:
            forms_seizure.search_record(case)
        if case.story.items:
            forms_seizure.seizure_record(case)
            forms_seizure.seizure_list(case)
            forms_seizure.warehouse(case)
    if case.flags.get("scene_work"):
        forms_evidence.scene_papers(case)
    if held:
        if case.story.opinion:
            forms_evidence.opinion(case)
        if case.flags.get("electronic"):
            forms_seizure.electronic(case)
        if case.story.grave or case.flags.get("disc"):
            forms_evidence.recording(case)
        if case.route in ("arrest", "no_arrest"):
            forms_arrival.health_check(case)
        forms_arrival.identity_papers(case)


def closing(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    day = t["transferred"]
    case.approval(
        "closing_request",
        "呈请侦查终结报告书",
        [
            f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，现已侦查终结。经审查，证据收集程序合法，未发现应当排除的非法证据。",
            f"拟以涉嫌{case.story.act}罪移送{place.procuratorate}审查起诉。",
        ],
        day - timedelta(days=1),
    )
    detained = t.get("detained", day) + timedelta(days=1 if case.flags.get("wrong_measure_day") else 0)
    measures = {
        "arrest": f"于{s.day(detained.date())}被刑事拘留，{s.day(t.get('arrested', day).date())}被逮捕，现羁押于{place.jail}",
        "no_arrest": f"于{s.day(detained.date())}被刑事拘留，{s.day(t.get('measure', day).date())}被取保候审",
        "bail": f"于{s.day(t.get('measure', day).date())}被取保候审",
        "residence": f"于{s.day(t.get('measure', day).date())}被监视居住",
    }[case.route]
    goods = f"随案移交物品{len(case.story.items)}件，建议依法处理。" if case.story.items else "无随案移交物品。"
    case.order(
        "prosecution",
        "prosecution_opinion",
        "起诉意见书",
        "诉",
        [
            d.para(
                f"犯罪嫌疑人{case.person_words(person)}，{person.ethnic}，{person.schooling}文化，{person.job}，无违法犯罪经历。"
            ),
            d.para(f"犯罪嫌疑人{person.name}因涉嫌{case.story.act}罪{measures}。未委托辩护律师。"),
            d.para(
                f"案件来源和侦查经过：本案于{s.day(t['received'].date())}受理，{s.day(t['filed'].date())}立案侦查，现已侦查终结。"
            ),
            d.para("经依法侦查查明：", case.summary()),
            d.para("认定上述事实的证据如下：", criminal_custody.evidence_words(case) + "。证据确实、充分，足以认定。"),
            d.para("犯罪嫌疑人", person.name, "自愿认罪认罚。"),
            d.para(
                f"综上所述，犯罪嫌疑人{person.name}的行为已触犯《中华人民共和国刑法》{case.story.article}之规定，涉嫌{case.story.act}罪。依照《中华人民共和国刑事诉讼法》第一百六十二条之规定，现将此案移送审查起诉。"
            ),
            d.line("此致"),
            d.line(Value(place.procuratorate, "addressee", place.procuratorate)),
        ],
        day,
        tail=[d.line(f"附：1.本案卷宗{len(case.flags['volume_plan'])}卷。2.{goods}")],
        copy=False,
    )
    case.order(
        "transfer_notice",
        "transfer_notice_to_parties",
        "案件移送审查起诉告知书",
        "移告",
        [
            d.line(Value(person.name, "addressee", person.name), "："),
            d.para(
                Value(case.case_name(), "case_name", case.case_name()),
                f"现已侦查终结，我局于{s.day(day.date())}移送",
                Value(place.procuratorate, "procuratorate", place.procuratorate),
                "审查起诉。特此告知。",
            ),
        ],
        day,
        tail=[d.sign(s.label("被告知人"), person.name, case.signed(day), finger=True, anchor="informed")],
    )
    if case.story.items:
        forms_seizure.transfer_list(case)


def bail_end(case: Case) -> object:
    return months_later(case.t["measure"].date(), 12)
