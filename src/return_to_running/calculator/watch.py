"""A stage as a workout file for sports watches, in the FIT format.

Four kinds of message are all a workout needs, so they are written here and not by a library. A
FIT file is a header, messages and a checksum. Each message is a definition (which fields, how
long, of which base type) and a record with their values. Ours stand in this order:

    message            number  fields used (number)
    file_id                 0  type (0), manufacturer (1), product (2), serial_number (3),
                               time_created (4)
    workout                26  sport (4), num_valid_steps (6), wkt_name (8)
    workout_step           27  message_index (254), wkt_step_name (0), duration_type (1),
                               duration_value (2), target_type (3), target_value (4),
                               intensity (7)

A timed step has its milliseconds in duration_value. A repeating step has there the index of the
step it goes back to, and in target_value how often the block is done in all.
"""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import Stage

_EPOCH = dt.date(1989, 12, 31)  # FIT counts seconds from here, in UTC
_PROTOCOL_VERSION = 0x10
_PROFILE_VERSION = 2100

_ENUM, _STRING, _UINT16, _UINT32, _UINT32Z = 0x00, 0x07, 0x84, 0x86, 0x8C
_LAYOUT = {_ENUM: "<B", _UINT16: "<H", _UINT32: "<I", _UINT32Z: "<I"}
LONGEST_NAME = 100
"""So many letters a name may have before its gaps are filled: FIT counts its bytes up to 255."""


class _Field(NamedTuple):
    number: int
    base_type: int


_FILE_ID = 0
_TYPE = _Field(0, _ENUM)
_MANUFACTURER = _Field(1, _UINT16)
_PRODUCT = _Field(2, _UINT16)
_SERIAL_NUMBER = _Field(3, _UINT32Z)
_TIME_CREATED = _Field(4, _UINT32)

_WORKOUT = 26
_SPORT = _Field(4, _ENUM)
_NUM_VALID_STEPS = _Field(6, _UINT16)
_WKT_NAME = _Field(8, _STRING)

_WORKOUT_STEP = 27
_MESSAGE_INDEX = _Field(254, _UINT16)
_WKT_STEP_NAME = _Field(0, _STRING)
_DURATION_TYPE = _Field(1, _ENUM)
_DURATION_VALUE = _Field(2, _UINT32)
_TARGET_TYPE = _Field(3, _ENUM)
_TARGET_VALUE = _Field(4, _UINT32)
_INTENSITY = _Field(7, _ENUM)

_WORKOUT_FILE, _DEVELOPMENT, _RUNNING = 5, 255, 1
_BY_TIME, _UNTIL_STEPS_COMPLETE, _NO_TARGET = 0, 6, 2
# Rest, not the newer recovery (4): every watch that can read a workout knows it.
_ACTIVE, _REST, _WARM_UP, _COOL_DOWN = 0, 1, 2, 3

_Values = Mapping[_Field, int | str]


def workout(protocol: Protocol, stage: Stage, words: Mapping[str, str]) -> bytes:
    """One FIT workout file: warm-up walk, runs and walks by time, cool-down walk.

    `words` names the workout (`run_walk` or `run_only`, with {stage}, {run} and {walk} in
    minutes) and its steps (`warm_up`, `run`, `walk`, `cool_down`). The same protocol, stage and
    words give the same bytes. Words are short and plain ASCII, which every watch can show:
    `load_words` makes sure of it.
    """
    name = words["run_walk" if stage.walk_min else "run_only"].format(
        stage=stage.id, run=f"{stage.run_min:g}", walk=f"{stage.walk_min:g}"
    )
    steps = _steps(protocol, stage, words)
    body = _message(_WORKOUT, {_SPORT: _RUNNING, _NUM_VALID_STEPS: len(steps), _WKT_NAME: name})
    for index, step in enumerate(steps):
        body += _message(_WORKOUT_STEP, {_MESSAGE_INDEX: index, **step})
    file_id = {
        _TYPE: _WORKOUT_FILE,
        _MANUFACTURER: _DEVELOPMENT,
        _PRODUCT: 0,
        # A watch tells workouts apart by this number; a changed workout is another workout.
        _SERIAL_NUMBER: zlib.crc32(body) or 1,
        _TIME_CREATED: (protocol.updated - _EPOCH).days * 86_400,
    }
    return _file(_message(_FILE_ID, file_id) + body)


def _steps(protocol: Protocol, stage: Stage, words: Mapping[str, str]) -> list[_Values]:
    walks = protocol.session
    steps = _timed(words["warm_up"], walks.warm_up_walk_min.value, _WARM_UP)
    first = len(steps)
    steps += _timed(words["run"], stage.run_min, _ACTIVE)
    steps += _timed(words["walk"], stage.walk_min, _REST)
    if stage.times > 1:
        steps.append(_repeat(first, stage.times))
    return steps + _timed(words["cool_down"], walks.cool_down_walk_min.value, _COOL_DOWN)


def _timed(name: str, length_min: float, intensity: int) -> list[_Values]:
    """One step, or none if it has no length."""
    if not length_min:
        return []
    return [
        {
            _WKT_STEP_NAME: name,
            _DURATION_TYPE: _BY_TIME,
            _DURATION_VALUE: round(length_min * 60_000),
            _TARGET_TYPE: _NO_TARGET,
            _TARGET_VALUE: 0,
            _INTENSITY: intensity,
        }
    ]


def _repeat(first: int, times: int) -> _Values:
    return {
        _DURATION_TYPE: _UNTIL_STEPS_COMPLETE,
        _DURATION_VALUE: first,
        _TARGET_TYPE: _NO_TARGET,
        _TARGET_VALUE: times,
    }


def _message(number: int, values: _Values) -> bytes:
    """A definition, little-endian and under local type 0, and its one record."""
    definition = struct.pack("<BBBHB", 0x40, 0, 0, number, len(values))
    record = b"\x00"
    for field, value in values.items():
        data = _text(value) if isinstance(value, str) else _number(field, value)
        definition += bytes((field.number, len(data), field.base_type))
        record += data
    return definition + record


def _number(field: _Field, value: int) -> bytes:
    return struct.pack(_LAYOUT[field.base_type], value)


def _text(text: str) -> bytes:
    return text.encode("ascii") + b"\x00"


def _file(messages: bytes) -> bytes:
    start = struct.pack("<BBHI4s", 14, _PROTOCOL_VERSION, _PROFILE_VERSION, len(messages), b".FIT")
    content = start + _checksum(start) + messages
    return content + _checksum(content)


def _checksum(data: bytes) -> bytes:
    """CRC-16 with the polynomial 0x8005, reflected, from 0."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return struct.pack("<H", crc)
