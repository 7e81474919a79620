"""Unusual ways of signing, and places that only look empty: nothing that may be a signature is called missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.core.casefile import Blob, BlobKind, Box, Line, Origin, Page
from reviewer.core.facts import MarkKind, Presence
from reviewer.extraction.presence import count_signatures, is_struck, notes_signature, refuses
from tests.extraction.sheets import blob, finger, ink, line, marks, of, page, seal

ROWS = (line("持有人：", 70, 300), line("见证人：", 70, 330), line("保管人：", 70, 360), line("办案人：", 70, 390))
FILLED = (ink(150, 306), finger(175, 306), ink(150, 366), ink(150, 396))


def chop(x: float, y: float) -> Blob:
    return blob(BlobKind.CHOP, x, y, 34, 34)


def test_a_name_chop_is_told_from_a_signature_and_from_nothing() -> None:
    found = of(marks("seizure_list", page(*ROWS, *FILLED, chop(150, 336))), "witness")
    assert (found.presence, found.why) == (Presence.UNKNOWN, "盖有个人名章，未见手写签名")


def test_where_a_seal_does_a_name_chop_does_too() -> None:
    rows = (line("证据持有人：", 70, 300), line("办案人：", 70, 340))
    found = of(marks("evidence_collection_list", page(*rows, chop(165, 306), ink(150, 346))), "holder")
    assert (found.presence, found.why) == (Presence.UNKNOWN, "以盖章代签名")


def test_a_slash_through_a_place_is_no_blank() -> None:
    slash = blob(BlobKind.SLASH, 150, 336, 50, 24)
    found = of(marks("seizure_list", page(*ROWS, *FILLED, slash)), "witness")
    assert (found.presence, found.why) == (Presence.UNKNOWN, "此栏划去或注明无")
    assert of(marks("seizure_list", page(*ROWS, *FILLED)), "witness").presence is Presence.ABSENT


@pytest.mark.parametrize("text", ["/", "此栏无", "无", "——", "此栏无 2026年3月9日", "（空白）"])
def test_what_stands_for_nobody(text: str) -> None:
    assert is_struck(text)
    rows = [row for row in ROWS if "见证人" not in row.text]
    found = of(marks("seizure_list", page(*rows, line(f"见证人：{text}", 70, 330), *FILLED)), "witness")
    assert found.presence is Presence.UNKNOWN


def test_a_name_over_its_label_or_under_it_may_be_the_signature() -> None:
    rows = [line(f"{who}（签名捺指印）：", 70, 300 + 70 * k) for k, who in enumerate(("持有人", "见证人", "保管人"))]
    officers = line("办案人：", 70, 510)
    over = [blob for k in range(3) for blob in (ink(110, 286 + 70 * k), finger(160, 286 + 70 * k))]
    found = marks("seizure_list", page(*rows, officers, *over, ink(150, 516)))
    assert not [one for one in found if one.presence is Presence.ABSENT and one.kind is not MarkKind.SEAL]


def test_the_signature_of_the_row_above_does_not_excuse_an_empty_place() -> None:
    rows = (line("持有人：", 70, 300), line("见证人（签名）：", 70, 322), line("办案人：", 70, 344))
    found = marks("seizure_list", page(*rows, ink(140, 307), finger(170, 307), ink(150, 350)))
    assert of(found, "holder").presence is Presence.PRESENT
    assert of(found, "witness").presence is not Presence.PRESENT


def test_what_was_signed_on_the_next_page_is_not_missing() -> None:
    foot = (line("办案人：", 70, 730), line("持有人：", 70, 780))
    first = page(line("扣押清单", 240, 80), *foot, ink(150, 736))
    signed = page(ink(120, 60), finger(160, 60), line("2026年3月9日", 300, 54), number=2)
    for kind in (MarkKind.SIGNATURE, MarkKind.FINGERPRINT):
        assert of(marks("seizure_list", first, signed), "holder", kind).presence is Presence.UNKNOWN
    assert of(marks("seizure_list", first), "holder").presence is Presence.ABSENT
    other = page(line("讯问笔录", 240, 60), line("问：", 70, 100), ink(150, 700), number=2)
    assert of(marks("seizure_list", first, other), "holder").presence is Presence.ABSENT


OPINION = line("三、鉴定意见。被鉴定人孙丙左面部损伤程度属轻微伤，右上臂软组织挫伤不构成轻微伤。", 70, 200)


def experts(*content: Line | Blob) -> tuple[list[int], list[Presence]]:
    found = [one for one in marks("expert_opinion", page(OPINION, *content)) if one.who == "expert"]
    return [one.count for one in found], [one.presence for one in found]


def test_each_of_two_experts_has_a_place_of_his_own() -> None:
    rows = (line("鉴定人：主检法医师", 200, 300), line("法医师", 248, 330))
    both = (ink(350, 306), ink(320, 336))
    assert experts(*rows, *both) == ([2], [Presence.PRESENT])
    assert experts(*rows, both[0]) == ([1, 0], [Presence.PRESENT, Presence.ABSENT])
    assert experts(*rows)[1] == [Presence.ABSENT, Presence.ABSENT]


def test_a_label_that_comes_twice_is_two_places() -> None:
    rows = (line("鉴定人：", 200, 300), line("鉴定人：", 200, 340))
    assert experts(*rows, ink(300, 306), ink(300, 346)) == ([2], [Presence.PRESENT])
    assert experts(*rows, ink(300, 306)) == ([1, 0], [Presence.PRESENT, Presence.ABSENT])


def test_the_printed_name_of_an_expert_is_no_signature_where_others_sign_in_ink() -> None:
    rows = (line("鉴定人：主检法医师　周一", 200, 300), line("法医师　吴二", 248, 330))
    assert experts(*rows, ink(390, 306), ink(350, 336)) == ([2], [Presence.PRESENT])
    assert Presence.PRESENT not in experts(*rows, ink(450, 500))[1]
    assert experts(*rows)[1] == [Presence.PRESENT]  # an export in which all sign by type


def foot(*parts: Line | Blob, number: int = 1, body: int = 20) -> Page:
    talk = [
        line("问：他当时说了什么，做了什么，你都看见了吗？请把经过再说一遍。", 70, 100 + 22 * k) for k in range(body)
    ]
    return page(*talk, *parts, number=number)


def test_a_name_in_the_margin_leaves_the_page_open() -> None:
    last = foot(line("以上笔录我看过，和我说的相符。", 70, 400), ink(240, 430), finger(260, 430), number=2, body=10)
    beside = marks("interrogation_record", foot(ink(545, 400)), last)
    assert of(beside, "subject", number=1).presence is Presence.UNKNOWN
    within = marks("interrogation_record", foot(ink(300, 300)), last)  # a correction in the text
    assert of(within, "subject", number=1).presence is Presence.ABSENT


def test_a_print_without_a_name_is_only_a_print() -> None:
    note = line("（孙丙不识字，由民警代书）", 300, 700)
    found = marks("interrogation_record", foot(note, finger(260, 705)))
    assert of(found, "subject").presence is Presence.UNKNOWN
    assert of(found, "subject", MarkKind.FINGERPRINT).presence is Presence.PRESENT


def test_a_refusal_over_two_lines_is_no_signature() -> None:
    note = (
        line("孙丙看过笔录后拒绝签名、捺指印，理由是认为讯问人员的态度不好", 70, 640),
        line("，已全程录音录像。", 70, 662),
    )
    found = marks("interrogation_record", foot(*note, line("讯问人：", 70, 700), ink(150, 706), ink(230, 706)))
    assert (of(found, "subject").presence, of(found, "subject").why) == (Presence.UNKNOWN, "注明拒绝签名")
    assert of(found, "officer").count == 2


def test_a_comma_is_no_note_of_a_signature() -> None:
    assert not notes_signature("，已全程录音录像。")
    assert notes_signature("孙丙（签名、捺指印）")
    assert refuses("孙丙不识字，由民警代书")


@pytest.mark.parametrize(
    ("places", "persons"),
    [
        ([(100, 14), (126, 14), (152, 14)], 1),  # three characters that stand evenly
        ([(100, 14), (126, 14), (152, 14), (220, 60)], 2),
        ([(100, 14), (126, 14)], 2),  # doubtful: counted as two, so that nobody is accused
        ([(100, 50), (180, 50)], 2),
        ([(100, 50)], 1),
    ],
)
def test_characters_of_a_name_and_names(places: list[tuple[float, float]], persons: int) -> None:
    assert count_signatures(ink(x, 10, width) for x, width in places) == persons


def test_a_fragment_of_a_stroke_is_no_second_person() -> None:
    fragment = Blob(BlobKind.INK, Box(131, 12, 145, 19), 0.8)
    assert count_signatures([ink(102, 10, 50), fragment]) == 1


def test_a_seal_over_a_signature_hides_neither() -> None:
    body = line("根据《中华人民共和国刑事诉讼法》第八十二条之规定，兹对犯罪嫌疑人孙丙执行拘留。", 70, 150)
    rows = (line("被拘留人：", 70, 326), line("接收民警：", 70, 396))
    found = marks(
        "detention_warrant", page(body, *rows, ink(160, 332), finger(185, 334), ink(160, 402), seal(170, 402))
    )
    assert of(found, "jailer").presence is Presence.PRESENT
    assert of(found, "jailer", MarkKind.SEAL).presence is Presence.PRESENT


def test_the_names_of_an_export_that_was_signed_by_type_are_signatures() -> None:
    last = foot(
        line("以上笔录我看过，和我说的相符。", 70, 600),
        line("被讯问人：孙丙　2026年3月9日", 250, 630),
        line("讯问人：赵甲　钱乙　　记录人：钱乙", 70, 660),
    )
    found = marks("interrogation_record", replace(last, origin=Origin.LAYER))
    assert of(found, "subject").name == "孙丙"
    assert (of(found, "officer").name, of(found, "officer").count) == ("赵甲、钱乙", 2)
