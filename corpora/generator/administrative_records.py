"""The transcripts and the evidence of an administrative case."""


from __future__ import annotations

from datetime import datetime, timedelta

from generator import administrative_law, forms_arrival, forms_evidence, forms_seizure, speech
from generator import document as d
from generator.base import Case
from generator.document import Value
from generator.spelling import iso


def rights(case: Case, role: str, name: str, start: datetime) -> None:
    when = start - timedelta(minutes=8)
    case.add(
        f"rights_{role}",
        "rights_notice_admin",
        "行政案件权利义务告知书",
        [
            d.title("行政案件权利义务告知书"),
            d.line("1.有权申请办案人员回避。"),
            d.line("2.有权陈述和申辩；与本案无关的问题，有权拒绝回答。"),
            d.line("3.有权核对询问笔录，可以自行提供书面材料。"),
            d.line("4.必须如实提供证据、如实回答询问；作伪证或者隐匿证据的，应当承担法律责任。"),
            d.line("5.对侵犯合法权益的行为，有权提出控告。"),
            d.line("本告知书于", case.style.moment(when), "收到，以上内容已阅读。"),
            d.sign(case.style.label("被告知人"), name, case.signed(when, truth=True), finger=True, anchor="informed"),
        ],
        when,
        volume="evidence",
    )


def interviews(case: Case) -> None:
    t, o, place, random, part, person = case.t, case.officers, case.place, case.random, case.part, case.suspect
    rights(case, "suspect", person.name, t["suspect1.start"])
    ways = {
        "scene": f"在{case.flags['scene']}被你们当场查获，你们出示证件以后口头传唤我来的，{t['arrived']:%H时%M分}到的。",
        "surrender": f"我自己来投案的，{t['arrived']:%H时%M分}到的。",
    }
    ways = {
        key: words.replace(f"{t['arrived']:%H时%M分}", f"{t['arrived'].hour}时{t['arrived'].minute}分")
        for key, words in ways.items()
    }
    new = case.flags["edition"] == 2025
    family = f"已经通知了，打电话告诉了{case.people['family'].name}。" if not case.flags.get("no_family") else ""
    pairs = [
        *speech.suspect_opening(
            random,
            part,
            place.full_unit,
            act=case.story.act,
            criminal=False,
            recorded=new and not case.flags.get("unrecorded_interview"),
            article=administrative_law.step(case, "summons") if case.route != "surrender" else "",
            family=family,
            arrival=ways.get(case.route, "接到传唤证以后我按时过来的。"),
            notice="",
        ),
        speech.p(
            "讲一下你的基本情况，以前有没有受过处罚？",
            f"我叫{person.name}，{person.schooling}文化，{person.job}，公民身份号码{person.id_no}，没有受过处罚。",
        ),
        *case.speaker("suspect1").tell(case.story.suspect),
        speech.p("你有什么要陈述、申辩的？", "没有，我认错。"),
        *speech.closing(random, part, meal="有水，给我买了吃的，也休息了。", suspect=True),
    ]
    arrived = {"scene": "口头传唤", "surrender": "自动投案"}.get(case.route, "")
    case.t["suspect1.limit"] = t["left"] - timedelta(minutes=20)
    team = case.flags.get("suspect1.team", [o["a"], o["b"]])
    case.record(
        "suspect1",
        person,
        pairs,
        interrogation=False,
        ordinal=1,
        place=case.flags.get("suspect1.place", f"{place.centre}询问室{random.randint(1, 3)}"),
        officers=team,
        arrived=arrived,
    )
    for role in ("victim", "witness"):
        if role not in case.people or not getattr(case.story, role):
            continue
        who = case.people[role]
        rights(case, role, who.name, t[f"{role}1.start"])
        opening = speech.other_opening(random, part, place.full_unit, criminal=False, role="")
        if case.flags.get(f"{role}1.no_duty"):
            opening = speech.untold(place.full_unit)
        pairs = [
            *opening,
            *speech.relation(random, who.name),
            *case.speaker(f"{role}1").tell(getattr(case.story, role)),
            *speech.closing(random, part, meal="", suspect=False),
        ]
        officers = [o["c"], o["d"]] if role == "victim" and case.route == "scene" else [o["a"], o["b"]]
        case.record(
            f"{role}1", who, pairs, interrogation=False, ordinal=1, place=f"{place.full_unit}询问室5", officers=officers
        )


def evidence(case: Case) -> None:
    interviews(case)
    if case.flags.get("handed_in") and "victim" in case.people:
        forms_evidence.receipt_list(case)
        forms_evidence.copies(case)
    if case.story.items:
        preservation(case)
    if case.story.key == "drugs":
        drug_test(case)
    if case.flags["edition"] == 2025:
        forms_evidence.recording(case)
    forms_arrival.identity_papers(case)


def preservation(case: Case) -> None:
    t, s, o, person, onlooker = case.t, case.style, case.officers, case.suspect, case.people["onlooker"]
    team = case.flags.get("preserve.team", [o["a"], o["b"]])
    start, end = t["search.start"], t["search.end"]
    where = case.flags["scene"] if case.route == "scene" else case.place.centre
    law = f"{administrative_law.ACT}{administrative_law.step(case, 'preserve')}"
    recorded = "全过程同步录音录像。" if case.flags["edition"] == 2025 else ""
    case.add(
        "scene_record",
        "inspection_record",
        "现场笔录",
        [
            d.title("现场笔录"),
            d.row(("检查时间", Value(s.span(start, end), "time_range", [iso(start), iso(end)], anchor="time_range"))),
            d.row(("检查地点", Value(where, "place", where))),
            d.row(("检查人姓名和工作单位", Value("、".join(team), "officers", team, anchor="officers_row"))),
            d.row(("当事人", f"{person.name}，{person.sex}，公民身份号码{person.id_no}")),
            d.row((s.label("见证人"), Value(onlooker.name, "witness", onlooker.name))),
            d.para(
                f"{s.label('过程')}：民警出示人民警察证，告知当事人因涉嫌{case.story.act}，经部门负责人批准，依据{law}对与案件有关的物品予以扣押，并告知扣押的理由、依据以及依法享有的陈述权、申辩权、申请复议和提起诉讼的权利。当事人表示没有陈述和申辩。在当事人和见证人在场的情况下，当场扣押{forms_seizure.items_words(case)}，开具证据保全决定书和清单。{recorded}"
            ),
            d.sign("检查人", team, case.signed(end), anchor="officers"),
            d.sign("当事人", person.name, case.signed(end), finger=True, anchor="party"),
            d.sign(s.label("见证人"), onlooker.name, case.signed(end), anchor="witness"),
        ],
        start,
        volume="evidence",
        footer="plain",
    )
    until = end + timedelta(days=30)
    case.approval(
        "preserve_request",
        "呈请证据保全报告书",
        [
            f"因办理{person.name}{case.story.act}一案，需要对{forms_seizure.items_words(case)}予以扣押，期限三十日。根据{law}之规定，提请批准。"
        ],
        start,
    )
    case.order(
        "preserve",
        "preservation_decision_admin",
        "证据保全决定书",
        "证保决",
        [
            d.para(
                "当事人：", f"{person.name}，公民身份号码{person.id_no}，现住{person.address}，联系方式{person.phone}。"
            ),
            d.para(
                "因调查",
                Value(case.case_name(), "case_name", case.case_name()),
                f"，根据{law}之规定，决定对所附清单中的物品：",
            ),
            d.line(
                f"{s.mark(True)}扣押、扣留三十日（自{s.day(start.date())}至{s.day(until.date())}） {s.mark(False)}查封 {s.mark(False)}先行登记保存 {s.mark(False)}抽样取证"
            ),
            d.para(
                "当事人有权陈述和申辩。"
                + administrative_law.REMEDY.format(government=case.place.government, county=case.place.county)
            ),
        ],
        start,
        tail=[d.line("本决定书已收到。"), d.sign("当事人", person.name, case.signed(end), finger=True, anchor="party")],
    )
    number = case.no("证保清")
    case.add(
        "preserve_list",
        "preservation_list_admin",
        "证据保全清单",
        [
            d.title("证据保全清单"),
            d.number(number),
            forms_seizure.table_items(case, "扣押"),
            d.sign("证据持有人", person.name, case.signed(end), finger=True, anchor="holder"),
            d.sign(s.label("见证人"), onlooker.name, case.signed(end), anchor="witness"),
            d.sign("保管人", o["keeper"], case.signed(end), anchor="custodian"),
            d.sign("办案民警", team, case.signed(end), anchor="officers"),
            d.seal(case.place.full_unit, None, text_line=False),
        ],
        start,
        volume="evidence",
        doc_no=number,
    )
    forms_seizure.warehouse(case)


def drug_test(case: Case) -> None:
    t, s, o, person = case.t, case.style, case.officers, case.suspect
    team = [o["a"], o["b"]] if person.sex == "男" else [o["a"], o["d"]]
    if case.flags["edition"] == 2025:
        case.approval(
            "sample_request",
            "呈请提取生物样本报告书",
            [
                f"为查明{person.name}是否吸食毒品，根据{administrative_law.ACT}第一百零二条之规定，拟提取其尿液样本进行检测。"
            ],
            t["arrived"],
        )
    case.add(
        "drug_test",
        "drug_onsite_test_report",
        "现场检测报告书",
        [
            d.title("现场检测报告书"),
            d.row(
                ("被检测人", Value(person.name, "person", person.name)),
                ("性别", Value(person.sex, "sex", person.sex)),
                ("检测时间", case.time_v("at", t["tested"])),
            ),
            d.row(("检测方法", Value("甲基苯丙胺尿液检测试剂（胶体金法）", "method", None))),
            d.line("检测结果 ", s.choices(["阴性", "阳性"], "阳性")),
            d.para(f"样本由{team[1]}监督提取，检测过程当事人在场。当事人对结果没有异议，已告知有权申请实验室检测。"),
            d.sign("检测人", team, case.signed(t["tested"]), anchor="testers"),
            d.sign("被检测人", person.name, case.signed(t["tested"]), finger=True, anchor="person"),
            d.seal(case.place.full_unit, t["tested"].date()),
        ],
        t["tested"],
        volume="evidence",
    )
