"""Every fault of a protocol file that is told in one line: the change, the field, the words."""

from __future__ import annotations

from changed_protocol import Change, put, remove, swap

FAULTS: dict[str, tuple[Change, str, str]] = {
    "a missing number": (
        remove("days", "between_runs", "value"),
        "days.between_runs.value",
        "is missing; add it",
    ),
    "a missing entry": (remove("days", "between_runs"), "days.between_runs", "is missing; add it"),
    "a missing section": (remove("beyond"), "beyond", "is missing; add it"),
    "text for a number": (
        put("two", "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not 'two'",
    ),
    "a number in quotes": (
        put("2", "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not '2'",
    ),
    "a fraction of a day": (
        put(2.5, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not 2.5",
    ),
    "yes for a number": (
        put(True, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not True",
    ),
    "an empty number": (
        put(None, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not None",
    ),
    "a number below zero": (
        put(-1, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be 0 or more, not -1",
    ),
    "a bare number": (
        put(2, "days", "between_runs"),
        "days.between_runs",
        "must be a list of fields, not 2; write each as `field: value`",
    ),
    "a number without source": (
        put([], "days", "between_runs", "sources"),
        "days.between_runs",
        "has no source; name at least one id in `sources`, or give strength S and a note",
    ),
    "our own number without a note": (
        remove("start", "gentle_age", "note"),
        "start.gentle_age",
        "has no source; name at least one id in `sources`, or give strength S and a note",
    ),
    "an entry without the word sources": (
        remove("days", "between_runs", "sources"),
        "days.between_runs.sources",
        "is missing; add it",
    ),
    "sources written as text": (
        put("caf_start", "days", "between_runs", "sources"),
        "days.between_runs.sources",
        "must be a list, not 'caf_start'",
    ),
    "an unknown source": (
        put(["nobody1999"], "days", "between_runs", "sources"),
        "days.between_runs.sources",
        "'nobody1999' is not a verified reference; add it to the references or cite another",
    ),
    "an unknown source of a sign": (
        put(["nobody1999"], "safety", 1, "signs", 0, "sources"),
        "safety #2.signs #1.sources",
        "'nobody1999' is not a verified reference; add it to the references or cite another",
    ),
    "an unknown strength": (
        put("E", "days", "between_runs", "strength"),
        "days.between_runs.strength",
        "must be 'A', 'B', 'C', 'D' or 'S', not 'E'",
    ),
    "an unknown field": (
        put(1, "days", "betwen_runs"),
        "days.betwen_runs",
        "there is no such field; remove it or mend the spelling",
    ),
    "an unknown field of a number": (
        put("x", "days", "between_runs", "vaule"),
        "days.between_runs.vaule",
        "there is no such field; remove it or mend the spelling",
    ),
    "stages out of order": (
        swap(1, 2, "tracks", "standard", "stages"),
        "tracks.standard",
        "stage S2 runs 12 min, not more than S3 (18 min); put the stages in order from easy to "
        "hard",
    ),
    "a stage twice": (
        put("S2", "tracks", "standard", "stages", 2, "id"),
        "tracks.standard",
        "stage S2 stands twice; give each stage its own id",
    ),
    "a last stage with a walk": (
        put(1, "tracks", "gentle", "stages", 11, "walk_min"),
        "tracks.gentle",
        "the last stage, G12, must be one run without a walk; write walk_min: 0, times: 1",
    ),
    "a last stage in two parts": (
        put(2, "tracks", "gentle", "stages", 11, "times"),
        "tracks.gentle",
        "the last stage, G12, must be one run without a walk; write walk_min: 0, times: 1",
    ),
    "tracks that end differently": (
        put(29, "tracks", "gentle", "stages", 11, "run_min"),
        "tracks",
        "the last stages differ in length; end both with the same run",
    ),
    "text for minutes": (
        put("one", "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be a number, not 'one'",
    ),
    "minutes in quotes": (
        put("1", "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be a number, not '1'",
    ),
    "yes for minutes": (
        put(True, "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be a number, not True",
    ),
    "a run of no minutes": (
        put(0, "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be more than 0",
    ),
    "a session too long": (
        put(10, "tracks", "standard", "stages", 3, "walk_min"),
        "tracks.standard",
        "stage S4 takes 94 min with its walks, over session.total_max_min (40); shorten one of "
        "them",
    ),
    "bands out of order": (
        swap(0, 1, "start", "days_off", "bands"),
        "start.days_off",
        "bands must rise in up_to_days, and only the last one has no limit",
    ),
    "a last band with a limit": (
        put(99, "start", "days_off", "bands", 4, "up_to_days"),
        "start.days_off",
        "bands must rise in up_to_days, and only the last one has no limit",
    ),
    "a band without a limit before the last": (
        remove("start", "days_off", "bands", 1, "up_to_days"),
        "start.days_off",
        "bands must rise in up_to_days, and only the last one has no limit",
    ),
    "a band that leads to no stage": (
        put("S9", "start", "days_off", "bands", 0, "stage"),
        "start.days_off.bands #1.stage",
        "S9 is not a stage; write one of S1, S2, S3, S4, S5, S6, S7 or gentle",
    ),
    "a longer break that leads to a later stage": (
        put("S5", "start", "days_off", "bands", 2, "stage"),
        "start.days_off",
        "S5",
    ),
    "limits of pain crossed": (
        put(6, "response", "pain_green_max", "value"),
        "response.pain_green_max",
        "must be below pain_amber_max",
    ),
    "a limit of pain off the scale": (
        put(10, "response", "pain_before_amber_max", "value"),
        "response.pain_before_green_max",
        "pain_before_amber_max below 10",
    ),
    "limits of settling crossed": (
        put("later", "response", "settled_green", "value"),
        "response.settled_green",
        "must come before settled_amber",
    ),
    "limits of breaks crossed": (
        put(14, "days", "break_same_max", "value"),
        "days.break_same_max",
        "must be below break_one_back_max",
    ),
    "limits of waiting crossed": (
        put(15, "days", "not_usual_soon", "value"),
        "days.not_usual_soon",
        "must be below not_usual_stop",
    ),
    "no longer rest after a setback": (
        put(2, "days", "rest_after_setback", "value"),
        "days.between_runs",
        "must be below rest_after_setback",
    ),
    "a word no runner can answer": (
        put("soon", "response", "settled_green", "value"),
        "response.settled_green.value",
        "must be 'hour', 'morning' or 'later', not 'soon'",
    ),
    "text for yes or no": (
        put("maybe", "safety", 0, "signs", 0, "plan"),
        "safety #1.signs #1.plan",
        "must be true or false, not 'maybe'",
    ),
    "a sign twice": (
        put("big-blow", "safety", 0, "signs", 0, "id"),
        "safety",
        "big-blow stands twice; give each its own id",
    ),
    "no sign for somebody under age": (
        remove("start", "under_age_sign"),
        "start.under_age_sign",
        "is missing; add it",
    ),
    "a sign for somebody under age that is not there": (
        put("too-young", "start", "under_age_sign"),
        "start.under_age_sign",
        "too-young is not a sign; add it under `safety`, or name one that is there",
    ),
    "no sign for a hop that hurts in the groin": (
        remove("readiness", "groin_hop_sign"),
        "readiness.groin_hop_sign",
        "is missing; add it",
    ),
    "a sign for such a hop that lets a plan follow": (
        put("snapping", "readiness", "groin_hop_sign"),
        "readiness.groin_hop_sign",
        "snapping lets a plan follow; write plan: false there, or name another",
    ),
    "a sign for a bone that nobody called healed that is not there": (
        put("old-bone", "readiness", "unhealed_bone_sign"),
        "readiness.unhealed_bone_sign",
        "old-bone is not a sign; add it under `safety`, or name one that is there",
    ),
    "a sign for a walk that hurts that is not there": (
        put("limping", "readiness", "sore_walk_sign"),
        "readiness.sore_walk_sign",
        "limping is not a sign; add it under `safety`, or name one that is there",
    ),
    "a sign to be seen the same day with one that is not there": (
        put(["limping"], "safety", 3, "signs", 1, "same_day_with"),
        "safety.under-18.same_day_with",
        "limping is not a sign; add it under `safety`, or name one that is there",
    ),
    "a sign to be seen the same day with one that is graver already": (
        put(["chest"], "safety", 3, "signs", 1, "same_day_with"),
        "safety.under-18.same_day_with",
        "under-18 and chest must both be card: soon; mend one of them",
    ),
    "more days to run on than a week has": (
        put(8, "days", "days_ticked_max", "value"),
        "days.days_ticked_max",
        "must be runs_a_week_max or more, and 7 at most; mend it",
    ),
    "too few days to run on": (
        put(1, "days", "days_ticked_max", "value"),
        "days.days_ticked_max",
        "must be runs_a_week_max or more, and 7 at most; mend it",
    ),
    "four runs a week": (
        put(4, "days", "runs_a_week_max", "value"),
        "days.runs_a_week_max",
        "the tables show three runs a week, and four leave no free day; write 3",
    ),
    "fewer runs a week at most than the page plans for": (
        put(2, "days", "runs_a_week_max", "value"),
        "days.runs_a_week_max",
        "write 3",
    ),
    "no plan for two runs a week": (
        put(3, "days", "runs_a_week_min", "value"),
        "days.runs_a_week_min",
        "the tables show two runs a week, and one a week gets no plan; write 2",
    ),
    "no free day between two runs": (
        put(1, "days", "between_runs", "value"),
        "days.between_runs",
        "the page says that one free day lies between two runs; write 2",
    ),
    "a rest after a setback that starting again would shorten": (
        put(8, "days", "rest_after_setback", "value"),
        "days.rest_after_setback",
        "no plan asks for more rest than a week; write 7 or less",
    ),
    "a painful break that the rule does not count": (
        put(3, "progress", "painful_breaks_to_tests", "value"),
        "progress.painful_breaks_to_tests",
        "the rule counts only to 2; write 2",
    ),
    "a card that does not exist": (
        put("urgent", "safety", 0, "signs", 0, "card"),
        "safety #1.signs #1.card",
        "must be 'emergency', 'same-day' or 'soon', not 'urgent'",
    ),
    "a list where fields belong": (put([], "days"), "days", "not []"),
    "a date in words": (put("soon", "updated"), "updated", "soon"),
}
