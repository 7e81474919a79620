"""Forms that both kinds of cases use, and the evidence papers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from generator import document as d
from generator.base import Case
from generator.document import Block, Document, Value
from generator.people import Person
from generator.spelling import iso


def matter(case: Case) -> str:
    """The name of the case before a suspect is known."""
    victim = case.people.get("victim")
    return f"{victim.name}被{case.story.act}案" if victim and case.story.act not in ("聚众斗殴", "开设赌场", "妨害公务") else f"{case.flags['scene']}{case.story.act}案"


def alarm(case: Case, caller: Person) -> None:
    s, t, o = case.style, case.t, case.officers
    call = t["reported"] - timedelta(minutes=18)
    case.add("alarm", "alarm_record", "接处警登记表", [
        d.title("接处警登记表"), d.row(("编号", Value(f"J{call:%Y%m%d}{case.random.randint(1000, 9999)}", "alarm_no", None))),
        d.row(("接警时间", case.time_v("received_at", call)), ("接警方式", "110")), d.row(("报警人", Value(caller.name, "caller", caller.name)), ("电话", Value(caller.phone, "phone", caller.phone))),
        d.row(("接警内容", f"报警人称在{case.flags['scene']}发生{case.story.act}警情，请求处理。")), d.row(("处警民警", case.who_v("officers", [o["a"], o["b"]]))),
        d.row(("处警情况", "民警到场后了解情况，固定现场证据，告知报警人到单位进一步处理。")), d.row(("处理意见", "受理调查")),
        d.sign("处警民警", [o["a"], o["b"]], case.signed(call))], call, volume="evidence")  # fmt: skip


def acceptance_form(case: Case, source: str, reporter: Person | None, opinion: str, *, filing: bool = False) -> None:
    s, t, o = case.style, case.t, case.officers
    word, title = ("立案", "行政案件立案登记表") if filing else ("受案", "受案登记表")
    number = case.no(word, "受案", t["received"].year)
    day = t.get("accepted", t["received"])
    blocks: list[Block] = [d.title(title)]
    if s.forms == "grid":
        blocks.append(d.number(number))
        blocks.append(d.row((f"{'立' if filing else '受'}案单位", Value(case.place.full_unit, "unit", case.place.full_unit))))
    else:
        blocks.append(d.line(f"（{'立' if filing else '受'}案单位名称和印章）", Value(case.place.full_unit, "unit", case.place.full_unit), "    ", Value(number, "doc_no", number)))
    blocks.append(d.line("案件来源 ", s.choices(["110指令", "工作中发现", "报案", "投案", "移送", "扭送", "其他"], source)))
    if reporter:
        blocks += [
            d.row(("姓名", Value(reporter.name, "reporter_name", reporter.name)), ("性别", Value(reporter.sex, "sex", reporter.sex)), (s.label("出生日期"), Value(s.day(reporter.birth), "birth_date", reporter.birth.isoformat()))),
            d.row(("身份证件种类", "居民身份证"), ("证件号码", Value(reporter.id_no, "id_no", reporter.id_no))),
            d.row((s.label("联系方式"), Value(reporter.phone, "phone", reporter.phone)), (s.label("现住址"), Value(reporter.address, "address", reporter.address))),
        ]  # fmt: skip
    else:
        blocks.append(d.row(("报案人", "/")))
    blocks += [
        d.row((s.label("接报民警"), case.who_v("receiving_officers", [o["a"], o["b"]])), (s.label("接报时间"), case.time_v("received_at", t["received"]))),
        d.row(("接报地点", Value(f"{case.place.full_unit}接待室", "received_place", f"{case.place.full_unit}接待室"))),
        d.box("简要案情", report_words(case, reporter)),
        d.box(f"{'立' if filing else '受'}案意见", s.mark(True) + f"属本单位管辖的{opinion}；" + s.mark(False) + "不属于本单位管辖；" + s.mark(False) + "其他。",
              sign=d.sign(f"{'立' if filing else '受'}案民警", [o["a"], o["b"]], case.signed(day), anchor="acceptors").sign),
        d.box(f"{'立' if filing else '受'}案审批", f"同意{'立' if filing else '受'}案，由{o['a']}、{o['b']}办理。", sign=d.sign("部门负责人", o["head"], case.signed(day), anchor="head").sign),
        d.seal(case.place.full_unit, None, text_line=False),
    ]  # fmt: skip
    case.add("acceptance", "administrative_filing_form" if filing else "case_acceptance_form", title, blocks, day, doc_no=number)


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
    case.order("receipt", "acceptance_receipt", "受案回执", "", [
        d.line(Value(reporter.name, "addressee", reporter.name), "："),
        d.para("你（单位）于", Value(s.day(t["reported"].date()), "reported_at", t["reported"].date().isoformat()), "报称的", Value(matter(case), "case_name", None), f"一案我单位已受理（受案登记表文号为", Value(number, "acceptance_no", number), "）。"),
        d.para("你（单位）可通过", Value(f"“{case.place.head}安在线”小程序", "inquiry_way", None), "查询案件进展情况。联系人、联系方式：", f"{case.officers['a']}，0990-{case.random.randint(6000000, 6999999)}。"),
    ], day, tail=[d.sign("报案人、控告人、举报人、扭送人", reporter.name, case.signed(day), finger=True, anchor="reporter", present=not told)])  # fmt: skip


def interview_notice(case: Case) -> None:
    t, witness = case.t, case.people["witness"]
    case.order("interview_notice", "interview_notice", "询问通知书", "询通", [
        d.line(Value(witness.name, "person_name", witness.name), "："),
        d.para(f"我局正在办理{matter(case)}，根据《中华人民共和国刑事诉讼法》第一百二十四条之规定，请你于", Value(case.style.moment(t["witness1.start"].replace(minute=0)), "appear_at", iso(t["witness1.start"].replace(minute=0))),
               "在", Value(case.flags["scene"], "place", case.flags["scene"]), "（你的工作单位）接受询问。")],
        t["witness1.start"], tail=[d.sign("被询问人", witness.name, case.signed(t["witness1.start"]), finger=True, anchor="witness")])  # fmt: skip


def minor_papers(case: Case) -> None:
    t, family, person = case.t, case.people["family"], case.suspect
    case.order("guardian_notice", "minor_guardian_notice", "未成年人法定代理人到场通知书", "未到", [
        d.line(Value(family.name, "guardian", family.name), "："),
        d.para("因未成年人", Value(person.name, "minor", person.name), f"涉嫌{case.story.act}，请你于", Value(case.style.moment(t["arrived"]), "at", iso(t["arrived"])), "到", Value(case.place.centre, "place", case.place.centre), "，在讯问时到场。")],
        t["summoned"], tail=[d.sign("法定代理人", family.name, case.signed(t["summoned"]), finger=True, anchor="guardian")])  # fmt: skip
    day = t["arrived"]
    case.order("legal_aid", "lawyer_meeting_docs", "提供法律援助通知书", "法援", [
        d.line(f"{case.place.county}法律援助中心："),
        d.para("犯罪嫌疑人", Value(person.name, "suspect_name", person.name), f"系{'聋哑人' if person.deaf else '未成年人'}，没有委托辩护人，根据《中华人民共和国刑事诉讼法》第三十五条、第二百七十八条之规定，请依法指派律师为其提供辩护。")],
        day, tail=[d.sign("法律援助中心签收", case.officers["e"], case.signed(day), anchor="aid")])  # fmt: skip


def collection_notice(case: Case) -> None:
    day = case.t["told"]
    who = f"{case.place.county}视频监控服务中心"
    case.order("collect", "evidence_collection_notice", "调取证据通知书", "调证", [
        d.line(Value(who, "addressee", who), "："),
        d.para("根据《中华人民共和国刑事诉讼法》第五十四条之规定，我局需调取下列证据：", Value(f"{case.flags['scene']}周边案发时段监控录像", "items", None), "，请予配合。")],
        day, tail=[d.sign("证据持有人", case.officers["e"], case.signed(day), anchor="holder")])  # fmt: skip
    case.add("collect_list", "evidence_collection_list", "调取证据清单", [
        d.title("调取证据清单"), d.table(["编号", "名称", "数量", "特征", "备注"], [["1", "监控录像", "1份", "光盘刻录，时长两小时", "调取"], ["以下空白", "", "", "", ""]], [1, 2, 1, 3, 1.4]),
        d.sign("证据持有人", case.officers["e"], case.signed(day), anchor="holder"), d.sign(case.style.label("办案人"), [case.officers["a"], case.officers["b"]], case.signed(day), anchor="officers"),
        d.seal(case.place.full_unit, None, text_line=False)], day, volume="evidence")  # fmt: skip


def arrival_note(case: Case) -> None:
    t, s, person, o = case.t, case.style, case.suspect, case.officers
    title = case.random.choice(["到案经过", "抓获经过"] if not case.flags.get("surrender") else ["到案经过"])
    if case.flags.get("surrender"):
        words, way = f"{s.moment(t['arrived'])}，{person.name}主动到{case.place.centre}投案，如实讲述了自己的行为。", "投案"
    elif case.kind == "administrative" and case.route == "scene":
        words, way = f"{s.moment(t['found'])}，民警{o['a']}、{o['b']}在{case.flags['scene']}查获{person.name}，出示人民警察证后对其口头传唤，于{s.moment(t['arrived'])}带至{case.place.centre}。", "查获"
    else:
        words, way = f"{s.moment(t['summoned'])}，民警{o['a']}、{o['b']}向{person.name}送达传唤证，{person.name}于{s.moment(t['arrived'])}到达{case.place.centre}。", "传唤"
    case.add("arrival_note", "arrival_explanation", title, [
        d.title(title), d.para(words), d.para("该人到案后没有逃跑、抗拒行为。特此说明。"),
        d.sign("民警", [o["a"], o["b"]], case.signed(t["arrived"]), anchor="officers"), d.seal(case.place.full_unit, t["arrived"].date())], t["arrived"], volume="evidence")  # fmt: skip


def area_form(case: Case) -> None:
    s, t, person, o = case.style, case.t, case.suspect, case.officers
    came, gone = t["arrived"], t.get("area_left", t["left"])
    record_end = t["suspect1.start"] + timedelta(minutes=78)

    def span(name: str, start: datetime, minutes: int, room: str) -> list[str | Value]:
        return [name, f"{start:%Y.%m.%d %H:%M}", f"{start + timedelta(minutes=minutes):%Y.%m.%d %H:%M}", room]

    female = "（女民警" + o["d"] + "）" if person.sex == "女" else ""
    word = "讯问" if case.kind == "criminal" else "询问"
    rows = [span("入区登记", came + timedelta(minutes=3), 4, "登记台"), span(f"人身安全检查{female}", came + timedelta(minutes=8), 8, "安检室"),
            span("随身财物登记", came + timedelta(minutes=17), 5, "安检室"), span("信息采集", came + timedelta(minutes=23), 7, "采集室"),
            [word, f"{t['suspect1.start']:%Y.%m.%d %H:%M}", Value(f"{t['suspect1.start']:%Y.%m.%d} {{end:suspect1}}", None, None), f"{word}室"]]  # fmt: skip
    meal = record_end + timedelta(minutes=10)
    if meal + timedelta(minutes=40) < gone:
        rows += [span("用餐", meal, 25, "候问室"), span("休息", meal + timedelta(minutes=26), max(10, int((gone - meal).total_seconds() // 60) - 40), "候问室")]
    rows.append(span("出区", gone - timedelta(minutes=3), 3, "登记台"))
    number = f"BA{came:%Y%m%d}{case.random.randint(1, 19):02d}"
    destination = f"送{case.place.jail}羁押" if "lodged" in t else case.flags.get("left_to", "结束后离开")
    blocks = [
        d.title("办案区使用登记表" if case.flags.get("wordy") else "办案区使用情况登记表"),
        d.row(("填表单位", case.place.centre), ("办案区使用单编号", Value(number, "form_no", number))),
        d.row(("姓名", Value(person.name, "person", person.name)), ("性别", Value(person.sex, "sex", person.sex)), (s.label("出生日期"), Value(s.day(person.birth), "birth_date", person.birth.isoformat()))),
        d.row(("身份证件号码", Value(person.id_no, "id_no", person.id_no)), (s.label("联系方式"), Value(person.phone, "phone", person.phone))),
        d.row(("案由", Value(case.story.act, "cause", case.story.act)), ("进入办案区原因", {"投案": "投案"}.get("投案" if case.flags.get("surrender") else "", "传唤"))),
        d.row(("自述症状", "身体健康，未饮酒，无传染性疾病"), ("检查情况", "体表未见外伤")),
        d.table(["活动环节", "开始时间", "结束时间", "房间"], rows, [2.4, 2.4, 2.4, 1.2]),
        d.table(["物品名称", "特征", "数量", "保管措施"], [["钥匙", "银色一串", "1串", f"柜{case.random.randint(1, 30)}，已返还"]], [1.5, 2, 1, 2]),
        d.row(("最终离开时间", case.time_v("final_leave", gone)), ("离开原因", destination)),
        d.sign("办案民警签字", [o["a"], o["b"]], None, anchor="officers"), d.sign("被讯（询）问人签字", person.name, None, finger=True, anchor="person"),
    ]  # fmt: skip
    case.add("area", "handling_area_form", "办案区使用情况登记表", blocks, came, volume="evidence", doc_no=number)
    if case.flags.get("body_check"):
        tester = o["d"] if person.sex == "女" else o["c"]
        case.add("body_check", "body_check_record", "人身检查记录", [
            d.title("人身检查记录"), d.row(("姓名", Value(person.name, "person", person.name)), ("性别", Value(person.sex, "sex", person.sex)), ("身份证件号码", Value(person.id_no, "id_no", person.id_no))),
            d.row(("自述症状", Value("无不适，未饮酒", "self_report", None))), d.row(("检查情况", Value("体表无伤痕，未携带危险物品", "exam", None))),
            d.row(("检查人", f"{tester}（{'女' if person.sex == '女' else '男'}民警）")), d.sign("检查民警签字", tester, case.signed(came), anchor="officer"),
            d.sign("见证人签字", case.people["onlooker"].name, case.signed(came), anchor="witness"), d.sign("被检查人签字按印", person.name, case.signed(came), finger=True, anchor="person")], came, volume="evidence")  # fmt: skip


def fill_ends(case: Case) -> None:
    """Writes the real end of the first record into the handling-area form, once it is known."""
    end = case.t.get("suspect1.end")
    for paper in case.documents:
        for block in paper.blocks:
            for cells in block.rows:
                for index, cell in enumerate(cells):
                    if isinstance(cell, Value) and "{end:suspect1}" in cell.text:
                        cells[index] = cell.text.replace("{end:suspect1}", f"{end:%H:%M}" if end else "")


def table_items(case: Case, note: str) -> Block:
    rows: list[list[str | Value]] = [[str(i), name, qty, features, note] for i, (name, qty, features) in enumerate(case.story.items, 1)]
    return d.table(["编号", "名称", "数量", "特征", "备注"], [*rows, ["以下空白", "", "", "", ""]], [0.8, 1.8, 1, 3.4, 1.2])


def items_words(case: Case) -> str:
    return "、".join(f"{name}{qty}（{features}）" for name, qty, features in case.story.items)


def search_warrant(case: Case) -> None:
    t, person = case.t, case.suspect
    target = f"{person.address}（{person.name}的住处）"
    case.approval("search_request", "呈请搜查报告书", [f"为收集{case.story.act}案的犯罪证据，根据《中华人民共和国刑事诉讼法》第一百三十六条之规定，拟对{target}进行搜查。"], t.get("search_approved", t["search.start"]))
    case.order("search_warrant", "search_warrant", "搜查证", "搜查", [
        d.para("根据《中华人民共和国刑事诉讼法》第一百三十六条之规定，兹依法对", Value(target, "target", target), "进行搜查。")], t["search.start"],
        tail=[d.line("本证已于", case.time_v("announced_at", t["search.start"]), "向我宣布。"), d.sign("被搜查人或其家属", case.people["family"].name, None, finger=True, anchor="family")])  # fmt: skip


def search_record(case: Case) -> None:
    t, s, o, person = case.t, case.style, case.officers, case.suspect
    family, witness = case.people["family"], case.people["onlooker"]
    team = case.flags.get("search.team", [o["c"], o["d"]])
    span = Value(s.span(t["search.start"], t["search.end"]), "time_range", [iso(t["search.start"]), iso(t["search.end"])], anchor="time_range")
    case.add("search", "search_record", "搜查笔录", [
        d.title("搜查笔录"), d.row((s.label("时间"), span)), d.row((s.label("地点"), Value(f"{person.address}", "place", person.address))),
        d.row(("侦查人员姓名、单位", Value("、".join(team), "officers", team, anchor="officers_row")), ("记录人", Value(team[-1], "recorder", team[-1]))),
        d.row(("当事人", Value(person.name, "party", person.name)), ("对象", Value(f"{person.name}的住处", "target", None))),
        d.row((s.label("见证人"), f"{witness.name}，{witness.sex}，公民身份号码{witness.id_no}，{witness.job}"), ("其他在场人员", Value(family.name, "others", [family.name]))),
        d.row(("事由和目的", "收集犯罪证据")),
        d.para(f"{s.label('过程')}：侦查人员出示人民警察证和搜查证（{case.no('搜查')}），向{family.name}宣布后，在其与见证人在场的情况下进行搜查。搜查自客厅、卧室依次进行，在卧室床头柜内发现{items_words(case)}，当场予以扣押，并开列扣押清单。搜查中未损坏物品，未对人身进行搜查。搜查于{t['search.end']:%H时%M分}结束。"),
        d.sign(s.label("办案人"), team, case.signed(t["search.end"]), anchor="officers"), d.sign("被搜查人家属", family.name, case.signed(t["search.end"]), finger=True, anchor="party"),
        d.sign(s.label("见证人"), witness.name, case.signed(t["search.end"]), anchor="witness")], t["search.start"], volume="evidence", footer="plain")  # fmt: skip


def _seizure_people(case: Case) -> tuple[list[str], Person, Person]:
    o = case.officers
    team = [o["c"], o["d"]] if case.flags.get("search") else [o["c"], o["e"]]
    holder = case.people["family"] if case.flags.get("search") else case.suspect
    return case.flags.get("seizure.team", team), holder, case.people["onlooker"]


def seizure_decision(case: Case) -> None:
    t = case.t
    _, holder, witness = _seizure_people(case)
    case.order("seizure_decision", "seizure_decision", "扣押决定书", "扣", [
        d.row(("姓名", Value(holder.name, "holder", holder.name)), ("性别", Value(holder.sex, "sex", holder.sex)), (case.style.label("身份证件"), Value(holder.id_no, "id_doc", holder.id_no))),
        d.para(f"我局正在侦查", Value(matter(case), "case_name", matter(case)), "，因下列财物、文件与案件有关，根据《中华人民共和国刑事诉讼法》第一百四十一条之规定，决定予以扣押："),
        table_items(case, "扣押")], t["search.start"],
        tail=[d.sign(case.style.label("持有人"), holder.name, case.signed(t["search.end"]), finger=True, anchor="holder"), d.sign(case.style.label("见证人"), witness.name, case.signed(t["search.end"]), anchor="witness")])  # fmt: skip


def seizure_record(case: Case) -> None:
    t, s = case.t, case.style
    team, holder, witness = _seizure_people(case)
    start = t["search.start"] + timedelta(minutes=5) if not case.flags.get("search") else t["search.start"]
    end = t["search.end"]
    span = Value(s.span(start, end), "time_range", [iso(start), iso(end)], anchor="time_range")
    where = case.suspect.address if case.flags.get("search") else f"{case.place.centre}"
    case.add("seizure", "seizure_record", "扣押笔录", [
        d.title("扣押笔录"), d.row((s.label("时间"), span)), d.row((s.label("地点"), Value(where, "place", where))),
        d.row(("侦查人员", Value("、".join(team), "officers", team, anchor="officers_row"))), d.row((s.label("持有人"), Value(holder.name, "holder", holder.name)), (s.label("见证人"), Value(witness.name, "witness", witness.name))),
        d.para(f"{s.label('过程')}：侦查人员出示人民警察证，宣读扣押决定书（{case.no('扣')}），告知持有人依法享有的权利。在持有人、见证人在场的情况下，当场清点并扣押{items_words(case)}。持有人没有异议。"),
        d.sign(s.label("办案人"), team, case.signed(end), anchor="officers"), d.sign(s.label("持有人"), holder.name, case.signed(end), finger=True, anchor="holder"),
        d.sign(s.label("见证人"), witness.name, case.signed(end), anchor="witness")], start, volume="evidence", footer="plain")  # fmt: skip


def seizure_list(case: Case) -> None:
    t, s = case.t, case.style
    team, holder, witness = _seizure_people(case)
    number = case.no("扣清", year=t["search.start"].year)
    case.add("seizure_list", "seizure_list", "扣押清单", [
        d.title("扣押清单"), d.number(number), table_items(case, "扣押"), d.sign(s.label("持有人"), holder.name, case.signed(t["search.end"]), finger=True, anchor="holder"),
        d.sign(s.label("见证人"), witness.name, case.signed(t["search.end"]), anchor="witness"), d.sign("保管人", case.flags.get("custodian", case.officers["keeper"]), case.signed(t["search.end"]), anchor="custodian"),
        d.sign(s.label("办案人"), team, case.signed(t["search.end"]), anchor="officers"), d.seal(case.place.full_unit, None, text_line=False),
        d.small("一式三份，一份交持有人，一份交公安机关保管人，一份附卷。")], t["search.start"], volume="evidence", doc_no=number)  # fmt: skip


def warehouse(case: Case) -> None:
    t = case.t
    number = f"RK{t['stored']:%Y%m%d}-{case.random.randint(1, 40):02d}"
    holder = _seizure_people(case)[1].name if case.kind == "criminal" else case.suspect.name
    case.add("warehouse", "evidence_warehouse_in", "涉案财物入库单", [
        d.title("涉案财物入库单"), d.row(("入库单编号", Value(number, "no", number)), ("入库时间", case.time_v("at", t["stored"]))),
        d.row(("案件名称", Value(matter(case), "case_name", matter(case))), ("物品持有人", Value(holder, "holder", holder))), table_items(case, "入库"),
        d.sign("入库办理人", case.officers["keeper"], case.signed(t["stored"]), anchor="keeper"), d.sign(case.style.label("办案人"), case.officers["c"], case.signed(t["stored"]), anchor="officer")], t["stored"], volume="evidence", doc_no=number)  # fmt: skip


def transfer_list(case: Case) -> None:
    day = case.t["transferred"]
    case.add("transfer_list", "transfer_list", "随案移送清单", [
        d.title("随案移送清单"), table_items(case, "移送"), d.sign("移交人", case.officers["a"], case.signed(day), anchor="giver"), d.sign("接收人", case.officers["prosecutor"], case.signed(day), anchor="taker"),
        d.seal(case.place.bureau, day.date())], day)  # fmt: skip


def identification(case: Case) -> None:
    t, s, o, witness, onlooker = case.t, case.style, case.officers, case.people["witness"], case.people["onlooker"]
    count = case.flags.get("identify.count", case.random.choice([10, 12]))
    target = case.random.randint(2, count - 1)
    team = case.flags.get("identify.team", [o["a"], o["e"]])
    span = Value(s.span(t["identify.start"], t["identify.end"]), "time_range", [iso(t["identify.start"]), iso(t["identify.end"])], anchor="time_range")
    case.add("identification", "identification_record", "辨认笔录", [
        d.title("辨认笔录"), d.row((s.label("时间"), span)), d.row((s.label("地点"), Value(f"{case.place.full_unit}询问室", "place", f"{case.place.full_unit}询问室"))),
        d.row(("办案民警姓名及工作单位", Value("、".join(team), "officers", team, anchor="officers_row"))), d.row(("辨认对象", Value(f"{count}张不同男女免冠照片", "targets", None) if False else f"{count}张不同人员的免冠照片")),
        d.row(("辨认人", f"{witness.name}，{witness.sex}，公民身份号码{witness.id_no}")), d.row((s.label("见证人"), f"{onlooker.name}，{onlooker.sex}，公民身份号码{onlooker.id_no}")),
        d.row(("事由和目的", f"辨认{case.story.act}案的嫌疑人")),
        d.para(f"{s.label('过程')}：辨认前，侦查人员向辨认人详细询问了被辨认人的特征，告知有意作虚假辨认应负的法律责任。随后在见证人见证下，将编号1至{count}的{count}张照片出示给{witness.name}单独辨认。{witness.name}仔细看过后，指出{target}号照片上的人就是{case.t['incident'].month}月{case.t['incident'].day}日在{case.flags['scene']}看到的那个人（{target}号为{case.suspect.name}）。"),
        d.sign(s.label("办案人"), team, case.signed(t["identify.end"]), anchor="officers"), d.sign("辨认人", witness.name, case.signed(t["identify.end"]), finger=True, anchor="identifier"),
        d.sign(s.label("见证人"), onlooker.name, case.signed(t["identify.end"]), anchor="witness")], t["identify.start"], volume="evidence", footer="plain")  # fmt: skip
    captions = [[f"{index}号"] for index in range(1, count + 1)]
    case.add("photo_sheet", "identification_photo_sheet", case.random.choice(["辨认照片列表", "被辨认人照片列表"]), [
        d.title("辨认照片列表"), d.line(f"辨认照片（编号：第1组，共{count}张）"), Block("photos", rows=captions, note="4"),
        d.line(f"辨认人指认情况如下：{target}号照片上的人就是我看到的人。"), d.sign("辨认人", witness.name, case.signed(t["identify.end"]), finger=True, anchor="identifier"),
        d.sign(s.label("办案人"), team, case.signed(t["identify.end"]), anchor="officers"), d.sign(s.label("见证人"), onlooker.name, case.signed(t["identify.end"]), anchor="witness")], t["identify.start"], volume="evidence")  # fmt: skip


def scene_papers(case: Case) -> None:
    t, s, o, onlooker = case.t, case.style, case.officers, case.people["onlooker"]
    start, end = t["scene.start"], t["scene.end"]
    team = case.flags.get("scene.team", [o["c"], o["e"]])
    day = case.signed(end)
    case.add("scene", "scene_examination_record", "现场勘验笔录", [
        d.title("现场勘验笔录"), d.row(("现场勘验单位", Value(case.place.full_unit, "unit", case.place.full_unit))),
        d.row(("勘验事由", Value(matter(case), "reason", None))), d.row(("勘验开始时间", case.time_v("start", start)), ("勘验结束时间", case.time_v("end", end))),
        d.row(("现场地点", Value(case.flags["scene"], "place", case.flags["scene"])), ("天气", Value(case.random.choice(["晴", "多云", "阴"]), "weather", None))),
        d.row(("现场保护情况", "已拉警戒带保护，无人员进入")), d.line("勘验前现场的条件 ", s.choices(["变动现场", "原始现场"], "原始现场"), "  利用的光线 ", s.choices(["自然光", "灯光"], "自然光")),
        d.row(("现场勘验指挥人", Value(o["head"], "commander", o["head"]))),
        d.para(f"勘验情况：现场位于{case.place.county}{case.flags['scene']}，东侧为道路，西侧与相邻建筑相接，南北两侧为通道。中心现场地面可见散落物品，附近未见其他异常痕迹。勘验中对现场概貌、中心部位和细目分别拍照固定，制作现场图。未提取其他痕迹物证。"),
        d.line("现场勘验制图1张，照相4张，录像12分钟。"), d.sign("现场勘验人员", team, day, anchor="officers"), d.sign(s.label("见证人"), onlooker.name, day, anchor="witness"),
        d.sign("笔录人", team[-1], day, anchor="clerk")], start, volume="evidence", footer="plain")  # fmt: skip
    case.add("sketch", "scene_sketch", "现场图", [
        d.title(case.random.choice(["现场图", "现场平面示意图"])), Block("sketch", rows=[["道路"], ["中心现场"], ["出入口"], ["相邻建筑"]]),
        d.row(("图名", Value(f"{matter(case)}现场图", "title", None)), ("制图时间", case.day_v("at", end))), d.sign("制图人", team[-1], day, anchor="draftsman"), d.sign(s.label("见证人"), onlooker.name, day, anchor="witness")], start, volume="evidence")  # fmt: skip
    case.add("scene_photos", "scene_photos", "现场照片", [
        d.title("现场照片"), Block("photos", rows=[["照片1：现场概貌"], ["照片2：中心现场"], ["照片3：细目"], ["照片4：出入口"]], note="2"),
        d.row(("拍摄时间", s.span(start, end))), d.sign("拍摄人", team[0], day, anchor="photographer"), d.sign(s.label("见证人"), onlooker.name, day, anchor="witness")], start, volume="evidence")  # fmt: skip


def receipt_list(case: Case) -> None:
    t, giver = case.t, case.people["victim"]
    day = t["victim1.start"]
    case.add("receipt_list", "evidence_receipt_list", case.random.choice(["接受证据材料清单", "接受证据清单"]), [
        d.title("接受证据材料清单"), d.table(["编号", "名称", "数量", "特征", "备注"], [["1", case.story.copies, "1份", "A4纸，提供人签名捺印", "提交"], ["以下空白", "", "", "", ""]], [0.8, 2.4, 1, 3, 1]),
        d.sign("提交人", giver.name, case.signed(day), finger=True, anchor="giver"), d.sign("接收民警", [case.officers["a"], case.officers["b"]], case.signed(day), anchor="officers"),
        d.seal(case.place.full_unit, None, text_line=False)], day, volume="evidence")  # fmt: skip


def copies(case: Case) -> None:
    t, giver, name = case.t, case.people["victim"], case.story.copies
    day = t["victim1.start"]
    rows: list[list[str | Value]] = [[str(i), f"{case.t['incident']:%Y-%m-%d} {9 + i:02d}:{case.random.randint(10, 59)}", f"记录{i}", f"{case.random.randint(10, 900)}.00"] for i in range(1, 8)]
    case.add("copies", "documentary_evidence_copy", name, [
        Block("center", [name]), d.table(["序号", "时间", "内容", "金额"], rows, [0.7, 2, 3, 1.2]),
        d.para(f"制作说明：本件由{giver.name}提供，复制件与原件核对无异，原件由其本人保存。"), d.sign("提供人", giver.name, case.signed(day), finger=True, anchor="giver"),
        d.sign("核对民警", [case.officers["a"], case.officers["b"]], case.signed(day), anchor="officers")], day, volume="evidence", landscape=case.random.random() < 0.4)  # fmt: skip


def institute(case: Case) -> str:
    assert case.story.opinion
    return f"{case.place.county}{case.story.opinion[1]}"


def engagement(case: Case) -> None:
    t = case.t
    who = institute(case)
    assert case.story.opinion
    case.order("engagement", "expert_engagement_letter", "鉴定聘请书", "鉴聘", [
        d.line(Value(who, "expert", who), "："), d.para("为查明", Value(matter(case), "case_name", matter(case)), "，根据《中华人民共和国刑事诉讼法》第一百四十六条之规定，特聘请你单位对本案有关专门性问题进行鉴定，鉴定要求：",
                                                  Value(case.story.opinion[2].replace("书", ""), "request", None), "，请于十日内出具书面意见。检材由民警", case.officers["c"], "、", case.officers["e"], "负责保管和送检。")], t["engaged"], copy=True)  # fmt: skip


def opinion(case: Case) -> None:
    t, s, o = case.t, case.style, case.officers
    assert case.story.opinion
    _, _, title, text = case.story.opinion
    who = institute(case)
    number = f"{case.place.head}鉴{s.bracket[0]}{t['opinion'].year}{s.bracket[1]}{case.random.randint(10, 300)}号"
    case.add("opinion", "expert_opinion", title, [
        d.org(who), d.title(title), d.number(number), d.row(("委托单位", Value(case.place.bureau, "client", case.place.bureau)), ("送检人", Value(o["c"], "sender", o["c"]))),
        d.row(("受理日期", case.day_v("accepted_at", t["engaged"])), ("鉴定开始日期", case.day_v("start", t["engaged"]))), d.row(("鉴定要求", title.replace("书", ""))),
        d.para("检验过程：依照有关技术规范，对送检材料进行核对、检验，检材与委托书所列一致，包装完好。"), d.para("分析说明：根据送检材料及检验所见，综合分析得出下列意见。"),
        d.para("鉴定意见：", Value(text, "opinion", None, anchor="opinion")), d.sign("鉴定人", [o["expert1"], o["expert2"]], case.signed(t["opinion"]), anchor="experts"), d.seal(who, t["opinion"].date())],
        t["opinion"], volume="evidence", author=who, doc_no=number)  # fmt: skip
    valid = f"{case.style.day(date(t['opinion'].year - 1, 1, 10))}至{case.style.day(date(t['opinion'].year + 3, 1, 9))}"
    case.add("qualification", "expert_qualification", "鉴定机构和鉴定人资质证明", [
        d.title("鉴定机构和鉴定人资质证明"), d.row(("机构", Value(who, "org", who)), ("有效期", valid)), d.row(("业务范围", title.replace("书", ""))), d.row(("鉴定人", f"{o['expert1']}、{o['expert2']}，执业证书在有效期内")),
        d.seal(who, None, text_line=False)], None, volume="evidence", author=who)  # fmt: skip


def opinion_notice(case: Case) -> None:
    t = case.t
    assert case.story.opinion
    text = case.story.opinion[3]
    victim = case.people.get("victim")
    tail: list[Block] = [d.line("本通知书已收到。")]
    if victim:
        tail.append(d.sign("被害人或其家属", victim.name, case.signed(t["opinion_told"]), finger=True, anchor="victim"))
    tail.append(d.sign("犯罪嫌疑人", case.suspect.name, case.signed(t["opinion_told"]), finger=True, anchor="suspect"))
    names = "、".join(([victim.name] if victim else []) + [case.suspect.name])
    case.order("opinion_notice", "expert_opinion_notice", "鉴定意见通知书", "鉴通", [
        d.line(Value(names, "addressee", None), "："), d.para("我局聘请有关人员，对", Value(case.story.opinion[2].replace("书", "").replace("结论", ""), "subject", None), "事项进行了鉴定，鉴定意见是", Value(text, "opinion", None), "根据《中华人民共和国刑事诉讼法》第一百四十八条之规定，如对该鉴定意见有异议，可以提出补充鉴定或者重新鉴定的申请。")],
        t["opinion"] + timedelta(hours=5), tail=tail)  # fmt: skip


def electronic(case: Case) -> None:
    t, s, o, onlooker = case.t, case.style, case.officers, case.people["onlooker"]
    start = t["search.end"] + timedelta(minutes=100)
    end = start + timedelta(minutes=32)
    digest = "".join(case.random.choice("0123456789abcdef") for _ in range(64))
    team = [o["c"], o["e"]]
    case.add("electronic", "electronic_extraction_record", "电子数据提取笔录", [
        d.title("电子数据提取笔录"), d.row((s.label("时间"), Value(s.span(start, end), "time_range", [iso(start), iso(end)], anchor="time_range"))),
        d.row((s.label("地点"), Value(f"{case.place.centre}电子物证室", "place", f"{case.place.centre}电子物证室"))), d.row(("提取人", Value("、".join(team), "officers", team)), (s.label("持有人"), Value(case.suspect.name, "holder", case.suspect.name))),
        d.row((s.label("见证人"), Value(onlooker.name, "witness", onlooker.name))),
        d.para("方法和过程：原始存储介质手机已扣押封存，封存前后拍照。在见证人见证下拆除封存，接入只读设备，提取聊天记录和相册数据，刻录光盘一张，提取后重新封存。"),
        d.line("哈希值（SHA-256）：", Value(digest, "hash", digest)), d.table(["序号", "数据名称", "类型", "文件格式"], [["1", "聊天记录", "文本", "zip"], ["2", "相册", "图片", "zip"]], [0.8, 2, 2, 1.5]),
        d.sign("提取人", team, case.signed(end), anchor="officers"), d.sign(s.label("持有人"), case.suspect.name, case.signed(end), finger=True, anchor="holder"), d.sign(s.label("见证人"), onlooker.name, case.signed(end), anchor="witness")],
        start, volume="evidence", footer="plain")  # fmt: skip


def recording(case: Case) -> None:
    t = case.t
    keys = [key for key in ("suspect1", "suspect2", "suspect3", "suspect2b") if f"{key}.start" in t and key not in case.flags.get("unrecorded", ())]
    rows: list[list[str | Value]] = [[str(i), case.suspect.name, Value(f"{t[f'{key}.start']:%Y.%m.%d %H:%M}"), f"录音录像编号LX{t[f'{key}.start']:%m%d}{i:02d}"] for i, key in enumerate(keys, 1)]
    word = "讯问" if case.kind == "criminal" else "询问"
    case.add("disc", "audio_video_statement", "同步录音录像说明", [
        d.title("同步录音录像说明"), d.para(f"下列{word}均在办案场所全程同步录音录像，录制从{word}开始至核对笔录签名结束，中间没有中断，数据完整，刻录光盘1张。"),
        d.table(["序号", f"被{word}人", "开始时间", "编号"], rows, [0.8, 1.6, 2.4, 2.4]), d.sign("制作人", case.officers["c"], case.signed(max(t[f"{key}.start"] for key in keys)), anchor="maker")], t["suspect1.start"], volume="evidence")  # fmt: skip


def health_check(case: Case) -> None:
    t, person = case.t, case.suspect
    case.add("health", "medical_entry_check", case.random.choice(["入所健康检查表", "入所体检表"]), [
        d.org(case.place.jail), d.title("入所健康检查表"), d.row(("姓名", Value(person.name, "person", person.name)), ("性别", Value(person.sex, "sex", person.sex)), ("检查时间", case.style.moment(t["lodged"] - timedelta(minutes=15)))),
        d.table(["检查项目", "结果"], [["血压", "正常"], ["心肺", "未见异常"], ["体表", "未见外伤"]], [2, 3]), d.row(("体表伤痕", Value("无", "injuries", None)), ("检查结论", Value("适合羁押", "conclusion", None))),
        d.sign("检查医生", case.officers["doctor"], case.signed(t["lodged"]), anchor="doctor"), d.sign("送押民警", [case.officers["a"], case.officers["b"]], case.signed(t["lodged"]), anchor="officers"),
        d.sign("被检查人", person.name, case.signed(t["lodged"]), finger=True, anchor="person"), d.seal(case.place.jail, None, text_line=False)], t["lodged"], author=case.place.jail)  # fmt: skip


def identity_papers(case: Case) -> None:
    person, s = case.suspect, case.style
    day = case.t["arrived"] + timedelta(days=1)
    station = f"{case.place.bureau}{case.flags['home_station']}"
    case.add("identity", "identity_certificate", case.random.choice(["户籍证明", "常住人口信息"]), [
        d.title("户籍证明"), d.row(("姓名", Value(person.name, "person", person.name)), ("曾用名", "无"), ("性别", Value(person.sex, "sex", person.sex))),
        d.row(("民族", Value(person.ethnic, "ethnic", person.ethnic)), (s.label("出生日期"), Value(s.day(case.flags.get("identity.birth", person.birth)), "birth_date", case.flags.get("identity.birth", person.birth).isoformat(), anchor="birth_date"))),
        d.row(("公民身份号码", Value(person.id_no, "id_no", person.id_no))), d.row(("户籍地", Value(person.household, "household_addr", person.household))),
        d.sign("民警", case.officers["e"], case.signed(day), anchor="officer"), d.seal(station, day.date())], day, volume="evidence", author=station)  # fmt: skip
    case.add("priors", "prior_record", case.random.choice(["违法犯罪经历查询", "前科情况说明"]), [
        d.title("违法犯罪经历查询情况"), d.para("查询对象：", Value(person.name, "person", person.name), f"，{person.sex}，公民身份号码{person.id_no}。"), d.para("查询结果：", Value("经查询，未发现违法犯罪记录", "result", None), "。"),
        d.sign("查询民警", case.officers["c"], case.signed(day), anchor="officer"), d.seal(case.place.full_unit, day.date())], day, volume="evidence")  # fmt: skip


def explanation(case: Case, key: str, title: str, words: str, day: datetime) -> Document:
    return case.add(key, "work_explanation", title, [
        d.title(title), d.para(words), d.para("特此说明。"), d.sign("民警", [case.officers["a"], case.officers["b"]], case.signed(day), anchor="officers"), d.seal(case.place.full_unit, day.date())], day, volume="evidence")  # fmt: skip
