"""Stages that cannot stand together: see `contradictions`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import GENTLE, STANDARD, Track


def ladders(p: Protocol) -> Iterator[str]:
    """Stages that stand twice, fall, or do not end in the same run without a walk."""
    for name in (STANDARD, GENTLE):
        yield from _of_track(f"tracks.{name}", getattr(p.tracks, name))
    last = [track.stages[-1].run_min for track in (p.tracks.standard, p.tracks.gentle)]
    if last[0] != last[1]:
        yield "tracks: the last stages differ in length; end both with the same run"


def _of_track(field: str, track: Track) -> Iterator[str]:
    for twice in repeated([stage.id for stage in track.stages]):
        yield f"{field}: stage {twice} stands twice; give each stage its own id"
    for before, after in pairwise(track.stages):
        if (after.running_min, after.run_min) <= (before.running_min, before.run_min):
            yield (
                f"{field}: stage {after.id} runs {after.running_min:g} min, not more than "
                f"{before.id} ({before.running_min:g} min); "
                "put the stages in order from easy to hard"
            )
    end = track.stages[-1]
    if end.walk_min or end.times != 1:
        yield (
            f"{field}: the last stage, {end.id}, must be one run without a walk; "
            "write walk_min: 0, times: 1"
        )
    if end.run_min % 1:
        yield f"{field}: the last stage, {end.id}, must run whole minutes; round run_min"


def _in_order(track: Track) -> bool:
    """Whether the stages of a track can be told apart and rise: then more can be said of them."""
    return not list(_of_track("", track))


def lengths(p: Protocol) -> Iterator[str]:
    """Stages that take longer, with their walks, than a session may."""
    most = p.session.total_max_min.value
    walks = p.session.warm_up_walk_min.value + p.session.cool_down_walk_min.value
    for name in (STANDARD, GENTLE):
        track = getattr(p.tracks, name)
        for stage in track.stages if _in_order(track) else ():
            if stage.block_min + walks > most:
                yield (
                    f"tracks.{name}: stage {stage.id} takes {stage.block_min + walks:g} min with "
                    f"its walks, over session.total_max_min ({most}); shorten one of them"
                )


def start_bands(p: Protocol) -> Iterator[str]:
    """Days off that lead nowhere, or higher after a longer break."""
    bands, field = p.start.days_off.bands, "start.days_off"
    limits = [band.up_to_days for band in bands]
    known = [limit for limit in limits if limit is not None]
    if known != sorted(set(known)) or limits[-1] is not None or None in limits[:-1]:
        yield (
            f"{field}: bands must rise in up_to_days, and only the last one has no limit; "
            "put them in order"
        )
        return
    if not _in_order(p.tracks.standard):
        return
    ids = [GENTLE, *(stage.id for stage in p.tracks.standard.stages)]
    for number, band in enumerate(bands, start=1):
        if band.stage not in ids:
            yield (
                f"{field}.bands #{number}.stage: {band.stage} is not a stage; "
                f"write one of {', '.join(ids[1:])} or {GENTLE}"
            )
    for before, after in pairwise(bands):
        if {before.stage, after.stage} <= set(ids) and ids.index(after.stage) > ids.index(
            before.stage
        ):
            yield (
                f"{field}: {after.stage} comes after {before.stage} though the break is longer; "
                "let the stages fall from band to band"
            )


def repeated(names: Sequence[str]) -> list[str]:
    """What stands more than once."""
    return sorted({name for name in names if names.count(name) > 1})
