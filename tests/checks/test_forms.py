"""Each form as a local card would use it: what it takes as kept, as broken, and as open."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.checks.forms import FORMS
from reviewer.checks.packs import load_pack, try_pack
from reviewer.checks.settings import SETTINGS

CARD = """
[[rule]]
code = "XFM001"
title = "本局规则"
title_en = "local rule"
severity = "defect"
kind = "criminal"
law = ["刑事诉讼法:86"]
check = {{ {check} }}
why = "本局要求。"
remedy = "补正。"
fires = ['''{fires}''']
silent = ['''{silent}''']
unclear = ['''{unclear}''']
"""
EXAMPLES = {
    "within": (
        'form = "within", what = "拘留后讯问", start = "detention_warrant.announced_at", amount = 24, '
        'end = "interrogation_record.time_range.start", counting = "hours", absent = "undetermined"',
        "拘留证 | 当事人 张某 | 宣布 2026-03-02 10:00\n"
        "讯问笔录 | 当事人 张某 | 时间 2026-03-03 11:01 至 2026-03-03 12:00",
        "拘留证 | 当事人 张某 | 宣布 2026-03-02 10:00\n"
        "讯问笔录 | 当事人 张某 | 时间 2026-03-03 09:59 至 2026-03-03 12:00",
        "拘留证 | 当事人 张某 | 宣布 2026-03-02 10:00\n"
        "讯问笔录 | 当事人 李某 | 时间 2026-03-02 11:00 至 2026-03-02 12:00",
    ),
    "present": (
        'form = "present", needs = ["detention_notice"], because = ["detention_warrant"]',
        "拘留证 | 当事人 张某\n拘留证 | 当事人 李某\n拘留通知书 | 当事人 张某",
        "拘留证 | 当事人 张某\n拘留通知书 | 当事人 张某",
        "@ 未读 第9页\n拘留证 | 当事人 张某",
    ),
    "has": (
        'form = "has", types = ["interrogation_record"], kind = ["signature"], who = ["officer"], count = 2, '
        'what = "两名民警签名"',
        "讯问笔录 | 当事人 张某 | 签名 民警 有 1",
        "讯问笔录 | 当事人 张某 | 签名 民警 有 2",
        "讯问笔录 | 当事人 张某 | 签名 民警 ?",
    ),
    "before": (
        'form = "before", earlier = "filing_decision.issued_at", later = "detention_warrant.announced_at", '
        'what = "先立案后拘留", absent = "undetermined"',
        "立案决定书 | 落款 2026-03-03\n拘留证 | 当事人 张某 | 宣布 2026-03-02 10:00",
        "立案决定书 | 落款 2026-03-02\n拘留证 | 当事人 张某 | 宣布 2026-03-02 10:00",
        "立案决定书 | 落款 ?\n拘留证 | 当事人 张某 | 宣布 2026-03-02 10:00",
    ),
    "says": (
        'form = "says", types = ["interrogation_record"], pattern = "如实回答", what = "如实回答的告知", first = true',
        "讯问笔录 | 当事人 张某 | 时间 2026-03-02 10:00 至 2026-03-02 11:00 | 问：你叫什么？答：张某",
        "讯问笔录 | 当事人 张某 | 时间 2026-03-02 10:00 至 2026-03-02 11:00 | 问：应如 实回答，听清了吗？答：清楚",
        "讯问笔录 | 当事人 张某 | 时间 2026-03-02 10:00 至 2026-03-02 11:00 | 记录人 ?",
    ),
    "matches": (
        'form = "matches", types = ["detention_warrant"], field = "doc_no", pattern = ".+拘字〔[0-9]{4}〕[0-9]+号", '
        'what = "文号"',
        "拘留证 | 当事人 张某 | 文号 河公刑字2026年3号",
        "拘留证 | 当事人 张某 | 文号 河公（刑）拘字〔2026〕3号",
        "拘留证 | 当事人 张某 | 文号 ?",
    ),
}


def test_every_form_has_its_settings_and_examples() -> None:
    assert set(FORMS) == set(SETTINGS) == {*EXAMPLES, "call"}


@pytest.mark.parametrize("form", EXAMPLES)
def test_form(form: str, tmp_path: Path) -> None:
    check, fires, silent, unclear = EXAMPLES[form]
    text = CARD.format(check=check, fires=fires, silent=silent, unclear=unclear)
    (tmp_path / "local.toml").write_text(text, encoding="utf-8")
    report, good = try_pack(tmp_path)
    assert good, report
    assert load_pack(tmp_path)[0].check["form"] == form
