"""The page classifier: trained on small cases it names pages without titles, and only a better one replaces it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer import models
from reviewer.core.casefile import Box, Line, Page
from reviewer.core.errors import InputError
from reviewer.splitting.classifier import CONTINUATION, PageClassifier, confidence, load_classifier
from reviewer.splitting.volumes import split
from reviewer.training import doctype, material, tasks
from reviewer.training.figures import Ratio, by_label, calibration_error, macro_f1, together
from reviewer.training.linear import Recipe
from reviewer.training.pages import LabelledPage, read_corpus, untitled

BODIES = {
    "filing_decision": (
        "立 案 决 定 书",
        "根据《中华人民共和国刑事诉讼法》之规定，决定对{n}涉嫌{c}一案立案侦查。",
        "××县公安局",
    ),
    "detention_warrant": ("拘 留 证", "兹决定由侦查人员对犯罪嫌疑人{n}执行拘留，送{p}看守所羁押。", "本证已向我宣布"),
    "search_warrant": ("搜 查 证", "兹派侦查人员对{n}的住所及随身物品进行搜查。", "被搜查人签名捺指印"),
    "seizure_decision": (
        "扣 押 决 定 书",
        "在侦查{n}{c}案件中发现可用以证明有罪无罪的物品，决定予以扣押。",
        "附扣押清单",
    ),
}
RECORD = ("询 问 笔 录", "时间：{d}\n地点：{p}派出所\n被询问人：{n}\n问：我们是民警，依法向你询问。\n答：清楚。", "")
NAMES = ("赵立", "钱芳", "孙勇", "李军", "周敏", "吴海", "郑红")
CRIMES = ("盗窃", "诈骗", "故意伤害", "敲诈勒索")


def make_case(folder: Path, number: int) -> None:
    chance = random.Random(number)
    pages, documents = [], []

    def add(kind: str, texts: list[str]) -> None:
        first = len(pages) + 1
        pages.extend(texts)
        documents.append({"type": kind, "source": "01.txt", "first_page": first, "last_page": len(pages)})

    for kind, (title, body, foot) in BODIES.items():
        add(kind, [f"{title}\n{_filled(body, chance)}\n{foot}\n2026年{chance.randint(1, 12)}月3日"])
    title, body, _ = RECORD
    going = (
        f"问：后来呢？\n答：{_filled('{n}拿了东西就跑到{p}去了，我没有追上。', chance)}\n问：还有补充吗？\n答：没有。"
    )
    add("interview_record", [f"{title}\n{_filled(body, chance)}", going, going.replace("后来呢", "说了什么")])
    place = folder / f"c{number:02}"
    place.mkdir(parents=True)
    (place / "01.txt").write_text("\f".join(pages), encoding="utf-8")
    (place / "truth.json").write_text(json.dumps({"case": number, "documents": documents}), encoding="utf-8")


def _filled(text: str, chance: random.Random) -> str:
    words = {"n": chance.choice(NAMES), "c": chance.choice(CRIMES), "p": chance.choice("甲乙丙丁"), "d": "2026年1月2日"}
    return text.format(**words)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(36):
        make_case(folder, number)
    return folder


@pytest.fixture(scope="module")
def trained(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("models")
    return out, doctype.train(corpus, out=out)


def test_corpus_is_read_with_its_labels(corpus: Path) -> None:
    case = read_corpus(corpus)[0]
    assert [one.label for one in case.pages] == [*BODIES, "interview_record", CONTINUATION, CONTINUATION]


def test_title_is_left_out(corpus: Path) -> None:
    one = read_corpus(corpus)[0].pages[1]
    bare = untitled(one)
    assert "拘 留 证" in one.page.text
    assert "拘 留 证" not in bare.page.text
    assert "执行拘留" in bare.page.text


def test_trained_model_names_pages_without_titles(trained: tuple[Path, str]) -> None:
    out, report = trained
    assert "此前没有模型，已启用" in report
    classifier = load_classifier(folder=out)
    assert classifier is not None
    page = _page("兹派侦查人员对冯磊的住所及随身物品进行搜查。", "被搜查人签名捺指印", "2026年4月5日")
    guess = classifier(page)
    assert guess.kind == "search_warrant"
    assert guess.confidence > 0.5
    going = _page("答：他拿了东西就走了，我没有追。", "问：还有补充吗？", "答：没有。")
    assert classifier(going).kind == CONTINUATION


def test_what_it_never_saw_it_is_not_sure_of(trained: tuple[Path, str]) -> None:
    classifier = load_classifier(folder=trained[0])
    assert classifier is not None
    known = classifier(_page("兹派侦查人员对冯磊的住所及随身物品进行搜查。", "被搜查人签名捺指印"))
    strange = classifier(_page("Dear customer", "your parcel of 12 items was shipped", "thank you"))
    assert strange.confidence < known.confidence


def test_splitting_with_it_finds_a_document_whose_title_is_gone(trained: tuple[Path, str], corpus: Path) -> None:
    pages = [untitled(one).page if one.label == "search_warrant" else one.page for one in read_corpus(corpus)[3].pages]
    without = [document.type for document in split(pages)]
    found = [document.type for document in split(pages, classifier=load_classifier(folder=trained[0]))]
    assert "search_warrant" not in without
    assert found == [*BODIES, "interview_record"]


def test_card_says_what_it_was_made_of(trained: tuple[Path, str]) -> None:
    model = models.load("doctype", folder=trained[0])
    assert model is not None
    assert set(model.card) >= {"data", "configuration", "figures", "limits", "files"}
    assert sum(model.card["data"]["cases"].values()) == 36
    assert len(model.card["data"]["sha256"]) == 64


def test_a_model_that_is_not_better_is_not_put_in_use(corpus: Path, trained: tuple[Path, str]) -> None:
    out, _ = trained
    before = models.current("doctype", folder=out)
    report = doctype.train_on(read_corpus(corpus), out=out, recipe=Recipe(features=3))
    assert "未启用" in report
    assert models.current("doctype", folder=out) == before
    assert len(models.versions("doctype", folder=out)) == 2


def test_evaluation_leaves_out_what_was_trained_on(corpus: Path, trained: tuple[Path, str], tmp_path: Path) -> None:
    seen = models.load("doctype", folder=trained[0])
    assert seen is not None
    cases = read_corpus(corpus)
    frozen = [case for case in cases if material.part_of(case.group) == "frozen"]
    assert f"{len(frozen)} 个案件" in doctype.evaluate_on(cases, folder=trained[0])
    used = [case for case in cases if material.part_of(case.group) == "fit"]
    with pytest.raises(InputError, match="都用于训练过"):
        doctype.evaluate_on(used, folder=trained[0])
    with pytest.raises(InputError, match="请先训练"):
        doctype.evaluate_on(cases, folder=tmp_path)


def test_too_few_or_broken_material_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有带"):
        tasks.train("doctype", corpora=[tmp_path], out=tmp_path / "m", shipped=None)
    with pytest.raises(InputError, match="找不到"):
        tasks.train("doctype", corpora=[tmp_path / "none"])
    with pytest.raises(InputError, match="没有可训练的模型"):
        tasks.evaluate("weather", corpora=[tmp_path])
    make_case(tmp_path / "one", 1)
    with pytest.raises(InputError, match="太少"):
        tasks.train("doctype", corpora=[tmp_path / "one"], out=tmp_path / "m", shipped=None)
    (tmp_path / "one" / "c01" / "truth.json").write_text('{"documents": [{"type": 1}]}', encoding="utf-8")
    with pytest.raises(InputError, match=r"truth\.json"):
        tasks.train("doctype", corpora=[tmp_path / "one"], out=tmp_path / "m", shipped=None)


def test_confidence_grows_with_score_and_margin() -> None:
    weights = (0.8, 0.5, -0.2)
    assert confidence(3, 2, weights) > confidence(1, 2, weights) > confidence(1, 0, weights)
    assert 0 <= confidence(-1e9, 0, weights) < confidence(1e9, 1e9, weights) <= 1


def test_figures() -> None:
    truths = [frozenset({"a"}), frozenset({"a"}), frozenset({"b"})]
    ratios = by_label(truths, [frozenset({"a"}), frozenset({"b"}), frozenset({"b"})])
    assert ratios == {"a": Ratio(1, 0, 1), "b": Ratio(1, 1, 0)}
    assert together(ratios) == Ratio(2, 1, 1)
    assert macro_f1(ratios) == pytest.approx(2 / 3)
    assert calibration_error([0.9, 0.9], [True, False]) == pytest.approx(0.4)
    assert calibration_error([1.0, 0.0], [True, False]) == 0


def test_prediction_does_not_need_scikit_learn(trained: tuple[Path, str]) -> None:
    program = (
        "import sys; from pathlib import Path; from reviewer.core.casefile import *; "
        "from reviewer.splitting.classifier import load_classifier; "
        f"classifier = load_classifier(folder=Path({str(trained[0])!r})); "
        "page = Page('s', 1, lines=(Line('兹派侦查人员进行搜查', Box(0, 0, 0, 0)),)); "
        "print(classifier(page).kind, 'sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["search_warrant", "False"]


def test_the_shipped_model_loads_and_knows_a_page() -> None:
    classifier = load_classifier()
    if classifier is None:
        pytest.skip("no model is shipped in this checkout")
    assert isinstance(classifier, PageClassifier)
    guess = classifier(_page("问：你把经过讲一下。", "答：他先推我，我就还手了。", "问：还有补充吗？", "答：没有了。"))
    assert guess.kind == CONTINUATION


def _page(*texts: str) -> Page:
    return LabelledPage(
        Page("s1", 1, lines=tuple(Line(text, Box(0.0, 0.0, 0.0, 0.0)) for text in texts)), "", False
    ).page
