"""The commands, from the first minute on a strange machine."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guide import ROOT, publish

COMMANDS = [
    *("build.py", "test.py", "serve.py", "check.py", "review_due.py"),
    *("pictures.py", "benchmark.py", "figures.py", "shrink.py"),
]
BEFORE_THE_ENVIRONMENT = [*COMMANDS, "environment.py", "system.py"]

# A package whose build backend is itself, so that an environment is made without a network.
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "tiny"
version = "1"
"""
BACKEND = """
import zipfile, pathlib
def get_requires_for_build_editable(config_settings=None):
    return []
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("tiny.py", "")
        for file, text in {
            "METADATA": "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n",
            "WHEEL": "Wheel-Version: 1.0\\nTag: py3-none-any\\n",
            "RECORD": "",
        }.items():
            wheel.writestr("tiny-1.dist-info/" + file, text)
    return name
"""
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_NO_CACHE_DIR": "1"}
UNKNOWN_PACKAGE = "a-package-nobody-made==1 --hash=sha256:" + "0" * 64


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our scripts in a project that needs nothing, in a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("scripts") / "a project"
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "requirements.txt").write_text("# few\n")
    (folder / "requirements-test.txt").write_text("# few\n# more\n")
    return folder


@pytest.fixture(scope="module")
def made(project: Path) -> subprocess.CompletedProcess[str]:
    """What making the project's environment said, on a machine that sets no home."""
    return ensure(project, "requirements-test.txt", HOME="")


def python(code: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines of Python where `scripts/` is at hand."""
    return subprocess.run(
        [sys.executable, "-c", "import sys; sys.path.insert(0, 'scripts')\n" + code],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def ensure(
    folder: Path, requirements: str = "requirements.txt", **variables: str
) -> subprocess.CompletedProcess[str]:
    return python(f"import environment; environment.ensure({requirements!r})", folder, **variables)


def ready(folder: Path) -> bool:
    done = python("import environment; print(environment.ready('requirements.txt'))", folder)
    assert done.returncode == 0, done.stderr
    return done.stdout == "True\n"


@contextmanager
def changed(file: Path, text: str) -> Iterator[None]:
    """Write `text` into the file for as long as the block lasts."""
    before = file.read_text()
    file.write_text(text)
    try:
        yield
    finally:
        file.write_text(before)


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line that a failed command leaves on standard error."""
    assert done.returncode == 1, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("script", BEFORE_THE_ENVIRONMENT)
def test_every_python_3_can_read_the_scripts(script: str) -> None:
    tree = ast.parse((ROOT / "scripts" / script).read_text(), feature_version=(3, 4))
    assert not any(isinstance(node, ast.JoinedStr) for node in ast.walk(tree))


@pytest.mark.parametrize("script", COMMANDS)
def test_an_old_python_is_told_which_one_is_needed(script: str) -> None:
    done = python(
        "import runpy, subprocess; sys.version_info = (3, 9, 18)\n"
        "del subprocess.run, subprocess.call  # nothing may be started\n"
        f"runpy.run_path('scripts/{script}', run_name='__main__')",
        ROOT,
    )
    assert sentence(done).startswith("Python 3.11 or newer is needed and this is Python 3.9: ")


def test_a_missing_pango_is_named_with_its_packages() -> None:
    done = python(
        "import ctypes, ctypes.util\n"
        "def nothing(name): raise OSError(name)\n"
        "ctypes.util.find_library, ctypes.CDLL = (lambda name: None), nothing\n"
        "import system; system.require_pango()",
        ROOT,
    )
    told = sentence(done)
    for cure in ("Pango", "apt install libpango-1.0-0", "brew install pango", "MSYS2"):
        assert cure in told


def test_a_pango_that_is_there_is_found() -> None:
    assert python("import system; system.require_pango()", ROOT).returncode == 0


def test_a_missing_chromium_is_named_where_it_may_not_be_installed(tmp_path: Path) -> None:
    done = python("import system; system.require_chromium()", ROOT, PATH=str(tmp_path), CHROME="")
    assert "install the package `chromium`" in sentence(done)


def test_a_missing_venv_module_is_named_with_its_package(project: Path) -> None:
    done = python(
        "import importlib.util\n"
        "importlib.util.find_spec = lambda name, package=None: None\n"
        "import environment; environment.ensure('requirements.txt')",
        project,
    )
    assert "apt install python3-venv" in sentence(done)


def test_an_environment_is_made_with_every_command_shown(
    made: subprocess.CompletedProcess[str], project: Path
) -> None:
    assert made.returncode == 0, made.stderr
    assert "-m venv .venv" in made.stdout
    assert "--require-hashes -r requirements-test.txt" in made.stdout
    assert not (project / "~").exists()


@pytest.mark.usefixtures("made")
def test_the_second_run_reuses_the_environment(project: Path) -> None:
    made = project / ".venv/installed.json"
    before = made.stat().st_mtime_ns
    assert ensure(project, "requirements-test.txt").stdout == ""
    assert made.stat().st_mtime_ns == before


@pytest.mark.usefixtures("made")
def test_what_the_tests_need_serves_the_build_too(project: Path) -> None:
    assert ready(project)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("requirements.txt", "# others\n"),
        ("pyproject.toml", PYPROJECT + 'description = "changed"\n'),
        (".venv/installed.json", "half a st"),
    ],
)
def test_an_environment_that_no_longer_fits_is_not_ready(
    project: Path, file: str, text: str
) -> None:
    with changed(project / file, text):
        assert not ready(project)
    assert ready(project)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("stamp", "installed"),
    [
        ('{"requirements.txt": "old", "requirements-test.txt": "old"}', "requirements-test.txt"),
        ('{"requirements.txt": "old", "requirements-gone.txt": "old"}', "requirements.txt"),
        ('["half a st"]', "requirements.txt"),
    ],
)
def test_a_build_makes_an_environment_anew_with_all_that_the_tests_had(
    project: Path, stamp: str, installed: str
) -> None:
    """Once a verb that needs few packages took away those of the tests, in a copied folder."""
    with changed(project / ".venv/installed.json", stamp):
        asked = "import environment; print(environment._as_much_as_before('requirements.txt'))"
        assert python(asked, project).stdout == f"{installed}\n"


def test_a_build_in_a_folder_that_was_moved_installs_for_the_tests_as_before(
    made: subprocess.CompletedProcess[str], project: Path, tmp_path: Path
) -> None:
    assert made.returncode == 0
    moved = tmp_path / "moved"
    shutil.copytree(project, moved, symlinks=True)
    done = ensure(moved)
    assert "--require-hashes -r requirements-test.txt" in done.stdout, done.stderr
    assert ready(moved)
    assert ensure(moved, "requirements-test.txt").stdout == ""


@pytest.mark.usefixtures("made")
def test_a_tool_setting_does_not_make_the_environment_anew(project: Path) -> None:
    with changed(project / "pyproject.toml", PYPROJECT + "[tool.ruff]\nline-length = 90\n"):
        assert ready(project)


@pytest.mark.usefixtures("made")
def test_without_a_network_the_environment_of_before_stays(project: Path) -> None:
    with changed(project / "requirements.txt", UNKNOWN_PACKAGE):
        done = ensure(project, **NO_NETWORK)
    assert "connect this machine to the network" in sentence(done)
    assert ready(project)


def test_a_build_that_fails_leaves_the_last_one_as_it_was(demo: Path, tmp_path: Path) -> None:
    output, broken = tmp_path / "dist", tmp_path / "project"
    shutil.copytree(demo, output / "demo")
    for folder in ("clinics", "docs", "evidence", "overrides", "protocols"):
        shutil.copytree(ROOT / folder, broken / folder)
    shutil.copy(ROOT / "mkdocs.yml", broken)
    page = broken / "docs" / "return-to-running.md"
    page.write_text(page.read_text().replace("<!-- return-to-running: return-to-running -->", ""))

    done = publish(output, folder=broken)

    assert "The calculator is missing from the built site" in sentence(done)
    assert [path.name for path in output.iterdir()] == ["demo"]
    assert contents(output / "demo") == contents(demo)


def contents(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_the_words_of_the_build_are_told_and_no_folder_that_is_not_there(word: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/build.py"), word], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "--large-print" in done.stdout
    assert "The site:" not in done.stdout
