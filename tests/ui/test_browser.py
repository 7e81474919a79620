"""The interface in a real browser: decisions by keyboard, pages with lit places, and no request to the outside.

Every text of the case is made to carry Markdown and HTML that would fetch an address if anything rendered it.
"""

from __future__ import annotations

import http.server
import re
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.ui.state import SCREENS

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SERVER = """
import sys
from dataclasses import replace
sys.path[:0] = [{root!r}, {tests!r}]
import streamlit as st

@st.cache_resource(show_spinner=False)
def door():
    from double import SAMPLE, Double
    found = Double.of(SAMPLE / "demo-criminal")
    bad = "{bad}"
    path, review = found.reviews["demo-criminal"]
    spans = lambda all: tuple(replace(one, quote=one.quote + bad) for one in all)
    findings = tuple(
        replace(one, message=one.message + bad, looked_for=(*one.looked_for, bad), evidence=spans(one.evidence),
                remedy=(one.remedy or "") + bad)
        for one in review.findings
    )
    documents = tuple(
        replace(one, title=(one.title or "") + bad,
                fields={{name: replace(each, text=each.text + bad) for name, each in one.fields.items()}},
                turns=tuple(replace(each, question=each.question + bad, answer=bad) for each in one.turns))
        for one in review.case.documents
    )
    case = replace(review.case, title=(review.case.title or "") + bad, unit=(review.case.unit or "") + bad,
                   number=bad, documents=documents,
                   events=tuple(replace(one, subject=(one.subject or "") + bad) for one in review.case.events))
    checks = tuple(replace(one, reason=one.reason + bad) for one in review.checks)
    found.reviews["demo-criminal"] = (path, replace(review, case=case, findings=findings, checks=checks))
    return found

st.session_state.setdefault("door", door())
from reviewer.ui.main import main
main()
"""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise TimeoutError("the interface did not start")


@pytest.fixture(scope="module")
def sink() -> Iterator[tuple[int, list[str]]]:
    """A server on the loopback that nobody should ask for anything."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *parts: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, sink: tuple[int, list[str]]) -> Iterator[str]:
    """The interface, started with the flags that the launcher gives it."""
    if not CHROMIUM.exists():
        pytest.skip("no chromium on this machine")
    pytest.importorskip("playwright", reason="playwright is not installed")
    from reviewer.ui.launch import command, environment

    target = f"http://127.0.0.1:{sink[0]}"
    bad = f" ![x]({target}/md.png) <img src={target}/img.png> <script src={target}/s.js></script> "
    script = tmp_path_factory.mktemp("ui") / "app.py"
    script.write_text(SERVER.format(root=str(ROOT), tests=str(Path(__file__).parent), bad=bad), encoding="utf-8")
    port = _free_port()
    call = command(port=port)
    call[4] = str(script)
    process = subprocess.Popen(call, env=environment(lang="zh"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("no chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as play:
        one = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield one
        one.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[[str], Any]]:
    """Opens a screen; at the end no request may have gone anywhere but to the interface."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    elsewhere: list[str] = []
    home = address.split("//")[1]
    allowed = (f"http://{home}/", f"ws://{home}/", "data:", "blob:")
    page.on("request", lambda one: None if one.url.startswith(allowed) else elsewhere.append(one.url))
    page.on("websocket", lambda one: None if one.url.startswith(allowed) else elsewhere.append(one.url))

    def open_screen(query: str) -> Any:
        page.goto(f"{address}/?{query}")
        page.get_by_text("是否成立由审查人决定").wait_for(timeout=60_000)
        return page

    yield open_screen
    context.close()
    assert elsewhere == []


REVIEW = "screen=review&case=demo-criminal"


def _counts(page: Any, words: str) -> None:
    page.get_by_text(words).first.wait_for(timeout=15_000)


@pytest.mark.parametrize("screen", SCREENS)
def test_screens_fetch_nothing_that_a_case_names(
    visit: Callable[[str], Any], sink: tuple[int, list[str]], screen: str
) -> None:
    page = visit(f"screen={screen}&case=demo-criminal")
    page.wait_for_timeout(2500)
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.wait_for_timeout(500)
    assert page.get_by_text("没有能够显示").count() == 0
    assert sink[1] == []


def test_lists_of_case_words_fetch_nothing(visit: Callable[[str], Any], sink: tuple[int, list[str]]) -> None:
    page = visit("screen=cases")
    page.get_by_test_id("stMultiSelect").first.click()
    page.get_by_role("option").first.wait_for()
    page.get_by_role("option").last.click()
    page.wait_for_timeout(1500)
    page = visit("screen=statements&case=demo-criminal")
    page.get_by_role("tab", name="两份笔录并排").click()
    page.get_by_test_id("stSelectbox").locator("visible=true").first.click()
    page.wait_for_timeout(1500)
    assert sink[1] == []


def test_place_is_lit_on_the_page_of_the_finding(visit: Callable[[str], Any]) -> None:
    page = visit(REVIEW)
    page.locator(".viewer .paper .box").first.wait_for(timeout=30_000)
    box = page.locator(".viewer .paper .box").first.bounding_box()
    frame = page.locator(".viewer .frame").first.bounding_box()
    assert frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"]
    assert page.locator(".viewer img").first.evaluate("one => one.complete && one.naturalWidth > 500")


def test_zoom_and_rotation_keep_the_place_in_view(visit: Callable[[str], Any]) -> None:
    page = visit(REVIEW)
    page.locator(".viewer .box").first.wait_for(timeout=30_000)
    before = page.locator(".viewer .box").first.bounding_box()
    page.get_by_role("button", name="放大").click()
    larger = page.locator(".viewer .box").first.bounding_box()
    assert larger["width"] > before["width"] * 1.2
    page.get_by_role("button", name="右转").click()
    turned = page.locator(".viewer .box").first.bounding_box()
    frame = page.locator(".viewer .frame").first.bounding_box()
    assert (turned["width"] > turned["height"]) != (larger["width"] > larger["height"])
    assert frame["y"] <= turned["y"] + turned["height"] / 2 <= frame["y"] + frame["height"]


def test_keys_decide_and_survive_a_reload(visit: Callable[[str], Any]) -> None:
    page = visit(REVIEW)
    page.locator(".list .row").first.wait_for(timeout=30_000)
    page.locator(".viewer .box").first.wait_for()
    page.keyboard.press("y")
    _counts(page, "属实 1")
    page.keyboard.press("j")
    page.keyboard.press("u")
    _counts(page, "不能判断 1")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.get_by_text("按数字键或点选理由").wait_for()
    page.keyboard.press("2")
    _counts(page, "排除 1")
    assert page.locator(".list .row.rejected").first.wait_for() is None
    page.keyboard.press("k")
    page.keyboard.press("z")
    _counts(page, "不能判断 0")
    page = visit(REVIEW)
    _counts(page, "属实 1，排除 1，不能判断 0")


def test_quick_keys_go_to_the_findings_they_were_meant_for(visit: Callable[[str], Any]) -> None:
    page = visit(REVIEW)
    page.locator(".list .row").first.wait_for(timeout=30_000)
    page.wait_for_timeout(1500)
    total = page.locator(".list [role=option], .list .row").count()
    page.locator('.list[aria-label="问题"] .row').first.click()
    rows = page.locator('.list[aria-label="问题"] .row').count()
    for _ in range(rows):
        page.keyboard.press("u")
        page.keyboard.press("j")
    _counts(page, f"不能判断 {rows}")
    assert total >= rows


def test_typing_a_note_decides_nothing(visit: Callable[[str], Any]) -> None:
    page = visit(REVIEW)
    page.get_by_placeholder("备注").wait_for(timeout=30_000)
    before = page.get_by_text(re.compile("共 .* 个：待决定")).first.inner_text()
    page.get_by_placeholder("备注").click()
    page.keyboard.type("yynuz")
    page.wait_for_timeout(1000)
    assert page.get_by_text(re.compile("共 .* 个：待决定")).first.inner_text() == before


def test_keys_are_shown_on_request(visit: Callable[[str], Any]) -> None:
    page = visit(REVIEW)
    page.locator(".list .row").first.wait_for(timeout=30_000)
    page.wait_for_timeout(1000)
    page.keyboard.press("?")
    page.get_by_text("显示或隐藏快捷键").wait_for(timeout=10_000)


def test_a_row_of_the_table_opens_the_case(visit: Callable[[str], Any]) -> None:
    page = visit("screen=cases")
    table = page.get_by_test_id("stDataFrame").first
    table.wait_for(timeout=30_000)
    page.wait_for_timeout(1500)
    table.click(position={"x": 200, "y": 52})
    page.locator(".viewer .box").first.wait_for(timeout=30_000)
    assert "case=demo-criminal" in page.url and "screen=review" in page.url
    page.get_by_test_id("stButtonGroup").first.get_by_text("案件", exact=True).click()
    page.wait_for_timeout(2000)
    assert "screen=cases" in page.url  # coming back does not open it again


def test_act_of_the_time_line_leads_to_its_page(visit: Callable[[str], Any]) -> None:
    page = visit("screen=timeline&case=demo-criminal")
    page.locator("svg .act").first.wait_for(timeout=30_000)
    before = page.locator(".viewer .name").first.inner_text()
    acts = page.locator("svg .act")
    acts.nth(4).click()
    page.wait_for_function("before => document.querySelector('.viewer')?.innerText !== before", arg=before)
    page.wait_for_timeout(1500)
    assert page.locator(".viewer .name").first.inner_text() != before


CLICK = """async (index) => {
    const find = (selector) => {  // the components live in shadow roots
        const roots = [document, ...[...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean)];
        return roots.flatMap((root) => [...root.querySelectorAll(selector)]);
    };
    const shown = () => find(".viewer")[0]?.dataset.shown;
    const before = shown(), row = find('.list[aria-label="问题"] .row')[index];
    const start = performance.now();
    row.click();
    while (shown() === before || !find(".viewer img").every((one) => one.complete)) {
        if (performance.now() - start > 15000) return null;
        await new Promise(requestAnimationFrame);
    }
    return performance.now() - start;
}"""


def test_click_shows_its_page_quickly(visit: Callable[[str], Any]) -> None:
    """The floor is 300 ms at the 95th percentile, which the benchmark holds; a loaded test machine is given more."""
    page = visit(REVIEW)
    rows = page.locator('.list[aria-label="问题"] .row')
    rows.first.wait_for(timeout=30_000)
    page.locator(".viewer .box").first.wait_for()
    times = [page.evaluate(CLICK, index) for index in (1, 2, 3, 2, 1, 2, 3)]
    print([round(one) for one in times])
    assert None not in times
    assert sorted(times)[-2] < 1500


# -- with the real desk ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The interface as ``reviewer app`` starts it, on an empty store."""
    if not CHROMIUM.exists():
        pytest.skip("no chromium on this machine")
    pytest.importorskip("playwright", reason="playwright is not installed")
    pytest.importorskip("sqlalchemy", reason="the store is not installed")
    from reviewer.core.settings import VARIABLE, Settings, save_settings
    from reviewer.ui.launch import command, environment

    folder = tmp_path_factory.mktemp("desk")
    save_settings(Settings(data_folder=folder / "data", audit_key=folder / "audit.key"), folder / "settings.toml")
    port = _free_port()
    env = environment(lang="zh") | {VARIABLE: str(folder / "settings.toml"), "PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command(port=port), env=env, stdout=quiet, stderr=quiet, cwd=ROOT)
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_upload_decide_reload_export_and_collect(browser: Any, desk_address: str, tmp_path: Path) -> None:
    """One working day in small: what is decided is there after a reload, in the report, and among the examples."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", accept_downloads=True)
    page = context.new_page()
    page.goto(f"{desk_address}/?screen=upload")
    page.locator("input[type=file]").wait_for(state="attached", timeout=60_000)
    page.locator("input[type=file]").set_input_files(ROOT / "corpora" / "sample" / "demo-criminal" / "01.pdf")
    page.get_by_text("开始导入").click()
    page.get_by_role("button", name="打开", exact=True).click(timeout=120_000)
    page.locator(".viewer .paper").first.wait_for(timeout=60_000)
    page.locator('.list[aria-label="问题"] .row.on').first.wait_for()
    page.keyboard.press("y")
    _counts(page, "属实 1")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.get_by_text("按数字键或点选理由").wait_for()
    page.keyboard.press("1")
    _counts(page, "排除 1")
    query = page.url.split("?", 1)[1]
    page.goto(f"{desk_address}/?{query}")
    _counts(page, "属实 1，排除 1")
    page.goto(f"{desk_address}/?{query.replace('screen=review', 'screen=score')}")
    page.get_by_role("tab", name="导出报告").click(timeout=60_000)
    page.get_by_text("json", exact=True).click()
    page.get_by_text("生成", exact=True).click()
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="下载").click(timeout=60_000)
    target = tmp_path / "report.json"
    download.value.save_as(target)
    assert '"findings"' in target.read_text(encoding="utf-8")
    page.goto(f"{desk_address}/?screen=annotation")
    page.get_by_text("已收集的标注").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    assert page.get_by_text("没有能够显示").count() == 0
    page.goto(f"{desk_address}/?screen=settings")
    page.get_by_role("button", name="核验").click(timeout=60_000)
    page.get_by_text("审计日志完整").wait_for(timeout=15_000)
    context.close()
