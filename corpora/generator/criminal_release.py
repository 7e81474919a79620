"""Bail and residential surveillance."""

from __future__ import annotations

from generator import document as d
from generator.base import Case
from generator.document import Value
from generator.spelling import capital_amount


def bail(case: Case) -> None:
    t, s, person, place = case.t, case.style, case.suspect, case.place
    day = t["measure"]
    minor = case.flags.get("minor")
    guarantor = case.people["family"] if minor else case.people["guarantor"]
    deposit = case.flags.setdefault("deposit", 0 if minor else case.random.choice([0, 0, 2000, 5000]))
    case.approval(
        "bail_request",
        "呈请取保候审报告书",
        [
            f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，{case.summary()}该人如实供述，采取取保候审不致发生社会危险性。",
            "根据《中华人民共和国刑事诉讼法》第六十七条之规定，拟对其取保候审。",
        ],
        case.t.get("bail_approved", day),
    )
    surety: list[str | Value] = (
        ["保证人", Value(guarantor.name, "guarantor", guarantor.name)]
        if not deposit
        else ["由其交纳保证金（大写）", Value(capital_amount(deposit), "deposit", deposit)]
    )
    body = [
        d.para(
            "犯罪嫌疑人",
            case.name_v(person.name),
            case.bracket_words(person),
            "，联系方式",
            Value(person.phone, "phone", person.phone),
            "。",
        ),
        d.para(
            f"我局正在侦查{person.name}涉嫌{case.story.act}案，因采取取保候审不致发生社会危险性，根据《中华人民共和国刑事诉讼法》第六十七条之规定，决定对其取保候审，期限从",
            case.day_v("from", day),
            "起算，最长不超过十二个月。犯罪嫌疑人应当接受保证人的监督或者交纳保证金：",
            *surety,
            "。",
        ),
    ]
    case.order(
        "bail",
        "bail_decision",
        "取保候审决定书",
        "取保",
        body,
        day,
        tail=[
            d.line("本决定书已向我宣读并收到。"),
            d.sign("被取保候审人", person.name, [case.time_v("announced_at", day)], finger=True, anchor="suspect"),
        ],
    )
    station = f"{place.bureau}{case.flags['home_station']}"
    case.order(
        "bail_execution",
        "bail_decision",
        "取保候审执行通知书",
        "取保执",
        [
            d.line(f"{station}："),
            d.para(
                "犯罪嫌疑人",
                case.name_v(person.name),
                case.bracket_words(person),
                f"因涉嫌{case.story.act}，我局决定对其取保候审，期限从",
                case.day_v("from", day),
                "起算。请依法执行。",
            ),
        ],
        day,
        tail=[d.sign("收件人", case.officers["e"], case.signed(day), anchor="station")],
    )
    if not deposit:
        relation = "母子" if minor else "亲戚"
        case.add(
            "guarantee",
            "bail_guarantee_letter",
            "取保候审保证书",
            [
                d.title("取保候审保证书"),
                d.para(
                    "我叫",
                    Value(guarantor.name, "guarantor", guarantor.name),
                    f"，{guarantor.sex}，公民身份号码",
                    Value(guarantor.id_no, "id_no", guarantor.id_no),
                    "，住",
                    Value(guarantor.address, "address", guarantor.address),
                    f"，与犯罪嫌疑人{person.name}是",
                    Value(relation, "relation", relation),
                    "关系。我自愿担任保证人，已知悉保证人的义务及不履行义务的法律后果，保证监督被保证人遵守《中华人民共和国刑事诉讼法》第七十一条的规定，发现其可能或者已经违反规定的，及时向执行机关报告。",
                ),
                d.line(f"此致    {place.bureau}"),
                d.sign("保证人", guarantor.name, case.signed(day), finger=True, anchor="guarantor"),
            ],
            day,
        )
    else:
        case.order(
            "deposit",
            "bail_deposit_notice",
            "收取保证金通知书",
            "收保",
            [
                d.line(f"{person.name}："),
                d.para(
                    "请于",
                    Value(s.day(day.date()), "due", day.date().isoformat()),
                    "前将保证金（大写）",
                    Value(capital_amount(deposit), "deposit", deposit),
                    "交至",
                    Value(f"{place.county}农村商业银行", "bank", f"{place.county}农村商业银行"),
                    "指定账户。",
                ),
            ],
            day,
            tail=[
                d.sign("被取保候审人", person.name, case.signed(day), finger=True, anchor="suspect"),
                d.line("回执：上述保证金已收到。"),
                d.sign("银行经办人", case.officers["keeper"], case.signed(day), anchor="bank"),
                d.seal(f"{place.county}农村商业银行", None, text_line=False),
            ],
        )
    case.add(
        "bail_duties",
        "bail_obligations_notice",
        "被取保候审人义务告知书",
        [
            d.org(place.bureau),
            d.title("被取保候审人义务告知书"),
            d.para(
                "根据《中华人民共和国刑事诉讼法》第七十一条的规定，被取保候审人应当遵守：未经执行机关批准不得离开所居住的市、县；住址、工作单位和联系方式变动的，二十四小时以内报告；传讯时及时到案；不得干扰证人作证；不得毁灭、伪造证据或者串供。"
            ),
            d.para(
                "违反规定的，已交纳的保证金没收部分或者全部，并区别情形责令具结悔过、重新交纳保证金、提出保证人，或者监视居住、予以逮捕。"
            ),
            d.sign("被取保候审人", person.name, case.signed(day, truth=True), finger=True, anchor="suspect"),
            d.seal(place.bureau, day.date()),
        ],
        day,
    )


def residence(case: Case) -> None:
    t, _s, person, place = case.t, case.style, case.suspect, case.place
    day = t["measure"]
    spot, words = (place.centre, "") if case.flags.get("residence_at_centre") else (person.address, "（本人住处）")
    case.approval(
        "residence_request",
        "呈请监视居住报告书",
        [
            f"犯罪嫌疑人{person.name}涉嫌{case.story.act}一案，符合逮捕条件，因案件的特殊情况，采取监视居住措施更为适宜。",
            "根据《中华人民共和国刑事诉讼法》第七十四条之规定，拟对其监视居住。",
        ],
        day,
    )
    case.order(
        "residence",
        "residential_surveillance_decision",
        "监视居住决定书",
        "监居",
        [
            d.para("犯罪嫌疑人", case.name_v(person.name), case.bracket_words(person), "。"),
            d.para(
                f"我局正在侦查{person.name}涉嫌{case.story.act}案，根据《中华人民共和国刑事诉讼法》第七十四条之规定，决定在",
                Value(spot, "place", spot, anchor="place"),
                words,
                "对其监视居住，由",
                Value(
                    f"{place.bureau}{case.flags['home_station']}",
                    "executor",
                    f"{place.bureau}{case.flags['home_station']}",
                ),
                "负责执行，期限从",
                case.day_v("from", day),
                "起算，最长不超过六个月。",
            ),
            d.para(
                "在监视居住期间应当遵守：未经批准不得离开住处；未经批准不得会见他人或者通信；传讯时及时到案；不得干扰证人作证；不得毁灭、伪造证据或者串供；将身份证件交执行机关保存。违反规定，情节严重的，可以予以逮捕。"
            ),
        ],
        day,
        tail=[
            d.line("本决定书已向我宣读并收到。"),
            d.sign("被监视居住人", person.name, [case.time_v("announced_at", day)], finger=True, anchor="suspect"),
        ],
    )
    case.order(
        "residence_execution",
        "residential_surveillance_decision",
        "监视居住执行通知书",
        "监居执",
        [
            d.line(f"{place.bureau}{case.flags['home_station']}："),
            d.para(
                "犯罪嫌疑人",
                case.name_v(person.name),
                case.bracket_words(person),
                f"因涉嫌{case.story.act}，我局决定对其在{spot}监视居住，期限从",
                case.day_v("from", day),
                "起算。请依法执行。",
            ),
        ],
        day,
        tail=[d.sign("收件人", case.officers["e"], case.signed(day), anchor="station")],
    )
