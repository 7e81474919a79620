"""Scene work, identification, expert opinions and other evidence papers."""


from __future__ import annotations

from datetime import date, timedelta

from generator import document as d
from generator import forms
from generator.base import Case
from generator.document import Block, Value
from generator.spelling import iso


def collection_notice(case: Case) -> None:
    day = case.t["told"]
    who = f"{case.place.county}视频监控服务中心"
    case.order(
        "collect",
        "evidence_collection_notice",
        "调取证据通知书",
        "调证",
        [
            d.line(Value(who, "addressee", who), "："),
            d.para(
                "根据《中华人民共和国刑事诉讼法》第五十四条之规定，我局需调取下列证据：",
                Value(f"{case.flags['scene']}周边案发时段监控录像", "items", None),
                "，请予配合。",
            ),
        ],
        day,
        tail=[d.sign("证据持有人", case.officers["e"], case.signed(day), anchor="holder")],
    )
    case.add(
        "collect_list",
        "evidence_collection_list",
        "调取证据清单",
        [
            d.title("调取证据清单"),
            d.table(
                ["编号", "名称", "数量", "特征", "备注"],
                [["1", "监控录像", "1份", "光盘刻录，时长两小时", "调取"], ["以下空白", "", "", "", ""]],
                [1, 2, 1, 3, 1.4],
            ),
            d.sign("证据持有人", case.officers["e"], case.signed(day), anchor="holder"),
            d.sign(
                case.style.label("办案人"),
                [case.officers["a"], case.officers["b"]],
                case.signed(day),
                anchor="officers",
            ),
            d.seal(case.place.full_unit, None, text_line=False),
        ],
        day,
        volume="evidence",
    )


def identification(case: Case) -> None:
    t, s, o, witness, onlooker = case.t, case.style, case.officers, case.people["witness"], case.people["onlooker"]
    count = case.flags.get("identify.count", case.random.choice([10, 12]))
    target = case.random.randint(2, count - 1)
    team = case.flags.get("identify.team", [o["a"], o["e"]])
    span = Value(
        s.span(t["identify.start"], t["identify.end"]),
        "time_range",
        [iso(t["identify.start"]), iso(t["identify.end"])],
        anchor="time_range",
    )
    case.add(
        "identification",
        "identification_record",
        "辨认笔录",
        [
            d.title("辨认笔录"),
            d.row((s.label("时间"), span)),
            d.row((s.label("地点"), Value(f"{case.place.full_unit}询问室", "place", f"{case.place.full_unit}询问室"))),
            d.row(("办案民警姓名及工作单位", Value("、".join(team), "officers", team, anchor="officers_row"))),
            d.row(("辨认对象", f"{count}张不同人员的免冠照片")),
            d.row(("辨认人", f"{witness.name}，{witness.sex}，公民身份号码{witness.id_no}")),
            d.row((s.label("见证人"), f"{onlooker.name}，{onlooker.sex}，公民身份号码{onlooker.id_no}")),
            d.row(("事由和目的", f"辨认{case.story.act}案的嫌疑人")),
            d.para(
                f"{s.label('过程')}：辨认前，侦查人员向辨认人详细询问了被辨认人的特征，告知有意作虚假辨认应负的法律责任。随后在见证人见证下，将编号1至{count}的{count}张照片出示给{witness.name}单独辨认。{witness.name}仔细看过后，指出{target}号照片上的人就是{case.t['incident'].month}月{case.t['incident'].day}日在{case.flags['scene']}看到的那个人（{target}号为{case.suspect.name}）。"
            ),
            d.sign(s.label("办案人"), team, case.signed(t["identify.end"]), anchor="officers"),
            d.sign("辨认人", witness.name, case.signed(t["identify.end"]), finger=True, anchor="identifier"),
            d.sign(s.label("见证人"), onlooker.name, case.signed(t["identify.end"]), anchor="witness"),
        ],
        t["identify.start"],
        volume="evidence",
        footer="plain",
    )
    captions = [[f"{index}号"] for index in range(1, count + 1)]
    case.add(
        "photo_sheet",
        "identification_photo_sheet",
        case.random.choice(["辨认照片列表", "被辨认人照片列表"]),
        [
            d.title("辨认照片列表"),
            d.line(f"辨认照片（编号：第1组，共{count}张）"),
            Block("photos", rows=captions, note="4"),
            d.line(f"辨认人指认情况如下：{target}号照片上的人就是我看到的人。"),
            d.sign("辨认人", witness.name, case.signed(t["identify.end"]), finger=True, anchor="identifier"),
            d.sign(s.label("办案人"), team, case.signed(t["identify.end"]), anchor="officers"),
            d.sign(s.label("见证人"), onlooker.name, case.signed(t["identify.end"]), anchor="witness"),
        ],
        t["identify.start"],
        volume="evidence",
    )


def scene_papers(case: Case) -> None:
    t, s, o, onlooker = case.t, case.style, case.officers, case.people["onlooker"]
    start, end = t["scene.start"], t["scene.end"]
    team = case.flags.get("scene.team", [o["c"], o["e"]])
    day = case.signed(end)
    case.add(
        "scene",
        "scene_examination_record",
        "现场勘验笔录",
        [
            d.title("现场勘验笔录"),
            d.row(("现场勘验单位", Value(case.place.full_unit, "unit", case.place.full_unit))),
            d.row(("勘验事由", Value(forms.matter(case), "reason", None))),
            d.row(("勘验开始时间", case.time_v("start", start)), ("勘验结束时间", case.time_v("end", end))),
            d.row(
                ("现场地点", Value(case.flags["scene"], "place", case.flags["scene"])),
                ("天气", Value(case.random.choice(["晴", "多云", "阴"]), "weather", None)),
            ),
            d.row(("现场保护情况", "已拉警戒带保护，无人员进入")),
            d.line(
                "勘验前现场的条件 ",
                s.choices(["变动现场", "原始现场"], "原始现场"),
                "  利用的光线 ",
                s.choices(["自然光", "灯光"], "自然光"),
            ),
            d.row(("现场勘验指挥人", Value(o["head"], "commander", o["head"]))),
            d.para(
                f"勘验情况：现场位于{case.place.county}{case.flags['scene']}，东侧为道路，西侧与相邻建筑相接，南北两侧为通道。中心现场地面可见散落物品，附近未见其他异常痕迹。勘验中对现场概貌、中心部位和细目分别拍照固定，制作现场图。未提取其他痕迹物证。"
            ),
            d.line("现场勘验制图1张，照相4张，录像12分钟。"),
            d.sign("现场勘验人员", team, day, anchor="officers"),
            d.sign(s.label("见证人"), onlooker.name, day, anchor="witness"),
            d.sign("笔录人", team[-1], day, anchor="clerk"),
        ],
        start,
        volume="evidence",
        footer="plain",
    )
    case.add(
        "sketch",
        "scene_sketch",
        "现场图",
        [
            d.title(case.random.choice(["现场图", "现场平面示意图"])),
            Block("sketch", rows=[["道路"], ["中心现场"], ["出入口"], ["相邻建筑"]]),
            d.row(("图名", Value(f"{forms.matter(case)}现场图", "title", None)), ("制图时间", case.day_v("at", end))),
            d.sign("制图人", team[-1], day, anchor="draftsman"),
            d.sign(s.label("见证人"), onlooker.name, day, anchor="witness"),
        ],
        start,
        volume="evidence",
    )
    case.add(
        "scene_photos",
        "scene_photos",
        "现场照片",
        [
            d.title("现场照片"),
            Block(
                "photos", rows=[["照片1：现场概貌"], ["照片2：中心现场"], ["照片3：细目"], ["照片4：出入口"]], note="2"
            ),
            d.row(("拍摄时间", s.span(start, end))),
            d.sign("拍摄人", team[0], day, anchor="photographer"),
            d.sign(s.label("见证人"), onlooker.name, day, anchor="witness"),
        ],
        start,
        volume="evidence",
    )


def receipt_list(case: Case) -> None:
    t, giver = case.t, case.people["victim"]
    day = t["victim1.start"]
    case.add(
        "receipt_list",
        "evidence_receipt_list",
        case.random.choice(["接受证据材料清单", "接受证据清单"]),
        [
            d.title("接受证据材料清单"),
            d.table(
                ["编号", "名称", "数量", "特征", "备注"],
                [["1", case.story.copies, "1份", "A4纸，提供人签名捺印", "提交"], ["以下空白", "", "", "", ""]],
                [0.8, 2.4, 1, 3, 1],
            ),
            d.sign("提交人", giver.name, case.signed(day), finger=True, anchor="giver"),
            d.sign("接收民警", [case.officers["a"], case.officers["b"]], case.signed(day), anchor="officers"),
            d.seal(case.place.full_unit, None, text_line=False),
        ],
        day,
        volume="evidence",
    )


def copies(case: Case) -> None:
    t, giver, name = case.t, case.people["victim"], case.story.copies
    day = t["victim1.start"]
    rows: list[list[str | Value]] = [
        [
            str(i),
            f"{case.t['incident']:%Y-%m-%d} {9 + i:02d}:{case.random.randint(10, 59)}",
            f"记录{i}",
            f"{case.random.randint(10, 900)}.00",
        ]
        for i in range(1, 8)
    ]
    case.add(
        "copies",
        "documentary_evidence_copy",
        name,
        [
            Block("center", [name]),
            d.table(["序号", "时间", "内容", "金额"], rows, [0.7, 2, 3, 1.2]),
            d.para(f"制作说明：本件由{giver.name}提供，复制件与原件核对无异，原件由其本人保存。"),
            d.sign("提供人", giver.name, case.signed(day), finger=True, anchor="giver"),
            d.sign("核对民警", [case.officers["a"], case.officers["b"]], case.signed(day), anchor="officers"),
        ],
        day,
        volume="evidence",
        landscape=case.random.random() < 0.4,
    )


def institute(case: Case) -> str:
    assert case.story.opinion
    return f"{case.place.county}{case.story.opinion[1]}"


def engagement(case: Case) -> None:
    t = case.t
    who = institute(case)
    assert case.story.opinion
    case.order(
        "engagement",
        "expert_engagement_letter",
        "鉴定聘请书",
        "鉴聘",
        [
            d.line(Value(who, "expert", who), "："),
            d.para(
                "为查明",
                Value(forms.matter(case), "case_name", forms.matter(case)),
                "，根据《中华人民共和国刑事诉讼法》第一百四十六条之规定，特聘请你单位对本案有关专门性问题进行鉴定，鉴定要求：",
                Value(case.story.opinion[2].replace("书", ""), "request", None),
                "，请于十日内出具书面意见。检材由民警",
                case.officers["c"],
                "、",
                case.officers["e"],
                "负责保管和送检。",
            ),
        ],
        t["engaged"],
        copy=True,
    )


def opinion(case: Case) -> None:
    t, s, o = case.t, case.style, case.officers
    assert case.story.opinion
    _, _, title, text = case.story.opinion
    who = institute(case)
    number = f"{case.place.head}鉴{s.bracket[0]}{t['opinion'].year}{s.bracket[1]}{case.random.randint(10, 300)}号"
    case.add(
        "opinion",
        "expert_opinion",
        title,
        [
            d.org(who),
            d.title(title),
            d.number(number),
            d.row(
                ("委托单位", Value(case.place.bureau, "client", case.place.bureau)),
                ("送检人", Value(o["c"], "sender", o["c"])),
            ),
            d.row(
                ("受理日期", case.day_v("accepted_at", t["engaged"])),
                ("鉴定开始日期", case.day_v("start", t["engaged"])),
            ),
            d.row(("鉴定要求", title.replace("书", ""))),
            d.para("检验过程：依照有关技术规范，对送检材料进行核对、检验，检材与委托书所列一致，包装完好。"),
            d.para("分析说明：根据送检材料及检验所见，综合分析得出下列意见。"),
            d.para("鉴定意见：", Value(text, "opinion", None, anchor="opinion")),
            d.sign("鉴定人", [o["expert1"], o["expert2"]], case.signed(t["opinion"]), anchor="experts"),
            d.seal(who, t["opinion"].date()),
        ],
        t["opinion"],
        volume="evidence",
        author=who,
        doc_no=number,
    )
    age = (5, -1) if case.flags.get("expired") else (1, 3)
    valid = f"{case.style.day(date(t['opinion'].year - age[0], 1, 10))}至{case.style.day(date(t['opinion'].year + age[1], 1, 9))}"
    case.add(
        "qualification",
        "expert_qualification",
        "鉴定机构和鉴定人资质证明",
        [
            d.title("鉴定机构和鉴定人资质证明"),
            d.row(("机构", Value(who, "org", who)), ("有效期", valid)),
            d.row(("业务范围", title.replace("书", ""))),
            d.row(("鉴定人", f"{o['expert1']}、{o['expert2']}，执业证书在有效期内")),
            d.seal(who, None, text_line=False),
        ],
        None,
        volume="evidence",
        author=who,
    )


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
    case.order(
        "opinion_notice",
        "expert_opinion_notice",
        "鉴定意见通知书",
        "鉴通",
        [
            d.line(Value(names, "addressee", None), "："),
            d.para(
                "我局聘请有关人员，对",
                Value(case.story.opinion[2].replace("书", "").replace("结论", ""), "subject", None),
                "事项进行了鉴定，鉴定意见是",
                Value(text, "opinion", None),
                "根据《中华人民共和国刑事诉讼法》第一百四十八条之规定，如对该鉴定意见有异议，可以提出补充鉴定或者重新鉴定的申请。",
            ),
        ],
        t["opinion"] + timedelta(hours=5),
        tail=tail,
    )


def recording(case: Case) -> None:
    t = case.t
    keys = [
        key
        for key in ("suspect1", "suspect2", "suspect3", "suspect2b")
        if f"{key}.start" in t and key not in case.flags.get("unrecorded", ())
    ]
    rows: list[list[str | Value]] = [
        [
            str(i),
            case.suspect.name,
            Value(f"{t[f'{key}.start']:%Y.%m.%d %H:%M}"),
            f"录音录像编号LX{t[f'{key}.start']:%m%d}{i:02d}",
        ]
        for i, key in enumerate(keys, 1)
    ]
    word = "讯问" if case.kind == "criminal" else "询问"
    case.add(
        "disc",
        "audio_video_statement",
        "同步录音录像说明",
        [
            d.title("同步录音录像说明"),
            d.para(
                f"下列{word}均在办案场所全程同步录音录像，录制从{word}开始至核对笔录签名结束，中间没有中断，数据完整，刻录光盘1张。"
            ),
            d.table(["序号", f"被{word}人", "开始时间", "编号"], rows, [0.8, 1.6, 2.4, 2.4]),
            d.sign("制作人", case.officers["c"], case.signed(max(t[f"{key}.start"] for key in keys)), anchor="maker"),
        ],
        t["suspect1.start"],
        volume="evidence",
    )
