"""The settings file: where the data lies, which rules and scorecard are used, and whether a login is asked for.

TOML, a table a theme; every key may be left out. ``REVIEWER_SETTINGS`` names the file, else it is
``reviewer/settings.toml`` in the folder for configuration of the user.

    [store]
    data_folder = "/srv/reviewer"
    url = "postgresql+psycopg://reviewer@/reviewer"
    audit_key = "/etc/reviewer/audit.key"
    [rules]
    pack = "/srv/reviewer/local-rules"
    [review]
    ocr = true
    pair_checkpoint = "/srv/reviewer/nli"
    [interface]
    login = true
    language = "zh"
    person = "张某"
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reviewer.core.errors import InputError

VARIABLE = "REVIEWER_SETTINGS"
LANGUAGES = ("zh", "en")
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set; ``None`` leaves the choice to the part that needs it."""

    data_folder: Path | None = None
    url: str | None = None  # of the data base; a file in the data folder where not given
    audit_key: Path | None = None  # outside the data folder, so that who can write the one cannot forge the other
    pack: Path | None = None  # folder with local cards and scorecards
    ocr: bool = True
    pair_checkpoint: Path | None = None  # folder of a cross-encoder for pairs of statements
    login: bool = False
    language: str = "zh"
    person: str = ""  # the real name of who works without a login; needed to see whether a file names them


_KEYS: dict[str, dict[str, type]] = {
    "store": {"data_folder": Path, "url": str, "audit_key": Path},
    "rules": {"pack": Path},
    "review": {"ocr": bool, "pair_checkpoint": Path},
    "interface": {"login": bool, "language": str, "person": str},
}


def settings_file() -> Path:
    """Where the settings are read from and written to."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "reviewer" / "settings.toml"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; the defaults where there is no file.

    Raises:
        InputError: the file is no TOML, or a key is unknown or of the wrong type; names the key.
    """
    path = path or settings_file()
    if not path.exists():
        return Settings()
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"设置文件 {path.name} 过大")
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"设置文件 {path.name} 无法读取（{type(error).__name__}），请检查格式") from None
    return _settings(raw, path.name)


def _settings(raw: dict[str, Any], file: str) -> Settings:
    values: dict[str, Any] = {}
    for table, keys in raw.items():
        if table not in _KEYS or not isinstance(keys, dict):
            raise InputError(f"设置文件 {file} 中不认识的部分：{table}；可用：{'、'.join(_KEYS)}")
        for key, value in keys.items():
            kind = _KEYS[table].get(key)
            if kind is None:
                raise InputError(f"设置文件 {file} 的 [{table}] 中不认识的键：{key}；可用：{'、'.join(_KEYS[table])}")
            if not isinstance(value, bool if kind is bool else str):
                raise InputError(f"设置文件 {file} 的 [{table}] 中 {key} 应当是{'真假值' if kind is bool else '文字'}")
            values[key] = Path(str(value)).expanduser() if kind is Path else value
    if values.get("language", "zh") not in LANGUAGES:
        raise InputError(f"设置文件 {file} 的 language 只能是 {'、'.join(LANGUAGES)}")
    return replace(Settings(), **values)


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings whole or not at all; what has its default is left out.

    Raises:
        InputError: the file cannot be written.
    """
    path = path or settings_file()
    default = Settings()
    lines: list[str] = []
    for table, keys in _KEYS.items():
        found = [(key, getattr(settings, key)) for key in keys if getattr(settings, key) != getattr(default, key)]
        if found:
            lines += [f"[{table}]", *(f"{key} = {_toml(value)}" for key, value in found), ""]
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines))
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"设置文件 {path.name} 无法写入（{type(error).__name__}），请检查磁盘空间和权限") from None


def _toml(value: object) -> str:
    # A JSON string is a TOML basic string as long as no delete character is in it.
    return json.dumps(value if isinstance(value, bool) else str(value), ensure_ascii=True)
