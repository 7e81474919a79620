"""Taking in a case: what is admitted, what is refused, and that nothing ends the run."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.core.errors import InputError
from reviewer.reading import bundle as bundles
from reviewer.reading.intake import admit_case, case_id, list_cases
from reviewer.reading.media import MediaType
from reviewer.reading.names import display, natural_key
from reviewer.reading.outcomes import ReadOutcome, UnreadableError
from reviewer.reading.plaintext import decode, pages
from tests.hostile import make


def outcomes(path: Path) -> dict[str, str]:
    """Every row of a case: its media type's name where it was admitted, else its outcome."""
    with admit_case(path) as admission:
        rows = {row.path: row.outcome.value for row in admission.refused}
        rows.update({file.path: file.media_type.task for file in admission.files})
        assert len(rows) == len(admission.files) + len(admission.refused)
        assert all(row.reason for row in admission.refused)
    return rows


def put(folder: Path, **files: bytes) -> Path:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def test_folder_in_natural_order(tmp_path: Path) -> None:
    for name in ("10.pdf", "2.pdf", "01.pdf", "第十卷.pdf", "第二卷.pdf"):
        (tmp_path / name).write_bytes(make.pdf(1))
    (tmp_path / "照片").mkdir()
    (tmp_path / "照片" / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0 picture")
    with admit_case(tmp_path) as admission:
        assert [file.path for file in admission.files] == [
            "01.pdf",
            "2.pdf",
            "10.pdf",
            "照片/1.jpg",
            "第二卷.pdf",
            "第十卷.pdf",
        ]
        assert admission.case_id == tmp_path.name


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    files = {
        "a.txt": make.pdf(1),
        "b.pdf": make.docx(),
        "c.pdf": b"<html>no</html>",
        "d.docx": b"\x89PNG\r\n\x1a\n....",
        "e.bin": b"\0" * 5000 + make.pdf(1),
        "f.png": b"II*\0....",
        "g.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "h.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "i.xlsx": make.bundle({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
        "j.txt": "讯问笔录".encode("gb18030"),
        "k.json": b"{}",
        "l.mp4": b"....ftyp",
        "m.srt": b"1\n00:00:01,000 --> 00:00:02,000\n\xe9\x97\xae\n",
        "n.pdf": b"",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert outcomes(tmp_path) == {
        "a.txt": "pdf",
        "b.pdf": "docx",
        "c.pdf": "not_pdf",
        "d.docx": "image",
        "e.bin": "pdf",
        "f.png": "image",
        "g.doc": "unsupported",
        "h.docx": "password",
        "i.xlsx": "unsupported",
        "j.txt": "text",
        "k.json": "not_material",
        "l.mp4": "recording",
        "m.srt": "text",
        "n.pdf": "empty_file",
    }


def test_odd_places_are_rows(tmp_path: Path) -> None:
    good = tmp_path / "1.pdf"
    good.write_bytes(make.pdf(1))
    os.mkfifo(tmp_path / "fifo.pdf")
    (tmp_path / "link.pdf").symlink_to(good)
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.pdf").symlink_to(tmp_path / "loop.pdf")
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "linked").symlink_to("/etc")
    with (tmp_path / "big.pdf").open("wb") as big:
        big.truncate((512 << 20) + 1)
    for junk in (".hidden.pdf", ".DS_Store", "Thumbs.db", "~$1.docx"):
        (tmp_path / junk).write_bytes(b"x")
    assert outcomes(tmp_path) == {
        "1.pdf": "pdf",
        "fifo.pdf": "policy_not_regular",
        "link.pdf": "policy_symlink",
        "dangling.pdf": "policy_symlink",
        "loop.pdf": "policy_symlink",
        "linked": "policy_symlink",
        "big.pdf": "too_big",
    }


def test_device_and_unreadable_folder(tmp_path: Path) -> None:
    assert outcomes(Path("/dev/zero")) == {"zero": "policy_not_regular"}
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    if os.access(closed, os.R_OK):
        pytest.skip("this user may read everything")
    assert outcomes(tmp_path) == {"closed": "io_error"}


def test_swapped_after_admission_reads_the_admitted_content(tmp_path: Path) -> None:
    first = make.pdf(1)
    path = put(tmp_path, **{"1_pdf": first}) / "1.pdf"
    with admit_case(tmp_path) as admission:
        path.unlink()
        path.symlink_to("/etc/passwd")
        file = admission.files[0]
        assert file.read() == first
        assert file.sha256 == hashlib.sha256(first).hexdigest()
        with file.open() as one, file.open() as other:
            assert one.read(5) == other.read(5) == b"%PDF-"
    with pytest.raises(OSError, match="closed"):
        file.open()


def test_changed_in_place_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "1.txt"
    path.write_bytes("问：".encode())
    with admit_case(tmp_path) as admission:
        path.write_bytes("答：".encode())
        with pytest.raises(OSError, match="changed"):
            admission.files[0].read()


def test_same_shown_name_twice_stays_apart(tmp_path: Path) -> None:
    (tmp_path / "a\u202e.pdf").write_bytes(make.pdf(1))
    (tmp_path / "a\u200b.pdf").write_bytes(make.pdf(2))
    (tmp_path / os.fsdecode(b"\xb0\xb8\xbe\xed.pdf")).write_bytes(make.pdf(3))
    assert sorted(outcomes(tmp_path)) == ["????.pdf", "a.pdf", "a.pdf (2)"]


def test_single_file_and_bundle_are_cases(tmp_path: Path) -> None:
    put(tmp_path, 一案_pdf=make.pdf(1), 二案_zip=make.bundle({"1.pdf": make.pdf(1), "卷/2.txt": b"text"}))
    assert outcomes(tmp_path / "一案.pdf") == {"一案.pdf": "pdf"}
    assert outcomes(tmp_path / "二案.zip") == {"1.pdf": "pdf", "卷/2.txt": "text"}
    assert case_id(tmp_path / "二案.zip") == "二案"
    assert set(outcomes(tmp_path)) == {"一案.pdf", "二案.zip/1.pdf", "二案.zip/卷/2.txt"}


def test_list_cases(tmp_path: Path) -> None:
    for name in ("案10", "案2"):
        (tmp_path / name).mkdir()
    put(tmp_path, 案1_pdf=b"", README_md=b"", _hidden=b"")
    assert [path.name for path in list_cases(tmp_path, each=True)] == ["案1.pdf", "案2", "案10"]
    assert list_cases(tmp_path) == (tmp_path,)
    for wrong in (tmp_path / "none", tmp_path / "案1.pdf", tmp_path / "案2"):
        with pytest.raises(InputError, match=r"[一-龥]"):
            list_cases(wrong, each=True)
    with pytest.raises(InputError, match="找不到"):
        admit_case(tmp_path / "none")


def bundle_case(tmp_path: Path, data: bytes) -> dict[str, str]:
    path = tmp_path / "case.zip"
    path.write_bytes(data)
    return outcomes(path)


def test_bundle_slip_is_refused_member_by_member(tmp_path: Path) -> None:
    members = {
        "../../evil.txt": b"x",
        "/abs.txt": b"x",
        "C:\\evil.txt": b"x",
        "a//b.txt": b"x",
        "good.txt": b"x",
        "__MACOSX/._good.txt": b"x",
        ".DS_Store": b"x",
    }
    rows = bundle_case(tmp_path, make.bundle(members))
    assert rows.pop("good.txt") == "text"
    assert set(rows.values()) == {"bundle_path"}
    assert len(rows) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["case.zip"]


def test_bundle_bomb_and_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = make.bundle({"bomb.txt": bytes(30 << 20), "good.txt": b"x", "short.txt": b"x" * 100_000})
    assert bundle_case(tmp_path, bomb) == {"bomb.txt": "bundle_bomb", "good.txt": "text", "short.txt": "text"}
    monkeypatch.setattr(bundles, "LARGEST_TOTAL", 1000)
    assert bundle_case(tmp_path, make.bundle({"a.txt": b"x" * 900, "b.txt": b"x" * 900})) == {
        "a.txt": "text",
        "b.txt": "bundle_bomb",
    }
    monkeypatch.setattr(bundles, "MOST_MEMBERS", 2)
    many = make.bundle({f"{number}.txt": b"x" for number in range(3)})
    assert bundle_case(tmp_path, many) == {"case.zip": "too_many_files"}


def test_bundle_links_duplicates_locks_and_nesting(tmp_path: Path) -> None:
    link = make.bundle_with_modes(
        [("link.txt", b"/etc/passwd", stat.S_IFLNK | 0o777), ("pipe.txt", b"", stat.S_IFIFO | 0o644)]
    )
    assert bundle_case(tmp_path, link) == {"link.txt": "policy_symlink", "pipe.txt": "policy_not_regular"}
    twice = make.bundle({"a.txt": b"1", "A.TXT": b"2", "a\u200b.txt": b"3"})
    path = tmp_path / "case.zip"
    path.write_bytes(twice)
    with admit_case(path) as admission:
        assert [file.read() for file in admission.files] == [b"1"]
        assert [row.outcome for row in admission.refused] == [ReadOutcome.BUNDLE_DUPLICATE] * 2
    assert bundle_case(tmp_path, make.encrypted_bundle({"a.pdf": make.pdf(1)})) == {"a.pdf": "password"}
    nested = make.bundle({"inner.zip": make.bundle({"a.pdf": make.pdf(1)}), "b.docx": make.docx()})
    assert bundle_case(tmp_path, nested) == {"inner.zip": "bundle_nested", "b.docx": "docx"}


def test_bundle_names_in_gbk_and_utf8(tmp_path: Path) -> None:
    assert bundle_case(tmp_path, make.gbk_bundle("案卷一.txt", b"x")) == {"案卷一.txt": "text"}
    raw = "案卷二.txt".encode()
    unflagged = make.bundle({"x" * len(raw): b"x"}).replace(b"x" * len(raw), raw)
    assert bundle_case(tmp_path, unflagged) == {"案卷二.txt": "text"}


def test_bundle_broken(tmp_path: Path) -> None:
    whole = make.bundle({"a.txt": os.urandom(5000), "b.txt": b"good"})
    assert bundle_case(tmp_path, whole[: len(whole) // 2]) == {"case.zip": "bundle_broken"}
    flipped = bytearray(whole)
    flipped[2000] ^= 0xFF
    assert bundle_case(tmp_path, bytes(flipped)) == {"a.txt": "bundle_broken", "b.txt": "text"}
    assert bundle_case(tmp_path, b"PK\x03\x04" + bytes(100)) == {"case.zip": "bundle_broken"}


def test_bundle_members_are_read_again_unchanged(tmp_path: Path) -> None:
    data = make.pdf(2)
    path = tmp_path / "case.zip"
    path.write_bytes(make.bundle({"1.pdf": data}))
    with admit_case(path) as admission:
        file = admission.files[0]
        assert file.media_type is MediaType.PDF
        assert file.read() == file.read() == data
        with file.open() as stream:
            assert os.fstat(stream.fileno()).st_size == len(data)


def test_many_files_need_more_descriptors_than_usual(tmp_path: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        for number in range(300):
            (tmp_path / f"{number}.txt").write_bytes(b"x")
        assert set(outcomes(tmp_path).values()) == {"text"}
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_shown_names_are_harmless(raw: bytes) -> None:
    shown = display(raw.decode("utf-8", "surrogateescape"))
    assert 0 < len(shown) <= 120
    assert shown.isprintable()
    natural_key(shown)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("问：\r\n答：\r".encode(), "问：\n答：\n"),
        (b"\xef\xbb\xbf" + "问".encode(), "问"),
        ("问答".encode("utf-16"), "问答"),
        ("讯问笔录，㐀".encode("gb18030"), "讯问笔录，㐀"),
        (("讯问笔录" * 20).encode()[:-1], "讯问笔录" * 19 + "讯问笔\ufffd"),
        (b"", ""),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\xff\xff\xff\xff", b"MZ\0\0\0\1\2\3\0\0" * 100])
def test_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data)


def test_form_feeds_are_pages() -> None:
    assert pages("一\f二\f") == ("一", "二")
    assert pages("一") == ("一",)
    assert pages("") == ("",)
    assert pages("一\f\f三") == ("一", "", "三")


@given(st.text())
def test_utf8_comes_back(text: str) -> None:
    try:
        decoded = decode(text.encode("utf-8", "replace"))
    except UnreadableError:
        return
    assert "\r" not in decoded


def test_every_outcome_has_words() -> None:
    assert all(outcome.reason and isinstance(outcome.advice, str) for outcome in ReadOutcome)
    assert not ReadOutcome.NOT_MATERIAL.gap
    assert ReadOutcome.PASSWORD.gap
    assert not ReadOutcome.OK.gap
