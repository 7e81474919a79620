"""Measures the rules on invented case files with exact truth and writes the figures.

    python tools/accuracy.py --cases N --seed S [--jobs J] [--out docs/accuracy.md] [--verbose]

Makes N cases of the test part and N of the train part of the corpora (text layer, no scans), reviews each, and counts
for every rule: planted and found, judged clean and silent. Everything is done twice: with disproof and without it.
The same options give the same page.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from reviewer.checks.cards import load_cards
from reviewer.pipeline import judge, read

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("test", "train")
FAMILIES = {
    "TIM": "期限",
    "SIG": "签名盖章",
    "PER": "人员",
    "RIG": "权利告知",
    "DOC": "文书齐备",
    "PLC": "场所",
    "CON": "文书内容",
    "CNS": "前后一致",
    "STA": "超期停滞",
    "EVD": "证据物品",
}


@dataclass
class Outcome:
    """What came of one case, as rule codes; ``notes`` are one line for each wrong answer."""

    name: str
    planted: frozenset[str]
    judged: frozenset[str]
    found: frozenset[str]
    found_without_disproof: frozenset[str]
    on_page: frozenset[str]
    notes: list[str] = field(default_factory=list)


@dataclass
class Tally:
    """Counts over cases; one count is one rule in one case."""

    planted: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    on_page: int = 0

    def add(self, outcome: Outcome, found: Iterable[str], known: frozenset[str]) -> None:
        """Count one case; rules that have no card are counted only where they were planted."""
        seen = frozenset(found)
        self.planted.update(outcome.planted)
        self.hit.update(outcome.planted & seen)
        self.clean.update(outcome.judged & known)
        self.false.update(outcome.judged & known & seen)
        self.on_page += len(outcome.on_page & seen)

    def line(self, codes: Iterable[str]) -> str:
        """Planted, found, recall, judged clean, false alarms, precision of some rules as cells of a table."""
        wanted = set(codes)
        planted, hit, clean, false = (
            sum(count for code, count in counter.items() if code in wanted)
            for counter in (self.planted, self.hit, self.clean, self.false)
        )
        return f"{planted} | {hit} | {share(hit, planted)} | {clean} | {false} | {share(hit, hit + false)}"

    def codes(self) -> set[str]:
        return {*self.planted, *self.clean}


def share(part: int, whole: int) -> str:
    """A share in percent, or a dash where nothing was counted."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def make(folder: Path, *, part: str, cases: int, seed: int) -> list[Path]:
    """The folders of newly made cases."""
    command = [sys.executable, str(ROOT / "corpora" / "make.py"), "--out", str(folder / part), "--part", part]
    command += ["--cases", str(cases), "--seed", str(seed), "--scan-share", "0"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return sorted((folder / part).iterdir())


def measure(folder: Path) -> Outcome:
    """Review one case with and without disproof and hold it against its truth."""
    logging.disable(logging.WARNING)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    case = read(folder, as_of=date.fromisoformat(truth["case"]["as_of"]), ocr=False)
    review = judge(case)
    bold = judge(case, disproof=False)
    planted = {row["rule"]: row for row in truth["findings"]}
    judged = frozenset(truth["judged"]) - planted.keys() - frozenset(truth["tolerated"])
    found: dict[str, list[Any]] = {}
    for finding in review.findings:
        found.setdefault(finding.rule, []).append(finding)
    paths = {source.id: source.path for source in case.sources}
    seen = {
        rule: {(paths.get(span.source, span.source), span.page) for one in rows for span in one.evidence}
        for rule, rows in found.items()
    }
    on_page = [
        rule
        for rule, row in planted.items()
        if rule in seen and (not row["pages"] or seen[rule] & set(map(tuple, row["pages"])))
    ]
    notes = [
        f"{folder.name} false alarm {rule}: {row.message} {sorted(seen[rule])}"
        for rule, rows in found.items()
        if rule in judged
        for row in rows
    ]
    answers = {check.rule: f"{check.outcome.value} {check.reason}" for check in review.checks}
    notes += [
        f"{folder.name} missed {rule}: {row['note']} {row['pages']} [{answers.get(rule, 'no card')}]"
        for rule, row in planted.items()
        if rule not in found
    ]
    return Outcome(
        folder.name,
        frozenset(planted),
        judged,
        frozenset(found),
        frozenset(one.rule for one in bold.findings),
        frozenset(on_page),
        notes,
    )


def family_rows(tallies: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    """One row for each family and part, and the totals."""
    yield "| 规则 | 用例 | 植入 | 发现 | 召回率 | 判为无问题 | 误报 | 精确率 |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: |"
    for family, name in FAMILIES.items():
        for part, tally in tallies:
            codes = [code for code in tally.codes() if code.startswith(family)]
            yield f"| {family} {name} | {part} | {tally.line(codes)} |"
    for part, tally in tallies:
        yield f"| 合计 | {part} | {tally.line(tally.codes())} |"


def rule_rows(tallies: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    """One row for each rule that was planted or judged: found of planted, silent of judged clean, for each part."""
    cards = load_cards()
    yield "| 规则 | 名称 | " + " | ".join(f"{part} 发现/植入 | {part} 不报/无问题" for part, _ in tallies) + " |"
    yield "| --- | --- | " + " | ".join("--: | --:" for _ in tallies) + " |"
    for code in sorted({code for _, tally in tallies for code in tally.codes()}):
        title = cards[code].title if code in cards else "（尚无规则卡）"
        cells = (
            f"{tally.hit[code]}/{tally.planted[code]} | {tally.clean[code] - tally.false[code]}/{tally.clean[code]}"
            for _, tally in tallies
        )
        yield f"| {code} | {title} | {' | '.join(cells)} |"


def disproof_rows(careful: Sequence[tuple[str, Tally]], bold: Sequence[tuple[str, Tally]]) -> Iterator[str]:
    """What disproof costs and saves."""
    yield "| 用例 | 反证 | 植入 | 发现 | 召回率 | 判为无问题 | 误报 | 精确率 |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: |"
    for name, tallies in (("开", careful), ("关", bold)):
        for part, tally in tallies:
            yield f"| {part} | {name} | {tally.line(tally.codes())} |"


def page(
    command: str, cases: int, careful: Sequence[tuple[str, Tally]], bold: Sequence[tuple[str, Tally]]
) -> Iterator[str]:
    """The page of figures."""
    yield "# 规则的准确程度\n"
    yield "在合成案卷上量得，由下面的命令生成，不要手改：\n"
    yield f"```sh\n{command}\n```\n"
    yield (
        f"test、train 各 {cases} 个案卷，带文字层，不含扫描件。test 的版式、案情和措辞是 train 没有的。"
        "一次计数是一个案卷里的一条规则：植入的违法被该规则报出为“发现”；"
        "作者逐条核过、确定没有问题的规则报出来了为“误报”；两可的规则不计。"
        "案卷全部出自同一个生成器，这些数字说明不了真实案卷上的表现。\n"
    )
    yield "## 各类规则\n"
    yield from family_rows(careful)
    hits = "；".join(
        f"{part} {tally.on_page}/{sum(tally.hit.values())}（{share(tally.on_page, sum(tally.hit.values()))}）"
        for part, tally in careful
    )
    yield f"\n发现的问题里，证据页指对的：{hits}。\n"
    yield "## 反证开与关\n"
    yield "“关”时，材料没有读全也照样断定缺少文书；平时总是“开”的。\n"
    yield from disproof_rows(careful, bold)
    yield "\n## 各条规则\n"
    yield from rule_rows(careful)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=60, help="cases of each part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="cases reviewed at a time")
    parser.add_argument("--out", type=Path, help="where the page goes; printed where not given")
    parser.add_argument("--verbose", action="store_true", help="print every false alarm and every miss")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """Make the cases, review them and write the page."""
    wanted = parse(argv)
    known = frozenset(load_cards())
    careful: list[tuple[str, Tally]] = []
    bold: list[tuple[str, Tally]] = []
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(wanted.jobs) as pool:
        for part in PARTS:
            folders = make(Path(folder), part=part, cases=wanted.cases, seed=wanted.seed)
            with_disproof, without = Tally(), Tally()
            for outcome in pool.map(measure, folders):
                with_disproof.add(outcome, outcome.found, known)
                without.add(outcome, outcome.found_without_disproof, known)
                if wanted.verbose:
                    print(*outcome.notes, sep="\n", end="\n" if outcome.notes else "", flush=True)
            careful.append((part, with_disproof))
            bold.append((part, without))
    command = f"python tools/accuracy.py --cases {wanted.cases} --seed {wanted.seed} --out docs/accuracy.md"
    text = "\n".join(page(command, wanted.cases, careful, bold)) + "\n"
    if wanted.out is None:
        print(text)
    else:
        wanted.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
