"""The classifier of turn acts: learns from sentences, finds an act in a long opening, and never accuses by itself."""

from __future__ import annotations

import json
import time
from pathlib import Path

import numpy as np
import pytest

from reviewer import models
from reviewer.core.errors import InputError
from reviewer.extraction import act_model
from reviewer.extraction.act_model import (
    CUES_ONLY,
    ActModel,
    acts_by_model,
    load_act_model,
    sentences,
    units_of,
    unopposed,
)
from reviewer.models import Linear
from reviewer.training import turns

HEALTH = ("你近来身子骨可还硬朗", "你眼下身子可有毛病", "你这身子硬朗不硬朗", "近来身子有毛病没有", "身子骨还好不好")
MEAL = ("三餐按时开没开", "晚上开饭按时不按时", "三餐可曾按时", "开饭时给你端来没有", "三餐有人端来没有")
STORY = ("他从哪个门进去", "车停在什么地方", "谁先推的人", "钱放在哪个抽屉", "后来你们往哪走")


def rows(part: str) -> list[dict[str, object]]:
    out = []
    for act, texts in (("health_asked", HEALTH), ("meal_rest", MEAL), ("", STORY)):
        for number, text in enumerate(texts):
            for tail in ("？", "，说一下。", "呢？"):
                acts = {"question": [act] if act else [], "answer": []}
                out.append({"question": text + tail, "answer": "好。", "acts": acts, "wordings": [f"{act}{number}"]})
    joined = {"question": ["health_asked", "meal_rest"], "answer": []}
    out.append({"question": f"{HEALTH[0]}？{MEAL[0]}？", "answer": "好。", "acts": joined, "wordings": ["x"]})
    if part == "test":
        out.append({"question": "他身上有刀没有？", "answer": "没。", "acts": {"question": [], "answer": []}})
    return out


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("turns")
    for part in ("train", "test"):
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows(part))
        (folder / f"{part}.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("models")
    return out, turns.train(corpus, out=out)


def test_it_learns_what_no_cue_knows(trained: tuple[Path, str], corpus: Path) -> None:
    out, report = trained
    assert "新模型已启用" in report
    figures = turns.measure(turns.read_rows(corpus / "test.jsonl"), load_act_model(folder=out))
    assert figures["both"]["health_asked"].recall > figures["cues"]["health_asked"].recall
    assert "只用提示词" in turns.evaluate(corpus, folder=out)


def test_an_act_is_found_within_a_long_opening(trained: tuple[Path, str]) -> None:
    model = load_act_model(folder=trained[0])
    assert model is not None
    long = "他从哪个门进去的，你讲一讲？" * 6 + f"{HEALTH[1]}？" + "车停在什么地方，钱又放在哪里？" * 6
    assert "health_asked" in model.above(long, "好。")


def test_without_a_model_nothing_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Path) -> None:
    monkeypatch.setenv(models.VARIABLE, str(tmp_path))
    assert acts_by_model("你身体怎么样？", "好。") == frozenset()
    assert "（没有模型）" in turns.evaluate(corpus)


def test_what_accuses_is_left_to_the_cues() -> None:
    labels = (*sorted(CUES_ONLY), "health_asked")
    sure = ActModel(
        Linear(labels, ("你",), np.ones(1), np.ones((1, len(labels))), np.full(len(labels), 9.0)),
        np.zeros(len(labels)),
    )
    assert sure.above("你好", "") == frozenset(labels)
    assert sure.sure("你好", "") == {"health_asked"}


def test_exclusions_of_the_cues_hold_for_the_model() -> None:
    acts = frozenset({"rights_told", "health_asked"})
    assert unopposed(acts, "合同约定的权利义务你看过没有？", "看过。") == {"health_asked"}
    assert unopposed(acts, "告知书看过没有？", "没有给我看。") == {"health_asked"}
    assert unopposed(acts, "你身体怎么样？", "好。") == acts


def test_sentences_and_units() -> None:
    assert sentences("我们是派出所的民警。现在问你话，清楚吗？明白？") == [
        "我们是派出所的民警。",
        "现在问你话,清楚吗?明白?",
    ]
    assert [flags for _, flags in units_of("你多大？", "二十。")] == [("#question",), ("#answer",)]
    assert units_of("", "") == []
    counts, _ = units_of("2026年3月", "")[0]
    assert "0年" in counts
    assert "6年" not in counts


def test_broken_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "train.jsonl"
    with pytest.raises(InputError, match=r"train\.jsonl 无法读取"):
        turns.read_rows(path)
    path.write_text('{"question": "a", "answer": "b", "acts": {"question": [], "answer": []}}\n{"question": 1}\n')
    with pytest.raises(InputError, match="第 2 行"):
        turns.read_rows(path)


def test_the_shipped_model_is_quick_and_knows_another_wording() -> None:
    if load_act_model() is None:
        pytest.skip("no model is shipped in this checkout")
    opening = "我们是××县公安局的民警，现依法对你讯问。你应当如实回答，与案件无关的问题可以拒绝。" * 5
    acts_by_model(opening, "清楚。")
    began = time.process_time()
    for _ in range(40):
        acts_by_model(opening, "清楚。")
    assert (time.process_time() - began) / 40 < 0.01  # about 0.4 ms on an idle core; loose for a busy one
    assert not acts_by_model("他从哪个门进去的？", "后门。")
    assert act_model.CUES_ONLY.isdisjoint(acts_by_model("你就说是你拿的。", "我不签。"))
