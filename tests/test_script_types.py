"""The calculator's script is typed by its comments; the TypeScript compiler reads them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from guide import ROOT

TYPESCRIPT = "typescript@5.9.3"
PARTS = ROOT / "src/return_to_running/calculator/assets"
BIN = Path(sys.executable).parent
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
    """The compiler, kept beside the environment's own packages; node comes from a wheel."""
    home = Path(sys.prefix) / "typescript"
    tsc = home / "node_modules/typescript/bin/tsc"
    if not tsc.exists():
        home.mkdir(exist_ok=True)
        words = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(home)]
        done = subprocess.run(
            [str(BIN / "npm"), *words, TYPESCRIPT], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"npm could not install {TYPESCRIPT}: {done.stderr}"
    return tsc


def complaints(compiler: Path, folder: Path, parts: Path) -> str:
    config = folder / "tsconfig.json"
    config.write_text(json.dumps({"compilerOptions": OPTIONS, "include": [f"{parts}/*/*.js"]}))
    done = subprocess.run(
        [str(BIN / "node"), str(compiler), "-p", str(config)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_the_script_is_typed_without_a_complaint(compiler: Path, tmp_path: Path) -> None:
    assert complaints(compiler, tmp_path, PARTS) == ""


def test_a_wrong_type_is_seen(compiler: Path, tmp_path: Path) -> None:
    """The check itself, broken once."""
    shutil.copytree(PARTS, tmp_path / "parts")
    part = tmp_path / "parts/core/1-engine.js"
    part.write_text(part.read_text(encoding="utf-8") + "\nweekday('Monday');\n", encoding="utf-8")
    assert "1-engine.js" in complaints(compiler, tmp_path, tmp_path / "parts")
