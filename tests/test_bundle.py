"""The bundle holds the very files of the site, in reproducible bytes."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from generator.bundle import NAME, BundleError, bundle
from generator.output import OutputError

FILES = {"index.html": "<p>文</p>", "documents/000-1.html": "一" * 5000, "data/页.jsonl": "{}\n", "assets/a.js": "1"}


def make_site(folder: Path, order: int = 1) -> Path:
    for name in list(FILES)[::order]:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[name], encoding="utf-8")
    return folder


def test_it_holds_the_very_files_in_one_folder(tmp_path: Path) -> None:
    made = bundle(make_site(tmp_path / "site"), tmp_path / "dist")
    with zipfile.ZipFile(made) as pack:
        assert pack.testzip() is None
        assert {name: pack.read(name).decode() for name in pack.namelist()} == {
            f"{NAME}/{name}": text for name, text in FILES.items()
        }
        assert pack.namelist() == sorted(pack.namelist())


def test_same_files_same_bytes_whatever_their_order_dates_and_modes(tmp_path: Path) -> None:
    one = bundle(make_site(tmp_path / "one"), tmp_path / "dist1").read_bytes()
    other = make_site(tmp_path / "other", order=-1)
    for path in other.rglob("*"):
        os.utime(path, (1e9, 1e9))
        path.chmod(0o700)
    assert bundle(other, tmp_path / "dist2").read_bytes() == one


def test_the_digest_beside_it_is_right(tmp_path: Path) -> None:
    made = bundle(make_site(tmp_path / "site"), tmp_path / "dist")
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    assert made.with_name(made.name + ".sha256").read_text() == f"{digest}  {NAME}.zip\n"
    assert sorted(path.name for path in made.parent.iterdir()) == [f"{NAME}.zip", f"{NAME}.zip.sha256"]


def test_the_date_inside_is_source_date_epoch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(tmp_path / "site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1586000000")
    with zipfile.ZipFile(bundle(site, tmp_path / "dist")) as pack:
        assert {entry.date_time for entry in pack.infolist()} == {(2020, 4, 4, 11, 33, 20)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(BundleError, match="SOURCE_DATE_EPOCH=yesterday"):
        bundle(site, tmp_path / "dist")


def test_no_site_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="run: archive build"):
        bundle(tmp_path / "site", tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


def test_a_file_in_the_way_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        bundle(make_site(tmp_path / "site"), tmp_path / "dist")
