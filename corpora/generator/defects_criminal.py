"""Planted violations of criminal cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from generator.base import Case, at
from generator.defects import Defect, unconfirm, unseal, unsign, unsign_page

CUSTODY = ("arrest", "no_arrest")


def custody(case: Case) -> bool:
    return case.route in CUSTODY


def arrested(case: Case) -> bool:
    return case.route == "arrest"


def bailed(case: Case) -> bool:
    return case.route == "bail"


def summoned(case: Case) -> bool:
    return case.route in (*CUSTODY, "bail", "residence") and not case.flags["surrender"] and not case.flags["compelled"]


def held(case: Case) -> bool:
    return case.route in (*CUSTODY, "bail", "residence")


def victim(case: Case) -> bool:
    return bool(case.story.victim)


def seized(case: Case) -> bool:
    return held(case) and bool(case.story.items)


def searched(case: Case) -> bool:
    return seized(case) and bool(case.flags["search"])


def opined(case: Case) -> bool:
    return held(case) and case.story.opinion is not None


def shift(name: str, source: str, hours: float) -> object:
    def change(case: Case) -> None:
        case.t[name] = case.t[source] + timedelta(hours=hours)

    return change


def late_lodging(case: Case) -> None:
    t = case.t
    t["lodged"] = t["detained"] + timedelta(hours=case.random.choice([31, 34, 41]))
    t["area_left"] = t["lodged"] - timedelta(minutes=40)
    case.flags["suspect2.place"] = f"{case.place.centre}讯问室2"
    case.flags["unlogged"] = ("suspect2",)


def late_release(case: Case) -> None:
    t = case.t
    for name in ("released", "measure"):
        t[name] += timedelta(days=2)
    t["receipt"] = at(t["released"], 10, 0, plus=1)


def blank_victim_receipt(case: Case) -> None:
    for paper in case.documents:
        if paper.key == "opinion_notice":
            for sign in paper.signs("victim"):
                sign.present, sign.when = False, ["    年  月  日"]


def overlap_scene(case: Case) -> None:
    case.t["scene.start"] = case.t["victim1.start"] + timedelta(minutes=10)
    case.t["scene.end"] = case.t["scene.start"] + timedelta(minutes=45)
    case.flags["scene.team"] = [case.officers["a"], case.officers["e"]]


def vague_items(case: Case) -> None:
    case.story = replace(case.story, items=[("衣物等物品", "一批", "若干"), *case.story.items[1:]])


def illiterate(case: Case) -> None:
    case.suspect.schooling = "文盲"
    case.flags["read_by_eye"] = True


def swapped_digit(key: str) -> object:
    def change(case: Case) -> None:
        number = case.suspect.id_no
        digit = str((int(number[13]) + 1) % 10)
        case.flags[f"{key}.id_no"] = number[:13] + digit + number[14:]

    return change


def other_birth(case: Case) -> None:
    case.flags["identity.birth"] = case.suspect.birth.replace(year=case.suspect.birth.year - 1)


def auxiliary_witness(case: Case) -> None:
    case.people["onlooker"].job = f"{case.place.full_unit}辅警"


def lapse(months: int) -> object:
    """No transfer and no end of the measure, judged well after its last day."""

    def change(case: Case) -> None:
        del case.t["transferred"]
        case.as_of = case.t["measure_until"].date() + timedelta(days=45)

    return change


def idle(case: Case) -> None:
    t = case.t
    moved = timedelta(days=75)
    for name in ("suspect2b.start", "suspect2b.end", "transferred"):
        t[name] += moved
    assert case.as_of
    case.as_of += moved


def no_decision(case: Case) -> None:
    case.as_of = case.t["received"].date() + timedelta(days=45)


def long_idle(case: Case) -> None:
    case.as_of = case.t["witness1.start"].date() + timedelta(days=230)


def single(name: str, member: str) -> object:
    def change(case: Case) -> None:
        case.flags[name] = [case.officers[member]]

    return change


def motel(case: Case) -> None:
    case.flags["suspect1.place"] = case.random.choice(["宏运宾馆305房间", "桥头村村委会办公室"])


def outside_jail(case: Case) -> None:
    case.flags["suspect2.place"] = f"{case.place.centre}讯问室3"
    case.flags["unlogged"] = ("suspect2",)


def drop_row(key: str, words: str) -> object:
    def change(case: Case) -> None:
        for paper in case.documents:
            if paper.key == key:
                for block in paper.blocks:
                    block.rows = [
                        cells
                        for cells in block.rows
                        if not any(isinstance(cell, str) and words in cell for cell in cells)
                    ]

    return change


def open_end(case: Case) -> None:
    case.t.pop("suspect1.end")


DEFECTS: list[Defect] = [
    Defect(
        "TIM001",
        "传唤持续超过十二小时，没有延长的批准",
        [("summons", "left_at"), ("summons", None)],
        summoned,
        {"long_summons": True},
        also="CNS008 PLC005 PLC006 CON006",
    ),
    Defect(
        "TIM004",
        "宣布拘留后超过二十四小时才送看守所",
        [("detention", "lodged_at"), ("detention", "announced_at")],
        custody,
        times=late_lodging,
        also="CNS008 PLC001 PLC002 PLC005 PLC006 CON006 CNS007 DOC014",
        group="custody",
    ),
    Defect(
        "TIM006",
        "拘留后二十四小时内没有讯问",
        [("detention", "announced_at"), ("suspect2", "time_range")],
        custody,
        {"late_second": True},
        group="custody",
    ),
    Defect(
        "TIM007",
        "拘留通知书超过二十四小时才由家属收到",
        [("detention_notice", "served_at"), ("detention", "announced_at")],
        custody,
        times=shift("detention_told", "detained", 39),
    ),
    Defect(
        "TIM008",
        "没有延长拘留期限，第五日才提请批准逮捕",
        [("arrest_request", None), ("detention", "announced_at"), ("arrest_request_report", None)],
        custody,
        {"extended": False, "late_request": 5},
        also="DOC005 TIM009",
    ),
    Defect(
        "TIM010",
        "收到不批准逮捕决定后两天才释放",
        [("refusal", "served_at"), ("release", None)],
        lambda c: c.route == "no_arrest",
        times=late_release,
        also="CNS008 TIM012",
    ),
    Defect(
        "TIM011",
        "逮捕通知书超过二十四小时才由家属收到",
        [("arrest_notice", "served_at"), ("arrest", "announced_at")],
        arrested,
        times=shift("arrest_told", "arrested", 47),
    ),
    Defect(
        "TIM012",
        "执行回执超过三日才送达检察院",
        [("arrest_receipt", None), ("arrest", "announced_at")],
        arrested,
        times=shift("receipt", "arrested", 24 * 6),
    ),
    Defect(
        "TIM016",
        "取保候审满十二个月未解除、未移送",
        [("bail", None), ("bail", "announced_at")],
        bailed,
        {"lapse": True},
        times=lapse(12),
        with_rules=(("STA003", "取保候审期间长期没有侦查活动，期满不处理"),),
        also="DOC007 STA002 STA004 TIM013 CNS010",
        group="end",
    ),
    Defect(
        "TIM017",
        "监视居住满六个月未解除、未移送",
        [("residence", None), ("residence", "announced_at")],
        lambda c: c.route == "residence",
        {"lapse": True},
        times=lapse(6),
        with_rules=(("STA003", "监视居住期间长期没有侦查活动，期满不处理"),),
        also="STA002 STA004 DOC008",
        group="end",
    ),
    Defect(
        "TIM018",
        "受案后超过七日才立案，没有延长审查的批准",
        [("filing", None), ("acceptance", "received_at"), ("acceptance", None)],
        lambda c: c.route not in ("no_filing", "handover"),
        {"late_filing": True},
        also="STA001 TIM019 CNS001 DOC001",
    ),
    Defect(
        "TIM022",
        "不予立案通知书超过三日才送达控告人",
        [("no_filing", "served_at"), ("no_filing", None)],
        lambda c: c.route == "no_filing",
        times=shift("no_filing_told", "filed", 24 * 7),
    ),
    Defect(
        "SIG001",
        "讯问笔录第1页没有犯罪嫌疑人签名和指印",
        [("suspect1", "unsigned")],
        held,
        papers=unsign_page("suspect1"),
        group="suspect1",
    ),
    Defect(
        "SIG002",
        "讯问笔录没有核对确认，各页都没有签名和指印",
        [("suspect1", None), ("suspect1", "subject")],
        held,
        papers=unconfirm("suspect1"),
        also="SIG001",
        group="suspect1",
    ),
    Defect(
        "SIG005",
        "首部两名讯问人，只有一人签名",
        [("suspect1", "officers"), ("suspect1", None)],
        held,
        papers=unsign("suspect1", "officers", names=1),
        also="PER001",
    ),
    Defect(
        "SIG006",
        "被害人询问笔录没有核对签名",
        [("victim1", "subject"), ("victim1", None)],
        victim,
        papers=unconfirm("victim1"),
    ),
    Defect(
        "SIG008",
        "传唤证没有填写传唤结束时间",
        [("summons", "left_at"), ("summons", None)],
        summoned,
        {"no_left": True},
        also="TIM001 CNS008 CON001 PLC006",
    ),
    Defect(
        "SIG009",
        "拘留证没有被拘留人签名捺印",
        [("detention", "detained"), ("detention", None)],
        custody,
        papers=unsign("detention", "detained"),
        also="SIG004",
    ),
    Defect(
        "SIG010",
        "现场勘验笔录缺见证人签名",
        [("scene", "witness"), ("scene", None)],
        lambda c: bool(c.flags["scene_work"]),
        papers=unsign("scene", "witness"),
        also="PER007",
    ),
    Defect(
        "SIG011",
        "扣押清单缺持有人签名",
        [("seizure_list", "holder"), ("seizure_list", None)],
        seized,
        papers=unsign("seizure_list", "holder"),
        also="SIG004 DOC011",
    ),
    Defect(
        "SIG012",
        "辨认笔录缺见证人签名",
        [("identification", "witness"), ("identification", None)],
        lambda c: bool(c.flags["identify"]),
        papers=unsign("identification", "witness"),
        also="PER007",
    ),
    Defect(
        "SIG013",
        "鉴定意见只有一名鉴定人签名",
        [("opinion", "experts"), ("opinion", None)],
        opined,
        papers=unsign("opinion", "experts", names=1),
        also="EVD006",
    ),
    Defect(
        "SIG013",
        "鉴定意见没有鉴定机构盖章",
        [("opinion", "seal"), ("opinion", None)],
        opined,
        papers=unseal("opinion"),
        also="EVD006",
    ),
    Defect(
        "SIG015",
        "到案经过没有单位印章",
        [("arrival_note", "seal"), ("arrival_note", None)],
        held,
        papers=unseal("arrival_note"),
    ),
    Defect(
        "PER001",
        "讯问只有一名侦查人员",
        [("suspect1", "officers"), ("suspect1", None)],
        held,
        {"suspect1.single": True},
        also="SIG005 CNS007",
    ),
    Defect(
        "PER003",
        "搜查只有一名侦查人员",
        [("search", "officers_row"), ("search", None)],
        searched,
        times=single("search.team", "c"),
        also="SIG011",
    ),
    Defect(
        "PER003",
        "扣押只有一名侦查人员",
        [("seizure", "officers_row"), ("seizure", None), ("seizure_list", None)],
        seized,
        times=single("seizure.team", "c"),
        also="SIG011",
    ),
    Defect(
        "PER003",
        "辨认只有一名侦查人员主持",
        [("identification", "officers_row"), ("identification", None)],
        lambda c: bool(c.flags["identify"]),
        times=single("identify.team", "e"),
        also="SIG012 CON011",
    ),
    Defect(
        "PER004",
        "询问证人只有一名侦查人员",
        [("witness1", "officers"), ("witness1", None)],
        lambda c: True,
        {"witness1.single": True},
        also="SIG005 SIG006",
    ),
    Defect(
        "PER005",
        "同一侦查人员同一时间在询问室和现场",
        [("victim1", "time_range"), ("victim1", None), ("scene", None)],
        lambda c: victim(c) and bool(c.flags["scene_work"]),
        times=overlap_scene,
    ),
    Defect(
        "PER006",
        "搜查的见证人是本单位辅警",
        [("search", None), ("seizure", None)],
        searched,
        times=auxiliary_witness,
        also="PER002 PER007",
    ),
    Defect(
        "TIM002",
        "拘传持续超过十二小时，没有延长的批准",
        [("compelled", "left_at"), ("compelled", None)],
        lambda c: bool(c.flags["compelled"]),
        {"long_summons": True},
        also="CNS008 PLC005 PLC006 CON006",
    ),
    Defect(
        "TIM027",
        "没有通知法律援助机构指派律师",
        [("suspect1", None), ("identity", None)],
        lambda c: held(c) and (bool(c.flags["minor"]) or c.suspect.deaf),
        omit=("legal_aid",),
    ),
    Defect(
        "PER008",
        "讯问聋哑犯罪嫌疑人没有手语翻译",
        [("suspect1", None)],
        lambda c: held(c) and c.suspect.deaf,
        {"no_interpreter": True},
        also="CON007",
    ),
    Defect(
        "SIG007",
        "亲笔供词没有书写人签名",
        [("own_words", "author"), ("own_words", None)],
        lambda c: held(c) and bool(c.flags["own_words"]),
        papers=unsign("own_words", "author"),
    ),
    Defect(
        "PER010",
        "讯问未成年人没有法定代理人或者合适成年人在场",
        [("suspect1", None), ("suspect1", "officers")],
        lambda c: held(c) and bool(c.flags["minor"]),
        {"suspect1.no_guardian": True},
        also="SIG005",
    ),
    Defect(
        "PER013",
        "女性人身检查由男民警进行",
        [("body_check", None), ("body_check", "officer")],
        lambda c: held(c) and c.suspect.sex == "女",
        {"body_check": True, "male_tester": True},
    ),
    Defect(
        "RIG001",
        "首次讯问没有告知诉讼权利和认罪认罚规定",
        [("suspect1", None)],
        held,
        {"no_rights_told": True},
        omit=("rights_suspect",),
        with_rules=(("RIG002", "没有告知委托辩护人和申请法律援助的权利"),),
        also="RIG003",
    ),
    Defect(
        "RIG004",
        "询问证人没有告知作证义务和作伪证的责任",
        [("witness1", None)],
        lambda c: True,
        {"witness1.no_duty": True},
        omit=("rights_witness",),
    ),
    Defect(
        "RIG005",
        "鉴定意见没有告知被害人",
        [("opinion_notice", "victim"), ("opinion_notice", None)],
        lambda c: opined(c) and victim(c),
        papers=blank_victim_receipt,
        also="SIG004",
    ),
    Defect(
        "RIG006",
        "移送审查起诉没有告知犯罪嫌疑人",
        [("prosecution", None)],
        held,
        omit=("transfer_notice",),
        group="end",
    ),
    Defect(
        "RIG007",
        "取保候审决定书没有宣读签名",
        [("bail", "suspect"), ("bail", None)],
        lambda c: c.route in ("bail", "no_arrest"),
        papers=unsign("bail", "suspect"),
        also="SIG004 DOC007",
    ),
    Defect(
        "RIG008",
        "执行逮捕没有告知申请变更和羁押必要性审查的权利",
        [("arrest", None), ("suspect3", None)],
        arrested,
        {"no_review_told": True},
    ),
    Defect("DOC002", "没有受案回执", [("acceptance", None)], victim, omit=("receipt",)),
    Defect(
        "DOC003",
        "报案人提交了材料，没有接受证据材料清单",
        [("victim1", None), ("acceptance", None), ("copies", None)],
        lambda c: victim(c) and bool(c.flags["handed_in"]) and c.route != "no_filing",
        omit=("receipt_list",),
        also="EVD001",
    ),
    Defect(
        "DOC004",
        "没有立案决定书",
        [],
        held,
        omit=("filing", "filing_notice"),
        also="CNS001 CNS002 TIM018 STA001 CNS010 CNS003",
        group="filing",
    ),
    Defect(
        "DOC005",
        "没有拘留证",
        [("detention_notice", None), ("health", None), ("detention_request", None)],
        custody,
        omit=("detention",),
        also="TIM004 TIM006 TIM007 TIM008 SIG009 CNS008 PLC001",
        group="custody",
    ),
    Defect(
        "DOC006",
        "批准逮捕后没有逮捕证",
        [("arrest_approval", None), ("arrest_notice", None)],
        arrested,
        omit=("arrest",),
        also="TIM011 TIM012 TIM013 RIG008 SIG009 CNS008",
    ),
    Defect(
        "DOC007",
        "没有取保候审执行通知书",
        [("bail", None)],
        lambda c: c.route in ("bail", "no_arrest"),
        omit=("bail_execution",),
        group="end",
    ),
    Defect(
        "DOC008",
        "没有监视居住执行通知书",
        [("residence", None)],
        lambda c: c.route == "residence",
        omit=("residence_execution",),
        group="end",
    ),
    Defect(
        "DOC010",
        "没有搜查证",
        [("search", None)],
        searched,
        {"no_warrant": True},
        omit=("search_warrant", "search_request"),
        also="CNS003",
    ),
    Defect(
        "DOC011",
        "没有扣押笔录",
        [("seizure_list", None), ("seizure_decision", None)],
        seized,
        omit=("seizure",),
        also="EVD001 EVD002 SIG011",
    ),
    Defect("DOC012", "鉴定没有聘请书", [("opinion", None)], opined, omit=("engagement",), also="EVD005"),
    Defect("DOC014", "没有入所健康检查表", [], custody, omit=("health",)),
    Defect(
        "DOC015",
        "扣押了物品，移送时没有随案移送清单",
        [("prosecution", None), ("seizure_list", None)],
        seized,
        omit=("transfer_list",),
        also="STA009",
        group="end",
    ),
    Defect(
        "PLC001",
        "送看守所后在办案中心讯问",
        [("suspect2", "place"), ("suspect2", None)],
        custody,
        times=outside_jail,
        also="PLC002 CNS007 PLC006",
        group="custody",
    ),
    Defect(
        "PLC002",
        "讯问地点不是法定场所",
        [("suspect1", "place"), ("suspect1", None)],
        held,
        times=motel,
        also="PLC005 PLC006 CNS008 CON012",
    ),
    Defect(
        "PLC003",
        "在证人单位询问没有询问通知书",
        [("witness1", "place"), ("witness1", None)],
        held,
        {"witness_at_work": True},
        omit=("interview_notice",),
    ),
    Defect(
        "PLC004",
        "监视居住在办案场所执行",
        [("residence", "place"), ("residence", None)],
        lambda c: c.route == "residence",
        {"residence_at_centre": True},
        also="DOC008",
    ),
    Defect(
        "PLC006",
        "办案区登记没有人身安全检查的环节",
        [("area", None)],
        held,
        papers=drop_row("area", "人身安全检查"),
        also="PLC005",
    ),
    Defect(
        "CON001",
        "讯问笔录没有结束时间",
        [("suspect1", "time_range"), ("suspect1", None)],
        held,
        times=open_end,
        also="CON002 CON012 PLC006 TIM001 CNS008",
    ),
    Defect(
        "CON005",
        "证人笔录里以他人姓名自我介绍",
        [("witness1", None)],
        victim,
        {"wrong_self": True},
        also="CNS004 CON004",
    ),
    Defect(
        "CON007",
        "犯罪嫌疑人是文盲，笔录却写本人看过",
        [("suspect1", "subject"), ("suspect1", None)],
        held,
        times=illiterate,
        also="SIG002 RIG003 RIG001",
    ),
    Defect(
        "CON010",
        "照片辨认的照片不足十张",
        [("identification", None), ("photo_sheet", None)],
        lambda c: bool(c.flags["identify"]),
        {"identify.count": 7},
        also="CON011",
    ),
    Defect(
        "CON013",
        "扣押清单对物品记载笼统",
        [("seizure_list", None), ("seizure_decision", None), ("seizure", None)],
        seized,
        times=vague_items,
        also="EVD001 CNS006 DOC015",
    ),
    Defect(
        "CNS001",
        "立案前以犯罪嫌疑人身份讯问",
        [("suspect1", "time_range"), ("suspect1", None), ("filing", None)],
        lambda c: c.route in ("bail", "residence"),
        {"early": True},
        with_rules=(("CNS002", "立案前采取强制措施"),),
        also="TIM018 CNS003 DOC009",
        group="filing",
    ),
    Defect(
        "CNS003",
        "拘留的审批日期晚于执行",
        [("detention_request", "leader"), ("detention_request", None), ("detention", None)],
        custody,
        times=shift("detention_approved", "detained", 26),
        also="DOC005 CNS002",
    ),
    Defect(
        "CNS004",
        "户籍证明与笔录的出生日期不一致",
        [("identity", "birth_date"), ("suspect1", None)],
        held,
        times=other_birth,
        also="CNS005 CON005",
    ),
    Defect(
        "CNS004",
        "讯问笔录的身份证号码与其他文书不一致",
        [("suspect1", "id_doc"), ("suspect1", None)],
        held,
        times=swapped_digit("suspect1"),
        also="CNS005 CON005",
    ),
    Defect(
        "CNS007",
        "提讯登记有一次讯问，卷内没有笔录",
        [("pass", None)],
        custody,
        {"extra_session": True},
        group="custody",
    ),
    Defect(
        "CNS010",
        "起诉意见书的拘留日期与拘留证不符",
        [("prosecution", None), ("detention", "announced_at")],
        custody,
        {"wrong_measure_day": True},
        also="CNS005",
        group="end",
    ),
    Defect(
        "STA001",
        "受案后四十多天没有任何结论",
        [("acceptance", None)],
        lambda c: c.route == "open",
        times=no_decision,
        omit=("filing", "filing_request", "filing_notice"),
        also="TIM018 DOC004 STA002 DOC001 PLC003",
        group="filing",
    ),
    Defect(
        "STA002",
        "立案后半年多没有侦查活动",
        [],
        lambda c: c.route == "open",
        times=long_idle,
        also="STA004",
        group="filing",
    ),
    Defect(
        "STA003",
        "取保候审后九十多天没有侦查活动",
        [("bail", None), ("residence", None)],
        lambda c: c.route in ("bail",),
        times=idle,
        group="end",
    ),
    Defect(
        "EVD002",
        "扣押物品由办案人自行保管",
        [("seizure_list", "custodian"), ("seizure_list", None)],
        seized,
        {"self_kept": True},
        omit=("warehouse",),
    ),
    Defect(
        "EVD003",
        "提取电子数据没有封存原始介质",
        [("electronic", None)],
        lambda c: seized(c) and any("手机" in i[0] for i in c.story.items),
        {"electronic": True, "unsealed_phone": True},
        also="EVD004",
    ),
    Defect(
        "EVD004",
        "电子数据没有完整性校验值",
        [("electronic", None)],
        lambda c: seized(c) and any("手机" in i[0] for i in c.story.items),
        {"electronic": True, "no_hash": True},
    ),
    Defect(
        "EVD006",
        "没有鉴定机构和鉴定人的资质证明",
        [("opinion", None)],
        opined,
        omit=("qualification",),
        also="SIG013 DOC012",
    ),
    Defect("EVD006", "鉴定机构资质已过有效期", [("qualification", None), ("opinion", None)], opined, {"expired": True}),
]
