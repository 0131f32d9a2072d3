"""Imports run one way: the arrows of CONTRIBUTING.md, held by reading every file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide import ROOT

PACKAGE = ROOT / "src/return_to_running"
OURS = "return_to_running."

ROOMS: dict[str, set[str]] = {
    "evidence": set(),
    "calculator": {"evidence"},
    "pages": {"evidence"},
    "publishing": {"evidence", "calculator", "pages"},
}
"""Each room, and the others it may look into. All may use what stands at the top."""

ALONG = {
    "": ["faults", "yaml_file"],
    "evidence": ["references", "vancouver", "citations"],
    "calculator": [
        *("shipped", "sourced", "rules", "protocol"),
        *("stage_contradictions", "contradictions", "protocol_file"),
        *("judging", "course", "decisions", "progression", "machine", "schedule", "history"),
        *("start", "forecast", "answer_tables", "machine_table", "tables", "watch", "words", "why"),
        *("contacts", "filling", "rule_rows", "script", "view", "shelf", "config", "plugin"),
    ],
    "pages": ["components", "front_matter", "slips", "library", "glossary", "plugin"],
    "publishing": [
        *("numbering", "table_scope", "tagged", "paper", "chapter", "drawing", "style"),
        *("beside", "clinic_fields", "logo", "own_files", "clinic", "colour", "edition", "sources"),
        *("site_config", "page_choice"),
        *("policy", "slim", "branding", "neutral_site", "offline", "handbook", "binding", "guide"),
        *("embed",),
        *("handout_list", "handout", "sheet_tables", "sheet", "book", "stamp", "brand", "pdfs"),
        *("bundle", "__main__"),
    ],
}
"""In each room a file imports only files that stand before it."""

ONLY = {
    "mkdocs": {
        *("calculator/plugin.py", "calculator/config.py", "pages/plugin.py"),
        *("../../scripts/preview.py", "../../scripts/benchmarks/site.py"),
    },
    "weasyprint": {"publishing/handbook.py", "../../scripts/benchmarks/pdf.py"},
}
"""Who may know the two large libraries; the benchmarks measure ours against the bare ones."""


def imports(file: Path) -> Iterator[str]:
    """The dotted name of every module a file imports, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}: import by the whole name"
            yield from (f"{node.module}.{each.name}" for each in node.names)


def against(room: str, name: str, imported: str) -> bool:
    """Whether a file of a room imports against the arrows."""
    parts = imported.removeprefix(OURS).split(".")
    other = parts[0] if parts[0] in ROOMS else ""
    if other != room:
        return other not in {*ROOMS.get(room, ()), ""}
    order = ALONG[room]
    found = next((part for part in parts if part in order), None)
    return found is not None and order.index(found) >= order.index(name)


def files() -> Iterator[tuple[str, Path]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        folder = file.parent.relative_to(PACKAGE).as_posix()
        if file.name != "__init__.py":
            yield folder.removeprefix("."), file


def test_every_file_has_its_place_in_the_line() -> None:
    found: dict[str, list[str]] = {room: [] for room in ALONG}
    for room, file in files():
        found[room].append(file.stem)
    assert found == {room: sorted(names) for room, names in ALONG.items()}


def test_no_file_imports_against_the_arrows() -> None:
    wrong = [
        f"{room}/{file.name}: {imported}"
        for room, file in files()
        for imported in imports(file)
        if imported.startswith(OURS) and against(room, file.stem, imported)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("room", "name", "imported", "is_against"),
    [
        ("calculator", "view", "calculator.tables.rule_tables", False),
        ("calculator", "tables", "calculator.view.calculator", True),
        ("calculator", "view", "calculator.schedule", False),
        ("calculator", "schedule", "calculator.forecast", True),
        ("calculator", "view", "publishing.branding.fields", True),
        ("evidence", "references", "calculator.protocol.Protocol", True),
        ("publishing", "bundle", "calculator.protocol_file.protocol_files", False),
        ("publishing", "clinic", "faults.Fault", False),
        ("", "faults", "yaml_file.read_yaml", True),
        ("", "faults", "evidence.references.Reference", True),
    ],
)
def test_the_guard_itself_tells_right_from_wrong(
    room: str, name: str, imported: str, is_against: bool
) -> None:
    assert against(room, name, OURS + imported) == is_against


@pytest.mark.parametrize("library", ONLY)
def test_only_the_files_named_here_know_a_large_library(library: str) -> None:
    places = [*PACKAGE.rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    known = {(PACKAGE / name).resolve() for name in ONLY[library]}
    knowing = {
        file.resolve()
        for file in places
        if any(re.match(rf"{library}(\.|$)", imported) for imported in imports(file))
    }
    assert knowing == known
