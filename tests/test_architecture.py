"""The rules of the house: who may import whom, and how long a file may be. Each failure is a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database

ROOT = Path(__file__).parent.parent
ORDER = [
    ["lib", "errors", "db"],
    ["journal"],
    ["languages"],
    ["outbox"],
    ["staff"],
    ["people"],
    ["programme"],
    ["registration"],
    ["networking"],
    ["inbox"],
    ["planning"],
    ["checkin"],
    ["attendance"],
    ["certificates"],
    ["reminders"],
    ["composer"],
    ["reports"],
    ["privacy"],
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
EDGES = {"views", "office", "api", "commands", "forms", "development"}
ABOVE = {"__init__", "jobs", "records", "web", "demo"}  # put things together; may import anything
ONLY_IN = {
    "smtplib": {"app.outbox.deliver", "app.outbox.transport"},
    "weasyprint": {"app.lib.pdf"},
    "icalendar": {"app.lib.ics", "app.lib.ics_reply"},
    "imap_tools": {"app.inbox.mailbox"},
    "dkim": {"app.inbox.authenticity"},
    "flufl": {"app.inbox.bounces"},
    "qrcode": {"app.lib.qr"},
    "PIL": {"app.lib.pictures", "app.lib.qr", "app.lib.card"},
    "huey": {"app.jobs"},
    "highspy": set(),
}
LONGEST_FILE = 250  # lines
SIGNED_INNER_IMPORTS = {"app", "app.lib.pdf"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted((ROOT / "app").rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        yield name, ast.parse(file.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(module: str) -> str:
    """The capability of a module of ours: `app.people.find_or_add` → `people`."""
    return [*module.split("."), "__init__"][1]


def is_edge(module: str) -> bool:
    return module.split(".")[2:3] != [] and module.split(".")[2] in EDGES


def test_each_part_imports_only_from_its_left() -> None:
    wrong = []
    for name, tree in modules():
        if part(name) in ABOVE or is_edge(name):
            continue
        for target in imports(tree):
            if not target.startswith("app."):
                continue
            theirs = part(target)
            outside = theirs in ABOVE or is_edge(target) or RANK[theirs] > RANK[part(name)]
            if (outside and theirs != part(name)) or (is_edge(target) and theirs == part(name)):
                wrong.append(f"{name} imports {target}")
            if part(name) == "lib" and theirs != "lib":
                wrong.append(f"{name} imports {target}: lib knows nothing of labs")
    assert not wrong, "\n".join(wrong)


def test_nobody_imports_an_edge() -> None:
    wrong = [
        f"{name} imports the edge {target}"
        for name, tree in modules()
        if part(name) not in ABOVE and not is_edge(name)
        for target in imports(tree)
        if target.startswith("app.") and is_edge(target)
    ]
    assert not wrong, "\n".join(wrong)


def test_each_outside_library_has_one_door() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, tree in modules()
        for target in imports(tree)
        if target.split(".")[0] in ONLY_IN and name not in ONLY_IN[target.split(".")[0]]
    ]
    assert not wrong, "\n".join(wrong)


def test_no_import_hides_in_a_function() -> None:
    wrong = [
        f"{name}: {ast.unparse(inner)}"
        for name, tree in modules()
        if name not in SIGNED_INNER_IMPORTS
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_is_two_things() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for folder in ("app", "tests", "bench", "frontend")
        for file in (ROOT / folder).rglob("*")
        if file.suffix in {".py", ".js", ".mjs"} and "static" not in file.parts
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long, f"longer than {LONGEST_FILE} lines: {long}"
