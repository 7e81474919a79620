"""Arrival, the handling area and the checks on the person."""

from __future__ import annotations

from datetime import datetime, timedelta

from generator import document as d
from generator.base import Case
from generator.document import Value


def arrival_note(case: Case) -> None:
    t, s, person, o = case.t, case.style, case.suspect, case.officers
    title = case.random.choice(["到案经过", "抓获经过"] if not case.flags.get("surrender") else ["到案经过"])
    if case.flags.get("surrender"):
        words, _way = (
            f"{s.moment(t['arrived'])}，{person.name}主动到{case.place.centre}投案，如实讲述了自己的行为。",
            "投案",
        )
    elif case.kind == "administrative" and case.route == "scene":
        words, _way = (
            f"{s.moment(t['found'])}，民警{o['a']}、{o['b']}在{case.flags['scene']}查获{person.name}，出示人民警察证后对其口头传唤，于{s.moment(t['arrived'])}带至{case.place.centre}。",
            "查获",
        )
    elif case.flags.get("compelled"):
        words, _way = (
            f"{s.moment(t['summoned'])}，民警{o['a']}、{o['b']}持拘传证对{person.name}执行拘传，于{s.moment(t['arrived'])}到达{case.place.centre}。",
            "拘传",
        )
    else:
        words, _way = (
            f"{s.moment(t['summoned'])}，民警{o['a']}、{o['b']}向{person.name}送达传唤证，{person.name}于{s.moment(t['arrived'])}到达{case.place.centre}。",
            "传唤",
        )
    case.add(
        "arrival_note",
        "arrival_explanation",
        title,
        [
            d.title(title),
            d.para(words),
            d.para("该人到案后没有逃跑、抗拒行为。特此说明。"),
            d.sign("民警", [o["a"], o["b"]], case.signed(t["arrived"]), anchor="officers"),
            d.seal(case.place.full_unit, t["arrived"].date()),
        ],
        t["arrived"],
        volume="evidence",
    )


def area_form(case: Case) -> None:
    s, t, person, o = case.style, case.t, case.suspect, case.officers
    came, gone = t["arrived"], t.get("area_left", t["left"])
    record_end = t["suspect1.start"] + timedelta(minutes=78)

    def span(name: str, start: datetime, minutes: int, room: str) -> list[str | Value]:
        return [name, f"{start:%Y.%m.%d %H:%M}", f"{start + timedelta(minutes=minutes):%Y.%m.%d %H:%M}", room]

    female = "（女民警" + o["d"] + "）" if person.sex == "女" else ""
    word = "讯问" if case.kind == "criminal" else "询问"
    rows: list[list[str | Value]] = [
        span("入区登记", came + timedelta(minutes=3), 4, "登记台"),
        span(f"人身安全检查{female}", came + timedelta(minutes=8), 8, "安检室"),
        span("随身财物登记", came + timedelta(minutes=17), 5, "安检室"),
        span("信息采集", came + timedelta(minutes=23), 7, "采集室"),
        [
            word,
            f"{t['suspect1.start']:%Y.%m.%d %H:%M}",
            Value(f"{t['suspect1.start']:%Y.%m.%d} {{end:suspect1}}", None, None),
            f"{word}室",
        ],
    ]
    meal = record_end + timedelta(minutes=10)
    if meal + timedelta(minutes=40) < gone:
        rows += [
            span("用餐", meal, 25, "候问室"),
            span(
                "休息", meal + timedelta(minutes=26), max(10, int((gone - meal).total_seconds() // 60) - 40), "候问室"
            ),
        ]
    rows.append(span("出区", gone - timedelta(minutes=3), 3, "登记台"))
    number = f"BA{came:%Y%m%d}{case.random.randint(1, 19):02d}"
    destination = f"送{case.place.jail}羁押" if "lodged" in t else case.flags.get("left_to", "结束后离开")
    blocks = [
        d.title("办案区使用登记表" if case.flags.get("wordy") else "办案区使用情况登记表"),
        d.row(("填表单位", case.place.centre), ("办案区使用单编号", Value(number, "form_no", number))),
        d.row(
            ("姓名", Value(person.name, "person", person.name)),
            ("性别", Value(person.sex, "sex", person.sex)),
            (s.label("出生日期"), Value(s.day(person.birth), "birth_date", person.birth.isoformat())),
        ),
        d.row(
            ("身份证件号码", Value(person.id_no, "id_no", person.id_no)),
            (s.label("联系方式"), Value(person.phone, "phone", person.phone)),
        ),
        d.row(
            ("案由", Value(case.story.act, "cause", case.story.act)),
            ("进入办案区原因", {"投案": "投案"}.get("投案" if case.flags.get("surrender") else "", "传唤")),
        ),
        d.row(("自述症状", "身体健康，未饮酒，无传染性疾病"), ("检查情况", "体表未见外伤")),
        d.table(["活动环节", "开始时间", "结束时间", "房间"], rows, [2.4, 2.4, 2.4, 1.2]),
        d.table(
            ["物品名称", "特征", "数量", "保管措施"],
            [["钥匙", "银色一串", "1串", f"柜{case.random.randint(1, 30)}，已返还"]],
            [1.5, 2, 1, 2],
        ),
        d.row(("最终离开时间", case.time_v("final_leave", gone)), ("离开原因", destination)),
        d.sign("办案民警签字", [o["a"], o["b"]], None, anchor="officers"),
        d.sign("被讯（询）问人签字", person.name, None, finger=True, anchor="person"),
    ]
    case.add("area", "handling_area_form", "办案区使用情况登记表", blocks, came, volume="evidence", doc_no=number)
    if case.flags.get("body_check"):
        male = person.sex == "男" or case.flags.get("male_tester")
        tester = o["c"] if male else o["d"]
        case.add(
            "body_check",
            "body_check_record",
            "人身检查记录",
            [
                d.title("人身检查记录"),
                d.row(
                    ("姓名", Value(person.name, "person", person.name)),
                    ("性别", Value(person.sex, "sex", person.sex)),
                    ("身份证件号码", Value(person.id_no, "id_no", person.id_no)),
                ),
                d.row(("自述症状", Value("无不适，未饮酒", "self_report", None))),
                d.row(("检查情况", Value("体表无伤痕，未携带危险物品", "exam", None))),
                d.row(("检查人", f"{tester}（{'男' if male else '女'}民警）")),
                d.sign("检查民警签字", tester, case.signed(came), anchor="officer"),
                d.sign("见证人签字", case.people["onlooker"].name, case.signed(came), anchor="witness"),
                d.sign("被检查人签字按印", person.name, case.signed(came), finger=True, anchor="person"),
            ],
            came,
            volume="evidence",
        )


def fill_ends(case: Case) -> None:
    """Writes the real end of the first record into the handling-area form, once it is known."""
    end = case.t.get("suspect1.end")
    for paper in case.documents:
        for block in paper.blocks:
            for cells in block.rows:
                for index, cell in enumerate(cells):
                    if isinstance(cell, Value) and "{end:suspect1}" in cell.text:
                        cells[index] = cell.text.replace("{end:suspect1}", f"{end:%H:%M}" if end else "")


def health_check(case: Case) -> None:
    t, person = case.t, case.suspect
    case.add(
        "health",
        "medical_entry_check",
        case.random.choice(["入所健康检查表", "入所体检表"]),
        [
            d.org(case.place.jail),
            d.title("入所健康检查表"),
            d.row(
                ("姓名", Value(person.name, "person", person.name)),
                ("性别", Value(person.sex, "sex", person.sex)),
                ("检查时间", case.style.moment(t["lodged"] - timedelta(minutes=15))),
            ),
            d.table(["检查项目", "结果"], [["血压", "正常"], ["心肺", "未见异常"], ["体表", "未见外伤"]], [2, 3]),
            d.row(("体表伤痕", Value("无", "injuries", None)), ("检查结论", Value("适合羁押", "conclusion", None))),
            d.sign("检查医生", case.officers["doctor"], case.signed(t["lodged"]), anchor="doctor"),
            d.sign("送押民警", [case.officers["a"], case.officers["b"]], case.signed(t["lodged"]), anchor="officers"),
            d.sign("被检查人", person.name, case.signed(t["lodged"]), finger=True, anchor="person"),
            d.seal(case.place.jail, None, text_line=False),
        ],
        t["lodged"],
        author=case.place.jail,
    )


def identity_papers(case: Case) -> None:
    person, s = case.suspect, case.style
    day = case.t["arrived"] + timedelta(days=1)
    station = f"{case.place.bureau}{case.flags['home_station']}"
    case.add(
        "identity",
        "identity_certificate",
        case.random.choice(["户籍证明", "常住人口信息"]),
        [
            d.title("户籍证明"),
            d.row(
                ("姓名", Value(person.name, "person", person.name)),
                ("曾用名", "无"),
                ("性别", Value(person.sex, "sex", person.sex)),
            ),
            d.row(
                ("民族", Value(person.ethnic, "ethnic", person.ethnic)),
                (
                    s.label("出生日期"),
                    Value(
                        s.day(case.flags.get("identity.birth", person.birth)),
                        "birth_date",
                        case.flags.get("identity.birth", person.birth).isoformat(),
                        anchor="birth_date",
                    ),
                ),
            ),
            d.row(("公民身份号码", Value(person.id_no, "id_no", person.id_no))),
            d.row(("户籍地", Value(person.household, "household_addr", person.household))),
            d.sign("民警", case.officers["e"], case.signed(day), anchor="officer"),
            d.seal(station, day.date()),
        ],
        day,
        volume="evidence",
        author=station,
    )
    case.add(
        "priors",
        "prior_record",
        case.random.choice(["违法犯罪经历查询", "前科情况说明"]),
        [
            d.title("违法犯罪经历查询情况"),
            d.para(
                "查询对象：", Value(person.name, "person", person.name), f"，{person.sex}，公民身份号码{person.id_no}。"
            ),
            d.para("查询结果：", Value("经查询，未发现违法犯罪记录", "result", None), "。"),
            d.sign("查询民警", case.officers["c"], case.signed(day), anchor="officer"),
            d.seal(case.place.full_unit, day.date()),
        ],
        day,
        volume="evidence",
    )
