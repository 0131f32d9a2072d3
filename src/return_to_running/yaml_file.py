"""YAML as people write it: every slip that YAML itself lets pass is a fault."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from return_to_running.faults import WHOLE_FILE, Fault, FaultError


def read_text(path: Path, name: str | None = None) -> str:
    """Return a file's text; a `FaultError` says why it cannot be read, under its ``name``.

    Some editors begin a file with a mark of its encoding, which is no part of the text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        what, cure = f"cannot be read ({error.strerror})", f"look for {path}"
    except UnicodeDecodeError:
        what, cure = "is not text in UTF-8", "save it again with the encoding UTF-8"
    raise FaultError([Fault(name or path.name, WHOLE_FILE, what, cure)])


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds; a `FaultError` says why it cannot be read as one."""
    return parse_yaml(path.name, read_text(path))


def read_fields(path: Path, example: str) -> dict[str, Any]:
    """The same for a file of fields; ``example`` is how such a file begins."""
    raw = read_yaml(path)
    if isinstance(raw, dict) and all(isinstance(name, str) for name in raw):
        return raw
    cure = f"write it as `field: value`, such as {example}"
    raise FaultError([Fault(path.name, WHOLE_FILE, "is not a list of fields", cure)])


def parse_yaml(
    file: str, text: str, first_line: int = 1, loader: type[yaml.CSafeLoader] | None = None
) -> Any:
    """Return what YAML text holds; ``first_line`` is where in its file the text begins."""
    try:
        return yaml.load(text, loader or Strict)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        # What is missing at the end of the text is marked below its last line.
        last = max(len(text.splitlines()) - 1, 0)
        place = f"line {min(mark.line, last) + first_line}" if mark else WHOLE_FILE
        problem = " ".join((getattr(error, "problem", None) or "it cannot be read").split())
        fault = Fault(file, place, f"is not valid YAML: {problem}", "mend it there")
        raise FaultError([fault]) from error


class Strict(yaml.CSafeLoader):
    """Refuses a field that stands twice, of which YAML keeps the last without a word.

    A day that does not exist stays text, so that it is named with its field.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the fields, if each stands once."""
        seen = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                problem = f"{key.value} stands twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def day(self, node: yaml.ScalarNode) -> object:
        """Return a day, or its text if there is no such day."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


Strict.add_constructor("tag:yaml.org,2002:timestamp", Strict.day)
