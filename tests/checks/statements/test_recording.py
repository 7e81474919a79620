"""A transcript of the recording beside its record."""

from __future__ import annotations

import pytest

from reviewer.checks.statements.recording import compare_recording, read_transcript, transcripts
from reviewer.checks.statements.records import read_records
from reviewer.checks.statements.verdicts import recording_verdicts
from reviewer.core.casefile import Document, Line, Page
from reviewer.core.finding import Outcome
from tests.checks.statements.sketch import NOWHERE, case, record

SAID = (
    "你一共收了多少钱？", "八万块，一分不少。",
    "钱是在哪里交给你的？", "在银行门口的车里，他弟弟送来的。",
    "还有谁在场？", "没有别人，就我和他弟弟两个人在车上。",
)  # fmt: skip

TRUE = """1
00:00:02,000 --> 00:00:05,000
民警：你一共收了多少钱？

2
00:00:06,000 --> 00:00:09,000
钱甲：八万块，一分不少。

3
00:00:10,000 --> 00:00:14,000
民警：钱是在哪里交给你的？

4
00:00:15,000 --> 00:00:20,000
钱甲：在银行门口的车里嘛，他弟弟送来的。

5
00:00:21,000 --> 00:00:24,000
民警：还有谁在场？

6
00:00:25,000 --> 00:00:29,000
钱甲：没有别人，就我和他弟弟两个人在车上。
"""


def differences(transcript: str) -> list[str]:
    (made,) = read_records(case(record(1, "钱甲", *SAID, suspect=True)))
    return [item.kind for item in compare_recording(made, read_transcript(transcript), source="a.srt")]


def test_srt_that_agrees_is_silent() -> None:
    assert differences(TRUE) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("八万块，一分不少", "三万块，一分不少", "differs"),
        ("民警：还有谁在场？", "民警：你不说就抓你老婆，还有谁在场？", "threat"),
        ("民警：还有谁在场？", "民警：签了就放你回家，还有谁在场？", "promise"),
        ("民警：还有谁在场？", "民警：你肯定是一个人干的对不对？还有谁在场？", "leading"),
    ],
)
def test_planted_differences(old: str, new: str, kind: str) -> None:
    assert kind in differences(TRUE.replace(old, new))


def test_missing_and_added() -> None:
    more = (
        f"{TRUE}\n7\n00:00:30,000 --> 00:00:40,000\n民警：你愿意退钱吗，房子呢？\n"
        "\n8\n00:00:41,000 --> 00:00:49,000\n钱甲：房子是我妹妹买的，首付是她自己攒的工资，跟这笔款没关系。\n"
    )
    assert "missing" in differences(more)
    assert "added" in differences(TRUE.split("5\n00:00:21")[0])


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v 民警>几点去的？\n\n00:04.000 --> 00:06.000\n<v 钱甲>三点。\n",
        "[00:00:01] 民警：几点去的？\n[00:00:04] 钱甲：三点。\n",
        "问：几点去的？\n答：三点。\n",
        "几点去的？\n三点。\n",
    ],
)
def test_every_form_of_transcript(text: str) -> None:
    assert [(item.officer, item.text) for item in read_transcript(text)] == [(True, "几点去的？"), (False, "三点。")]


def test_verdicts_of_a_case() -> None:
    written = record(1, "钱甲", *SAID, suspect=True)
    lines = tuple(Line(text, NOWHERE) for text in TRUE.replace("八万块", "三万块").splitlines())
    heard = Document("d9", "audio_video_statement", "video.srt", 1, 1, (Page("video.srt", 1, lines=lines),))
    assert recording_verdicts(case(written))[0].outcome is Outcome.NOT_APPLICABLE
    (found,) = recording_verdicts(case(written, heard))
    assert found.outcome is Outcome.VIOLATED
    assert [span.source for span in found.evidence] == ["01.txt", "video.srt"]


def transcript(source: str, *lines: str) -> Document:
    page = Page(source, 1, lines=tuple(Line(text, NOWHERE) for text in lines))
    return Document("d9", "unknown", source, 1, 1, (page,), None, 1.0, {})


TALK = (
    ("钱有多少？", "三万。"),
    ("在哪给的？", "车里。"),
    ("还有谁？", "没别人。"),
)


@pytest.mark.parametrize(
    ("head", "officer", "other"),
    [(("讯问录音录像文字转写", "案件：钱甲敲诈勒索案"), "民警：", "钱甲："), ((), "[00:01] 问：", "[00:03] 答：")],
)
def test_a_text_of_two_voices_is_a_transcript(head: tuple[str, ...], officer: str, other: str) -> None:
    lines = [line for question, answer in TALK for line in (officer + question, other + answer)]
    document = transcript("转写.txt", *head, *lines)
    assert transcripts(case(document)) == (document,)
    assert [item.officer for item in read_transcript(document.text)] == [True, False] * 3


def test_a_letter_is_no_transcript() -> None:
    letter = transcript("说明.txt", "情况说明", "时间：3月5日", "地点：派出所", "内容：到案后如实陈述。", "民警：李四")
    assert transcripts(case(letter)) == ()
