"""A cross-encoder that the user supplies: asked about pairs of answers that the slots leave open, and about nothing else.

``[review] pair_checkpoint`` of the settings names a folder with ``config.json``, ``model.safetensors`` and
``tokenizer.json``: a sequence classifier of pairs, such as one trained on natural language inference. It is loaded
from the disk only; nothing in the folder is executed, and no other file of weights is read.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from reviewer.checks.statements.records import Exchange
from reviewer.core.errors import ModelError

FILES = ("config.json", "model.safetensors", "tokenizer.json")
LONGEST = 256  # tokens of a pair
_CONFLICT = re.compile(r"contradict|conflict|矛盾|冲突|不一致", re.IGNORECASE)


@dataclass(frozen=True)
class Checkpoint:
    """A loaded classifier of pairs. ``at`` is the number of the label that means a conflict."""

    tokenizer: Any
    network: Any
    at: int

    def probability(self, a: Exchange, b: Exchange) -> float:
        """That two answers cannot both be true, from 0 to 1: the mean of both orders."""
        return (self._one_way(a, b) + self._one_way(b, a)) / 2

    def _one_way(self, a: Exchange, b: Exchange) -> float:
        torch: Any = import_module("torch")
        one, two = (f"问：{item.question}答：{item.answer}" for item in (a, b))
        tokens = self.tokenizer(one, two, truncation="longest_first", max_length=LONGEST, return_tensors="pt")
        with torch.inference_mode():
            scores = self.network(input_ids=tokens["input_ids"], attention_mask=tokens["attention_mask"]).logits[0]
        return float(torch.softmax(scores, dim=-1)[self.at])


@lru_cache(maxsize=2)
def load_checkpoint(folder: Path) -> Checkpoint:
    """The classifier of a folder.

    Raises:
        ModelError: transformers or torch are not installed, a file is missing or cannot be read, or no label of the
            configuration means a conflict.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(f"句对模型文件夹 {folder.name} 缺少 {'、'.join(missing)}")
    at = _label(folder)
    try:
        transformers: Any = import_module("transformers")  # partly annotated: as if it were not
    except ImportError:
        raise ModelError("设置了 pair_checkpoint，但没有安装 transformers 和 torch") from None
    try:
        tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"))
        network = transformers.AutoModelForSequenceClassification.from_pretrained(
            str(folder), local_files_only=True, trust_remote_code=False, use_safetensors=True
        )
    except (OSError, ValueError, RuntimeError, ImportError, KeyError) as error:
        raise ModelError(f"句对模型 {folder.name} 无法载入（{type(error).__name__}）") from None
    network.eval()
    return Checkpoint(tokenizer, network, at)


def _label(folder: Path) -> int:
    """The number of the label that means a conflict, from ``id2label``."""
    try:
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("id2label", {})
        found = [int(number) for number, name in labels.items() if _CONFLICT.search(str(name))]
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"句对模型 {folder.name} 的 config.json 无法读取（{type(error).__name__}）") from None
    if len(found) != 1:
        raise ModelError(f"句对模型 {folder.name} 的 id2label 中应恰有一个标签表示矛盾，如 contradiction")
    return found[0]
