"""Detention, arrest and what belongs to them."""

from __future__ import annotations

from datetime import timedelta

from generator import document as d
from generator.base import Case
from generator.document import Value


def detention(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    law = "《中华人民共和国刑事诉讼法》第八十二条第（一）项"
    case.approval(
        "detention_request",
        "呈请拘留报告书",
        [
            f"犯罪嫌疑人{case.person_words(person)}。",
            f"经侦查，{case.summary()}上述事实有陈述、证言、供述等证据证实。该人系犯罪后被即时发觉的重大嫌疑分子，有毁灭证据或者逃跑可能。",
            f"根据{law}之规定，特呈请对犯罪嫌疑人{person.name}刑事拘留。",
        ],
        t.get("detention_approved", t["detained"]),
    )
    lodged: list[str | Value] = [
        f"本证副本已收到，被拘留人{person.name}已于",
        case.time_v("lodged_at", t["lodged"]),
        "送至我所。",
    ]
    tail = [
        d.line("本证已于", case.time_v("announced_at", t["detained"]), "向我宣布。"),
        d.sign("被拘留人", person.name, None, finger=True, anchor="detained"),
        d.line(*lodged),
        d.sign("接收民警", case.officers["jailer"], None, anchor="jailer"),
        d.seal(place.jail, None, text_line=False),
    ]
    case.order(
        "detention",
        "detention_warrant",
        "拘留证",
        "拘",
        [
            d.para(
                f"根据{law}之规定，兹决定对犯罪嫌疑人",
                case.name_v(person.name),
                case.bracket_words(person),
                "执行拘留，送",
                Value(place.jail, "jail", place.jail),
                "羁押。",
            )
        ],
        t["detained"],
        tail=tail,
    )
    family = case.people["family"]
    case.order(
        "detention_notice",
        "detention_notice",
        "拘留通知书",
        "拘通",
        [
            d.line(Value(family.name, "family", family.name), "："),
            d.para(
                f"根据{law}之规定，我局已于",
                Value(s.moment(t["detained"]), "at", t["detained"].strftime("%Y-%m-%dT%H:%M")),
                "将涉嫌",
                Value(case.story.act + "罪", "charge", case.story.act + "罪"),
                f"的{person.name}刑事拘留，现羁押在",
                Value(place.jail, "jail", place.jail),
                "。",
            ),
        ],
        t["detained"],
        tail=[
            d.line("本通知书已收到。"),
            d.sign(
                "被拘留人家属",
                family.name,
                [case.time_v("served_at", t["detention_told"])],
                finger=True,
                anchor="family",
            ),
            d.line("如在拘留后24小时内无法通知的，注明原因：/"),
        ],
    )
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
    case.approval(
        "extension_request",
        "呈请延长拘留期限报告书",
        [
            f"犯罪嫌疑人{person.name}因涉嫌{case.story.act}罪于{s.day(t['detained'].date())}被刑事拘留。因鉴定、调取书证等工作尚未完成，案情特殊，需要延长提请审查批准逮捕的时间。",
            f"根据《中华人民共和国刑事诉讼法》第九十一条第一款之规定，拟将拘留期限延长四日，至{s.day(until.date())}止。",
        ],
        t["extension"],
    )
    case.order(
        "extension",
        "detention_extension_notice",
        "延长拘留期限通知书",
        "延拘",
        [
            d.line(Value(place.jail, "jail", place.jail), "："),
            d.para(
                "因",
                s.choices(["流窜作案", "多次作案", "结伙作案"], ""),
                "其他特殊情况，根据《中华人民共和国刑事诉讼法》第九十一条第一款之规定，决定对犯罪嫌疑人",
                case.name_v(person.name),
                case.bracket_words(person),
                "延长拘留期限，延长至",
                case.day_v("until", until),
                "。",
            ),
        ],
        t["extension"],
        tail=[
            d.sign("犯罪嫌疑人", person.name, case.signed(t["extension"]), finger=True, anchor="suspect"),
            d.sign("看守所接收民警", case.officers["jailer"], case.signed(t["extension"]), anchor="jailer"),
        ],
    )


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
    case.approval(
        "arrest_request_report",
        "呈请提请批准逮捕报告书",
        [
            f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，现有证据能够证明有犯罪事实，可能判处徒刑以上刑罚，采取取保候审不足以防止发生社会危险性。",
            "根据《中华人民共和国刑事诉讼法》第八十一条、第八十七条之规定，拟提请批准逮捕。",
        ],
        t["requested"],
    )
    case.order(
        "arrest_request",
        "arrest_request",
        "提请批准逮捕书",
        "提捕",
        [
            d.para(
                f"犯罪嫌疑人{case.person_words(person)}，{person.ethnic}，{person.schooling}文化，{person.job}。因涉嫌{case.story.act}罪于",
                case.day_v("detained", t["detained"]),
                "被刑事拘留。未委托辩护律师。",
            ),
            d.para("案件来源：", f"本案系{s.day(t['received'].date())}受理，{s.day(t['filed'].date())}立案侦查。"),
            d.para("经依法侦查查明：", case.summary()),
            d.para("认定上述事实的证据如下：", evidence_words(case) + "。"),
            d.para(
                f"综上所述，犯罪嫌疑人{person.name}的行为已触犯《中华人民共和国刑法》{case.story.article}之规定，涉嫌{case.story.act}罪。依照《中华人民共和国刑事诉讼法》第八十一条、第八十七条之规定，特提请批准逮捕。"
            ),
            d.line("此致"),
            d.line(Value(place.procuratorate, "addressee", place.procuratorate)),
        ],
        t["requested"],
        tail=[d.line(f"附：本案卷宗{len(case.flags['volume_plan'])}卷。")],
        copy=False,
    )


def prosecutor_number(case: Case, word: str) -> str:
    left, right = tuple(case.style.bracket)
    key = f"检{word}"
    if key not in case.numbers:
        case.numbers[key] = (
            f"{case.place.head}检{word}{left}{case.t['decided'].year}{right}{case.random.randint(20, 320)}号"
        )
    return case.numbers[key]


def arrest(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    number = prosecutor_number(case, "批捕")
    case.add(
        "arrest_approval",
        "arrest_approval_prosecutor",
        "批准逮捕决定书",
        [
            d.org(place.procuratorate),
            d.title("批准逮捕决定书"),
            d.number(number),
            d.line(f"{place.bureau}："),
            d.para(
                f"你局以{case.no('提捕')}文书提请批准逮捕犯罪嫌疑人",
                Value(person.name, "suspect_name", person.name),
                "，经本院审查认为，该人涉嫌",
                Value(case.story.act + "罪", "charge", case.story.act + "罪"),
                "，符合逮捕条件，决定批准逮捕。请依法立即执行，并将执行情况在三日以内通知本院。",
            ),
            d.seal(place.procuratorate, t["decided"].date()),
        ],
        t["decided"],
        doc_no=number,
        author=place.procuratorate,
    )
    rights = (
        "" if case.flags.get("no_review_told") else "已告知有权申请变更强制措施、有权向人民检察院申请羁押必要性审查。"
    )
    case.order(
        "arrest",
        "arrest_warrant",
        "逮捕证",
        "捕",
        [
            d.para(
                "根据《中华人民共和国刑事诉讼法》第八十条之规定，经",
                Value(place.procuratorate, "approver", place.procuratorate),
                "批准，兹由我局对涉嫌",
                Value(case.story.act + "罪", "charge", case.story.act + "罪"),
                "的犯罪嫌疑人",
                case.name_v(person.name),
                case.bracket_words(person),
                "执行逮捕，送",
                Value(place.jail, "jail", place.jail),
                "羁押。",
            )
        ],
        t["arrested"],
        tail=[
            d.line("本证已于", case.time_v("announced_at", t["arrested"]), "向我宣布。" + rights),
            d.sign("被逮捕人", person.name, None, finger=True, anchor="arrested"),
            d.line(
                f"本证副本已收到，被逮捕人{person.name}已于",
                case.time_v("lodged_at", t["lodged"]),
                "送至我所（先行拘留）。",
            ),
            d.sign("接收民警", case.officers["jailer"], case.signed(t["arrested"]), anchor="jailer"),
            d.seal(place.jail, None, text_line=False),
        ],
    )
    family = case.people["family"]
    case.order(
        "arrest_notice",
        "arrest_notice",
        "逮捕通知书",
        "捕通",
        [
            d.line(Value(family.name, "family", family.name), "："),
            d.para(
                f"经{place.procuratorate}批准，我局已于",
                Value(s.moment(t["arrested"]), "at", t["arrested"].strftime("%Y-%m-%dT%H:%M")),
                f"对涉嫌{case.story.act}罪的{person.name}执行逮捕，现羁押在",
                Value(place.jail, "jail", place.jail),
                "。",
            ),
        ],
        t["arrested"],
        tail=[
            d.line("本通知书已收到。"),
            d.sign(
                "被逮捕人家属", family.name, [case.time_v("served_at", t["arrest_told"])], finger=True, anchor="family"
            ),
        ],
    )
    execution_receipt(
        case,
        "批准逮捕决定书执行回执",
        f"根据你院{number}批准逮捕决定书，我局已于{s.moment(t['arrested'])}对犯罪嫌疑人{person.name}执行逮捕，现羁押于{place.jail}。",
    )


def execution_receipt(case: Case, title: str, words: str) -> None:
    t, place = case.t, case.place
    case.order(
        "arrest_receipt",
        "arrest_approval_prosecutor",
        title,
        "",
        [d.line(f"{place.procuratorate}："), d.para(words + "特此回执。")],
        t["receipt"],
        tail=[d.sign("检察院签收人", case.officers["prosecutor"], case.signed(t["receipt"]), anchor="prosecutor")],
    )


def refused(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    number = prosecutor_number(case, "不批捕")
    case.add(
        "refusal",
        "arrest_approval_prosecutor",
        "不批准逮捕决定书",
        [
            d.org(place.procuratorate),
            d.title("不批准逮捕决定书"),
            d.number(number),
            d.line(f"{place.bureau}："),
            d.para(
                f"你局以{case.no('提捕')}文书提请批准逮捕犯罪嫌疑人",
                Value(person.name, "suspect_name", person.name),
                "，经本院审查认为，没有社会危险性，不符合逮捕条件，决定不批准逮捕。请依法立即执行，并将执行情况在三日以内通知本院。",
            ),
            d.seal(place.procuratorate, t["decided"].date()),
            d.line(
                f"{place.bureau}于",
                Value(s.moment(t["decided"]), "served_at", t["decided"].strftime("%Y-%m-%dT%H:%M"), anchor="served_at"),
                "收到。",
            ),
        ],
        t["decided"],
        doc_no=number,
        author=place.procuratorate,
    )
    case.order(
        "release",
        "release_notice",
        "释放通知书",
        "释",
        [
            d.line(Value(place.jail, "jail", place.jail), "："),
            d.para(
                "犯罪嫌疑人",
                case.name_v(person.name),
                case.bracket_words(person),
                f"因涉嫌{case.story.act}罪于{s.day(t['detained'].date())}被执行拘留，现因",
                Value("人民检察院不批准逮捕", "reason", "人民检察院不批准逮捕"),
                "，根据《中华人民共和国刑事诉讼法》第九十一条之规定，请立即释放。",
            ),
        ],
        t["released"],
        tail=[
            d.line("被释放人已于", s.moment(t["released"]), "释放。"),
            d.sign("接收民警", case.officers["jailer"], case.signed(t["released"]), anchor="jailer"),
            d.seal(place.jail, None, text_line=False),
        ],
    )
    execution_receipt(
        case,
        "不批准逮捕决定书执行回执",
        f"根据你院{number}不批准逮捕决定书，我局已于{s.moment(t['released'])}释放犯罪嫌疑人{person.name}，并变更为取保候审。",
    )


def interrogation_pass(case: Case) -> None:
    t, person, place, o = case.t, case.suspect, case.place, case.officers
    rows: list[list[str | Value]] = []
    for key in ("suspect2", "suspect3"):
        if f"{key}.start" in t and key not in case.flags.get("unlogged", ()):
            start, end = t[f"{key}.start"], t[f"{key}.end"]
            rows.append(
                [
                    (start - timedelta(minutes=12)).strftime("%Y.%m.%d %H:%M"),
                    (end + timedelta(minutes=120)).strftime("%Y.%m.%d %H:%M"),
                    "讯问",
                    f"{o['a']} {o['b']}",
                    o["jailer"],
                ]
            )
    if case.route == "arrest":
        rows.append(
            [
                (t["arrested"] - timedelta(minutes=8)).strftime("%Y.%m.%d %H:%M"),
                (t["arrested"] + timedelta(minutes=15)).strftime("%Y.%m.%d %H:%M"),
                "宣布逮捕",
                f"{o['a']} {o['b']}",
                o["jailer"],
            ]
        )
        rows.sort(key=lambda cells: str(cells[0]))
    if case.flags.get("extra_session"):
        extra = t["suspect2.start"] + timedelta(days=1)
        rows.append(
            [
                extra.strftime("%Y.%m.%d %H:%M"),
                (extra + timedelta(minutes=70)).strftime("%Y.%m.%d %H:%M"),
                "讯问",
                f"{o['a']} {o['b']}",
                o["jailer"],
            ]
        )
        rows.sort(key=lambda cells: str(cells[0]))
    case.add(
        "pass",
        "interrogation_pass",
        "提讯提解证",
        [
            d.org(place.bureau),
            d.title("提讯提解证"),
            d.number(case.no("提讯", year=t["detained"].year)),
            d.row(("犯罪嫌疑人", case.name_v(person.name)), ("羁押处所", Value(place.jail, "place", place.jail))),
            d.table(["提讯时间", "还押时间", "事由", "提讯人", "监管民警"], rows, [2.2, 2.2, 1.2, 2, 1.3]),
            d.seal(place.bureau, t["detained"].date()),
        ],
        t["detained"],
        doc_no=case.no("提讯"),
    )
