"""Writes the papers of a criminal case from its facts."""

from __future__ import annotations

from datetime import timedelta

from generator import document as d
from generator import forms, speech
from generator.base import Case, at
from generator.document import Block, Value
from generator.spelling import capital_amount, months_later

RIGHTS = {
    "suspect": ("rights_notice_suspect", "犯罪嫌疑人诉讼权利义务告知书", [
        "一、有权使用本民族语言文字进行诉讼；不通晓当地通用语言文字的，有权要求配备翻译。",
        "二、自第一次讯问或者采取强制措施之日起，有权委托律师作为辩护人；经济困难的，可以申请法律援助，也可以约见值班律师。",
        "三、对侦查人员、鉴定人、翻译人员等有法定回避情形的，有权申请回避；对驳回申请的决定可以申请复议一次。",
        "四、对侦查人员的提问应当如实回答，与本案无关的问题有权拒绝回答；如实供述罪行、自愿认罪认罚的，可以依法从宽处理。",
        "五、有权核对讯问笔录，可以自行书写供述；有权申请变更或者解除强制措施。",
        "六、有权知道用作证据的鉴定意见的内容，可以申请补充鉴定或者重新鉴定。",
        "七、对侵犯诉讼权利和人身侮辱的行为，有权提出控告。"]),
    "victim": ("rights_notice_victim", "被害人诉讼权利义务告知书", [
        "一、有权申请回避，有权知道用作证据的鉴定意见，可以申请补充鉴定或者重新鉴定。",
        "二、因犯罪行为遭受物质损失的，有权提起附带民事诉讼；自案件移送审查起诉之日起有权委托诉讼代理人。",
        "三、应当如实陈述；诬告陷害、有意作虚假陈述的，应当承担法律责任。",
        "四、有权核对询问笔录，对侵犯诉讼权利的行为有权控告。"]),
    "witness": ("rights_notice_witness", "证人诉讼权利义务告知书", [
        "一、凡是知道案件情况的人都有作证的义务，应当如实提供证据、证言。",
        "二、有意作伪证或者隐匿罪证的，应当承担法律责任。",
        "三、因作证面临危险的，可以请求予以保护；因作证支出的必要费用有权得到补助。",
        "四、有权核对询问笔录，对侵犯诉讼权利的行为有权控告。"]),
}  # fmt: skip


def write(case: Case) -> None:
    """All papers, in the order of the file."""
    acceptance(case)
    if case.route == "no_filing":
        no_filing(case)
        interviews(case)
        return
    filing(case)
    if case.route != "open":
        arrival(case)
        if case.route in ("arrest", "no_arrest"):
            detention(case)
        if case.route in ("bail", "no_arrest"):
            bail(case)
        if case.route == "residence":
            residence(case)
        litigation_rest(case)
    evidence(case)
    if case.route != "open":
        closing(case)


def acceptance(case: Case) -> None:
    s, t, o = case.style, case.t, case.officers
    reporter = case.people.get("victim") if case.story.victim else None
    source = "报案" if reporter else "工作中发现"
    if reporter and case.flags.get("called"):
        source = "110指令"
        forms.alarm(case, reporter)
    forms.acceptance_form(case, source, reporter, "刑事案件，建议及时立案侦查")
    if reporter:
        forms.receipt(case, reporter)


def filing(case: Case) -> None:
    t = case.t
    article = "《中华人民共和国刑事诉讼法》第一百一十二条"
    title_name = forms.matter(case)
    case.approval("filing_request", "呈请立案报告书", [
        f"{case.t['received'].year}年{case.t['received'].month}月{case.t['received'].day}日，我单位接到{title_name}的线索。经审查，{case.place.county}境内发生的上述事实有相应证据证明，有犯罪事实需要追究刑事责任，且属我局管辖。",
        f"根据{article}之规定，拟对{title_name}立案侦查。"], t.get("filing_approved", t["filed"]))  # fmt: skip
    number = case.no("立", year=t["filed"].year)
    case.order("filing", "filing_decision", "立案决定书", "立", [
        d.para(f"根据{article}之规定，决定对", Value(title_name, "case_name", title_name), "立案侦查。")], t["filed"])  # fmt: skip
    if "victim" in case.people:
        victim = case.people["victim"]
        case.order("filing_notice", "filing_notice_to_victim", "立案告知书", "立告", [
            d.line(Value(victim.name, "addressee", victim.name), "："),
            d.para(f"{title_name}，我局认为有犯罪事实，需要追究刑事责任，已于{case.style.day(t['filed'].date())}决定立案侦查（{number}）。特此告知。"),
        ], t["filed"], tail=[d.line("本告知书已收到。"), d.sign("被害人或其家属", victim.name, case.signed(t["told"]), finger=True)])  # fmt: skip


def no_filing(case: Case) -> None:
    t, victim = case.t, case.people["victim"]
    name = forms.matter(case)
    day = t["filed"]
    case.approval("no_filing_request", "呈请不予立案报告书", [
        f"{victim.name}控告的{name}，经审查，双方系自愿交易，货款已全部退还，没有证据证明有犯罪事实发生。",
        "根据《公安机关办理刑事案件程序规定》第一百七十八条第一款之规定，拟决定不予立案。"], day)  # fmt: skip
    case.order("no_filing", "no_filing_notice", "不予立案通知书", "不立", [
        d.line(Value(victim.name, "addressee", victim.name), "："),
        d.para(f"你于{case.style.day(t['reported'].date())}控告的", Value(name, "complaint", name), "，我局经审查认为",
               Value("没有犯罪事实", "reason", "没有犯罪事实"), "，根据《中华人民共和国刑事诉讼法》第一百一十二条之规定，决定不予立案。"),
        d.para("如不服本决定，可以在收到本通知书之日起七日以内向我局申请复议。"),
    ], day, tail=[d.line("本通知书已收到。"), d.sign("控告人", victim.name, [case.time_v("served_at", t.get("no_filing_told", at(day, 10, 0, plus=1)))], finger=True, anchor="complainant")])  # fmt: skip
    forms.explanation(case, "case_note", "情况说明", "经核实，控告人与被控告人之间的款项已经全额退还，转账记录附后，双方无其他争议。", at(t["filed"], 9, 0))


def summons_body(case: Case) -> list[Block]:
    person, t = case.suspect, case.t
    return [d.para(
        "根据《中华人民共和国刑事诉讼法》第一百一十九条之规定，兹传唤涉嫌", Value(case.story.act + "罪", "charge", case.story.act + "罪"),
        "的犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), "于", Value(case.style.moment(t["appear"]), "appear_at", t["appear"].strftime("%Y-%m-%dT%H:%M")),
        "到", Value(case.place.centre, "place", case.place.centre), "接受讯问。"),
        d.para("被传唤人必须持此件报到，无正当理由拒不接受传唤的，可以依法拘传。")]  # fmt: skip


def arrival(case: Case) -> None:
    t, s, person = case.t, case.style, case.suspect
    t["appear"] = t["arrived"].replace(minute=0) + timedelta(minutes=40)
    if case.flags.get("surrender"):
        return
    tail = [
        d.line("本证已于", s.moment(t["summoned"]), "收到。"),
        d.sign("被传唤人", person.name, None, finger=True, anchor="received"),
        d.line(s.label("到达时间") + s.colon, case.time_v("arrived_at", t["arrived"])),
        d.sign("被传唤人", person.name, None, finger=True, anchor="arrived_sign"),
    ]
    if case.flags.get("no_left"):
        tail.append(d.line(s.label("离开时间") + s.colon, Value("    年  月  日  时  分", "left_at", None, anchor="left_at")))
    else:
        tail.append(d.line(s.label("离开时间") + s.colon, case.time_v("left_at", t["left"])))
    tail.append(d.sign("被传唤人", person.name, None, finger=True, anchor="left_sign"))
    case.order("summons", "summons_criminal", "传唤证", "传唤", summons_body(case), t["summoned"], tail=tail)


def detention(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    law = "《中华人民共和国刑事诉讼法》第八十二条第（一）项"
    case.approval("detention_request", "呈请拘留报告书", [
        f"犯罪嫌疑人{case.person_words(person)}。",
        f"经侦查，{case.summary()}上述事实有陈述、证言、供述等证据证实。该人系犯罪后被即时发觉的重大嫌疑分子，有毁灭证据或者逃跑可能。",
        f"根据{law}之规定，特呈请对犯罪嫌疑人{person.name}刑事拘留。"], t.get("detention_approved", t["detained"]))  # fmt: skip
    lodged: list[str | Value] = [f"本证副本已收到，被拘留人{person.name}已于", case.time_v("lodged_at", t["lodged"]), "送至我所。"]
    tail = [d.line("本证已于", case.time_v("announced_at", t["detained"]), "向我宣布。"),
            d.sign("被拘留人", person.name, None, finger=True, anchor="detained"),
            d.line(*lodged), d.sign("接收民警", case.officers["jailer"], None, anchor="jailer"), d.seal(place.jail, None, text_line=False)]  # fmt: skip
    case.order("detention", "detention_warrant", "拘留证", "拘", [d.para(
        f"根据{law}之规定，兹决定对犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), "执行拘留，送",
        Value(place.jail, "jail", place.jail), "羁押。")], t["detained"], tail=tail)  # fmt: skip
    family = case.people["family"]
    case.order("detention_notice", "detention_notice", "拘留通知书", "拘通", [
        d.line(Value(family.name, "family", family.name), "："),
        d.para(f"根据{law}之规定，我局已于", Value(s.moment(t["detained"]), "at", t["detained"].strftime("%Y-%m-%dT%H:%M")),
               f"将涉嫌", Value(case.story.act + "罪", "charge", case.story.act + "罪"), f"的{person.name}刑事拘留，现羁押在", Value(place.jail, "jail", place.jail), "。"),
    ], t["detained"], tail=[d.line("本通知书已收到。"), d.sign("被拘留人家属", family.name, [case.time_v("served_at", t["detention_told"])], finger=True, anchor="family"),
                            d.line("如在拘留后24小时内无法通知的，注明原因：/")])  # fmt: skip
    if case.flags.get("extended"):
        extension(case)
    arrest_request(case)
    if case.route == "arrest":
        arrest(case)
    else:
        refused(case)
    interrogation_pass(case)


def extension(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    until = t["extension_until"]
    case.approval("extension_request", "呈请延长拘留期限报告书", [
        f"犯罪嫌疑人{person.name}因涉嫌{case.story.act}罪于{s.day(t['detained'].date())}被刑事拘留。因鉴定、调取书证等工作尚未完成，案情特殊，需要延长提请审查批准逮捕的时间。",
        f"根据《中华人民共和国刑事诉讼法》第九十一条第一款之规定，拟将拘留期限延长四日，至{s.day(until.date())}止。"], t["extension"])  # fmt: skip
    case.order("extension", "detention_extension_notice", "延长拘留期限通知书", "延拘", [
        d.line(Value(place.jail, "jail", place.jail), "："),
        d.para("因", s.choices(["流窜作案", "多次作案", "结伙作案"], ""), "其他特殊情况，根据《中华人民共和国刑事诉讼法》第九十一条第一款之规定，决定对犯罪嫌疑人",
               case.name_v(person.name), case.bracket_words(person), "延长拘留期限，延长至", case.day_v("until", until), "。"),
    ], t["extension"], tail=[d.sign("犯罪嫌疑人", person.name, case.signed(t["extension"]), finger=True, anchor="suspect"),
                             d.sign("看守所接收民警", case.officers["jailer"], case.signed(t["extension"]), anchor="jailer")])  # fmt: skip


def evidence_words(case: Case) -> str:
    words = ["犯罪嫌疑人的供述和辩解"]
    if "victim" in case.people:
        words.append("被害人陈述")
    words.append("证人证言")
    if case.story.opinion:
        words.append(case.story.opinion[2])
    words += ["现场勘验笔录"] if case.flags.get("scene_work") else []
    words += ["扣押笔录、扣押清单"] if case.story.items else []
    return "、".join(words)


def arrest_request(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    case.approval("arrest_request_report", "呈请提请批准逮捕报告书", [
        f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，现有证据能够证明有犯罪事实，可能判处徒刑以上刑罚，采取取保候审不足以防止发生社会危险性。",
        "根据《中华人民共和国刑事诉讼法》第八十一条、第八十七条之规定，拟提请批准逮捕。"], t["requested"])  # fmt: skip
    case.order("arrest_request", "arrest_request", "提请批准逮捕书", "提捕", [
        d.para(f"犯罪嫌疑人{case.person_words(person)}，{person.ethnic}，{person.schooling}文化，{person.job}。因涉嫌{case.story.act}罪于",
               case.day_v("detained", t["detained"]), "被刑事拘留。未委托辩护律师。"),
        d.para("案件来源：", f"本案系{s.day(t['received'].date())}受理，{s.day(t['filed'].date())}立案侦查。"),
        d.para("经依法侦查查明：", case.summary()),
        d.para("认定上述事实的证据如下：", evidence_words(case) + "。"),
        d.para(f"综上所述，犯罪嫌疑人{person.name}的行为已触犯《中华人民共和国刑法》{case.story.article}之规定，涉嫌{case.story.act}罪。依照《中华人民共和国刑事诉讼法》第八十一条、第八十七条之规定，特提请批准逮捕。"),
        d.line("此致"), d.line(Value(place.procuratorate, "addressee", place.procuratorate)),
    ], t["requested"], tail=[d.line(f"附：本案卷宗{len(case.flags['volume_plan'])}卷。")], copy=False)  # fmt: skip


def prosecutor_number(case: Case, word: str) -> str:
    left, right = case.style.bracket
    key = f"检{word}"
    if key not in case.numbers:
        case.numbers[key] = f"{case.place.head}检{word}{left}{case.t['decided'].year}{right}{case.random.randint(20, 320)}号"
    return case.numbers[key]


def arrest(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    number = prosecutor_number(case, "批捕")
    case.add("arrest_approval", "arrest_approval_prosecutor", "批准逮捕决定书", [
        d.org(place.procuratorate), d.title("批准逮捕决定书"), d.number(number), d.line(f"{place.bureau}："),
        d.para(f"你局以{case.no('提捕')}文书提请批准逮捕犯罪嫌疑人", Value(person.name, "suspect_name", person.name), "，经本院审查认为，该人涉嫌", Value(case.story.act + "罪", "charge", case.story.act + "罪"),
               "，符合逮捕条件，决定批准逮捕。请依法立即执行，并将执行情况在三日以内通知本院。"),
        d.seal(place.procuratorate, t["decided"].date())], t["decided"], doc_no=number, author=place.procuratorate)  # fmt: skip
    rights = "已告知有权申请变更强制措施、有权向人民检察院申请羁押必要性审查。"
    case.order("arrest", "arrest_warrant", "逮捕证", "捕", [d.para(
        "根据《中华人民共和国刑事诉讼法》第八十条之规定，经", Value(place.procuratorate, "approver", place.procuratorate), "批准，兹由我局对涉嫌", Value(case.story.act + "罪", "charge", case.story.act + "罪"),
        "的犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), "执行逮捕，送", Value(place.jail, "jail", place.jail), "羁押。")],
        t["arrested"], tail=[d.line("本证已于", case.time_v("announced_at", t["arrested"]), "向我宣布。" + rights), d.sign("被逮捕人", person.name, None, finger=True, anchor="arrested"),
                             d.line(f"本证副本已收到，被逮捕人{person.name}已于", case.time_v("lodged_at", t["lodged"]), "送至我所（先行拘留）。"),
                             d.sign("接收民警", case.officers["jailer"], case.signed(t["arrested"]), anchor="jailer"), d.seal(place.jail, None, text_line=False)])  # fmt: skip
    family = case.people["family"]
    case.order("arrest_notice", "arrest_notice", "逮捕通知书", "捕通", [
        d.line(Value(family.name, "family", family.name), "："),
        d.para(f"经{place.procuratorate}批准，我局已于", Value(s.moment(t["arrested"]), "at", t["arrested"].strftime("%Y-%m-%dT%H:%M")),
               f"对涉嫌{case.story.act}罪的{person.name}执行逮捕，现羁押在", Value(place.jail, "jail", place.jail), "。"),
    ], t["arrested"], tail=[d.line("本通知书已收到。"), d.sign("被逮捕人家属", family.name, [case.time_v("served_at", t["arrest_told"])], finger=True, anchor="family")])  # fmt: skip
    execution_receipt(case, "批准逮捕决定书执行回执", f"根据你院{number}批准逮捕决定书，我局已于{s.moment(t['arrested'])}对犯罪嫌疑人{person.name}执行逮捕，现羁押于{place.jail}。")


def execution_receipt(case: Case, title: str, words: str) -> None:
    t, place = case.t, case.place
    case.order("arrest_receipt", "arrest_approval_prosecutor", title, "", [d.line(f"{place.procuratorate}："), d.para(words + "特此回执。")], t["receipt"],
               tail=[d.sign("检察院签收人", case.officers["prosecutor"], case.signed(t["receipt"]), anchor="prosecutor")])  # fmt: skip


def refused(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    number = prosecutor_number(case, "不批捕")
    case.add("refusal", "arrest_approval_prosecutor", "不批准逮捕决定书", [
        d.org(place.procuratorate), d.title("不批准逮捕决定书"), d.number(number), d.line(f"{place.bureau}："),
        d.para(f"你局以{case.no('提捕')}文书提请批准逮捕犯罪嫌疑人", Value(person.name, "suspect_name", person.name), "，经本院审查认为，没有社会危险性，不符合逮捕条件，决定不批准逮捕。请依法立即执行，并将执行情况在三日以内通知本院。"),
        d.seal(place.procuratorate, t["decided"].date()), d.line(f"{place.bureau}于", Value(s.moment(t["decided"]), "served_at", t["decided"].strftime("%Y-%m-%dT%H:%M"), anchor="served_at"), "收到。")],
        t["decided"], doc_no=number, author=place.procuratorate)  # fmt: skip
    case.order("release", "release_notice", "释放通知书", "释", [
        d.line(Value(place.jail, "jail", place.jail), "："),
        d.para("犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), f"因涉嫌{case.story.act}罪于{s.day(t['detained'].date())}被执行拘留，现因",
               Value("人民检察院不批准逮捕", "reason", "人民检察院不批准逮捕"), f"，根据《中华人民共和国刑事诉讼法》第九十一条之规定，请立即释放。"),
    ], t["released"], tail=[d.line("被释放人已于", s.moment(t["released"]), "释放。"), d.sign("接收民警", case.officers["jailer"], case.signed(t["released"]), anchor="jailer"), d.seal(place.jail, None, text_line=False)])  # fmt: skip
    execution_receipt(case, "不批准逮捕决定书执行回执", f"根据你院{number}不批准逮捕决定书，我局已于{s.moment(t['released'])}释放犯罪嫌疑人{person.name}，并变更为取保候审。")


def interrogation_pass(case: Case) -> None:
    t, person, place, o = case.t, case.suspect, case.place, case.officers
    rows: list[list[str | Value]] = []
    for key in ("suspect2", "suspect3"):
        if f"{key}.start" in t and key not in case.flags.get("unlogged", ()):
            start, end = t[f"{key}.start"], t[f"{key}.end"]
            rows.append([(start - timedelta(minutes=12)).strftime("%Y.%m.%d %H:%M"), (end + timedelta(minutes=120)).strftime("%Y.%m.%d %H:%M"), "讯问", f"{o['a']} {o['b']}", o["jailer"]])
    if case.route == "arrest":
        rows.append([(t["arrested"] - timedelta(minutes=8)).strftime("%Y.%m.%d %H:%M"), (t["arrested"] + timedelta(minutes=15)).strftime("%Y.%m.%d %H:%M"), "宣布逮捕", f"{o['a']} {o['b']}", o["jailer"]])
        rows.sort(key=lambda cells: str(cells[0]))
    case.add("pass", "interrogation_pass", "提讯提解证", [
        d.org(place.bureau), d.title("提讯提解证"), d.number(case.no("提讯", year=t["detained"].year)),
        d.row(("犯罪嫌疑人", case.name_v(person.name)), ("羁押处所", Value(place.jail, "place", place.jail))),
        d.table(["提讯时间", "还押时间", "事由", "提讯人", "监管民警"], rows, [2.2, 2.2, 1.2, 2, 1.3]),
        d.seal(place.bureau, t["detained"].date())], t["detained"], doc_no=case.no("提讯"))  # fmt: skip


def bail(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    day = t["measure"]
    minor = case.flags.get("minor")
    guarantor = case.people["family"] if minor else case.people["guarantor"]
    deposit = case.flags.setdefault("deposit", 0 if minor else case.random.choice([0, 0, 2000, 5000]))
    case.approval("bail_request", "呈请取保候审报告书", [
        f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，{case.summary()}该人如实供述，采取取保候审不致发生社会危险性。",
        "根据《中华人民共和国刑事诉讼法》第六十七条之规定，拟对其取保候审。"], case.t.get("bail_approved", day))  # fmt: skip
    surety: list[str | Value] = ["保证人", Value(guarantor.name, "guarantor", guarantor.name)] if not deposit else ["由其交纳保证金（大写）", Value(capital_amount(deposit), "deposit", deposit)]
    body = [d.para("犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), "，联系方式", Value(person.phone, "phone", person.phone), "。"),
            d.para(f"我局正在侦查{person.name}涉嫌{case.story.act}案，因采取取保候审不致发生社会危险性，根据《中华人民共和国刑事诉讼法》第六十七条之规定，决定对其取保候审，期限从",
                   case.day_v("from", day), "起算，最长不超过十二个月。犯罪嫌疑人应当接受保证人的监督或者交纳保证金：", *surety, "。")]  # fmt: skip
    case.order("bail", "bail_decision", "取保候审决定书", "取保", body, day,
               tail=[d.line("本决定书已向我宣读并收到。"), d.sign("被取保候审人", person.name, [case.time_v("announced_at", day)], finger=True, anchor="suspect")])  # fmt: skip
    station = f"{place.bureau}{case.flags['home_station']}"
    case.order("bail_execution", "bail_decision", "取保候审执行通知书", "取保执", [
        d.line(f"{station}："), d.para("犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), f"因涉嫌{case.story.act}，我局决定对其取保候审，期限从", case.day_v("from", day), "起算。请依法执行。")],
        day, tail=[d.sign("收件人", case.officers["e"], case.signed(day), anchor="station")])  # fmt: skip
    if not deposit:
        relation = "母子" if minor else "亲戚"
        case.add("guarantee", "bail_guarantee_letter", "取保候审保证书", [
            d.title("取保候审保证书"),
            d.para("我叫", Value(guarantor.name, "guarantor", guarantor.name), f"，{guarantor.sex}，公民身份号码", Value(guarantor.id_no, "id_no", guarantor.id_no), "，住", Value(guarantor.address, "address", guarantor.address),
                   f"，与犯罪嫌疑人{person.name}是", Value(relation, "relation", relation), "关系。我自愿担任保证人，已知悉保证人的义务及不履行义务的法律后果，保证监督被保证人遵守《中华人民共和国刑事诉讼法》第七十一条的规定，发现其可能或者已经违反规定的，及时向执行机关报告。"),
            d.line(f"此致    {place.bureau}"), d.sign("保证人", guarantor.name, case.signed(day), finger=True, anchor="guarantor")], day)  # fmt: skip
    else:
        case.order("deposit", "bail_deposit_notice", "收取保证金通知书", "收保", [
            d.line(f"{person.name}："), d.para("请于", Value(s.day(day.date()), "due", day.date().isoformat()), "前将保证金（大写）", Value(capital_amount(deposit), "deposit", deposit), "交至", Value(f"{place.county}农村商业银行", "bank", f"{place.county}农村商业银行"), "指定账户。")],
            day, tail=[d.sign("被取保候审人", person.name, case.signed(day), finger=True, anchor="suspect"), d.line("回执：上述保证金已收到。"), d.sign("银行经办人", case.officers["keeper"], case.signed(day), anchor="bank"), d.seal(f"{place.county}农村商业银行", None, text_line=False)])  # fmt: skip
    case.add("bail_duties", "bail_obligations_notice", "被取保候审人义务告知书", [
        d.org(place.bureau), d.title("被取保候审人义务告知书"),
        d.para("根据《中华人民共和国刑事诉讼法》第七十一条的规定，被取保候审人应当遵守：未经执行机关批准不得离开所居住的市、县；住址、工作单位和联系方式变动的，二十四小时以内报告；传讯时及时到案；不得干扰证人作证；不得毁灭、伪造证据或者串供。"),
        d.para("违反规定的，已交纳的保证金没收部分或者全部，并区别情形责令具结悔过、重新交纳保证金、提出保证人，或者监视居住、予以逮捕。"),
        d.sign("被取保候审人", person.name, case.signed(day, truth=True), finger=True, anchor="suspect"), d.seal(place.bureau, day.date())], day)  # fmt: skip


def residence(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    day = t["measure"]
    case.approval("residence_request", "呈请监视居住报告书", [
        f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，符合逮捕条件，因案件的特殊情况，采取监视居住措施更为适宜。",
        "根据《中华人民共和国刑事诉讼法》第七十四条之规定，拟对其监视居住。"], day)  # fmt: skip
    case.order("residence", "residential_surveillance_decision", "监视居住决定书", "监居", [
        d.para("犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), "。"),
        d.para(f"我局正在侦查{person.name}涉嫌{case.story.act}案，根据《中华人民共和国刑事诉讼法》第七十四条之规定，决定在", Value(person.address, "place", person.address, anchor="place"), "（本人住处）对其监视居住，由",
               Value(f"{place.bureau}{case.flags['home_station']}", "executor", f"{place.bureau}{case.flags['home_station']}"), "负责执行，期限从", case.day_v("from", day), "起算，最长不超过六个月。"),
        d.para("在监视居住期间应当遵守：未经批准不得离开住处；未经批准不得会见他人或者通信；传讯时及时到案；不得干扰证人作证；不得毁灭、伪造证据或者串供；将身份证件交执行机关保存。违反规定，情节严重的，可以予以逮捕。")],
        day, tail=[d.line("本决定书已向我宣读并收到。"), d.sign("被监视居住人", person.name, [case.time_v("announced_at", day)], finger=True, anchor="suspect")])  # fmt: skip
    case.order("residence_execution", "residential_surveillance_decision", "监视居住执行通知书", "监居执", [
        d.line(f"{place.bureau}{case.flags['home_station']}："), d.para("犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), f"因涉嫌{case.story.act}，我局决定对其在本人住处监视居住，期限从", case.day_v("from", day), "起算。请依法执行。")],
        day, tail=[d.sign("收件人", case.officers["e"], case.signed(day), anchor="station")])  # fmt: skip


def litigation_rest(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    if case.story.items and case.flags.get("search"):
        forms.search_warrant(case)
    if case.story.items:
        forms.seizure_decision(case)
    if case.story.opinion:
        forms.engagement(case)
        forms.opinion_notice(case)
    if case.flags.get("witness_at_work"):
        forms.interview_notice(case)
    if case.flags.get("minor"):
        forms.minor_papers(case)
    if case.flags.get("collect"):
        forms.collection_notice(case)


def interviews(case: Case) -> None:
    o, place, t = case.officers, case.place, case.t
    if "victim" in case.people:
        victim = case.people["victim"]
        rights_notice(case, "victim", victim.name, t["victim1.start"])
        pairs = [*speech.other_opening(case.random, case.part, place.full_unit, criminal=True, role="被害人"), *speech.relation(case.random, victim.name),
                 *case.speaker("victim1").tell(case.story.victim)]
        if case.flags.get("handed_in"):
            pairs.append(speech.p("你有什么证据材料提交？", f"有，{case.story.copies}一份，我签了字交给你们。"))
        pairs += speech.closing(case.random, case.part, meal="", suspect=False)
        case.record("victim1", victim, pairs, interrogation=False, ordinal=1, place=f"{place.full_unit}询问室", officers=[o["a"], o["b"]])
    witness = case.people["witness"]
    rights_notice(case, "witness", witness.name, t["witness1.start"])
    pairs = [*speech.other_opening(case.random, case.part, place.full_unit, criminal=True, role="证人"), *speech.relation(case.random, witness.name),
             *case.speaker("witness1").tell(case.story.witness), *speech.closing(case.random, case.part, meal="", suspect=False)]
    where = f"{case.flags['scene']}（证人工作单位）" if case.flags.get("witness_at_work") else f"{place.full_unit}询问室"
    if case.route == "no_filing":
        where = f"{place.full_unit}询问室"
    case.record("witness1", witness, pairs, interrogation=False, ordinal=1, place=where, officers=[o["a"], o["b"]])


def rights_notice(case: Case, role: str, name: str, moment: object) -> None:
    type_, title, lines = RIGHTS[role]
    when = moment - timedelta(minutes=6)  # type: ignore[operator]
    case.add(f"rights_{role}", type_, title, [
        d.title(title), d.para("根据《中华人民共和国刑事诉讼法》的有关规定，现将你在侦查阶段的诉讼权利和义务告知如下："), *[d.para(text) for text in lines],
        d.line("本告知书于", Value(case.style.moment(when), None, None, anchor="signed_at"), "收到，以上内容我已看过，明白。"),
        d.sign(case.style.label("被告知人"), name, case.signed(when, truth=True), finger=True, anchor="informed")], when, volume="evidence")  # fmt: skip


def suspect_record(case: Case, key: str, ordinal: int, pairs: list[speech.Pair], place: str, *, first: bool) -> None:
    o = case.officers
    others = []
    if case.flags.get("minor"):
        family = case.people["family"]
        others.append(("法定代理人", family.name, f"{'母亲' if family.sex == '女' else '父亲'}，全程在场"))
        case.flags.setdefault("guardian", family.name)
    if case.suspect.deaf or case.suspect.nationality:
        interpreter = case.people["interpreter"]
        others.append(("翻译人员", interpreter.name, "县特殊教育学校教师，手语翻译" if case.suspect.deaf else "外国语学校教师"))
    team = [o["a"], o["b"]]
    if case.flags.get("minor") and case.suspect.sex == "女":
        team = [o["a"], o["d"]]
    if case.flags.get(f"{key}.no_guardian"):
        others = [entry for entry in others if entry[0] != "法定代理人"]
    arrived = "自动投案" if first and case.flags.get("surrender") else ""
    case.record(key, case.suspect, pairs, interrogation=True, ordinal=ordinal, place=place, officers=team, arrived=arrived, others=others)


def evidence(case: Case) -> None:
    t, place, person = case.t, case.place, case.suspect
    held = case.route not in ("open", "no_filing")
    if held:
        forms.arrival_note(case)
        forms.area_form(case)
        suspect_records(case)
    interviews(case)
    if case.flags.get("handed_in") and "victim" in case.people:
        forms.receipt_list(case)
        forms.copies(case)
    if held:
        if case.flags.get("identify"):
            forms.identification(case)
        if case.flags.get("search") and case.story.items:
            forms.search_record(case)
        if case.story.items:
            forms.seizure_record(case)
            forms.seizure_list(case)
            forms.warehouse(case)
    if case.flags.get("scene_work"):
        forms.scene_papers(case)
    if held:
        if case.story.opinion:
            forms.opinion(case)
        if case.flags.get("electronic"):
            forms.electronic(case)
        if case.story.grave or case.flags.get("disc"):
            forms.recording(case)
        if case.route in ("arrest", "no_arrest"):
            forms.health_check(case)
        forms.identity_papers(case)


def suspect_records(case: Case) -> None:
    t, place, person, random, part = case.t, case.place, case.suspect, case.random, case.part
    surrender = case.flags.get("surrender")
    rights_notice(case, "suspect", person.name, t["suspect1.start"] - timedelta(minutes=9))
    way = "我自己到派出所投案的，民警把我带到办案中心。" if surrender else "接到传唤证以后，我自己按时过来的。"
    pairs = [*speech.suspect_opening(random, part, place.full_unit, act=case.story.act, criminal=True, recorded=True, article="", family="", arrival=way, notice=RIGHTS["suspect"][1]),
             *speech.identity(person, random, part, ""), *case.speaker("suspect1").tell(case.story.suspect),
             *speech.closing(random, part, meal="有水喝，中午给我安排了盒饭，也休息了。", suspect=True)]
    if case.flags.get("no_rights_told"):
        pairs = [pair for pair in pairs if "律师" not in pair[0] and "认罪认罚" not in pair[0] and "告知书" not in pair[0]]
    suspect_record(case, "suspect1", 1, pairs, case.flags.get("suspect1.place", f"{place.centre}讯问室{random.randint(1, 4)}"), first=True)
    ordinal = 2
    for key in ("suspect2", "suspect3", "suspect2b"):
        if f"{key}.start" not in t:
            continue
        custody = key != "suspect2b"
        opening = [speech.p(f"我们是{place.full_unit}的民警（出示人民警察证），现依法继续对你讯问，你的诉讼权利上次已经告知，是否清楚？", "清楚。"),
                   speech.p("本次讯问同步录音录像，是否申请回避？", "知道，不申请。")]
        if key == "suspect3":
            story = [speech.p("现在向你宣布逮捕后的有关权利：你有权申请变更强制措施，有权申请羁押必要性审查，听清楚了吗？", "听清楚了。"), speech.p("你对逮捕有什么意见？", "没有意见。"),
                     speech.p("以前的供述有没有要更正的？", "没有，以前讲的都是事实。")]
        else:
            story = case.speaker(key).tell(case.story.second)
        if not custody:
            story = [speech.p("今天是怎么到公安机关的？", "接到传讯电话，我按时过来的。"), *story]
        pairs = [*opening, *story, *speech.closing(random, part, meal="", suspect=True)]
        default = f"{place.jail}讯问室" if custody else f"{place.centre}讯问室{random.randint(1, 4)}"
        suspect_record(case, key, ordinal, pairs, case.flags.get(f"{key}.place", default), first=False)
        ordinal += 1


def closing(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    day = t["transferred"]
    case.approval("closing_request", "呈请侦查终结报告书", [
        f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，现已侦查终结。经审查，证据收集程序合法，未发现应当排除的非法证据。",
        f"拟以涉嫌{case.story.act}罪移送{place.procuratorate}审查起诉。"], day - timedelta(days=1))  # fmt: skip
    measures = {"arrest": f"于{s.day(t.get('detained', day).date())}被刑事拘留，{s.day(t.get('arrested', day).date())}被逮捕，现羁押于{place.jail}",
                "no_arrest": f"于{s.day(t.get('detained', day).date())}被刑事拘留，{s.day(t.get('measure', day).date())}被取保候审",
                "bail": f"于{s.day(t.get('measure', day).date())}被取保候审", "residence": f"于{s.day(t.get('measure', day).date())}被监视居住"}[case.route]  # fmt: skip
    goods = f"随案移交物品{len(case.story.items)}件，建议依法处理。" if case.story.items else "无随案移交物品。"
    case.order("prosecution", "prosecution_opinion", "起诉意见书", "诉", [
        d.para(f"犯罪嫌疑人{case.person_words(person)}，{person.ethnic}，{person.schooling}文化，{person.job}，无违法犯罪经历。"),
        d.para(f"犯罪嫌疑人{person.name}因涉嫌{case.story.act}罪{measures}。未委托辩护律师。"),
        d.para(f"案件来源和侦查经过：本案于{s.day(t['received'].date())}受理，{s.day(t['filed'].date())}立案侦查，现已侦查终结。"),
        d.para("经依法侦查查明：", case.summary()),
        d.para("认定上述事实的证据如下：", evidence_words(case) + "。证据确实、充分，足以认定。"),
        d.para("犯罪嫌疑人", person.name, "自愿认罪认罚。"),
        d.para(f"综上所述，犯罪嫌疑人{person.name}的行为已触犯《中华人民共和国刑法》{case.story.article}之规定，涉嫌{case.story.act}罪。依照《中华人民共和国刑事诉讼法》第一百六十二条之规定，现将此案移送审查起诉。"),
        d.line("此致"), d.line(Value(place.procuratorate, "addressee", place.procuratorate)),
    ], day, tail=[d.line(f"附：1.本案卷宗{len(case.flags['volume_plan'])}卷。2.{goods}")], copy=False)  # fmt: skip
    case.order("transfer_notice", "transfer_notice_to_parties", "案件移送审查起诉告知书", "移告", [
        d.line(Value(person.name, "addressee", person.name), "："),
        d.para(Value(case.case_name(), "case_name", case.case_name()), f"现已侦查终结，我局于{s.day(day.date())}移送", Value(place.procuratorate, "procuratorate", place.procuratorate), "审查起诉。特此告知。")],
        day, tail=[d.sign(s.label("被告知人"), person.name, case.signed(day), finger=True, anchor="informed")])  # fmt: skip
    if case.story.items:
        forms.transfer_list(case)


def bail_end(case: Case) -> object:
    return months_later(case.t["measure"].date(), 12)
