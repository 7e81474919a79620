"""The HTML report: one file, nothing from outside, nothing that runs, pictures of the evidence."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reviewer.core.finding import Outcome
from reviewer.pipeline import Review
from reviewer.reading.pictures import pictures_of, place_of
from reviewer.reports.html import html_report, ranges, shown_spans
from reviewer.reports.outputs import render


class Seen(HTMLParser):
    """Tags, addresses, ids and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in ("src", "href", "action", "data", "srcset"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.fixture(scope="module")
def page(reviewed: Review, sample: Path) -> str:
    return render(reviewed, "html", path=sample).decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_fetched_and_nothing_runs(reviewed: Review, awkward: Review, lang: str) -> None:
    for one in (reviewed, awkward):
        seen = Seen(html_report(one, lang=lang))
        assert not {"script", "link", "iframe", "object", "embed", "form", "base"} & set(seen.tags)
        assert not [name for name in seen.attributes if name.startswith("on")]
        assert all(address.startswith(("#", "data:image/")) for address in seen.addresses)
        assert {address[1:] for address in seen.addresses if address.startswith("#")} <= set(seen.ids)
        assert len(seen.ids) == len(set(seen.ids))


def test_policy_forbids_all_but_its_own_style_and_pictures(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    assert "url(" not in page
    assert "@import" not in page


def test_text_of_a_case_is_text(awkward: Review) -> None:
    found = html_report(awkward)
    assert "<script>" not in found
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in found


def test_every_finding_is_told_with_its_law_remedy_and_place(reviewed: Review, page: str) -> None:
    text = Seen(page).text
    for one in reviewed.findings:
        assert one.message in text
        assert one.remedy is not None
        assert one.remedy in text
        assert all(law.article in text for law in one.authority)
        assert all(words in text for words in one.looked_for)
        assert all(f"第{span.page}页" in text or f"、{span.page}" in text for span in one.evidence)


def test_what_was_right_and_what_is_open_is_told(reviewed: Review, page: str) -> None:
    text = Seen(page).text
    kept = [one for one in reviewed.checks if one.outcome is Outcome.SATISFIED and one.reason]
    undetermined = [one for one in reviewed.checks if one.outcome is Outcome.UNDETERMINED]
    assert kept
    assert undetermined
    assert all(one.reason.split("；")[0] in text for one in kept)
    assert all(one.reason in text for one in undetermined)
    assert all(clock.arithmetic in text for clock in reviewed.clocks)
    assert all(deduction.reason in text for deduction in reviewed.score.deductions)


def test_what_was_not_read_stands_before_the_findings(awkward: Review) -> None:
    found = html_report(awkward)
    assert found.index("文件已损坏") < found.index('id="findings"')


def test_evidence_has_pictures(reviewed: Review, page: str) -> None:
    pictures = re.findall(r'<img src="data:image/(?:png|jpeg);base64,([^"]+)"', page)
    places = {place_of(span) for one in reviewed.findings for span in one.evidence[:4]}
    assert len(set(pictures)) == len(places)
    assert all(len(one) * 3 / 4 <= 60_000 for one in pictures)


def test_a_case_that_is_gone_has_no_pictures(reviewed: Review, tmp_path: Path) -> None:
    assert b"<img" not in render(reviewed, "html", path=tmp_path / "gone")
    assert b"<img" not in render(reviewed, "html")


def test_a_file_that_was_exchanged_gives_no_pictures(reviewed: Review, tmp_path: Path) -> None:
    (tmp_path / "01.pdf").write_bytes(b"%PDF-1.4\nanother file")
    assert pictures_of(tmp_path, reviewed.case, shown_spans(reviewed.findings)) == {}


def test_number_of_pictures_is_bounded(reviewed: Review, sample: Path) -> None:
    spans = [span for one in reviewed.checks for span in one.evidence]
    assert len(pictures_of(sample, reviewed.case, spans, most=2)) == 2


def test_an_overdue_period_without_a_finding_is_not_called_violated(reviewed: Review) -> None:
    from dataclasses import replace

    from reviewer.core.finding import ClockState

    late = [clock for clock in reviewed.clocks if clock.state is ClockState.VIOLATED]
    assert late
    assert "超过，待查" in html_report(replace(reviewed, findings=()))


def test_runs_of_pages() -> None:
    assert ranges([7, 3, 5, 6, 3]) == "3, 5–7"
    assert ranges([]) == ""
