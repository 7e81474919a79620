"""Writes the papers of an administrative case from its facts."""

from __future__ import annotations

from datetime import timedelta

from generator import document as d
from generator import forms, speech
from generator.base import Case, at
from generator.document import Block, Value
from generator.spelling import in_words, iso
from generator.story import Penalty

ACT = "《中华人民共和国治安管理处罚法》"
STEP_ARTICLES = {  # edition: summons, preservation, notice
    2012: {"summons": "第八十二条", "preserve": "第八十九条", "inspect": "第八十七条", "notice": "第九十四条", "mediate": "第九条"},
    2025: {"summons": "第九十六条", "preserve": "第一百零五条", "inspect": "第一百零三条", "notice": "第一百一十二条", "mediate": "第九条"},
}  # fmt: skip
REMEDY = "如不服本决定，可以在收到本决定书之日起六十日内向{government}申请行政复议，或者在六个月内依法向{county}人民法院提起行政诉讼。"


def article(case: Case) -> str:
    return case.story.alternatives[case.flags["edition"]]


def step(case: Case, name: str) -> str:
    return STEP_ARTICLES[case.flags["edition"]][name]


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


def write(case: Case) -> None:
    """All papers in the order of the file: decision first, then intake, evidence, notice, execution."""
    mediated = case.route == "mediation"
    if not mediated:
        decision(case)
    intake(case)
    arrival(case)
    evidence(case)
    if mediated:
        mediation(case)
    else:
        notice_and_approval(case)
        execution(case)
    closing(case)


def intake(case: Case) -> None:
    t = case.t
    reporter = case.people.get("victim")
    new = case.flags["edition"] == 2025
    if reporter and case.flags.get("called") and case.route != "scene":
        forms.alarm(case, reporter)
    source = "110指令" if reporter and case.flags.get("called") and case.route != "scene" else "报案" if reporter else "工作中发现"
    forms.acceptance_form(case, source, reporter, "行政案件，建议及时" + ("立案调查" if new else "受案调查"), filing=new)
    if reporter and not new:
        forms.receipt(case, reporter)
    if reporter and new:
        case.order("filing_notice", "administrative_filing_notice", "行政案件立案告知书", "立告", [
            d.line(Value(reporter.name, "addressee", reporter.name), "："),
            d.para(f"你于{case.style.day(t['reported'].date())}报称的", Value(forms.matter(case), "reported_matter", None), f"，我单位决定", Value("立案", "decision", "立案"), f"调查（文号{case.no('受案')}）。如有疑问可向本单位查询。")],
            t.get("accepted", t["received"]), tail=[d.sign("报案人", reporter.name, case.signed(t.get("accepted", t["received"])), finger=True, anchor="reporter")])  # fmt: skip


def arrival(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    if case.route in ("summons", "mediation"):
        case.add("summons_approval", "summons_approval", "传唤审批表", [
            d.title("传唤审批表"), d.row(("案由", Value(case.story.act, "case_name", case.story.act)), ("被传唤人", Value(person.name, "person", person.name))),
            d.row(("理由", f"涉嫌{case.story.act}，需要传唤询问查证")), d.sign(s.label("承办人"), [case.officers["a"], case.officers["b"]], case.signed(t["summoned"]), anchor="handlers"),
            d.box("审批意见", "同意传唤。", sign=d.sign("部门负责人", case.officers["head"], case.signed(t["summoned"]), anchor="head").sign)], t["summoned"])  # fmt: skip
        appear = t["arrived"].replace(minute=0) + timedelta(minutes=40)
        tail = [d.line("传唤的原因和依据已向我告知，本证已收到。"), d.sign("被传唤人", person.name, None, finger=True, anchor="received"),
                d.line(s.label("到达时间") + s.colon, case.time_v("arrived_at", t["arrived"])), d.sign("被传唤人", person.name, None, finger=True, anchor="arrived_sign"),
                d.line(s.label("离开时间") + s.colon, case.time_v("left_at", t["left"])), d.sign("被传唤人", person.name, None, finger=True, anchor="left_sign")]  # fmt: skip
        case.order("summons", "summons_administrative", "传唤证", "传唤", [
            d.line(Value(person.name, "person_name", person.name), "："), d.para("因你（单位）涉嫌", Value(case.story.act, "violation", case.story.act), f"，根据{s.mark(True)}{ACT}{step(case, 'summons')} {s.mark(False)}《中华人民共和国出境入境管理法》 {s.mark(False)}其他，限你于",
                   Value(s.moment(appear), "appear_at", iso(appear)), "前到", Value(place.centre, "place", place.centre), "接受询问。无正当理由拒不接受传唤或者逃避传唤的，可以依法强制传唤。")], t["summoned"], tail=tail)  # fmt: skip
    forms.arrival_note(case)
    forms.area_form(case)
    case.add("family_told", "summons_family_notice", case.random.choice(["传唤通知家属记录", "通知家属记录"]), [
        d.title("传唤通知家属记录"), d.row(("家属姓名", Value(case.people["family"].name, "family", case.people["family"].name)), ("通知方式", Value("电话", "way", None))),
        d.row(("通知时间", case.time_v("notified_at", t["family_told"]))), d.row(("传唤原因和处所", f"因涉嫌{case.story.act}，在{place.centre}接受询问")),
        d.sign("通知民警", [case.officers["a"], case.officers["b"]], case.signed(t["family_told"]), anchor="officers")], t["family_told"], volume="evidence")  # fmt: skip


def rights(case: Case, role: str, name: str, start: object) -> None:
    when = start - timedelta(minutes=8)  # type: ignore[operator]
    case.add(f"rights_{role}", "rights_notice_admin", "行政案件权利义务告知书", [
        d.title("行政案件权利义务告知书"), d.line("1.有权申请办案人员回避。"), d.line("2.有权陈述和申辩；与本案无关的问题，有权拒绝回答。"), d.line("3.有权核对询问笔录，可以自行提供书面材料。"),
        d.line("4.必须如实提供证据、如实回答询问；作伪证或者隐匿证据的，应当承担法律责任。"), d.line("5.对侵犯合法权益的行为，有权提出控告。"),
        d.line("本告知书于", case.style.moment(when), "收到，以上内容已阅读。"), d.sign(case.style.label("被告知人"), name, case.signed(when, truth=True), finger=True, anchor="informed")], when, volume="evidence")  # fmt: skip


def interviews(case: Case) -> None:
    t, o, place, random, part, person = case.t, case.officers, case.place, case.random, case.part, case.suspect
    rights(case, "suspect", person.name, t["suspect1.start"])
    ways = {"scene": f"在{case.flags['scene']}被你们当场查获，你们出示证件以后口头传唤我来的，{t['arrived']:%H时%M分}到的。",
            "surrender": f"我自己来投案的，{t['arrived']:%H时%M分}到的。"}  # fmt: skip
    ways = {key: words.replace(f"{t['arrived']:%H时%M分}", f"{t['arrived'].hour}时{t['arrived'].minute}分") for key, words in ways.items()}
    new = case.flags["edition"] == 2025
    family = f"已经通知了，打电话告诉了{case.people['family'].name}。" if not case.flags.get("no_family") else ""
    pairs = [*speech.suspect_opening(random, part, place.full_unit, act=case.story.act, criminal=False, recorded=new, article=step(case, "summons") if case.route != "surrender" else "", family=family,
                                     arrival=ways.get(case.route, "接到传唤证以后我按时过来的。"), notice=""),
             speech.p("讲一下你的基本情况，以前有没有受过处罚？", f"我叫{person.name}，{person.schooling}文化，{person.job}，公民身份号码{person.id_no}，没有受过处罚。"),
             *case.speaker("suspect1").tell(case.story.suspect), speech.p("你有什么要陈述、申辩的？", "没有，我认错。"),
             *speech.closing(random, part, meal="有水，给我买了吃的，也休息了。", suspect=True)]  # fmt: skip
    arrived = {"scene": "口头传唤", "surrender": "自动投案"}.get(case.route, "")
    case.t["suspect1.limit"] = t["left"] - timedelta(minutes=20)
    team = case.flags.get("suspect1.team", [o["a"], o["b"]])
    case.record("suspect1", person, pairs, interrogation=False, ordinal=1, place=case.flags.get("suspect1.place", f"{place.centre}询问室{random.randint(1, 3)}"), officers=team, arrived=arrived)
    for role in ("victim", "witness"):
        if role not in case.people or not getattr(case.story, role):
            continue
        who = case.people[role]
        rights(case, role, who.name, t[f"{role}1.start"])
        pairs = [*speech.other_opening(random, part, place.full_unit, criminal=False, role=""), *speech.relation(random, who.name), *case.speaker(f"{role}1").tell(getattr(case.story, role)),
                 *speech.closing(random, part, meal="", suspect=False)]  # fmt: skip
        officers = [o["c"], o["d"]] if role == "victim" and case.route == "scene" else [o["a"], o["b"]]
        case.record(f"{role}1", who, pairs, interrogation=False, ordinal=1, place=f"{place.full_unit}询问室5", officers=officers)


def evidence(case: Case) -> None:
    interviews(case)
    if case.flags.get("handed_in") and "victim" in case.people:
        forms.receipt_list(case)
        forms.copies(case)
    if case.story.items:
        preservation(case)
    if case.story.key == "drugs":
        drug_test(case)
    if case.flags["edition"] == 2025:
        forms.recording(case)
    forms.identity_papers(case)


def preservation(case: Case) -> None:
    t, s, o, person, onlooker = case.t, case.style, case.officers, case.suspect, case.people["onlooker"]
    team = case.flags.get("preserve.team", [o["a"], o["b"]])
    start, end = t["search.start"], t["search.end"]
    where = case.flags["scene"] if case.route == "scene" else case.place.centre
    law = f"{ACT}{step(case, 'preserve')}"
    recorded = "全过程同步录音录像。" if case.flags["edition"] == 2025 else ""
    case.add("scene_record", "inspection_record", "现场笔录", [
        d.title("现场笔录"), d.row(("检查时间", Value(s.span(start, end), "time_range", [iso(start), iso(end)], anchor="time_range"))), d.row(("检查地点", Value(where, "place", where))),
        d.row(("检查人姓名和工作单位", Value("、".join(team), "officers", team, anchor="officers_row"))), d.row(("当事人", f"{person.name}，{person.sex}，公民身份号码{person.id_no}")), d.row((s.label("见证人"), Value(onlooker.name, "witness", onlooker.name))),
        d.para(f"{s.label('过程')}：民警出示人民警察证，告知当事人因涉嫌{case.story.act}，经部门负责人批准，依据{law}对与案件有关的物品予以扣押，并告知扣押的理由、依据以及依法享有的陈述权、申辩权、申请复议和提起诉讼的权利。当事人表示没有陈述和申辩。在当事人和见证人在场的情况下，当场扣押{forms.items_words(case)}，开具证据保全决定书和清单。{recorded}"),
        d.sign("检查人", team, case.signed(end), anchor="officers"), d.sign("当事人", person.name, case.signed(end), finger=True, anchor="party"), d.sign(s.label("见证人"), onlooker.name, case.signed(end), anchor="witness")], start, volume="evidence", footer="plain")  # fmt: skip
    until = end + timedelta(days=30)
    case.approval("preserve_request", "呈请证据保全报告书", [f"因办理{person.name}{case.story.act}一案，需要对{forms.items_words(case)}予以扣押，期限三十日。根据{law}之规定，提请批准。"], start)
    case.order("preserve", "preservation_decision_admin", "证据保全决定书", "证保决", [
        d.para("当事人：", f"{person.name}，公民身份号码{person.id_no}，现住{person.address}，联系方式{person.phone}。"),
        d.para("因调查", Value(case.case_name(), "case_name", case.case_name()), f"，根据{law}之规定，决定对所附清单中的物品："),
        d.line(f"{s.mark(True)}扣押、扣留三十日（自{s.day(start.date())}至{s.day(until.date())}） {s.mark(False)}查封 {s.mark(False)}先行登记保存 {s.mark(False)}抽样取证"),
        d.para("当事人有权陈述和申辩。" + REMEDY.format(government=case.place.government, county=case.place.county))], start,
        tail=[d.line("本决定书已收到。"), d.sign("当事人", person.name, case.signed(end), finger=True, anchor="party")])  # fmt: skip
    number = case.no("证保清")
    case.add("preserve_list", "preservation_list_admin", "证据保全清单", [
        d.title("证据保全清单"), d.number(number), forms.table_items(case, "扣押"), d.sign("证据持有人", person.name, case.signed(end), finger=True, anchor="holder"), d.sign(s.label("见证人"), onlooker.name, case.signed(end), anchor="witness"),
        d.sign("保管人", o["keeper"], case.signed(end), anchor="custodian"), d.sign("办案民警", team, case.signed(end), anchor="officers"), d.seal(case.place.full_unit, None, text_line=False)], start, volume="evidence", doc_no=number)  # fmt: skip
    forms.warehouse(case)


def drug_test(case: Case) -> None:
    t, s, o, person = case.t, case.style, case.officers, case.suspect
    team = [o["a"], o["b"]] if person.sex == "男" else [o["a"], o["d"]]
    if case.flags["edition"] == 2025:
        case.approval("sample_request", "呈请提取生物样本报告书", [f"为查明{person.name}是否吸食毒品，根据{ACT}第一百零二条之规定，拟提取其尿液样本进行检测。"], t["arrived"])
    case.add("drug_test", "drug_onsite_test_report", "现场检测报告书", [
        d.title("现场检测报告书"), d.row(("被检测人", Value(person.name, "person", person.name)), ("性别", Value(person.sex, "sex", person.sex)), ("检测时间", case.time_v("at", t["tested"]))),
        d.row(("检测方法", Value("甲基苯丙胺尿液检测试剂（胶体金法）", "method", None))), d.line("检测结果 ", s.choices(["阴性", "阳性"], "阳性")), d.para(f"样本由{team[1]}监督提取，检测过程当事人在场。当事人对结果没有异议，已告知有权申请实验室检测。"),
        d.sign("检测人", team, case.signed(t["tested"]), anchor="testers"), d.sign("被检测人", person.name, case.signed(t["tested"]), finger=True, anchor="person"), d.seal(case.place.full_unit, t["tested"].date())], t["tested"], volume="evidence")  # fmt: skip


def notice_and_approval(case: Case) -> None:
    t, s, o, person = case.t, case.style, case.officers, case.suspect
    penalty: Penalty = case.flags.get("noticed_penalty", case.flags["penalty"])
    proposed = f"公安机关拟对你处以{penalty_words(penalty)}{disposal(case)}。" if not case.flags.get("no_proposed") else "公安机关拟依法对你作出行政处罚。"
    answer = case.flags.get("defense", "不提出陈述和申辩。")
    case.add("notice", "penalty_prior_notice", "行政处罚告知笔录", [
        d.title("行政处罚告知笔录"), d.row(("执行告知单位", Value(case.place.bureau, "unit", case.place.bureau)), ("告知人", case.who_v("officers", [o["a"], o["b"]]))), d.row(("被告知人", Value(person.name, "person", person.name)), ("单位法定代表人", "/")),
        d.line("告知内容 ", s.choices(["（非听证）", "（听证）"], "（非听证）")),
        d.para(f"根据{ACT}{step(case, 'notice')}之规定，现将拟作出行政处罚决定的内容及事实、理由、依据告知如下："), d.para(f"{case.summary()}以上事实有本人陈述、证人证言等证据证实，违反了{ACT}{article(case)}之规定。", Value(proposed, None, None, anchor="proposed")),
        d.para("你依法享有陈述和申辩的权利。"), d.line("问：对上述告知事项，你是否提出陈述和申辩？"), d.line("答：", Value(answer, "answer", None)),
        d.sign("被告知人", person.name, [case.time_v("signed_at", t["notice"])], finger=True, anchor="informed"), d.sign("告知人", [o["a"], o["b"]], None, anchor="officers")], t["notice"], volume="evidence")  # fmt: skip
    if case.flags.get("defense") and not case.flags.get("no_review"):
        case.add("review", "statement_defense_review", "陈述申辩复核意见", [
            d.title("陈述申辩复核意见书"), d.row(("申辩内容", answer)), d.para("复核意见：经复核，违法事实清楚，证据充分，申辩理由不能成立，维持拟处罚意见。"), d.sign("复核人", [o["c"], o["e"]], case.signed(t["notice"] + timedelta(hours=4)), anchor="reviewers"),
            d.sign("负责人", o["head"], case.signed(t["notice"] + timedelta(hours=4)), anchor="head")], t["notice"] + timedelta(hours=4))  # fmt: skip
    words = f"建议依据{ACT}{article(case)}，对{person.name}给予{penalty_words(case.flags['penalty'])}{disposal(case)}。"
    day = t["notice"]
    case.add("approval", "penalty_approval_form", case.random.choice(["行政处罚审批表", "公安行政处罚审批表"]), [
        d.title("行政处罚审批表"), d.row(("案由", Value(case.story.act, "case_name", case.story.act)), ("发案时间", s.moment(t["incident"]))), d.row(("违法嫌疑人", Value(person.name, "person", person.name))),
        d.box("违法事实及证据", case.summary()), d.box("承办人意见", words, sign=d.sign(s.label("承办人"), [o["a"], o["b"]], case.signed(day), anchor="handlers").sign),
        d.box("单位意见", "同意。", sign=d.sign("负责人", o["head"], case.signed(day), anchor="head").sign), d.box("审核意见", "事实清楚，证据确实充分，定性准确，程序合法，同意。", sign=d.sign("负责人", o["legal"], case.signed(t["approved"]), anchor="legal").sign),
        d.box("领导审批", "同意。", sign=d.sign("负责人", o["chief"], case.signed(t["approved"]), anchor="leader").sign)], t["approved"])  # fmt: skip


def decision(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    penalty: Penalty = case.flags["penalty"]
    ways = []
    if penalty.days:
        ways.append(f"由我局送{place.lockup}执行，期限自{s.day(t['lockup'].date())}至{s.day((t['lockup'] + timedelta(days=penalty.days)).date())}")
    if penalty.fine:
        ways.append(f"自收到本决定书之日起十五日内到{place.county}农村商业银行缴纳罚款，逾期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款本数")
    if penalty.kind == "warning":
        ways.append("自本决定书宣告送达之日起执行")
    law = case.flags.get("law_words", f"{ACT}{article(case)}")
    if disposal(case):
        law += f"、第十一条第一款"
    evidence_words = ["本人的陈述和申辩"] + (["被侵害人陈述"] if "victim" in case.people else []) + ["证人证言"] + (["现场检测报告"] if case.story.key == "drugs" else []) + (["现场笔录"] if case.story.items else [])
    tail: list[Block] = [d.line("本决定书已向我宣告并送达。"), d.sign("被处罚人", person.name, [case.time_v("served_at", t["announced"], anchor="served_at")], finger=True, anchor="punished")]
    if "victim" in case.people:
        tail.append(d.sign("被侵害人", case.people["victim"].name, [Value(s.moment(t["victim_served"]), None, None, anchor="victim_served")], finger=True, anchor="victim"))
    case.order("decision", "penalty_decision", "行政处罚决定书", "行罚决", [
        d.para("违法行为人：", Value(person.name, "offenders", person.name), f"，{person.sex}，{s.day(person.birth)}出生，居民身份证号码{person.id_no}，户籍所在地{person.household}，现住{person.address}，{person.job}。"),
        d.para("现查明：", case.summary()), d.para(f"以上事实有{'、'.join(evidence_words)}等证据证实。"),
        d.para("根据", Value(law, "law_article", None, anchor="law"), "之规定，现决定给予", Value(person.name, None), Value(penalty_words(penalty) + disposal(case), None, None, anchor="penalty"), "。"),
        d.para(f"执行方式和期限：{'；'.join(ways)}。"), d.para(REMEDY.format(government=place.government, county=place.county))], t["decided"], tail=tail)  # fmt: skip


def execution(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    penalty: Penalty = case.flags["penalty"]
    if penalty.days:
        family = case.people["family"]
        period = f"{s.day(t['lockup'].date())}至{s.day((t['lockup'] + timedelta(days=penalty.days)).date())}"
        case.order("family_notice", "detention_family_notice_admin", "行政拘留家属通知书", "拘家通", [
            d.line(Value(family.name, "family", family.name), "："), d.para("你的家属", Value(person.name, "person", person.name), f"因{case.story.act}，被我局处以行政拘留{in_words(penalty.days)}日，期限自{period}，拘留场所为{place.lockup}。")],
            t["decided"], tail=[d.line("本通知书已收到。"), d.sign("家属", family.name, case.signed(t["decided"]), finger=True, anchor="family")])  # fmt: skip
        case.add("execution", "execution_receipt", "行政拘留执行回执", [
            d.org(place.lockup), d.title("行政拘留执行回执"), d.line(f"{place.full_unit}："),
            d.para("被拘留人", Value(person.name, "person", person.name), "，决定书文号", Value(case.no("行罚决"), "doc_no", case.no("行罚决")), f"，于{s.moment(t['lockup'])}入所，拘留期限自{period}，现已执行期满出所。"),
            d.sign("接收民警", case.officers["jailer"], case.signed(t["lockup"]), anchor="jailer"), d.seal(place.lockup, t["released"].date())], t["released"], author=place.lockup)  # fmt: skip
    if penalty.fine:
        case.add("fine", "fine_receipt", "罚款缴款书", [
            d.title("罚款缴款书"), d.row(("票据号", Value(f"FK{t['paid']:%Y%m%d}{case.random.randint(100, 999)}", "no", None)), ("日期", s.day(t["paid"].date()))), d.row(("交款人", Value(person.name, "payer", person.name)), ("金额", Value(f"{penalty.fine}元", "amount", penalty.fine))),
            d.row(("项目", "治安罚款")), d.sign("经办", case.officers["cashier"], case.signed(t["paid"]), anchor="cashier"), d.seal(f"{place.county}农村商业银行", t["paid"].date())], t["paid"], author=f"{place.county}农村商业银行")  # fmt: skip
    if "victim" in case.people and case.flags.get("receipt_paper"):
        victim = case.people["victim"]
        case.add("service", "service_receipt", "送达回证", [
            d.org(place.bureau), d.title("送达回证"), d.row(("送达文书名称、文号", Value(f"行政处罚决定书（{case.no('行罚决')}）", "docs", None))), d.row(("受送达人", Value(victim.name, "receiver", victim.name)), ("送达方式", Value("直接送达", "way", None))),
            d.row(("签收日期", case.time_v("at", t["victim_served"]))), d.sign("收件人签名或盖章", victim.name, case.signed(t["victim_served"]), finger=True, anchor="receiver"), d.sign("送达人", [case.officers["a"], case.officers["b"]], None, anchor="servers")], t["victim_served"])  # fmt: skip
    if disposal(case):
        case.add("confiscated", "confiscation_list", "收缴物品清单", [
            d.title("收缴物品清单"), forms.table_items(case, "收缴"), d.sign("被处罚人", person.name, case.signed(t["announced"]), finger=True, anchor="punished"), d.sign("保管人", case.officers["keeper"], case.signed(t["announced"]), anchor="custodian"),
            d.sign("办案民警", [case.officers["a"], case.officers["b"]], case.signed(t["announced"]), anchor="officers"), d.seal(place.bureau, None, text_line=False)], t["decided"])  # fmt: skip
    elif case.story.items:
        receiver = case.people.get("victim", person)
        case.add("returned", "return_list", "发还清单", [
            d.title("发还清单"), forms.table_items(case, "发还"), d.sign("领取人", receiver.name, case.signed(t["announced"]), finger=True, anchor="receiver"),
            d.sign(s.label("办案人"), [case.officers["a"], case.officers["b"]], case.signed(t["announced"]), anchor="officers"), d.seal(place.bureau, t["decided"].date())], t["decided"])  # fmt: skip


def mediation(case: Case) -> None:
    t, s, person, victim, onlooker = case.t, case.style, case.suspect, case.people["victim"], case.people["onlooker"]
    amount = case.random.choice([300, 500, 800])
    case.add("mediation", "mediation_agreement", "治安调解协议书", [
        d.org(case.place.full_unit), d.title("治安调解协议书"), d.row(("主持人", Value(case.officers["a"], "mediator", case.officers["a"])), ("调解地点", Value(f"{case.place.full_unit}调解室", "place", f"{case.place.full_unit}调解室"))),
        d.para("当事人：", case.person_words(person), "。"), d.para("当事人：", case.person_words(victim), "。"), d.para("主要事实：", case.summary(), "双方系因民间纠纷引起，情节较轻。"),
        d.para(f"根据{ACT}{step(case, 'mediate')}之规定，经调解，双方自愿达成如下协议：一、{person.name}向{victim.name}赔礼道歉；二、{person.name}一次性赔偿{victim.name}人民币{amount}元，于{s.day(t['mediated'].date())}当场付清；三、双方不再追究。"),
        d.para("本协议已当场履行完毕。"), d.sign("当事人", [person.name, victim.name], case.signed(t["mediated"]), finger=True, anchor="parties"), d.sign("见证人", onlooker.name, case.signed(t["mediated"]), anchor="witness"),
        d.sign("主持人", [case.officers["a"], case.officers["b"]], case.signed(t["mediated"]), anchor="mediator"), d.seal(case.place.full_unit, t["mediated"].date())], t["mediated"])  # fmt: skip


def closing(case: Case) -> None:
    t, o, person = case.t, case.officers, case.suspect
    result = "经治安调解达成协议并履行" if case.route == "mediation" else "行政处罚决定已执行完毕"
    case.add("closing", "case_closing_report_admin", "结案审批表", [
        d.title("结案审批表"), d.row(("案由", Value(case.story.act, "case_name", case.story.act)), ("案件文号", Value(case.no("受案"), "doc_no", case.no("受案")))), d.row(("违法嫌疑人", Value(person.name, "person", person.name)), ("同案其他人", "无")),
        d.box("违法事实及证据", case.summary()), d.box("承办人意见", f"{result}，建议结案。", sign=d.sign("承办人", [o["a"], o["b"]], case.signed(t["closed"]), anchor="handlers").sign), d.box("单位意见", "同意结案。", sign=d.sign("负责人", o["head"], case.signed(t["closed"]), anchor="head").sign),
        d.box("审核意见", "同意。", sign=d.sign("负责人", o["legal"], case.signed(t["closed"]), anchor="legal").sign), d.box("领导审批", "同意结案。", sign=d.sign("负责人", o["chief"], case.signed(t["closed"]), anchor="leader").sign)], t["closed"])  # fmt: skip


def late(case: Case, days: int) -> object:
    return at(case.t["decided"], 10, 0, plus=days)
