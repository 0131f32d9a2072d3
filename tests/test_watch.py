"""Workout files for watches, read back with a FIT reader that is not ours."""

from __future__ import annotations

import datetime as dt
import struct
from dataclasses import dataclass
from typing import Any

import fitdecode  # type: ignore[import-untyped]
import pytest
from fitdecode.utils import compute_crc  # type: ignore[import-untyped]

from engine import WORDS_FILE, protocol
from return_to_running.calculator.rules import Stage
from return_to_running.calculator.watch import workout
from return_to_running.calculator.words import load_words

WORDS = load_words(WORDS_FILE, protocol())["watch"]
KINDS = {"warmup": "walk", "active": "run", "rest": "walk", "cooldown": "walk"}
HEADER_BYTES = 14
STAGES = {
    f"{name}-{stage.id}": stage
    for name, track in (
        ("standard", protocol().tracks.standard),
        ("gentle", protocol().tracks.gentle),
    )
    for stage in track.stages
}
Walked = list[tuple[str, int]]


@dataclass(frozen=True)
class Read:
    """What the reader found: messages in file order, each with its fields."""

    messages: tuple[tuple[str, dict[str, Any]], ...]

    def all(self, name: str) -> list[dict[str, Any]]:
        return [fields for message, fields in self.messages if message == name]

    def one(self, name: str) -> dict[str, Any]:
        (fields,) = self.all(name)
        return fields


def read(data: bytes) -> Read:
    strict = {
        "check_crc": fitdecode.CrcCheck.RAISE,
        "error_handling": fitdecode.ErrorHandling.RAISE,
    }
    with fitdecode.FitReader(data, **strict) as frames:
        return Read(
            tuple(
                (frame.name, {field.name: field.value for field in frame.fields})
                for frame in frames
                if frame.frame_type == fitdecode.FIT_FRAME_DATA
            )
        )


def made(stage: Stage) -> Read:
    return read(workout(protocol(), stage, WORDS))


def as_walked(steps: list[dict[str, Any]]) -> Walked:
    """Follow the steps as a watch does, back to the start of a block until it is complete."""
    walked: Walked = []
    index, rounds = 0, 1
    while index < len(steps):
        step = steps[index]
        assert step["message_index"] == index
        if step["duration_type"] == "time":
            walked.append((KINDS[step["intensity"]], step["duration_time"]))
        else:
            assert step["duration_type"] == "repeat_until_steps_cmplt"
            if rounds < step["repeat_steps"]:
                rounds += 1
                index = step["duration_step"]
                continue
            rounds = 1
        index += 1
    return walked


def by_second(walked: Walked) -> list[str]:
    return [kind for kind, seconds in walked for _ in range(int(seconds))]


def as_ruled(stage: Stage) -> Walked:
    """The session in whole seconds, from the protocol."""
    walks = protocol().session
    block = [("run", int(stage.run_min * 60)), ("walk", int(stage.walk_min * 60))]
    return [
        ("walk", walks.warm_up_walk_min.value * 60),
        *[part for part in block if part[1]] * stage.times,
        ("walk", walks.cool_down_walk_min.value * 60),
    ]


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_a_watch_walks_and_runs_every_second_as_the_stage_says(stage: Stage) -> None:
    walked = as_walked(made(stage).all("workout_step"))
    assert walked == as_ruled(stage)
    assert by_second(walked) == by_second(as_ruled(stage))
    assert by_second(walked).count("run") == stage.running_min * 60


def test_the_second_stage_is_five_minutes_walk_six_times_two_and_three_and_five_walk() -> None:
    stage = next(stage for stage in protocol().tracks.standard.stages if stage.id == "S2")
    walked = as_walked(made(stage).all("workout_step"))
    assert walked == [("walk", 300), *[("run", 120), ("walk", 180)] * 6, ("walk", 300)]


def test_half_minutes_are_kept() -> None:
    stage = protocol().tracks.gentle.stages[0]
    assert as_walked(made(stage).all("workout_step"))[1:3] == [("run", 30), ("walk", 270)]


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_warm_up_comes_first_and_cool_down_last(stage: Stage) -> None:
    first, *_, last = made(stage).all("workout_step")
    assert (first["wkt_step_name"], first["intensity"]) == (WORDS["warm_up"], "warmup")
    assert (last["wkt_step_name"], last["intensity"]) == (WORDS["cool_down"], "cooldown")


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_a_file_says_that_it_is_a_running_workout_and_how_many_steps_it_has(stage: Stage) -> None:
    found = made(stage)
    assert [name for name, _ in found.messages[:3]] == ["file_id", "workout", "workout_step"]
    assert found.one("file_id")["type"] == "workout"
    summary = found.one("workout")
    assert summary["sport"] == "running"
    assert summary["num_valid_steps"] == len(found.all("workout_step"))


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_only_a_block_done_more_than_once_repeats(stage: Stage) -> None:
    types = [step["duration_type"] for step in made(stage).all("workout_step")]
    assert types.count("repeat_until_steps_cmplt") == int(stage.times > 1)


def test_one_run_and_one_walk_are_plain_steps() -> None:
    stage = Stage(id="X", run_min=10, walk_min=2, times=1)
    steps = made(stage).all("workout_step")
    assert [step["duration_type"] for step in steps] == ["time"] * 4
    assert as_walked(steps) == [("walk", 300), ("run", 600), ("walk", 120), ("walk", 300)]


def test_a_block_without_a_walk_repeats_its_run_alone() -> None:
    stage = Stage(id="X", run_min=5, walk_min=0, times=3)
    assert as_walked(made(stage).all("workout_step")) == as_ruled(stage)


def test_a_walk_of_no_length_is_left_out() -> None:
    walks = protocol().session
    none = walks.warm_up_walk_min.model_copy(update={"value": 0})
    short = protocol().model_copy(
        update={"session": walks.model_copy(update={"warm_up_walk_min": none})}
    )
    stage = short.tracks.standard.stages[0]
    steps = read(workout(short, stage, WORDS)).all("workout_step")
    assert as_walked(steps) == as_ruled(stage)[1:]


def test_names_say_what_to_do_in_few_plain_letters() -> None:
    names = [made(stage).one("workout")["wkt_name"] for stage in STAGES.values()]
    assert {"S2 run 2 walk 3", "S7 run 30", "G1 run 0.5 walk 4.5"} <= set(names)
    assert len(set(names)) == len(names)
    assert all(name.isascii() and len(name) <= 20 for name in names)


def test_every_stage_is_another_workout_to_a_watch() -> None:
    numbers = [made(stage).one("file_id")["serial_number"] for stage in STAGES.values()]
    assert len(set(numbers)) == len(numbers)
    assert all(numbers)


def test_a_changed_number_makes_another_workout() -> None:
    stage = protocol().tracks.standard.stages[0]
    longer = stage.model_copy(update={"times": stage.times + 1})
    assert made(stage).one("file_id") != made(longer).one("file_id")


def test_a_file_carries_the_day_of_the_protocol_and_is_the_same_each_time() -> None:
    stage = protocol().tracks.standard.stages[0]
    assert workout(protocol(), stage, WORDS) == workout(protocol(), stage, WORDS)
    created = dt.datetime.combine(protocol().updated, dt.time(), dt.UTC)
    assert made(stage).one("file_id")["time_created"] == created


def test_the_checksums_notice_one_wrong_bit_anywhere() -> None:
    data = workout(protocol(), protocol().tracks.gentle.stages[0], WORDS)
    # The sum over data and their own checksum is 0, and over nothing else.
    assert compute_crc(data[:HEADER_BYTES]) == compute_crc(data) == 0
    for place in range(len(data)):
        for bit in range(8):
            wrong = bytearray(data)
            wrong[place] ^= 1 << bit
            assert compute_crc(wrong) != 0


def test_a_run_of_another_length_does_not_match_the_checksum() -> None:
    stage = protocol().tracks.standard.stages[6]
    data = workout(protocol(), stage, WORDS)
    thirty, sixty = (struct.pack("<I", minutes * 60_000) for minutes in (30, 60))
    assert data.count(thirty) == 1
    with pytest.raises(fitdecode.FitCRCError):
        read(data.replace(thirty, sixty))
