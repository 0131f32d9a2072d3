"""The shipped protocol with changes, and what the loader says about it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import PROTOCOL_FILE, verified
from return_to_running.calculator.protocol_file import load_protocol
from return_to_running.faults import FaultError

Raw = dict[str, Any]
Change = Callable[[Raw], object]
SHIPPED: Raw = yaml.safe_load(PROTOCOL_FILE.read_text(encoding="utf-8"))


def complaint(path: Path) -> FaultError:
    """What the loader says about a faulty file. It always begins with the file's name."""
    with pytest.raises(FaultError) as caught:
        load_protocol(path, verified())
    assert all(str(fault).startswith(f"{path.name}: ") for fault in caught.value.faults)
    assert caught.value.faults
    assert all(fault.what and fault.cure for fault in caught.value.faults)
    return caught.value


def faults_after(tmp_path: Path, *changes: Change) -> tuple[str, ...]:
    """The faults of the shipped protocol after some changes to it."""
    raw = copy.deepcopy(SHIPPED)
    for change in changes:
        change(raw)
    path = tmp_path / "changed.yml"
    path.write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    return tuple(str(fault).removeprefix("changed.yml: ") for fault in complaint(path).faults)


def put(value: object, *where: str | int) -> Change:
    """Write a value at a place in the file."""

    def change(raw: Any) -> None:
        for part in where[:-1]:
            raw = raw[part]
        raw[where[-1]] = value

    return change


def remove(*where: str | int) -> Change:
    """Take a field out of the file."""

    def change(raw: Any) -> None:
        for part in where[:-1]:
            raw = raw[part]
        del raw[where[-1]]

    return change


def swap(a: int, b: int, *where: str | int) -> Change:
    """Change the places of two rows of a list."""

    def change(raw: Any) -> None:
        for part in where:
            raw = raw[part]
        raw[a], raw[b] = raw[b], raw[a]

    return change
