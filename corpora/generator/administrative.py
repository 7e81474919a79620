"""Writes the papers of an administrative case from its facts."""


from __future__ import annotations

from datetime import timedelta

from generator import (
    administrative_law,
    administrative_penalty,
    administrative_records,
    forms,
    forms_arrival,
)
from generator import document as d
from generator.base import Case, at
from generator.document import Value
from generator.spelling import iso


def write(case: Case) -> None:
    """All papers in the order of the file: decision first, then intake, evidence, notice, execution."""
    if case.route == "onspot":
        administrative_penalty.on_the_spot(case)
        return
    mediated = case.route in ("mediation", "no_penalty")
    if case.route == "no_penalty":
        administrative_penalty.not_punished(case)
    if not mediated:
        administrative_penalty.decision(case)
    intake(case)
    arrival(case)
    administrative_records.evidence(case)
    if mediated:
        if case.route == "mediation":
            administrative_penalty.mediation(case)
    else:
        administrative_penalty.notice_and_approval(case)
        administrative_penalty.execution(case)
    closing(case)


def intake(case: Case) -> None:
    t = case.t
    reporter = case.people.get("victim")
    new = case.flags["edition"] == 2025
    if reporter and case.flags.get("called") and case.route != "scene":
        forms.alarm(case, reporter)
    source = (
        "110指令"
        if reporter and case.flags.get("called") and case.route != "scene"
        else "报案"
        if reporter
        else "工作中发现"
    )
    forms.acceptance_form(
        case, source, reporter, "行政案件，建议及时" + ("立案调查" if new else "受案调查"), filing=new
    )
    if reporter and not new:
        forms.receipt(case, reporter)
    if reporter and new:
        case.order(
            "filing_notice",
            "administrative_filing_notice",
            "行政案件立案告知书",
            "立告",
            [
                d.line(Value(reporter.name, "addressee", reporter.name), "："),
                d.para(
                    f"你于{case.style.day(t['reported'].date())}报称的",
                    Value(forms.matter(case), "reported_matter", None),
                    "，我单位决定",
                    Value("立案", "decision", "立案"),
                    f"调查（文号{case.no('受案')}）。如有疑问可向本单位查询。",
                ),
            ],
            t.get("accepted", t["received"]),
            tail=[
                d.sign(
                    "报案人",
                    reporter.name,
                    case.signed(t.get("accepted", t["received"])),
                    finger=True,
                    anchor="reporter",
                )
            ],
        )


def arrival(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    if case.route in ("summons", "mediation", "no_penalty"):
        case.add(
            "summons_approval",
            "summons_approval",
            "传唤审批表",
            [
                d.title("传唤审批表"),
                d.row(
                    ("案由", Value(case.story.act, "case_name", case.story.act)),
                    ("被传唤人", Value(person.name, "person", person.name)),
                ),
                d.row(("理由", f"涉嫌{case.story.act}，需要传唤询问查证")),
                d.sign(
                    s.label("承办人"),
                    [case.officers["a"], case.officers["b"]],
                    case.signed(t["summoned"]),
                    anchor="handlers",
                ),
                d.box(
                    "审批意见",
                    "同意传唤。",
                    sign=d.sign("部门负责人", case.officers["head"], case.signed(t["summoned"]), anchor="head").sign,
                ),
            ],
            t["summoned"],
        )
        appear = t["arrived"].replace(minute=0) + timedelta(minutes=40)
        tail = [
            d.line("传唤的原因和依据已向我告知，本证已收到。"),
            d.sign("被传唤人", person.name, None, finger=True, anchor="received"),
            d.line(s.label("到达时间") + s.colon, case.time_v("arrived_at", t["arrived"])),
            d.sign("被传唤人", person.name, None, finger=True, anchor="arrived_sign"),
            d.line(
                s.label("离开时间") + s.colon,
                Value("    年  月  日  时  分", "left_at", None, anchor="left_at")
                if case.flags.get("no_left")
                else case.time_v("left_at", t["left"]),
            ),
            d.sign("被传唤人", person.name, None, finger=True, anchor="left_sign"),
        ]
        case.order(
            "summons",
            "summons_administrative",
            "传唤证",
            "传唤",
            [
                d.line(Value(person.name, "person_name", person.name), "："),
                d.para(
                    "因你（单位）涉嫌",
                    Value(case.story.act, "violation", case.story.act),
                    f"，根据{s.mark(True)}{administrative_law.ACT}{administrative_law.step(case, 'summons')} {s.mark(False)}《中华人民共和国出境入境管理法》 {s.mark(False)}其他，限你于",
                    Value(s.moment(appear), "appear_at", iso(appear)),
                    "前到",
                    Value(place.centre, "place", place.centre),
                    "接受询问。无正当理由拒不接受传唤或者逃避传唤的，可以依法强制传唤。",
                ),
            ],
            t["summoned"],
            tail=tail,
        )
    forms_arrival.arrival_note(case)
    forms_arrival.area_form(case)
    case.add(
        "family_told",
        "summons_family_notice",
        case.random.choice(["传唤通知家属记录", "通知家属记录"]),
        [
            d.title("传唤通知家属记录"),
            d.row(
                ("家属姓名", Value(case.people["family"].name, "family", case.people["family"].name)),
                ("通知方式", Value("电话", "way", None)),
            ),
            d.row(("通知时间", case.time_v("notified_at", t["family_told"]))),
            d.row(("传唤原因和处所", f"因涉嫌{case.story.act}，在{place.centre}接受询问")),
            d.sign(
                "通知民警", [case.officers["a"], case.officers["b"]], case.signed(t["family_told"]), anchor="officers"
            ),
        ],
        t["family_told"],
        volume="evidence",
    )


def closing(case: Case) -> None:
    t, o, person = case.t, case.officers, case.suspect
    result = (
        "已作出不予行政处罚决定"
        if case.route == "no_penalty"
        else "经治安调解达成协议并履行"
        if case.route == "mediation"
        else "行政处罚决定已执行完毕"
    )
    case.add(
        "closing",
        "case_closing_report_admin",
        "结案审批表",
        [
            d.title("结案审批表"),
            d.row(
                ("案由", Value(case.story.act, "case_name", case.story.act)),
                ("案件文号", Value(case.no("受案"), "doc_no", case.no("受案"))),
            ),
            d.row(("违法嫌疑人", Value(person.name, "person", person.name)), ("同案其他人", "无")),
            d.box("违法事实及证据", case.summary()),
            d.box(
                "承办人意见",
                f"{result}，建议结案。",
                sign=d.sign("承办人", [o["a"], o["b"]], case.signed(t["closed"]), anchor="handlers").sign,
            ),
            d.box(
                "单位意见", "同意结案。", sign=d.sign("负责人", o["head"], case.signed(t["closed"]), anchor="head").sign
            ),
            d.box(
                "审核意见", "同意。", sign=d.sign("负责人", o["legal"], case.signed(t["closed"]), anchor="legal").sign
            ),
            d.box(
                "领导审批",
                "同意结案。",
                sign=d.sign("负责人", o["chief"], case.signed(t["closed"]), anchor="leader").sign,
            ),
        ],
        t["closed"],
    )


def late(case: Case, days: int) -> object:
    return at(case.t["decided"], 10, 0, plus=days)
