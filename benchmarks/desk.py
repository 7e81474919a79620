"""How quick the desk is: from a click on a finding to its page, and filtering ten thousand findings.

    python benchmarks/desk.py [--copies 10] [--findings 10000] [--browser]

Floors: 300 ms from click to page at the 95th percentile on a case of 300 pages, 500 ms for a filter, 2 s for the
first view. The first two are measured through the desk; ``--browser`` also clicks in Chromium, where there is one.

Beside them stands what a public library takes for the same in the same run: pypdfium2 opening the file and drawing the
page into a PNG, and pandas filtering and sorting the same rows held in memory. A ratio below 1 means that we are
quicker.
"""

from __future__ import annotations

import argparse
import base64
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from reviewer.core.settings import VARIABLE, Settings, save_settings
from reviewer.desk.entrance import Entrance
from reviewer.desk.judging import kept_bodies, kept_documents, kept_facts
from reviewer.desk.service import Desk
from reviewer.store import cases
from reviewer.store.cases import Filter

SAMPLE = Path(__file__).parents[1] / "corpora" / "sample" / "demo-criminal" / "01.pdf"
CHROMIUM = Path("/usr/bin/chromium")
A_CASE = 200  # findings of one case in the list of many
CLICK = """async (index) => {
    const roots = () => [document, ...[...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean)];
    const find = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
    const shown = () => find(".viewer")[0]?.dataset.shown;
    const before = shown(), start = performance.now();
    find('.list[aria-label="问题"] .row')[index].click();
    while (shown() === before || !find(".viewer img").every((one) => one.complete)) {
        if (performance.now() - start > 10000) return null;
        await new Promise(requestAnimationFrame);
    }
    return performance.now() - start;
}"""


def percentile(times: Sequence[float], share: float) -> float:
    """A time in milliseconds."""
    return 1000 * sorted(times)[min(int(len(times) * share), len(times) - 1)]


def timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def print_times(what: str, times: Sequence[float], beside: Sequence[float] = ()) -> None:
    ratio = f"   ratio {percentile(times, 0.5) / percentile(beside, 0.5):.2f}" if beside else ""
    p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
    print(f"{what:46} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   n={len(times)}{ratio}", flush=True)


def import_long_case(desk: Desk, folder: Path, *, copies: int) -> str:
    """A case of about 31 pages a copy, read like any other."""
    case = folder / "long"
    case.mkdir()
    for number in range(1, copies + 1):
        shutil.copyfile(SAMPLE, case / f"{number:02}.pdf")
        # Another byte at the end makes it another file.
        with (case / f"{number:02}.pdf").open("ab") as stream:
            stream.write(b"\n%" + str(number).encode())
    found = desk.import_case(case)
    if found is None:
        raise RuntimeError("the case was not read")
    desk.draw_ahead(found)
    return found


def click(desk: Desk, case: str, place: tuple[str, int]) -> None:
    """What the service does between a click and a page: findings, case, picture."""
    desk.items(case)
    desk.review(case)
    image = desk.page_image(case, source=place[0], page=place[1])
    if image is not None:
        base64.b64encode(image.picture)


def measure_clicks(desk: Desk, case: str) -> None:
    places = [(span.source, span.page) for item in desk.items(case) for span in item.finding.evidence]
    print(f"case of {desk.info(case).pages} pages, {len(desk.items(case))} findings, {len(places)} places")
    clicks = (places * (200 // max(len(places), 1) + 1))[:200]
    by_library = [
        timed(lambda one=one: drawn_by_library(desk, case, one)) for one in clicks[:: max(len(clicks) // 40, 1)]
    ]
    print_times("  pypdfium2 opens the file and draws the page", by_library)
    ours = [timed(lambda one=one: click(desk, case, one)) for one in clicks]
    print_times("click to page, service only", ours, by_library)


def drawn_by_library(desk: Desk, case: str, place: tuple[str, int]) -> None:
    """The same page by pypdfium2 alone, as it would be without pictures that are kept."""
    import pypdfium2

    from reviewer.desk.pictures import DPI

    source = next(one for one in desk.review(case).case.sources if one.id == place[0])
    document = pypdfium2.PdfDocument(desk.store.originals.path(source.sha256))
    try:
        picture = document[place[1] - 1].render(scale=DPI / 72).to_pil()
        out = io.BytesIO()
        picture.save(out, "PNG")
        base64.b64encode(out.getvalue())
    finally:
        document.close()


def fill(desk: Desk, case: str, *, findings: int) -> None:
    """Cases with many findings each, kept like any other."""
    review = desk.review(case)
    one = review.findings[0]
    rules = sorted({each.rule for each in review.findings})
    for number in range(findings // A_CASE):
        many = tuple(
            replace(one, id=f"x{number}-{index}", key=f"{number:08x}{index:08x}", rule=rules[index % len(rules)],
                    message=f"{one.message} {number}-{index}")
            for index in range(A_CASE)
        )  # fmt: skip
        there = replace(review, findings=many, case=replace(review.case, unit=f"第{number % 7}派出所"))
        facts = {**kept_facts(there, rules="benchmark"), "name": f"many-{number}", "fingerprint": f"many-{number}"}
        cases.keep(
            desk.store, facts, actor="benchmark", bodies=kept_bodies(there), findings=many,
            documents=kept_documents(there),
        )  # fmt: skip


def measure_filters(desk: Desk) -> None:
    import pandas

    everything = desk.list_findings(Filter(), limit=10_000)[0]
    frame = pandas.DataFrame([asdict(one) for one in everything])
    worst = frame.severity.map({"unlawful": 0, "defect": 1}).fillna(2)
    frame = frame.assign(worst=worst)

    def by_library(one: Filter) -> object:
        found = frame
        if one.text:
            columns = ("title", "message", "rule", "case_title", "number")
            found = found[sum(found[name].str.contains(one.text, regex=False) for name in columns) > 0]
        if one.units:
            found = found[found.unit.isin(one.units)]
        if one.severities:
            found = found[found.severity.isin(one.severities)]
        return found.sort_values(["worst", "rule", "case", "key"]).to_dict("records")

    wanted = {
        "filter of findings by text": Filter(text="-199"),
        "filter of findings by unit and severity": Filter(units=("第3派出所",), severities=("defect", "unlawful")),
        "all findings": Filter(),
    }
    for what, one in wanted.items():
        _, count = desk.list_findings(one, limit=10_000)
        theirs = [timed(lambda one=one: by_library(one)) for _ in range(12)]
        print_times(f"  pandas, {what}", theirs)
        times = [timed(lambda one=one: desk.list_findings(one, limit=10_000)) for _ in range(12)]
        print_times(f"{what} ({count})", times, theirs)


def measure_browser(settings: Path, case: str) -> None:
    """Clicks in Chromium, from the event to the decoded picture; and the first view."""
    from playwright.sync_api import sync_playwright

    from reviewer.ui.launch import command, environment

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = environment(lang="zh") | {VARIABLE: str(settings)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command(port=port), env=env, stdout=quiet, stderr=quiet)
    try:
        _wait(f"{address}/_stcore/health")
        with sync_playwright() as play:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
            browser = play.chromium.launch(executable_path=str(CHROMIUM), args=flags)
            page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
            views = []
            for _ in range(3):
                started = time.perf_counter()
                page.goto(f"{address}/?screen=review&case={case}")
                page.locator(".viewer .paper").first.wait_for(timeout=60_000)
                views.append(time.perf_counter() - started)
            first, then = 1000 * views[0], 1000 * views[-1]
            print(f"{'first view of a case in the browser':46} first {first:.0f} ms, then {then:.0f} ms")
            rows = page.locator('.list[aria-label="问题"] .row').count()
            found = [page.evaluate(CLICK, index % rows) for index in range(1, 61)]
            lost = found.count(None)
            print_times("click to page in the browser", [one / 1000 for one in found if one is not None])
            print(f"{'clicks after which no page came in 10 s':46} {lost}")
            browser.close()
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(url: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise TimeoutError("the interface did not start")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--findings", type=int, default=10_000)
    parser.add_argument("--browser", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base)
        settings = Settings(data_folder=folder / "data", audit_key=folder / "audit.key", ocr=False)
        save_settings(settings, folder / "settings.toml")
        os.environ[VARIABLE] = str(folder / "settings.toml")
        desk = Entrance(settings).desk()
        case = import_long_case(desk, folder, copies=args.copies)
        measure_clicks(desk, case)
        if args.browser and CHROMIUM.exists():
            measure_browser(folder / "settings.toml", case)
        fill(desk, case, findings=args.findings)
        measure_filters(desk)
    return 0


if __name__ == "__main__":
    sys.exit(main())
