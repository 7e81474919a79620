"""Text of a case never reaches an element that reads Markdown or HTML: every such call is given our own words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "reviewer" / "ui").rglob("*.py"), ROOT / "app.py"])
SCRIPTS = sorted((ROOT / "reviewer" / "ui" / "static").glob("*.js"))

FORBIDDEN = {
    "markdown", "write", "write_stream", "table", "latex", "iframe", "json", "exception", "pdf", "graphviz_chart",
    "mermaid_chart", "link_button", "page_link", "logo", "echo", "chat_message", "dialog", "popover_html",
}  # fmt: skip
READS_MARKDOWN = {
    "error", "warning", "info", "success", "toast", "caption", "title", "header", "subheader", "badge", "metric",
    "button", "download_button", "form_submit_button", "checkbox", "toggle", "radio", "selectbox", "multiselect",
    "segmented_control", "pills", "slider", "select_slider", "number_input", "text_input", "text_area", "date_input",
    "file_uploader", "expander", "popover", "tabs", "progress", "spinner", "status", "help", "feedback",
}  # fmt: skip
LABELS = {"label", "help", "placeholder", "text", "body", "caption"}
PLAIN_OPTIONS = {"selectbox", "multiselect"}
"""Show their options as plain text (tried in a browser), so their ``format_func`` may give text of a case."""
OURS = {"tr", "known", "rule_title", "reason_name", "_state_name", "_form_name"}
NUMBERS = {"int", "len", "min", "max", "sum", "round", "count"}
NUMERIC_FIELDS = {"page", "pages", "first_page", "last_page", "examples", "confidence", "total"}
REASONED = {
    ("review.py", "words"): "our keys and our words",
    ("text.py", "text"): "the words themselves",
}


def _scope(function: ast.AST) -> dict[str, list[ast.expr]]:
    """What each name of a function is set to."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.setdefault(node.target.id, []).append(node.value)
    return found


class Judge:
    """Whether an expression can only be our own words or a number."""

    def __init__(self, file: str, scope: dict[str, list[ast.expr]], numbers: set[str]) -> None:
        self.file, self.scope, self.numbers = file, scope, numbers

    def ours(self, node: ast.expr) -> bool:
        if (self.file, ast.unparse(node)) in REASONED or self.number(node):
            return True
        if isinstance(node, ast.Constant):
            return True
        if isinstance(node, ast.JoinedStr):
            return all(self.ours(part) for part in node.values)
        if isinstance(node, ast.FormattedValue):
            numeric = node.format_spec is not None and ast.unparse(node.format_spec)[2:-1].endswith(("%", "g", "d"))
            return numeric or self.ours(node.value)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.ours(node.left) and self.ours(node.right)
        if isinstance(node, ast.IfExp):
            return self.ours(node.body) and self.ours(node.orelse)
        if isinstance(node, ast.List | ast.Tuple):
            return all(self.ours(one) for one in node.elts)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Name):
            return node.id in self.scope and all(self.ours(one) for one in self.scope[node.id])
        if isinstance(node, ast.Subscript):
            return ast.unparse(node.value) == "keys"
        return False

    def _call(self, node: ast.Call) -> bool:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "tr":
            # Its first argument is looked up among our words; the parts put in must be ours or numbers.
            return all(self.ours(one) for one in node.args[1:]) and all(
                one.arg is None or self.ours(one.value) or self.number(one.value) for one in node.keywords
            )
        return name in OURS

    def number(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            return name in NUMBERS
        if isinstance(node, ast.BinOp):
            return self.number(node.left) or (isinstance(node.left, ast.Constant) and self.number(node.right))
        if isinstance(node, ast.Attribute):
            return node.attr in NUMERIC_FIELDS
        return isinstance(node, ast.Name) and node.id in self.numbers


def _functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _called(node: ast.expr) -> str:
    return getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""


def _numbers(function: ast.FunctionDef) -> set[str]:
    """Parameters said to be numbers, counters of ``enumerate``, and what is assigned a number."""
    names = {
        one.arg
        for one in (*function.args.args, *function.args.kwonlyargs)
        if one.annotation is not None and ast.unparse(one.annotation) in ("int", "float")
    }
    for node in ast.walk(function):
        if isinstance(node, ast.For | ast.comprehension) and _called(node.iter) == "enumerate":
            names |= {ast.unparse(node.target.elts[0])} if isinstance(node.target, ast.Tuple) else set()
        if isinstance(node, ast.Assign) and _called(node.value) in NUMBERS:
            names |= {one.id for one in node.targets if isinstance(one, ast.Name)}
    return names


def faults(source: str, file: str) -> list[str]:
    """Calls in a file of the interface that could read text of a case as Markdown or HTML."""
    tree = ast.parse(source)
    found: list[str] = []
    if "unsafe_allow_html" in source or "components.v1" in source:
        found.append(f"{file}: raw HTML")
    for function in _functions(tree):
        judge = Judge(file, _scope(function), _numbers(function))
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                found += [f"{file}:{node.lineno}: {what}" for what in _of_call(node, judge)]
    return sorted(set(found))


def _of_call(node: ast.Call, judge: Judge) -> list[str]:
    functions = [node.func]
    if isinstance(node.func, ast.IfExp):
        functions = [node.func.body, node.func.orelse]
    names = {one.attr for one in functions if isinstance(one, ast.Attribute)}
    bad = [f"{name} is not used here" for name in names & FORBIDDEN if ast.unparse(node.func).startswith("st.")]
    if "html" in names and not (len(node.args) == 1 and ast.unparse(node.args[0]).isupper()):
        bad.append("html takes a constant only")
    if not names & READS_MARKDOWN or ast.unparse(node.func).startswith(("self.", "logging", "_log", "components")):
        return bad
    first = node.args[:2] if names == {"metric"} else node.args[:1]
    shown = [*first, *(one.value for one in node.keywords if one.arg in LABELS)]
    bad += [f"{ast.unparse(one)} may be text of a case" for one in shown if not judge.ours(one)]
    for one in node.keywords:
        if (
            one.arg == "format_func"
            and not names & PLAIN_OPTIONS
            and ast.unparse(one.value) not in (*OURS, "LANGUAGES.__getitem__")
        ):
            bad.append(f"format_func {ast.unparse(one.value)} may give text of a case")
    return bad


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_interface_shows_case_text_only_as_text(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), path.name) == []


@pytest.mark.parametrize(
    "line",
    [
        "st.markdown('x')",
        "st.error(item.message)",
        "st.caption(f'{tr(\"title\")} {case.title}')",
        "st.button(name)",
        "st.text_input(tr('note'), placeholder=finding.message)",
        "st.tabs([tr('one'), case.title])",
        "st.html(f'<b>{x}</b>')",
        "st.radio(tr('a'), options, format_func=lambda one: titles[one])",
        "st.error(tr('failed', case.title))",
        "(st.success if good else st.error)(report)",
        "st.metric(tr('a'), case.title)",
        "column.metric(case.title, 3)",
    ],
)
def test_lint_sees_what_it_is_for(line: str) -> None:
    assert faults(f"def draw(item, case, name):\n    {line}\n", "example.py")


@pytest.mark.parametrize(
    "line",
    [
        "st.error(tr('failed'))",
        "st.caption(tr('shown', len(rows)))",
        "st.badge(f'{tr(\"sure\")} {finding.confidence:.0%}')",
        "st.text(case.title)",
        "(st.success if good else st.error)(tr('a') if good else tr('b'))",
    ],
)
def test_lint_lets_our_words_pass(line: str) -> None:
    assert faults(f"def draw(item, case, name):\n    {line}\n", "example.py") == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_set_text_and_load_nothing(path: Path) -> None:
    script = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "http:", "https:", "import(",
                 "fetch(", "XMLHttpRequest", "eval(", "WebSocket", "localStorage"):  # fmt: skip
        assert word not in script, word
