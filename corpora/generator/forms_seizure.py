"""Search, seizure, storage and hand-over of things."""

from __future__ import annotations

from datetime import timedelta

from generator import document as d
from generator import forms
from generator.base import Case
from generator.document import Block, Value
from generator.people import Person
from generator.spelling import iso


def table_items(case: Case, note: str) -> Block:
    rows: list[list[str | Value]] = [
        [str(i), name, qty, features, note] for i, (name, qty, features) in enumerate(case.story.items, 1)
    ]
    return d.table(
        ["编号", "名称", "数量", "特征", "备注"], [*rows, ["以下空白", "", "", "", ""]], [0.8, 1.8, 1, 3.4, 1.2]
    )


def items_words(case: Case) -> str:
    return "、".join(f"{name}{qty}（{features}）" for name, qty, features in case.story.items)


def search_warrant(case: Case) -> None:
    t, person = case.t, case.suspect
    target = f"{person.address}（{person.name}的住处）"
    case.approval(
        "search_request",
        "呈请搜查报告书",
        [
            f"为收集{case.story.act}案的犯罪证据，根据《中华人民共和国刑事诉讼法》第一百三十六条之规定，拟对{target}进行搜查。"
        ],
        t.get("search_approved", t["search.start"]),
    )
    case.order(
        "search_warrant",
        "search_warrant",
        "搜查证",
        "搜查",
        [
            d.para(
                "根据《中华人民共和国刑事诉讼法》第一百三十六条之规定，兹依法对",
                Value(target, "target", target),
                "进行搜查。",
            )
        ],
        t["search.start"],
        tail=[
            d.line("本证已于", case.time_v("announced_at", t["search.start"]), "向我宣布。"),
            d.sign("被搜查人或其家属", case.people["family"].name, None, finger=True, anchor="family"),
        ],
    )


def search_record(case: Case) -> None:
    t, s, o, person = case.t, case.style, case.officers, case.suspect
    family, witness = case.people["family"], case.people["onlooker"]
    team = case.flags.get("search.team", [o["c"], o["d"]])
    shown = "" if case.flags.get("no_warrant") else f"和搜查证（{case.no('搜查')}），并宣布搜查决定"
    span = Value(
        s.span(t["search.start"], t["search.end"]),
        "time_range",
        [iso(t["search.start"]), iso(t["search.end"])],
        anchor="time_range",
    )
    case.add(
        "search",
        "search_record",
        "搜查笔录",
        [
            d.title("搜查笔录"),
            d.row((s.label("时间"), span)),
            d.row((s.label("地点"), Value(f"{person.address}", "place", person.address))),
            d.row(
                ("侦查人员姓名、单位", Value("、".join(team), "officers", team, anchor="officers_row")),
                ("记录人", Value(team[-1], "recorder", team[-1])),
            ),
            d.row(
                ("当事人", Value(person.name, "party", person.name)),
                ("对象", Value(f"{person.name}的住处", "target", None)),
            ),
            d.row(
                (s.label("见证人"), f"{witness.name}，{witness.sex}，公民身份号码{witness.id_no}，{witness.job}"),
                ("其他在场人员", Value(family.name, "others", [family.name])),
            ),
            d.row(("事由和目的", "收集犯罪证据")),
            d.para(
                f"{s.label('过程')}：侦查人员出示人民警察证{shown}，在{family.name}与见证人在场的情况下进行搜查。搜查自客厅、卧室依次进行，在卧室床头柜内发现{items_words(case)}，当场予以扣押，并开列扣押清单。搜查中未损坏物品，未对人身进行搜查。搜查于{t['search.end']:%H时%M分}结束。"
            ),
            d.sign(s.label("办案人"), team, case.signed(t["search.end"]), anchor="officers"),
            d.sign("被搜查人家属", family.name, case.signed(t["search.end"]), finger=True, anchor="party"),
            d.sign(s.label("见证人"), witness.name, case.signed(t["search.end"]), anchor="witness"),
        ],
        t["search.start"],
        volume="evidence",
        footer="plain",
    )


def _seizure_people(case: Case) -> tuple[list[str], Person, Person]:
    o = case.officers
    team = [o["c"], o["d"]] if case.flags.get("search") else [o["c"], o["e"]]
    holder = case.people["family"] if case.flags.get("search") else case.suspect
    return case.flags.get("seizure.team", team), holder, case.people["onlooker"]


def seizure_decision(case: Case) -> None:
    t = case.t
    _, holder, witness = _seizure_people(case)
    case.order(
        "seizure_decision",
        "seizure_decision",
        "扣押决定书",
        "扣",
        [
            d.row(
                ("姓名", Value(holder.name, "holder", holder.name)),
                ("性别", Value(holder.sex, "sex", holder.sex)),
                (case.style.label("身份证件"), Value(holder.id_no, "id_doc", holder.id_no)),
            ),
            d.para(
                "我局正在侦查",
                Value(forms.matter(case), "case_name", forms.matter(case)),
                "，因下列财物、文件与案件有关，根据《中华人民共和国刑事诉讼法》第一百四十一条之规定，决定予以扣押：",
            ),
            table_items(case, "扣押"),
        ],
        t["search.start"],
        tail=[
            d.sign(case.style.label("持有人"), holder.name, case.signed(t["search.end"]), finger=True, anchor="holder"),
            d.sign(case.style.label("见证人"), witness.name, case.signed(t["search.end"]), anchor="witness"),
        ],
    )


def seizure_record(case: Case) -> None:
    t, s = case.t, case.style
    team, holder, witness = _seizure_people(case)
    start = t["search.start"] + timedelta(minutes=5) if not case.flags.get("search") else t["search.start"]
    end = t["search.end"]
    span = Value(s.span(start, end), "time_range", [iso(start), iso(end)], anchor="time_range")
    where = case.suspect.address if case.flags.get("search") else f"{case.place.centre}"
    case.add(
        "seizure",
        "seizure_record",
        "扣押笔录",
        [
            d.title("扣押笔录"),
            d.row((s.label("时间"), span)),
            d.row((s.label("地点"), Value(where, "place", where))),
            d.row(("侦查人员", Value("、".join(team), "officers", team, anchor="officers_row"))),
            d.row(
                (s.label("持有人"), Value(holder.name, "holder", holder.name)),
                (s.label("见证人"), Value(witness.name, "witness", witness.name)),
            ),
            d.para(
                f"{s.label('过程')}：侦查人员出示人民警察证，宣读扣押决定书（{case.no('扣')}），告知持有人依法享有的权利。在持有人、见证人在场的情况下，当场清点并扣押{items_words(case)}。持有人没有异议。"
            ),
            d.sign(s.label("办案人"), team, case.signed(end), anchor="officers"),
            d.sign(s.label("持有人"), holder.name, case.signed(end), finger=True, anchor="holder"),
            d.sign(s.label("见证人"), witness.name, case.signed(end), anchor="witness"),
        ],
        start,
        volume="evidence",
        footer="plain",
    )


def seizure_list(case: Case) -> None:
    t, s = case.t, case.style
    team, holder, witness = _seizure_people(case)
    number = case.no("扣清", year=t["search.start"].year)
    case.add(
        "seizure_list",
        "seizure_list",
        "扣押清单",
        [
            d.title("扣押清单"),
            d.number(number),
            table_items(case, "扣押"),
            d.sign(s.label("持有人"), holder.name, case.signed(t["search.end"]), finger=True, anchor="holder"),
            d.sign(s.label("见证人"), witness.name, case.signed(t["search.end"]), anchor="witness"),
            d.sign(
                "保管人",
                case.officers["c" if case.flags.get("self_kept") else "keeper"],
                case.signed(t["search.end"]),
                anchor="custodian",
            ),
            d.sign(s.label("办案人"), team, case.signed(t["search.end"]), anchor="officers"),
            d.seal(case.place.full_unit, None, text_line=False),
            d.small("一式三份，一份交持有人，一份交公安机关保管人，一份附卷。"),
        ],
        t["search.start"],
        volume="evidence",
        doc_no=number,
    )


def warehouse(case: Case) -> None:
    t = case.t
    number = f"RK{t['stored']:%Y%m%d}-{case.random.randint(1, 40):02d}"
    holder = _seizure_people(case)[1].name if case.kind == "criminal" else case.suspect.name
    case.add(
        "warehouse",
        "evidence_warehouse_in",
        "涉案财物入库单",
        [
            d.title("涉案财物入库单"),
            d.row(("入库单编号", Value(number, "no", number)), ("入库时间", case.time_v("at", t["stored"]))),
            d.row(
                ("案件名称", Value(forms.matter(case), "case_name", forms.matter(case))),
                ("物品持有人", Value(holder, "holder", holder)),
            ),
            table_items(case, "入库"),
            d.sign("入库办理人", case.officers["keeper"], case.signed(t["stored"]), anchor="keeper"),
            d.sign(case.style.label("办案人"), case.officers["c"], case.signed(t["stored"]), anchor="officer"),
        ],
        t["stored"],
        volume="evidence",
        doc_no=number,
    )


def transfer_list(case: Case) -> None:
    day = case.t["transferred"]
    case.add(
        "transfer_list",
        "transfer_list",
        "随案移送清单",
        [
            d.title("随案移送清单"),
            table_items(case, "移送"),
            d.sign("移交人", case.officers["a"], case.signed(day), anchor="giver"),
            d.sign("接收人", case.officers["prosecutor"], case.signed(day), anchor="taker"),
            d.seal(case.place.bureau, day.date()),
        ],
        day,
    )


def electronic(case: Case) -> None:
    t, s, o, onlooker = case.t, case.style, case.officers, case.people["onlooker"]
    start = t["search.end"] + timedelta(minutes=100)
    end = start + timedelta(minutes=32)
    digest = "".join(case.random.choice("0123456789abcdef") for _ in range(64))
    team = [o["c"], o["e"]]
    case.add(
        "electronic",
        "electronic_extraction_record",
        "电子数据提取笔录",
        [
            d.title("电子数据提取笔录"),
            d.row(
                (s.label("时间"), Value(s.span(start, end), "time_range", [iso(start), iso(end)], anchor="time_range"))
            ),
            d.row(
                (s.label("地点"), Value(f"{case.place.centre}电子物证室", "place", f"{case.place.centre}电子物证室"))
            ),
            d.row(
                ("提取人", Value("、".join(team), "officers", team)),
                (s.label("持有人"), Value(case.suspect.name, "holder", case.suspect.name)),
            ),
            d.row((s.label("见证人"), Value(onlooker.name, "witness", onlooker.name))),
            d.para(
                "方法和过程："
                + (
                    "手机由办案民警随身携带至电子物证室，"
                    if case.flags.get("unsealed_phone")
                    else "原始存储介质手机已扣押封存，封存前后拍照。在见证人见证下拆除封存，"
                )
                + "接入只读设备，提取聊天记录和相册数据，刻录光盘一张"
                + ("。" if case.flags.get("unsealed_phone") else "，提取后重新封存。")
            ),
            *([] if case.flags.get("no_hash") else [d.line("哈希值（SHA-256）：", Value(digest, "hash", digest))]),
            d.table(
                ["序号", "数据名称", "类型", "文件格式"],
                [["1", "聊天记录", "文本", "zip"], ["2", "相册", "图片", "zip"]],
                [0.8, 2, 2, 1.5],
            ),
            d.sign("提取人", team, case.signed(end), anchor="officers"),
            d.sign(s.label("持有人"), case.suspect.name, case.signed(end), finger=True, anchor="holder"),
            d.sign(s.label("见证人"), onlooker.name, case.signed(end), anchor="witness"),
        ],
        start,
        volume="evidence",
        footer="plain",
    )
