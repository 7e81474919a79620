"""The transcripts of a criminal case and the notices of rights before them."""

from __future__ import annotations

from datetime import datetime, timedelta

from generator import document as d
from generator import speech
from generator.base import Case
from generator.document import Value

RIGHTS = {
    "suspect": (
        "rights_notice_suspect",
        "犯罪嫌疑人诉讼权利义务告知书",
        [
            "一、有权使用本民族语言文字进行诉讼；不通晓当地通用语言文字的，有权要求配备翻译。",
            "二、自第一次讯问或者采取强制措施之日起，有权委托律师作为辩护人；经济困难的，可以申请法律援助，也可以约见值班律师。",
            "三、对侦查人员、鉴定人、翻译人员等有法定回避情形的，有权申请回避；对驳回申请的决定可以申请复议一次。",
            "四、对侦查人员的提问应当如实回答，与本案无关的问题有权拒绝回答；如实供述罪行、自愿认罪认罚的，可以依法从宽处理。",
            "五、有权核对讯问笔录，可以自行书写供述；有权申请变更或者解除强制措施。",
            "六、有权知道用作证据的鉴定意见的内容，可以申请补充鉴定或者重新鉴定。",
            "七、对侵犯诉讼权利和人身侮辱的行为，有权提出控告。",
        ],
    ),
    "victim": (
        "rights_notice_victim",
        "被害人诉讼权利义务告知书",
        [
            "一、有权申请回避，有权知道用作证据的鉴定意见，可以申请补充鉴定或者重新鉴定。",
            "二、因犯罪行为遭受物质损失的，有权提起附带民事诉讼；自案件移送审查起诉之日起有权委托诉讼代理人。",
            "三、应当如实陈述；诬告陷害、有意作虚假陈述的，应当承担法律责任。",
            "四、有权核对询问笔录，对侵犯诉讼权利的行为有权控告。",
        ],
    ),
    "witness": (
        "rights_notice_witness",
        "证人诉讼权利义务告知书",
        [
            "一、凡是知道案件情况的人都有作证的义务，应当如实提供证据、证言。",
            "二、有意作伪证或者隐匿罪证的，应当承担法律责任。",
            "三、因作证面临危险的，可以请求予以保护；因作证支出的必要费用有权得到补助。",
            "四、有权核对询问笔录，对侵犯诉讼权利的行为有权控告。",
        ],
    ),
}


def interviews(case: Case) -> None:
    o, place, t = case.officers, case.place, case.t
    if "victim" in case.people:
        victim = case.people["victim"]
        rights_notice(case, "victim", victim.name, t["victim1.start"])
        pairs = [
            *speech.other_opening(case.random, case.part, place.full_unit, criminal=True, role="被害人"),
            *speech.relation(case.random, victim.name),
            *case.speaker("victim1").tell(case.story.victim),
        ]
        if case.flags.get("handed_in"):
            pairs.append(speech.p("你有什么证据材料提交？", f"有，{case.story.copies}一份，我签了字交给你们。"))
        pairs += speech.closing(case.random, case.part, meal="", suspect=False)
        case.record(
            "victim1",
            victim,
            pairs,
            interrogation=False,
            ordinal=1,
            place=f"{place.full_unit}询问室",
            officers=[o["a"], o["b"]],
        )
    witness = case.people["witness"]
    rights_notice(case, "witness", witness.name, t["witness1.start"])
    told = case.people["victim"].name if case.flags.get("wrong_self") else witness.name
    opening = speech.other_opening(case.random, case.part, place.full_unit, criminal=True, role="证人")
    if case.flags.get("witness1.no_duty"):
        opening = speech.untold(place.full_unit)
    pairs = [
        *opening,
        *speech.relation(case.random, told),
        *case.speaker("witness1").tell(case.story.witness),
        *speech.closing(case.random, case.part, meal="", suspect=False),
    ]
    where = (
        f"{case.flags['scene']}（证人工作单位）"
        if case.flags.get("witness_at_work") and case.route not in ("handover", "no_filing", "open")
        else f"{place.full_unit}询问室"
    )
    if case.route == "no_filing":
        where = f"{place.full_unit}询问室"
    case.record("witness1", witness, pairs, interrogation=False, ordinal=1, place=where, officers=[o["a"], o["b"]])


def rights_notice(case: Case, role: str, name: str, moment: datetime) -> None:
    type_, title, lines = RIGHTS[role]
    when = moment - timedelta(minutes=6)
    case.add(
        f"rights_{role}",
        type_,
        title,
        [
            d.title(title),
            d.para("根据《中华人民共和国刑事诉讼法》的有关规定，现将你在侦查阶段的诉讼权利和义务告知如下："),
            *[d.para(text) for text in lines],
            d.line(
                "本告知书于",
                Value(case.style.moment(when), None, None, anchor="signed_at"),
                "收到，以上内容我已看过，明白。",
            ),
            d.sign(case.style.label("被告知人"), name, case.signed(when, truth=True), finger=True, anchor="informed"),
        ],
        when,
        volume="evidence",
    )


def suspect_record(case: Case, key: str, ordinal: int, pairs: list[speech.Pair], place: str, *, first: bool) -> None:
    o = case.officers
    others = []
    if case.flags.get("minor"):
        family = case.people["family"]
        others.append(("法定代理人", family.name, f"{'母亲' if family.sex == '女' else '父亲'}，全程在场"))
        case.flags.setdefault("guardian", family.name)
    if (case.suspect.deaf or case.suspect.nationality) and not case.flags.get("no_interpreter"):
        interpreter = case.people["interpreter"]
        others.append(
            ("翻译人员", interpreter.name, "县特殊教育学校教师，手语翻译" if case.suspect.deaf else "外国语学校教师")
        )
    team = [o["a"], o["b"]]
    if case.flags.get("minor") and case.suspect.sex == "女":
        team = [o["a"], o["d"]]
    if case.flags.get(f"{key}.no_guardian"):
        others = [entry for entry in others if entry[0] != "法定代理人"]
    arrived = "自动投案" if first and case.flags.get("surrender") else ""
    case.record(
        key,
        case.suspect,
        pairs,
        interrogation=True,
        ordinal=ordinal,
        place=place,
        officers=team,
        arrived=arrived,
        others=others,
    )


def suspect_records(case: Case) -> None:
    t, place, person, random, part = case.t, case.place, case.suspect, case.random, case.part
    surrender = case.flags.get("surrender")
    rights_notice(case, "suspect", person.name, t["suspect1.start"] - timedelta(minutes=9))
    way = "我自己到派出所投案的，民警把我带到办案中心。" if surrender else "接到传唤证以后，我自己按时过来的。"
    if case.flags.get("compelled"):
        way = "民警到家里向我宣布拘传证，把我带到办案中心的。"
    pairs = [
        *speech.suspect_opening(
            random,
            part,
            place.full_unit,
            act=case.story.act,
            criminal=True,
            recorded=True,
            article="",
            family="",
            arrival=way,
            notice=RIGHTS["suspect"][1],
        ),
        *speech.identity(person, random, part, ""),
        *case.speaker("suspect1").tell(case.story.suspect),
        *speech.closing(random, part, meal="有水喝，中午给我安排了盒饭，也休息了。", suspect=True),
    ]
    if person.deaf:
        pairs.insert(
            0, speech.p("你是聋哑人，我们为你安排了手语翻译人员，你能看懂他的手语吗？", "（手语）能看懂，没有意见。")
        )
    if case.flags.get("no_rights_told"):
        pairs = [
            pair for pair in pairs if "律师" not in pair[0] and "认罪认罚" not in pair[0] and "告知书" not in pair[0]
        ]
    suspect_record(
        case,
        "suspect1",
        1,
        pairs,
        case.flags.get("suspect1.place", f"{place.centre}讯问室{random.randint(1, 4)}"),
        first=True,
    )
    ordinal = 2
    for key in ("suspect2", "suspect3", "suspect2b"):
        if f"{key}.start" not in t:
            continue
        custody = key != "suspect2b"
        opening = [
            speech.p(
                f"我们是{place.full_unit}的民警（出示人民警察证），现依法继续对你讯问，你的诉讼权利上次已经告知，是否清楚？",
                "清楚。",
            ),
            speech.p("本次讯问同步录音录像，是否申请回避？", "知道，不申请。"),
        ]
        if key == "suspect3" and case.flags.get("no_review_told"):
            story = [speech.p("你对逮捕有什么意见？", "没有意见。")]
        elif key == "suspect3":
            story = [
                speech.p(
                    "现在向你宣布逮捕后的有关权利：你有权申请变更强制措施，有权申请羁押必要性审查，听清楚了吗？",
                    "听清楚了。",
                ),
                speech.p("你对逮捕有什么意见？", "没有意见。"),
                speech.p("以前的供述有没有要更正的？", "没有，以前讲的都是事实。"),
            ]
        else:
            story = case.speaker(key).tell(case.story.second)
        if not custody:
            story = [speech.p("今天是怎么到公安机关的？", "接到传讯电话，我按时过来的。"), *story]
        pairs = [*opening, *story, *speech.closing(random, part, meal="", suspect=True)]
        default = f"{place.jail}讯问室" if custody else f"{place.centre}讯问室{random.randint(1, 4)}"
        suspect_record(case, key, ordinal, pairs, case.flags.get(f"{key}.place", default), first=False)
        ordinal += 1


def own_words(case: Case) -> None:
    """A confession in the suspect's own hand, signed on each page, with the officers' note of receipt at the top."""
    t, person = case.t, case.suspect
    day = t.get("suspect1.end", t["suspect1.start"] + timedelta(minutes=70))
    words = [
        part if isinstance(part, str) else part.text
        for _, answer in case.speaker("suspect1").tell(case.story.suspect)
        for part in answer
    ]
    case.add(
        "own_words",
        "self_written_statement",
        case.random.choice(["亲笔供词", "自述材料"]),
        [
            d.sign(
                "于" + case.style.day(day.date()) + "收到",
                [case.officers["a"], case.officers["b"]],
                None,
                anchor="receivers",
            ),
            d.title("亲笔供词"),
            d.para(f"我叫{person.name}，现在把我做的事情写清楚。"),
            d.para("".join(words)),
            d.para("以上是我自己写的，都是事实。"),
            d.sign("书写人", person.name, case.signed(day), finger=True, anchor="author"),
        ],
        day,
        volume="evidence",
        page_signer=person.name,
    )
