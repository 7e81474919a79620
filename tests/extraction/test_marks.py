"""Places to sign on pages laid out here in points, as the readers give them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.core.casefile import Blob, BlobKind, Box, Cell, Document, Line, Origin, Page
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.extraction.marks import find_marks
from reviewer.extraction.presence import count_signatures, persons_in, typed_names
from reviewer.law.forms import load_forms
from tests.extraction.sheets import blob, finger, ink, line, marks, of, page, seal

CASES = Path(__file__).parents[3] / "shared" / "cases"

WARRANT = (
    line("根据《中华人民共和国刑事诉讼法》第八十二条之规定，兹对犯罪嫌疑人孙丙执行拘留。", 70, 150),
    line("甲县公安局", 380, 230),
    line("二〇二六年三月九日", 360, 252),
    line("本证已于2026年3月9日10时向我宣布。", 70, 300),
    line("被拘留人：______2026年3月9日10时", 70, 326),
    line("本证副本已收到，被拘留人孙丙已于2026年3月9日20时送至我所。", 70, 370),
    line("接收民警：______2026年3月9日20时", 70, 396),
)


def test_ink_print_and_seals_beside_their_labels() -> None:
    found = marks(
        "detention_warrant",
        page(*WARRANT, ink(160, 332), finger(185, 334), ink(160, 402), seal(420, 245), seal(440, 402)),
    )
    assert {one.presence for one in found} == {Presence.PRESENT}
    assert of(found, "subject").label == "被拘留人："
    assert of(found, "jailer", MarkKind.SEAL).span.box == seal(440, 402).box
    assert of(found, "bureau", MarkKind.SEAL).span.box == seal(420, 245).box


def test_an_empty_place_on_a_page_that_was_looked_at_is_absent() -> None:
    found = marks("detention_warrant", page(*WARRANT, ink(160, 402), seal(420, 245), seal(440, 402)))
    assert of(found, "subject").presence is Presence.ABSENT
    assert of(found, "subject", MarkKind.FINGERPRINT).presence is Presence.ABSENT
    assert of(found, "jailer").presence is Presence.PRESENT


def test_one_seal_over_the_date_is_the_bureaus() -> None:
    found = marks("detention_warrant", page(*WARRANT, ink(160, 332), ink(160, 402), seal(420, 245)))
    assert of(found, "bureau", MarkKind.SEAL).presence is Presence.PRESENT
    assert of(found, "jailer", MarkKind.SEAL).presence is Presence.ABSENT


def test_a_half_seal_at_the_edge_is_not_the_seal_of_the_document() -> None:
    edge = blob(BlobKind.HALF_SEAL, 580, 245, 30, 119)
    assert of(marks("detention_warrant", page(*WARRANT, edge)), "bureau", MarkKind.SEAL).presence is Presence.ABSENT


def test_nothing_is_absent_where_the_page_was_not_looked_at_or_not_read() -> None:
    unseen = marks("detention_warrant", page(*WARRANT, looked_at=False))
    assert {one.presence for one in unseen} == {Presence.UNKNOWN}
    assert all(one.why for one in unseen)
    unread = marks("detention_warrant", Page("a.pdf", 1, origin=Origin.UNREAD))
    assert {one.presence for one in unread} == {Presence.UNKNOWN}


def test_on_a_grey_scan_red_is_unknown_and_ink_is_judged() -> None:
    grey = replace(page(*WARRANT, ink(160, 332), origin=Origin.OCR), grey=True)
    found = marks("detention_warrant", grey)
    assert of(found, "subject").presence is Presence.PRESENT
    assert of(found, "subject", MarkKind.FINGERPRINT).why == "扫描件无颜色"
    assert of(found, "bureau", MarkKind.SEAL).presence is Presence.UNKNOWN
    assert of(found, "jailer").presence is Presence.ABSENT


def test_a_page_without_colour_in_a_document_with_colour_is_no_grey_scan() -> None:
    first = replace(page(line("问：你叫什么名字？", 70, 200), origin=Origin.OCR), grey=True)
    last = page(
        line("以上笔录我看过，和我说的相符。", 70, 100), ink(220, 130), finger(250, 130), number=2, origin=Origin.OCR
    )
    found = marks("interview_record", first, last)
    assert of(found, "subject", MarkKind.FINGERPRINT, 1).presence is Presence.ABSENT


def test_a_typed_name_is_a_signature_and_its_persons_are_counted() -> None:
    lines = [row for row in WARRANT if "接收民警" not in row.text]
    found = marks("detention_warrant", page(*lines, line("接收民警：周丁　2026年3月9日20时", 70, 396)))
    assert (of(found, "jailer").presence, of(found, "jailer").name) == (Presence.PRESENT, "周丁")


@pytest.mark.parametrize("note", ["（拒绝签名）", "拒签，见录像"])
def test_a_noted_refusal_is_no_absence(note: str) -> None:
    lines = [row for row in WARRANT if not row.text.startswith("被拘留人：")]
    found = marks("detention_warrant", page(*lines, line(f"被拘留人：{note}", 70, 326)))
    assert of(found, "subject").presence is Presence.UNKNOWN
    assert of(found, "subject").why == "注明拒绝签名"


def test_the_head_of_a_record_is_no_place_to_sign() -> None:
    head = [
        line("侦查人员：赵甲、钱乙，甲县公安局刑事侦查大队", 70, 120),
        line("见证人：李戊，女，居民身份证号码见附件登记表", 70, 140),
        line("辨认过程：在见证人的见证下，侦查人员将十二张照片交辨认人辨认，其指出八号照片。", 70, 180),
    ]
    feet = [line("侦查人员：", 70, 300), line("辨认人：", 70, 330), line("见证人：", 70, 360)]
    found = marks(
        "identification_record", page(*head, *feet, ink(160, 306), ink(230, 306), ink(150, 336), finger(170, 336))
    )
    assert of(found, "witness").presence is Presence.ABSENT
    assert of(found, "identifier").presence is Presence.PRESENT
    assert of(found, "officer").count == 2
    without = marks("identification_record", page(*head, *feet[:2], ink(160, 306), ink(150, 336)))
    assert of(without, "witness").presence is Presence.UNKNOWN


def test_ink_belongs_to_the_nearest_label() -> None:
    rows = [line("持有人：", 70, 300), line("见证人：", 70, 322), line("保管人：", 70, 344), line("办案人：", 70, 366)]
    found = marks("seizure_list", page(*rows, ink(150, 307), finger(170, 307), ink(150, 350), ink(150, 372)))
    assert of(found, "witness").presence is Presence.UNKNOWN or of(found, "witness").presence is Presence.ABSENT
    assert of(found, "custodian").presence is Presence.PRESENT
    assert of(found, "holder").presence is Presence.PRESENT


def test_two_labels_on_one_line() -> None:
    row = line("办案民警签字：______被讯（询）问人签字：", 70, 300)
    found = marks("info_collection_record", page(row, ink(180, 306)))
    assert of(found, "officer").presence is Presence.PRESENT
    assert of(found, "subject").presence is Presence.ABSENT


def test_arrival_and_departure_on_a_summons_are_told_apart() -> None:
    rows = [
        line("本证已于2026年3月10日8时收到。", 70, 300),
        line("被传唤人：", 70, 325),
        line("被传唤人到达时间：2026年3月10日9时。", 70, 360),
        line("被传唤人：", 70, 385),
        line("传唤结束时间：2026年3月10日20时。", 70, 420),
        line("被传唤人：", 70, 445),
    ]
    found = marks("summons_criminal", page(*rows, ink(160, 331), finger(180, 331), ink(160, 451), finger(180, 451)))
    signed = [one.presence for one in found if one.kind is MarkKind.SIGNATURE]
    assert signed == [Presence.PRESENT, Presence.ABSENT, Presence.PRESENT]


def test_labels_in_a_cell_that_the_reader_joined() -> None:
    row = Line(
        "单位意见 同意。负责人： 2026.5.6",
        Box(80, 300, 510, 370),
        (80, 80, 80, 80, 92, 108, 120, 132, 364, 376, 388, 400, 412, *(460 + 6 * step for step in range(9))),
    )
    assert len(row.edges) == len(row.text) + 1
    found = marks("penalty_approval_form", page(row, ink(430, 362)))
    assert [one.presence for one in found if one.label == "负责人："] == [Presence.PRESENT]
    empty = marks("penalty_approval_form", page(row))
    assert [one.presence for one in empty if one.label == "负责人："] == [Presence.ABSENT]


def test_opinions_in_rows_without_a_label() -> None:
    cells = (
        Cell(0, 0, 0, "领导批示", Box(70, 100, 100, 180)),
        Cell(0, 0, 1, "同意。 2026.6.16", Box(100, 100, 530, 180)),
    )
    found = marks("request_report", replace(page(ink(400, 170)), cells=cells))
    assert Presence.PRESENT in {one.presence for one in found if one.label == "领导批示"}


def transcript(*feet: Blob, number: int = 1, last: bool = False) -> Page:
    lines = [line(f"问：第{row}个问题，请你如实回答，听清楚没有？", 70, 100 + 20 * row) for row in range(20)]
    if last:
        lines = [line("答：属实。", 70, 80), line("以上笔录我看过，和我说的相符。", 70, 100)]
    return page(*lines, line(f"第_{number}_页_共_2_页", 450, 800), *feet, number=number)


def test_transcript_pages_are_judged_one_by_one() -> None:
    last = transcript(ink(240, 130), finger(260, 130), ink(380, 170), ink(470, 170), number=2, last=True)
    found = marks("interrogation_record", transcript(ink(400, 785), finger(425, 785)), last)
    assert {one.presence for one in found} == {Presence.PRESENT}
    assert of(found, "officer").count == 2
    missing = marks("interrogation_record", transcript(), last)
    assert of(missing, "subject", number=1).presence is Presence.ABSENT
    assert of(missing, "subject", MarkKind.FINGERPRINT, 1).presence is Presence.ABSENT
    assert of(missing, "subject", number=2).presence is Presence.PRESENT


def test_one_officer_on_the_last_page_counts_one() -> None:
    last = transcript(ink(240, 130), finger(260, 130), ink(380, 170), number=1, last=True)
    found = marks("interview_record", last)
    assert of(found, "officer").count == 1
    assert of(found, "recorder").presence is Presence.UNKNOWN


def test_no_officer_on_the_last_page_is_absent() -> None:
    found = marks("interview_record", transcript(ink(240, 130), finger(260, 130), last=True))
    assert of(found, "officer").presence is Presence.ABSENT


def test_officers_on_the_row_of_the_person_are_officers() -> None:
    row = (ink(200, 130), finger(220, 130), ink(420, 130), ink(500, 130))
    found = marks("interview_record", transcript(*row, last=True))
    assert of(found, "subject").presence is Presence.PRESENT
    assert of(found, "officer").count == 2


def test_a_transcript_in_plain_text() -> None:
    rows = [
        "问：是否属实？",
        "答：属实。",
        "以上笔录我看过，和我说的相符。",
        "孙丙（签名、捺指印） 2026.5.18",
        "讯问人：赵甲（签名） 钱乙（签名）　记录人：钱乙（签名）",
    ]
    lines = tuple(Line(text, Box(0, 0, 0, 0)) for text in rows)
    found = marks("interrogation_record", Page("a.txt", 1, lines=lines, origin=Origin.TEXT))
    assert of(found, "subject").presence is Presence.PRESENT
    assert of(found, "subject", MarkKind.FINGERPRINT).presence is Presence.PRESENT
    assert (of(found, "officer").count, of(found, "officer").name) == (2, "赵甲、钱乙")
    assert of(found, "recorder").name == "钱乙"
    bare = marks("interrogation_record", Page("a.txt", 1, lines=lines[:3], origin=Origin.TEXT))
    assert {one.presence for one in bare} == {Presence.UNKNOWN}


def test_names_and_counts() -> None:
    assert typed_names(" 赵甲 钱乙 2026年3月9日10时") == ["赵甲", "钱乙"]
    assert typed_names("无异议。 年 月 日") == []
    assert typed_names("孙丙（签名、捺指印）") == ["孙丙"]
    assert typed_names("阿依努尔·买买提") == ["阿依努尔·买买提"]
    assert persons_in("欧阳赵甲钱乙") == 2
    assert count_signatures([ink(100, 10), ink(170, 10)]) == 2
    assert count_signatures([ink(100, 10, 14), ink(119, 10, 14), ink(138, 10, 14)]) == 1


@pytest.mark.skipif(not CASES.is_dir(), reason="the development cases are not beside the project")
@pytest.mark.parametrize(
    ("case", "absent"),
    [
        ("DV01", {("01.pdf", 26, "victim"), ("02.pdf", 10, "subject"), ("02.pdf", 21, "witness")}),
        ("DV03", {("01.pdf", 16, "subject")}),
        ("DV04", set()),
        ("DV05", set()),
    ],
)
def test_absent_marks_of_whole_cases_are_the_planted_ones(case: str, absent: set[tuple[str, int, str]]) -> None:
    from reviewer.reading.gather import read_case
    from reviewer.reading.intake import admit_case

    gathered = read_case(admit_case(CASES / case), ocr=False)
    paths = {source.id: source.path for source in gathered.sources}
    forms = load_forms()
    found: list[Mark] = []
    for row in json.loads((CASES / case / "truth.json").read_text(encoding="utf-8"))["documents"]:
        first, last = row["first_page"], row["last_page"]
        pages = tuple(
            one for one in gathered.pages if paths[one.source] == row["source"] and first <= one.number <= last
        )
        found += find_marks(Document("d", row["type"], row["source"], first, last, pages), forms[row["type"]])
    assert {(one.span.source, one.span.page, one.who) for one in found if one.presence is Presence.ABSENT} == absent
    unknown = sum(one.presence is Presence.UNKNOWN for one in found)
    assert unknown < 0.03 * len(found)


HEAD_OF_A_SEARCH = (
    line("搜查笔录", 240, 80),
    line("侦查人员：赵一、钱二", 70, 116),
    line("当事人：孙丙", 70, 140),
    line("过程及结果：", 70, 164),
    line("侦查人员出示搜查证，在见证人在场的情况下对卧室进行搜查，当场扣押手机一部，未损坏物品。", 70, 188),
    line("侦查员：", 280, 230),
    line("当事人：", 280, 260),
)


def test_a_name_in_the_head_of_a_record_is_no_signature() -> None:
    empty = marks("search_record", page(*HEAD_OF_A_SEARCH, ink(355, 236)))
    assert of(empty, "officer").span.box is not None
    assert of(empty, "officer").name is None  # the ink below, not the names above
    assert of(empty, "subject").presence is Presence.ABSENT
    signed = marks("search_record", page(*HEAD_OF_A_SEARCH, ink(355, 236), ink(355, 266), finger(370, 266)))
    assert of(signed, "subject").presence is Presence.PRESENT


def test_a_last_page_with_the_officers_only_is_no_missing_signature_of_the_person() -> None:
    talk = [
        line("答：我当时在家里睡觉，没有出门，第二天早上才听邻居说起这件事，别的不清楚。", 70, 120 + 24 * k)
        for k in range(5)
    ]
    closed = line("以上笔录我看过，和我说的相符。", 70, 700)
    first = page(*talk, closed, ink(390, 724), finger(405, 724))
    last = page(line("询问人员、记录人：", 270, 76), ink(400, 82), ink(470, 82), number=2)
    found = marks("interview_record", first, last)
    assert of(found, "subject", number=1).presence is Presence.PRESENT
    for kind in (MarkKind.SIGNATURE, MarkKind.FINGERPRINT):
        assert of(found, "subject", kind, number=2).presence is Presence.UNKNOWN
    assert of(found, "officer").presence is Presence.PRESENT
    assert of(found, "officer").count == 2


def test_a_print_under_a_seal_is_not_called_missing() -> None:
    label = line("被处罚人：", 70, 326)
    body = line("根据《中华人民共和国治安管理处罚法》之规定，现决定给予行政拘留五日的处罚。", 70, 150)
    bare = marks("penalty_decision", page(body, label, ink(160, 332)))
    assert of(bare, "subject", MarkKind.FINGERPRINT).presence is Presence.ABSENT
    covered = marks("penalty_decision", page(body, label, ink(160, 332), seal(200, 370)))
    assert of(covered, "subject", MarkKind.FINGERPRINT).presence is Presence.UNKNOWN


def test_the_copy_for_the_police_station_is_served_on_nobody() -> None:
    body = line("我局决定对犯罪嫌疑人孙丙取保候审，期限从2026年3月9日起算，由你所执行，特此通知。", 70, 150)
    notice = marks("bail_decision", page(line("取保候审执行通知书", 200, 80), body, seal(430, 230)))
    assert not [one for one in notice if one.who == "subject"]
    decision = marks("bail_decision", page(line("取保候审决定书", 220, 80), body, seal(430, 230)))
    assert of(decision, "subject").presence is Presence.UNKNOWN


def test_opinions_in_rows_are_signed_in_their_cells() -> None:
    cells = tuple(
        Cell(0, row, column, text, Box(78 + 30 * column, 66 + 60 * row, 108 + 410 * column, 126 + 60 * row))
        for row, texts in enumerate(
            (("局领导意见", "同意。\n赵一 2026年3月9日"), ("部门意见", "同意上报。\n钱二 2026年3月9日"))
        )
        for column, text in enumerate(texts)
    )
    sheet = replace(page(line("承办人：孙丙 2026年3月9日", 270, 390)), cells=cells)
    approvers = [one for one in marks("request_report", sheet) if one.who == "approver"]
    assert {one.name for one in approvers} == {"赵一", "钱二"}


def test_the_words_of_a_seal_are_put_in_order() -> None:
    from reviewer.extraction.sealing import seal_text

    box = Box(391, 219, 483, 311)
    scraps = (
        ("鹭", 396, 250, 411, 265),
        ("泽市公安", 404, 224, 471, 250),
        ("局", 464, 250, 478, 265),
        ("专用章", 420, 285, 454, 295),
    )
    stamps = tuple(Line(text, Box(*sides)) for text, *sides in scraps)
    assert seal_text(replace(page(), stamps=stamps), box) == "鹭泽市公安局"
    assert seal_text(replace(page(), stamps=(Line("梧川市公安局", box),)), box) == "梧川市公安局"
    assert seal_text(page(), box) is None
