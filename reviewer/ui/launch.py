"""Starts the interface on the loopback address of this machine, with the settings that keep it there.

The settings are passed as flags as well as in ``.streamlit/config.toml``, because Streamlit reads that file from the
folder it is started in. Flags win over both the file and the environment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

LANGUAGE = "REVIEWER_LANG"
"""Environment variable with the language in which the interface opens."""

SETTINGS: Mapping[str, str] = {
    "server.address": "127.0.0.1",
    "server.headless": "true",
    "server.maxUploadSize": "100",
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "server.xsrfCookieSameSite": "strict",
    "server.enableStaticServing": "false",
    "server.enableAgentApi": "false",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.disconnectedSessionTTL": "60",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": "127.0.0.1",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "minimal",
    "client.disableDataExport": "true",
    "logger.level": "warning",
    "theme.font": "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'WenQuanYi Zen Hei', 'Microsoft YaHei', "
    "'PingFang SC', sans-serif",
    "theme.baseFontSize": "14",
    "theme.light.primaryColor": "#1f5fa8",
    "theme.dark.primaryColor": "#6aa9ef",
}
HOSTS = ("127.0.0.1", "localhost")
"""Names under which the interface answers; others are refused, which stops DNS rebinding."""


def entry() -> Path:
    """The script that Streamlit runs."""
    return Path(__file__).parent / "start" / "app.py"


def command(*, port: int) -> list[str]:
    """The call that starts the interface.

    Args:
        port: on which it listens, 1 to 65535.
    """
    if not 1 <= port <= 65535:
        raise ValueError("port must lie between 1 and 65535")
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    settings += [f"--server.allowedHosts={host}" for host in HOSTS]
    return [sys.executable, "-m", "streamlit", "run", str(entry()), f"--server.port={port}", *settings]


def environment(*, lang: str) -> dict[str, str]:
    """The environment of the interface: no settings of Streamlit from outside, no model hub, the chosen language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    return kept | {LANGUAGE: lang, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def launch(*, port: int, lang: str) -> int:
    """Start the interface and wait until it is stopped with Ctrl-C.

    Args:
        port: on which it listens on the loopback address.
        lang: ``zh`` or ``en``.

    Returns:
        The exit status of the interface; 0 where it was stopped by the keyboard.
    """
    words = {
        "zh": f"审查界面：http://127.0.0.1:{port}（按 Ctrl-C 停止）",
        "en": f"http://127.0.0.1:{port} (Ctrl-C stops)",
    }
    sys.stderr.write(words.get(lang, words["zh"]) + "\n")
    process = subprocess.Popen(command(port=port), env=environment(lang=lang), stdout=subprocess.DEVNULL)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0
