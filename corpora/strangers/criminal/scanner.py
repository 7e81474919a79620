"""A flat-bed scanner: each page of a case's PDFs as a slightly turned, noisy photograph."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def scan(
    folder: Path,
    *,
    out: Path,
    dpi: int = 200,
    seed: int = 7,
    tilt: float = 0.7,
    noise: float = 14,
    blur: float = 0.5,
) -> None:
    """Write `folder` again into `out` with every PDF as page images, and the truth beside it."""
    out.mkdir(exist_ok=True)
    rng = random.Random(seed)
    for source in sorted(folder.glob("*.pdf")):
        file = pypdfium2.PdfDocument(source)
        canvas = Canvas(str(out / source.name))
        for page in file:
            wide, high = page.get_size()
            picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
            picture = picture.rotate(
                rng.uniform(-tilt, tilt), resample=Image.Resampling.BICUBIC, fillcolor=(247, 246, 243)
            )
            picture = ImageChops.multiply(picture, Image.new("RGB", picture.size, (248, 247, 244)))
            picture = picture.filter(ImageFilter.GaussianBlur(blur))
            grain = Image.effect_noise(picture.size, noise).convert("RGB")
            picture = Image.blend(picture, grain, 0.05)
            store = io.BytesIO()
            picture.save(store, "JPEG", quality=62)
            store.seek(0)
            canvas.setPageSize((wide, high))
            canvas.drawImage(ImageReader(store), 0, 0, wide, high)
            canvas.showPage()
        canvas.save()
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    truth["case"]["id"] = out.name
    truth["case"]["note"] += "（扫描件）"
    (out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
