"""Notice, approval, decision and execution of a penalty."""


from __future__ import annotations

from datetime import timedelta

from generator import administrative_law, forms, forms_seizure
from generator import document as d
from generator.base import Case
from generator.document import Block, Value
from generator.spelling import in_words
from generator.story import Penalty


def penalty_words(penalty: Penalty) -> str:
    days, fine = f"行政拘留{in_words(penalty.days)}日", f"罚款{in_words(penalty.fine)}元"
    return {"warning": "警告", "fine": fine, "detain": days, "both": f"{days}，并处{fine}"}[penalty.kind]


def disposal(case: Case) -> str:
    """What becomes of the goods that were taken."""
    if not case.story.items:
        return ""
    if case.story.key == "shoplifting":
        return ""
    return "，收缴" + "、".join(f"{name}{qty}" for name, qty, _ in case.story.items)


def on_the_spot(case: Case) -> None:
    """The summary procedure: a warning given on the spot by two officers."""
    t, s, o, person = case.t, case.style, case.officers, case.suspect
    moment = t["found"] + timedelta(minutes=12)
    number = case.no("当罚决", year=moment.year)
    case.add(
        "onspot",
        "onspot_penalty_decision",
        "当场处罚决定书",
        [
            d.org(case.place.bureau),
            d.title("当场处罚决定书"),
            d.number(number),
            d.para(
                "违法行为人：",
                Value(person.name, "offender", person.name),
                f"，{person.sex}，{s.day(person.birth)}出生，公民身份号码{person.id_no}，现住{person.address}。",
            ),
            d.para("违法事实：", case.summary()),
            d.para(
                "根据",
                Value(f"{administrative_law.ACT}{administrative_law.article(case)}", "law_article", None),
                "之规定，决定给予",
                Value("警告", "penalty", "警告"),
                f"的处罚。处罚地点：{case.flags['scene']}。",
            ),
            d.para(
                "处罚前已口头告知违法事实、理由、依据以及依法享有的权利，当事人不提出陈述和申辩。"
                + administrative_law.REMEDY.format(government=case.place.government, county=case.place.county)
            ),
            d.sign("办案民警", [o["a"], o["b"]], None, anchor="officers"),
            d.line("本决定书已当场交付。"),
            d.sign("被处罚人", person.name, [case.time_v("served_at", moment)], finger=True, anchor="punished"),
            d.seal(case.place.bureau, moment.date()),
        ],
        moment,
        doc_no=number,
    )
    forms.explanation(
        case,
        "filed_note",
        "情况说明",
        f"{person.name}{case.story.act}一案适用简易程序当场处罚，已于当日报所属公安机关备案。",
        moment + timedelta(hours=3),
    )
    t["closed"] = moment + timedelta(hours=4)


def not_punished(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    reason = "违法行为轻微并及时改正，没有造成危害后果"
    case.order(
        "no_penalty",
        "no_penalty_decision",
        "不予行政处罚决定书",
        "不罚决",
        [
            d.para(
                "违法行为人：",
                Value(person.name, "offender", person.name),
                f"，{person.sex}，{s.day(person.birth)}出生，居民身份证号码{person.id_no}，现住{person.address}。",
            ),
            d.para("现查明：", case.summary()),
            d.para(
                "因",
                Value(reason, "reason", reason),
                "，根据",
                Value("《中华人民共和国行政处罚法》第三十三条第一款", "law_article", None),
                "之规定，现决定不予行政处罚。",
            ),
            d.para(administrative_law.REMEDY.format(government=place.government, county=place.county)),
        ],
        t["decided"],
        tail=[
            d.line("本决定书已收到。"),
            d.sign("被处理人", person.name, [case.time_v("served_at", t["announced"])], finger=True, anchor="punished"),
            *(
                [
                    d.sign(
                        "被侵害人",
                        case.people["victim"].name,
                        case.signed(t["victim_served"]),
                        finger=True,
                        anchor="victim",
                    )
                ]
                if "victim" in case.people
                else []
            ),
        ],
    )


def notice_and_approval(case: Case) -> None:
    t, s, o, person = case.t, case.style, case.officers, case.suspect
    penalty: Penalty = case.flags.get("noticed_penalty", case.flags["penalty"])
    proposed = (
        f"公安机关拟对你处以{penalty_words(penalty)}{disposal(case)}。"
        if not case.flags.get("no_proposed")
        else "公安机关拟依法对你作出行政处罚。"
    )
    answer = case.flags.get("defense", "不提出陈述和申辩。")
    case.add(
        "notice",
        "penalty_prior_notice",
        "行政处罚告知笔录",
        [
            d.title("行政处罚告知笔录"),
            d.row(
                ("执行告知单位", Value(case.place.bureau, "unit", case.place.bureau)),
                ("告知人", case.who_v("officers", [o["a"], o["b"]])),
            ),
            d.row(("被告知人", Value(person.name, "person", person.name)), ("单位法定代表人", "/")),
            d.line("告知内容 ", s.choices(["（非听证）", "（听证）"], "（非听证）")),
            d.para(
                f"根据{administrative_law.ACT}{administrative_law.step(case, 'notice')}之规定，现将拟作出行政处罚决定的内容及事实、理由、依据告知如下："
            ),
            d.para(
                f"{case.summary()}以上事实有本人陈述、证人证言等证据证实，违反了{administrative_law.ACT}{administrative_law.article(case)}之规定。",
                Value(proposed, None, None, anchor="proposed"),
            ),
            d.para("你依法享有陈述和申辩的权利。"),
            d.line("问：对上述告知事项，你是否提出陈述和申辩？"),
            d.line("答：", Value(answer, "answer", None)),
            d.sign("被告知人", person.name, [case.time_v("signed_at", t["notice"])], finger=True, anchor="informed"),
            d.sign("告知人", [o["a"], o["b"]], None, anchor="officers"),
        ],
        t["notice"],
        volume="evidence",
    )
    if case.flags.get("defense") and not case.flags.get("no_review"):
        case.add(
            "review",
            "statement_defense_review",
            "陈述申辩复核意见",
            [
                d.title("陈述申辩复核意见书"),
                d.row(("申辩内容", answer)),
                d.para("复核意见：经复核，违法事实清楚，证据充分，申辩理由不能成立，维持拟处罚意见。"),
                d.sign("复核人", [o["c"], o["e"]], case.signed(t["notice"] + timedelta(hours=4)), anchor="reviewers"),
                d.sign("负责人", o["head"], case.signed(t["notice"] + timedelta(hours=4)), anchor="head"),
            ],
            t["notice"] + timedelta(hours=4),
        )
    words = f"建议依据{administrative_law.ACT}{administrative_law.article(case)}，对{person.name}给予{penalty_words(case.flags['penalty'])}{disposal(case)}。"
    day = t["notice"]
    case.add(
        "approval",
        "penalty_approval_form",
        case.random.choice(["行政处罚审批表", "公安行政处罚审批表"]),
        [
            d.title("行政处罚审批表"),
            d.row(("案由", Value(case.story.act, "case_name", case.story.act)), ("发案时间", s.moment(t["incident"]))),
            d.row(("违法嫌疑人", Value(person.name, "person", person.name))),
            d.box("违法事实及证据", case.summary()),
            d.box(
                "承办人意见",
                words,
                sign=d.sign(s.label("承办人"), [o["a"], o["b"]], case.signed(day), anchor="handlers").sign,
            ),
            d.box("单位意见", "同意。", sign=d.sign("负责人", o["head"], case.signed(day), anchor="head").sign),
            d.box(
                "审核意见",
                "事实清楚，证据确实充分，定性准确，程序合法，同意。",
                sign=d.sign("负责人", o["legal"], case.signed(t["approved"]), anchor="legal").sign,
            ),
            d.box(
                "领导审批",
                "同意。",
                sign=d.sign("负责人", o["chief"], case.signed(t["approved"]), anchor="leader").sign,
            ),
        ],
        t["approved"],
    )


def decision(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    penalty: Penalty = case.flags["penalty"]
    ways = []
    if penalty.days:
        ways.append(
            f"由我局送{place.lockup}执行，期限自{s.day(t['lockup'].date())}至{s.day((t['lockup'] + timedelta(days=penalty.days)).date())}"
        )
    if penalty.fine:
        ways.append(
            f"自收到本决定书之日起十五日内到{place.county}农村商业银行缴纳罚款，逾期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款本数"
        )
    if penalty.kind == "warning":
        ways.append("自本决定书宣告送达之日起执行")
    law = case.flags.get("law_words", f"{administrative_law.ACT}{administrative_law.article(case)}")
    if disposal(case):
        law += "、第十一条第一款"
    evidence_words = (
        ["本人的陈述和申辩"]
        + (["被侵害人陈述"] if "victim" in case.people else [])
        + ["证人证言"]
        + (["现场检测报告"] if case.story.key == "drugs" else [])
        + (["现场笔录"] if case.story.items else [])
    )
    tail: list[Block] = [
        d.line("本决定书已向我宣告并送达。"),
        d.sign(
            "被处罚人",
            person.name,
            [case.time_v("served_at", t["announced"], anchor="served_at")],
            finger=True,
            anchor="punished",
        ),
    ]
    if "victim" in case.people:
        tail.append(
            d.sign(
                "被侵害人",
                case.people["victim"].name,
                [Value(s.moment(t["victim_served"]), None, None, anchor="victim_served")],
                finger=True,
                anchor="victim",
            )
        )
    case.order(
        "decision",
        "penalty_decision",
        "行政处罚决定书",
        "行罚决",
        [
            d.para(
                "违法行为人：",
                Value(person.name, "offenders", person.name),
                f"，{person.sex}，{s.day(person.birth)}出生，居民身份证号码{person.id_no}，户籍所在地{person.household}，现住{person.address}，{person.job}。",
            ),
            d.para("现查明：", case.summary()),
            d.para(f"以上事实有{'、'.join(evidence_words)}等证据证实。"),
            d.para(
                "根据",
                Value(law, "law_article", None, anchor="law"),
                "之规定，现决定给予",
                Value(person.name, None),
                Value(penalty_words(penalty) + disposal(case), None, None, anchor="penalty"),
                "。",
            ),
            d.para(f"执行方式和期限：{'；'.join(ways)}。"),
            d.para(administrative_law.REMEDY.format(government=place.government, county=place.county)),
        ],
        t["decided"],
        tail=tail,
    )


def execution(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    penalty: Penalty = case.flags["penalty"]
    if penalty.days:
        family = case.people["family"]
        period = f"{s.day(t['lockup'].date())}至{s.day((t['lockup'] + timedelta(days=penalty.days)).date())}"
        case.order(
            "family_notice",
            "detention_family_notice_admin",
            "行政拘留家属通知书",
            "拘家通",
            [
                d.line(Value(family.name, "family", family.name), "："),
                d.para(
                    "你的家属",
                    Value(person.name, "person", person.name),
                    f"因{case.story.act}，被我局处以行政拘留{in_words(penalty.days)}日，期限自{period}，拘留场所为{place.lockup}。",
                ),
            ],
            t["decided"],
            tail=[
                d.line("本通知书已收到。"),
                d.sign("家属", family.name, case.signed(t["decided"]), finger=True, anchor="family"),
            ],
        )
        case.add(
            "execution",
            "execution_receipt",
            "行政拘留执行回执",
            [
                d.org(place.lockup),
                d.title("行政拘留执行回执"),
                d.line(f"{place.full_unit}："),
                d.para(
                    "被拘留人",
                    Value(person.name, "person", person.name),
                    "，决定书文号",
                    Value(case.no("行罚决"), "doc_no", case.no("行罚决")),
                    f"，于{s.moment(t['lockup'])}入所，拘留期限自{period}，现已执行期满出所。",
                ),
                d.sign("接收民警", case.officers["jailer"], case.signed(t["lockup"]), anchor="jailer"),
                d.seal(place.lockup, t["released"].date()),
            ],
            t["released"],
            author=place.lockup,
        )
    if penalty.fine:
        case.add(
            "fine",
            "fine_receipt",
            "罚款缴款书",
            [
                d.title("罚款缴款书"),
                d.row(
                    ("票据号", Value(f"FK{t['paid']:%Y%m%d}{case.random.randint(100, 999)}", "no", None)),
                    ("日期", s.day(t["paid"].date())),
                ),
                d.row(
                    ("交款人", Value(person.name, "payer", person.name)),
                    ("金额", Value(f"{penalty.fine}元", "amount", penalty.fine)),
                ),
                d.row(("项目", "治安罚款")),
                d.sign("经办", case.officers["cashier"], case.signed(t["paid"]), anchor="cashier"),
                d.seal(f"{place.county}农村商业银行", t["paid"].date()),
            ],
            t["paid"],
            author=f"{place.county}农村商业银行",
        )
    if "victim" in case.people and case.flags.get("receipt_paper"):
        victim = case.people["victim"]
        case.add(
            "service",
            "service_receipt",
            "送达回证",
            [
                d.org(place.bureau),
                d.title("送达回证"),
                d.row(("送达文书名称、文号", Value(f"行政处罚决定书（{case.no('行罚决')}）", "docs", None))),
                d.row(
                    ("受送达人", Value(victim.name, "receiver", victim.name)),
                    ("送达方式", Value("直接送达", "way", None)),
                ),
                d.row(("签收日期", case.time_v("at", t["victim_served"]))),
                d.sign(
                    "收件人签名或盖章", victim.name, case.signed(t["victim_served"]), finger=True, anchor="receiver"
                ),
                d.sign("送达人", [case.officers["a"], case.officers["b"]], None, anchor="servers"),
            ],
            t["victim_served"],
        )
    if disposal(case):
        case.add(
            "confiscated",
            "confiscation_list",
            "收缴物品清单",
            [
                d.title("收缴物品清单"),
                forms_seizure.table_items(case, "收缴"),
                d.sign("被处罚人", person.name, case.signed(t["announced"]), finger=True, anchor="punished"),
                d.sign("保管人", case.officers["keeper"], case.signed(t["announced"]), anchor="custodian"),
                d.sign(
                    "办案民警", [case.officers["a"], case.officers["b"]], case.signed(t["announced"]), anchor="officers"
                ),
                d.seal(place.bureau, None, text_line=False),
            ],
            t["decided"],
        )
    elif case.story.items:
        receiver = case.people.get("victim", person)
        case.add(
            "returned",
            "return_list",
            "发还清单",
            [
                d.title("发还清单"),
                forms_seizure.table_items(case, "发还"),
                d.sign("领取人", receiver.name, case.signed(t["announced"]), finger=True, anchor="receiver"),
                d.sign(
                    s.label("办案人"),
                    [case.officers["a"], case.officers["b"]],
                    case.signed(t["announced"]),
                    anchor="officers",
                ),
                d.seal(place.bureau, t["decided"].date()),
            ],
            t["decided"],
        )


def mediation(case: Case) -> None:
    t, s, person, victim, onlooker = case.t, case.style, case.suspect, case.people["victim"], case.people["onlooker"]
    amount = case.random.choice([300, 500, 800])
    case.add(
        "mediation",
        "mediation_agreement",
        "治安调解协议书",
        [
            d.org(case.place.full_unit),
            d.title("治安调解协议书"),
            d.row(
                ("主持人", Value(case.officers["a"], "mediator", case.officers["a"])),
                ("调解地点", Value(f"{case.place.full_unit}调解室", "place", f"{case.place.full_unit}调解室")),
            ),
            d.para("当事人：", case.person_words(person), "。"),
            d.para("当事人：", case.person_words(victim), "。"),
            d.para("主要事实：", case.summary(), "双方系因民间纠纷引起，情节较轻。"),
            d.para(
                f"根据{administrative_law.ACT}{administrative_law.step(case, 'mediate')}之规定，经调解，双方自愿达成如下协议：一、{person.name}向{victim.name}赔礼道歉；二、{person.name}一次性赔偿{victim.name}人民币{amount}元，于{s.day(t['mediated'].date())}当场付清；三、双方不再追究。"
            ),
            d.para("本协议已当场履行完毕。"),
            d.sign("当事人", [person.name, victim.name], case.signed(t["mediated"]), finger=True, anchor="parties"),
            d.sign("见证人", onlooker.name, case.signed(t["mediated"]), anchor="witness"),
            d.sign("主持人", [case.officers["a"], case.officers["b"]], case.signed(t["mediated"]), anchor="mediator"),
            d.seal(case.place.full_unit, t["mediated"].date()),
        ],
        t["mediated"],
    )
