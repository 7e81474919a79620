"""Planted violations of administrative cases."""

from __future__ import annotations

from datetime import timedelta

from generator.base import Case
from generator.defect_changes import shift, swapped_digit
from generator.defects import Defect, unseal, unsign, unsign_page
from generator.story import Penalty


def punished(case: Case) -> bool:
    return case.route not in ("mediation", "no_penalty", "onspot")


def old(case: Case) -> bool:
    return case.route != "onspot" and case.flags["edition"] == 2012


def new(case: Case) -> bool:
    return case.route != "onspot" and case.flags["edition"] == 2025


def written(case: Case) -> bool:
    return case.route in ("summons", "mediation", "no_penalty")


def victim(case: Case) -> bool:
    return bool(case.story.victim)


def goods(case: Case) -> bool:
    return case.route != "onspot" and bool(case.story.items)


def kind_is(*kinds: str):  # type: ignore[no-untyped-def]
    return lambda case: punished(case) and case.flags["penalty"].kind in kinds


def long_stay(case: Case) -> None:
    case.t["left"] = case.t["arrived"] + timedelta(minutes=case.random.randint(545, 650))
    case.t["stored"] = max(case.t["stored"], case.t["left"]) if not case.story.items else case.t["stored"]


def overlap(case: Case) -> None:
    case.t["witness1.start"] = case.t["suspect1.start"] + timedelta(minutes=12)
    case.t["witness1.end"] = case.t["witness1.start"] + timedelta(minutes=40)


def after_leaving(case: Case) -> None:
    case.t["suspect1.end"] = case.t["left"] + timedelta(minutes=50)
    case.flags["suspect1.fixed_end"] = True


def over_range(case: Case) -> None:
    case.flags["penalty"] = Penalty("detain", case.random.choice([16, 18]))
    t = case.t
    t["released"] = t["lockup"] + timedelta(days=case.flags["penalty"].days)
    t["closed"] = max(t["closed"], t["released"] + timedelta(days=2))
    assert case.as_of
    case.as_of = max(case.as_of, t["closed"].date() + timedelta(days=4))


def lighter_notice(case: Case) -> None:
    penalty: Penalty = case.flags["penalty"]
    case.flags["noticed_penalty"] = Penalty("fine", 0, 100) if penalty.days else Penalty("warning")


def other_edition(case: Case) -> None:
    wrong = case.story.alternatives[2025 if old(case) else 2012]
    case.flags["law_words"] = f"《中华人民共和国治安管理处罚法》{wrong}"


def no_remedy(case: Case) -> None:
    for paper in case.documents:
        if paper.key == "decision":
            paper.blocks = [
                block
                for block in paper.blocks
                if not any(isinstance(part, str) and "行政复议" in part for part in block.text)
            ]


def half_signed(case: Case) -> None:
    unsign("mediation", "parties", names=1)(case)


def single_seizure(case: Case) -> None:
    case.flags["preserve.team"] = [case.officers["a"]]


def meeting_room(case: Case) -> None:
    case.flags["suspect1.place"] = f"{case.place.full_unit}二楼会议室"


DEFECTS: list[Defect] = [
    Defect(
        "TIM502",
        "报案后超过三日才受案立案",
        [("acceptance", "received_at"), ("acceptance", None)],
        lambda c: c.route not in ("scene", "onspot"),
        {"late_accept": 5},
        also="STA506 CNS505 STA504 DOC501 DOC502",
    ),
    Defect(
        "TIM503",
        "询问查证超过八小时，案情不复杂",
        [("summons", "left_at"), ("suspect1", "left_at"), ("suspect1", None), ("summons", None), ("area", None)],
        old,
        times=long_stay,
        also="PLC507 PLC501",
        group="stay",
    ),
    Defect(
        "TIM504",
        "询问查证超过八小时，案情不复杂",
        [("summons", "left_at"), ("suspect1", "left_at"), ("suspect1", None), ("summons", None), ("area", None)],
        new,
        times=long_stay,
        also="PLC507 PLC501",
        group="stay",
    ),
    Defect(
        "TIM511",
        "扣押物品超过二十四小时才移交保管",
        [("warehouse", "at"), ("preserve_list", None), ("warehouse", None)],
        goods,
        times=shift("stored", "search.end", 52),
    ),
    Defect(
        "TIM512",
        "受案后超过三十日才作出决定，没有延长批准",
        [("decision", None), ("acceptance", None)],
        lambda c: punished(c) and old(c) and not goods(c),
        {"slow": 42},
        also="STA501 STA504",
    ),
    Defect(
        "TIM513",
        "立案后超过三十日才作出决定，没有延长批准",
        [("decision", None), ("acceptance", None)],
        lambda c: punished(c) and new(c) and not goods(c),
        {"slow": 42},
        also="STA501 STA504",
    ),
    Defect(
        "TIM518",
        "决定书超过二日才送达被侵害人",
        [("decision", "victim_served"), ("decision", None), ("service", None)],
        lambda c: punished(c) and victim(c),
        times=shift("victim_served", "decided", 24 * 6),
    ),
    Defect(
        "SIG501",
        "询问笔录第1页没有违法嫌疑人签名和指印",
        [("suspect1", "unsigned")],
        lambda c: c.route != "onspot",
        papers=unsign_page("suspect1"),
    ),
    Defect(
        "SIG504",
        "首部两名民警，只有一人签名",
        [("witness1", "officers"), ("witness1", None)],
        old,
        papers=unsign("witness1", "officers", names=1),
        also="PER501",
    ),
    Defect(
        "SIG505",
        "传唤证没有被传唤人离开时间和签名",
        [("summons", "left_sign"), ("summons", None)],
        written,
        {"no_left": True},
        papers=unsign("summons", "left_sign"),
        also="TIM503 TIM504 CNS505",
    ),
    Defect(
        "SIG507",
        "证据保全清单没有持有人签名",
        [("preserve_list", "holder"), ("preserve_list", None)],
        goods,
        papers=unsign("preserve_list", "holder"),
        also="SIG503 DOC506",
    ),
    Defect(
        "SIG509",
        "处罚告知笔录没有被告知人签名，也没有注明拒签",
        [("notice", "informed"), ("notice", None)],
        punished,
        papers=unsign("notice", "informed"),
        also="SIG503 RIG508",
    ),
    Defect(
        "SIG510",
        "行政处罚决定书没有盖章",
        [("decision", "seal"), ("decision", None)],
        punished,
        papers=unseal("decision"),
    ),
    Defect(
        "SIG511",
        "决定书没有被处罚人签收",
        [("decision", "punished"), ("decision", None)],
        punished,
        papers=unsign("decision", "punished"),
        also="SIG503 TIM518",
    ),
    Defect(
        "PER501",
        "询问只有一名民警",
        [("suspect1", "officers"), ("suspect1", None)],
        old,
        {"suspect1.single": True},
        also="SIG504",
    ),
    Defect(
        "PER502",
        "一名民警在办案场所外扣押",
        [("scene_record", "officers_row"), ("scene_record", None), ("preserve_list", None)],
        lambda c: new(c) and goods(c) and c.route == "scene",
        times=single_seizure,
        also="SIG507 SIG506 PLC503",
    ),
    Defect("RIG501", "传唤没有审批", [("summons", None)], written, omit=("summons_approval",), also="DOC503"),
    Defect(
        "RIG502",
        "没有通知被传唤人家属，也没有记明原因",
        [("suspect1", None)],
        lambda c: c.route != "onspot",
        {"no_family": True},
        omit=("family_told",),
    ),
    Defect(
        "RIG503",
        "询问证人没有告知权利义务",
        [("witness1", None)],
        lambda c: c.route != "onspot",
        {"witness1.no_duty": True},
        omit=("rights_witness",),
    ),
    Defect(
        "RIG508",
        "没有处罚告知笔录就作出处罚决定",
        [("decision", None)],
        punished,
        omit=("notice",),
        also="RIG509 SIG509 RIG511 CNS502",
        group="notice",
    ),
    Defect(
        "RIG509",
        "处罚告知笔录没有拟处罚的种类和幅度",
        [("notice", "proposed"), ("notice", None)],
        punished,
        {"no_proposed": True},
        also="CNS502",
        group="notice",
    ),
    Defect(
        "RIG511",
        "当事人提出申辩，没有复核",
        [("notice", None)],
        punished,
        {"defense": "我不服，东西不是我弄的，请你们再查一下。", "no_review": True},
        also="RIG508",
        group="notice",
    ),
    Defect("RIG515", "行政拘留没有通知家属", [("decision", None)], kind_is("detain", "both"), omit=("family_notice",)),
    Defect("DOC501", "没有受案回执", [("acceptance", None)], lambda c: old(c) and victim(c), omit=("receipt",)),
    Defect(
        "DOC502",
        "治安案件没有立案登记表等立案手续",
        [],
        new,
        omit=("acceptance", "filing_notice"),
        also="DOC501 TIM502 STA506 CNS505",
    ),
    Defect(
        "DOC503",
        "通知到案却没有传唤证",
        [("suspect1", None), ("arrival_note", None)],
        written,
        omit=("summons", "summons_approval"),
        also="RIG501 SIG505 TIM503 TIM504",
    ),
    Defect(
        "DOC506",
        "扣押没有证据保全决定书",
        [("preserve_list", None), ("scene_record", None)],
        goods,
        omit=("preserve",),
        also="TIM508 CNS503",
    ),
    Defect("DOC507", "没有行政处罚审批表", [("decision", None)], punished, omit=("approval",), also="CNS502 DOC509"),
    Defect("DOC511", "行政拘留没有执行回执", [("decision", None)], kind_is("detain", "both"), omit=("execution",)),
    Defect(
        "DOC512",
        "罚款没有缴款凭证而结案",
        [("decision", None), ("closing", None)],
        kind_is("fine", "both"),
        omit=("fine",),
        also="STA505",
    ),
    Defect(
        "DOC513",
        "收缴物品没有清单",
        [("decision", None), ("preserve_list", None)],
        lambda c: goods(c) and c.story.key != "shoplifting",
        omit=("confiscated",),
    ),
    Defect(
        "DOC515",
        "提取尿样没有审批",
        [("drug_test", None)],
        lambda c: new(c) and c.story.key == "drugs",
        omit=("sample_request",),
    ),
    Defect(
        "PLC501",
        "没有在办案区询问违法嫌疑人",
        [("suspect1", "place"), ("suspect1", None)],
        lambda c: c.route != "onspot",
        times=meeting_room,
        also="PLC502",
    ),
    Defect(
        "PLC502",
        "没有同步录音录像",
        [("suspect1", None)],
        new,
        {"unrecorded_interview": True},
        omit=("disc",),
        also="PLC504",
    ),
    Defect("CON501", "处罚决定书没有救济途径", [("decision", None)], punished, papers=no_remedy),
    Defect(
        "CON502",
        "引用了另一版本处罚法的条文",
        [("decision", "law"), ("decision", None)],
        punished,
        times=other_edition,
        also="CON503 CNS502",
        group="penalty",
    ),
    Defect(
        "CON503",
        "行政拘留超过法定幅度",
        [("decision", "penalty"), ("decision", None), ("approval", None), ("notice", None)],
        punished,
        times=over_range,
        also="CON508 DOC509",
        group="penalty",
    ),
    Defect(
        "CON511",
        "调解协议书只有一方当事人签名",
        [("mediation", "parties"), ("mediation", None)],
        lambda c: c.route == "mediation",
        papers=half_signed,
        also="SIG503",
    ),
    Defect(
        "CNS501",
        "询问笔录的身份证号码与其他文书不一致",
        [("suspect1", "id_doc"), ("suspect1", None)],
        lambda c: c.route != "onspot",
        times=swapped_digit("suspect1"),
        also="CNS505",
    ),
    Defect(
        "CNS502",
        "决定的处罚重于告知的处罚",
        [("decision", "penalty"), ("decision", None), ("notice", "proposed"), ("notice", None)],
        kind_is("detain", "both", "fine"),
        times=lighter_notice,
        also="RIG512 RIG508",
        group="notice",
    ),
    Defect(
        "CNS504",
        "同一民警同一时间在两处询问",
        [("suspect1", "time_range"), ("witness1", "time_range"), ("suspect1", None), ("witness1", None)],
        lambda c: c.route != "onspot",
        times=overlap,
        also="CNS505",
    ),
    Defect(
        "CNS505",
        "笔录结束时间晚于离开时间",
        [("suspect1", "time_range"), ("suspect1", None)],
        lambda c: c.route in ("scene", "surrender", "summons"),
        times=after_leaving,
        also="PLC501 TIM503 TIM504",
    ),
]
