"""Pages of PDFs that the test draws itself, through the sandboxed child and without it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from reviewer.core.casefile import Origin, SourceStatus
from reviewer.reading.gather import read_case
from reviewer.reading.intake import admit_case
from reviewer.reading.pdf import read_pages

reportlab = pytest.importorskip("reportlab")


@pytest.fixture(scope="module")
def font() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def draw(font: str, *pages: Any) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    for page in pages:
        canvas.setFont(font, 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def frames(data: bytes) -> list[dict[str, Any]]:
    return [one for one in read_pages(io.BytesIO(data), first_page=1, options={}) if one["kind"] == "page"]


def lines(frame: dict[str, Any]) -> list[str]:
    return [line["text"] for line in frame["lines"]]


def test_lines_have_boxes_from_the_top_left(font: str) -> None:
    (page,) = frames(draw(font, lambda canvas: canvas.drawString(100, 742, "拘留证")))
    assert lines(page) == ["拘留证"]
    x0, top, x1, bottom = page["lines"][0]["box"]
    assert 98 <= x0 <= 102
    assert 85 <= top < bottom <= 105
    assert x1 > x0 + 30


def test_a_turned_page_reads_as_it_is_shown(font: str) -> None:
    def page(canvas: Any) -> None:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.drawString(100, 500, "扣押清单")
        canvas.drawString(100, 480, "手机一部")

    assert lines(frames(draw(font, page))[0]) == ["扣押清单", "手机一部"]


def test_seal_text_is_kept_out_of_the_lines(font: str) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(100, 700, "本证已于二〇二六年三月八日向我宣布。")
        canvas.setFillColorRGB(0.85, 0.1, 0.1)
        for index, character in enumerate("某县公安局"):
            canvas.saveState()
            canvas.translate(300 + 12 * index, 690)
            canvas.rotate(40 - 20 * index)
            canvas.drawString(0, 0, character)
            canvas.restoreState()

    (found,) = frames(draw(font, page))
    assert lines(found) == ["本证已于二〇二六年三月八日向我宣布。"]
    assert "".join(stamp["text"] for stamp in found["stamps"]) == "某县公安局"


def test_ruled_table_gives_cells(font: str) -> None:
    def page(canvas: Any) -> None:
        for row, (label, value) in enumerate((("姓名", "张三"), ("性别", "男"))):
            y = 700 - 30 * row
            canvas.rect(100, y, 80, 30)
            canvas.rect(180, y, 200, 30)
            canvas.drawString(110, y + 10, label)
            canvas.drawString(190, y + 10, value)

    (found,) = frames(draw(font, page))
    assert [cell[3] for cell in found["cells"]] == ["姓名", "张三", "性别", "男"]
    assert lines(found) == ["姓名 张三", "性别 男"]


def test_a_blank_page_is_blank_and_not_unread(font: str) -> None:
    first, second = frames(draw(font, lambda canvas: canvas.drawString(100, 700, "首页"), lambda canvas: None))
    assert first["origin"] == "layer"
    assert second["origin"] == "blank"
    assert not second["needs_ocr"]


def test_a_file_is_read_in_a_process_of_its_own(font: str, tmp_path: Path) -> None:
    (tmp_path / "案件").mkdir()
    (tmp_path / "案件" / "01.pdf").write_bytes(draw(font, lambda canvas: canvas.drawString(100, 700, "立案决定书")))
    (tmp_path / "案件" / "02.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "案件" / "03.txt").write_bytes("问：你叫什么？\n答：张三。".encode("gb18030"))
    with admit_case(tmp_path / "案件") as admission:
        gathered = read_case(admission, ocr=False)
    assert [source.status for source in gathered.sources] == [
        SourceStatus.READ, SourceStatus.UNREADABLE, SourceStatus.READ,
    ]  # fmt: skip
    assert [page.text for page in gathered.pages] == ["立案决定书", "问：你叫什么？\n答：张三。"]
    assert gathered.pages[1].origin is Origin.TEXT
    assert len(gathered.troubles) == 1
    assert "重新导出" in (gathered.sources[1].problem or "")
