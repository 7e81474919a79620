"""Forms of intake, notice and identity that both kinds of cases use."""


from __future__ import annotations

from datetime import datetime, timedelta

from generator import document as d
from generator.base import Case
from generator.document import Block, Document, Value
from generator.people import Person
from generator.spelling import iso


def matter(case: Case) -> str:
    """The name of the case before a suspect is known."""
    victim = case.people.get("victim")
    return (
        f"{victim.name}被{case.story.act}案"
        if victim and case.story.act not in ("聚众斗殴", "开设赌场", "妨害公务")
        else f"{case.flags['scene']}{case.story.act}案"
    )


def alarm(case: Case, caller: Person) -> None:
    _s, t, o = case.style, case.t, case.officers
    call = t["reported"] - timedelta(minutes=18)
    case.add(
        "alarm",
        "alarm_record",
        "接处警登记表",
        [
            d.title("接处警登记表"),
            d.row(("编号", Value(f"J{call:%Y%m%d}{case.random.randint(1000, 9999)}", "alarm_no", None))),
            d.row(("接警时间", case.time_v("received_at", call)), ("接警方式", "110")),
            d.row(
                ("报警人", Value(caller.name, "caller", caller.name)),
                ("电话", Value(caller.phone, "phone", caller.phone)),
            ),
            d.row(("接警内容", f"报警人称在{case.flags['scene']}发生{case.story.act}警情，请求处理。")),
            d.row(("处警民警", case.who_v("officers", [o["a"], o["b"]]))),
            d.row(("处警情况", "民警到场后了解情况，固定现场证据，告知报警人到单位进一步处理。")),
            d.row(("处理意见", "受理调查")),
            d.sign("处警民警", [o["a"], o["b"]], case.signed(call)),
        ],
        call,
        volume="evidence",
    )


def acceptance_form(case: Case, source: str, reporter: Person | None, opinion: str, *, filing: bool = False) -> None:
    s, t, o = case.style, case.t, case.officers
    word, title = ("立案", "行政案件立案登记表") if filing else ("受案", "受案登记表")
    number = case.no(word, "受案", t["received"].year)
    day = t.get("accepted", t["received"])
    blocks: list[Block] = [d.title(title)]
    if s.forms == "grid":
        blocks.append(d.number(number))
        blocks.append(
            d.row((f"{'立' if filing else '受'}案单位", Value(case.place.full_unit, "unit", case.place.full_unit)))
        )
    else:
        blocks.append(
            d.line(
                f"（{'立' if filing else '受'}案单位名称和印章）",
                Value(case.place.full_unit, "unit", case.place.full_unit),
                "    ",
                Value(number, "doc_no", number),
            )
        )
    blocks.append(
        d.line("案件来源 ", s.choices(["110指令", "工作中发现", "报案", "投案", "移送", "扭送", "其他"], source))
    )
    if reporter:
        blocks += [
            d.row(
                ("姓名", Value(reporter.name, "reporter_name", reporter.name)),
                ("性别", Value(reporter.sex, "sex", reporter.sex)),
                (s.label("出生日期"), Value(s.day(reporter.birth), "birth_date", reporter.birth.isoformat())),
            ),
            d.row(("身份证件种类", "居民身份证"), ("证件号码", Value(reporter.id_no, "id_no", reporter.id_no))),
            d.row(
                (s.label("联系方式"), Value(reporter.phone, "phone", reporter.phone)),
                (s.label("现住址"), Value(reporter.address, "address", reporter.address)),
            ),
        ]
    else:
        blocks.append(d.row(("报案人", "/")))
    blocks += [
        d.row(
            (s.label("接报民警"), case.who_v("receiving_officers", [o["a"], o["b"]])),
            (s.label("接报时间"), case.time_v("received_at", t["received"])),
        ),
        d.row(("接报地点", Value(f"{case.place.full_unit}接待室", "received_place", f"{case.place.full_unit}接待室"))),
        d.box("简要案情", report_words(case, reporter)),
        d.box(
            f"{'立' if filing else '受'}案意见",
            s.mark(True)
            + f"属本单位管辖的{opinion}；"
            + s.mark(False)
            + "不属于本单位管辖；"
            + s.mark(False)
            + "其他。",
            sign=d.sign(
                f"{'立' if filing else '受'}案民警", [o["a"], o["b"]], case.signed(day), anchor="acceptors"
            ).sign,
        ),
        d.box(
            f"{'立' if filing else '受'}案审批",
            f"同意{'立' if filing else '受'}案，由{o['a']}、{o['b']}办理。",
            sign=d.sign("部门负责人", o["head"], case.signed(day), anchor="head").sign,
        ),
        d.seal(case.place.full_unit, None, text_line=False),
    ]
    case.add(
        "acceptance",
        "administrative_filing_form" if filing else "case_acceptance_form",
        title,
        blocks,
        day,
        doc_no=number,
    )


def report_words(case: Case, reporter: Person | None) -> str:
    moment = case.t["incident"]
    when = f"{moment.month}月{moment.day}日{moment.hour}时许"
    if reporter:
        extra = f"报案人提交{case.story.copies}。" if case.flags.get("handed_in") else "未提交其他证据。"
        return f"{case.t['received'].year}年{case.t['received'].month}月{case.t['received'].day}日，{reporter.name}报称：{when}，在{case.flags['scene']}发生{case.story.act}一事。{extra}"
    return f"{moment.year}年{when}，我单位民警在{case.flags['scene']}工作中发现有人涉嫌{case.story.act}。"


def receipt(case: Case, reporter: Person) -> None:
    t, s = case.t, case.style
    number = case.no("受案")
    told = case.flags.get("receipt_refused")
    day = t.get("accepted", t["received"])
    case.order(
        "receipt",
        "acceptance_receipt",
        "受案回执",
        "",
        [
            d.line(Value(reporter.name, "addressee", reporter.name), "："),
            d.para(
                "你（单位）于",
                Value(s.day(t["reported"].date()), "reported_at", t["reported"].date().isoformat()),
                "报称的",
                Value(matter(case), "case_name", None),
                "一案我单位已受理（受案登记表文号为",
                Value(number, "acceptance_no", number),
                "）。",
            ),
            d.para(
                "你（单位）可通过",
                Value(f"“{case.place.head}安在线”小程序", "inquiry_way", None),
                "查询案件进展情况。联系人、联系方式：",
                f"{case.officers['a']}，0990-{case.random.randint(6000000, 6999999)}。",
            ),
        ],
        day,
        tail=[
            d.sign(
                "报案人、控告人、举报人、扭送人",
                reporter.name,
                case.signed(day),
                finger=True,
                anchor="reporter",
                present=not told,
            )
        ],
    )


def interview_notice(case: Case) -> None:
    t, witness = case.t, case.people["witness"]
    case.order(
        "interview_notice",
        "interview_notice",
        "询问通知书",
        "询通",
        [
            d.line(Value(witness.name, "person_name", witness.name), "："),
            d.para(
                f"我局正在办理{matter(case)}，根据《中华人民共和国刑事诉讼法》第一百二十四条之规定，请你于",
                Value(
                    case.style.moment(t["witness1.start"].replace(minute=0)),
                    "appear_at",
                    iso(t["witness1.start"].replace(minute=0)),
                ),
                "在",
                Value(case.flags["scene"], "place", case.flags["scene"]),
                "（你的工作单位）接受询问。",
            ),
        ],
        t["witness1.start"],
        tail=[d.sign("被询问人", witness.name, case.signed(t["witness1.start"]), finger=True, anchor="witness")],
    )


def minor_papers(case: Case) -> None:
    t, _family, person = case.t, case.people["family"], case.suspect
    if case.flags.get("minor"):
        guardian_notice(case)
    day = t["arrived"]
    case.order(
        "legal_aid",
        "lawyer_meeting_docs",
        "提供法律援助通知书",
        "法援",
        [
            d.line(f"{case.place.county}法律援助中心："),
            d.para(
                "犯罪嫌疑人",
                Value(person.name, "suspect_name", person.name),
                f"系{'聋哑人' if person.deaf else '未成年人'}，没有委托辩护人，根据《中华人民共和国刑事诉讼法》第{'三十五' if person.deaf else '二百七十八'}条之规定，请依法指派律师为其提供辩护。",
            ),
        ],
        day,
        tail=[d.sign("法律援助中心签收", case.officers["e"], case.signed(day), anchor="aid")],
    )


def guardian_notice(case: Case) -> None:
    t, family, person = case.t, case.people["family"], case.suspect
    case.order(
        "guardian_notice",
        "minor_guardian_notice",
        "未成年人法定代理人到场通知书",
        "未到",
        [
            d.line(Value(family.name, "guardian", family.name), "："),
            d.para(
                "因未成年人",
                Value(person.name, "minor", person.name),
                f"涉嫌{case.story.act}，请你于",
                Value(case.style.moment(t["arrived"]), "at", iso(t["arrived"])),
                "到",
                Value(case.place.centre, "place", case.place.centre),
                "，在讯问时到场。",
            ),
        ],
        t["summoned"],
        tail=[d.sign("法定代理人", family.name, case.signed(t["summoned"]), finger=True, anchor="guardian")],
    )


def explanation(case: Case, key: str, title: str, words: str, day: datetime) -> Document:
    return case.add(
        key,
        "work_explanation",
        title,
        [
            d.title(title),
            d.para(words),
            d.para("特此说明。"),
            d.sign("民警", [case.officers["a"], case.officers["b"]], case.signed(day), anchor="officers"),
            d.seal(case.place.full_unit, day.date()),
        ],
        day,
        volume="evidence",
    )
