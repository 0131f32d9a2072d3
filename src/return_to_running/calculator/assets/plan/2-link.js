/* ---------------------------------------------------------------- the plan as a link
 * #plan=1-<protocol version>-<made>-<start>-<days>-<goal>.<pace><unit>-<race>-<answers>-<signs>-<token>-<log>
 * Links of before have no token.
 * #again=1-<what the last plan left>, while a new one is being made; a plan's answers end with it.
 * Whole numbers in base 36. Whatever does not fit the pattern is not a plan. */

const LINK = 1;
const CODES = {
  yesNo: ["no", "yes"],
  bmi: ["no", "yes", "skip"],
  settled: ["hour", "morning", "later", "unknown"],
  morning: ["same", "worse", "unknown"],
  week: [null, "same", "worse"],
  units: ["km", "mi"],
  other: ["not-usual", "pain-break", "too-sore"],
};
/** An answer that a warning sign made needless. */
const NOT_SAID = "x";
/** An answer that was left out stays empty. @param {number|string} number */
const to36 = (number) => number.toString(36);
const from36 = (/** @type {string} */ text) => parseInt(text, 36);

/** @param {LastPlan} last */
const lastPlanText = ({ afterStop, highest, until, clear }) =>
  [+afterStop, highest + 2, until, clear].map(to36).join(".");

/** Earlier links hold less, the first ones the stop alone. @param {string} text @returns {LastPlan} */
function readLastPlan(text) {
  const [stop, stage = 0, until = 0, clear = 0] = text.split(".").map(from36);
  return { afterStop: !!stop, highest: stage - 2, until, clear };
}

/** @param {Rule} rule @param {Plan} plan @param {string[]} signIds */
function encode(rule, plan, signIds) {
  const a = plan.answers;
  const yes = (/** @type {any} */ answer) => CODES.yesNo.indexOf(answer);
  const answers = [
    a.daysOff,
    yes(a.regular),
    a.stairs,
    a.worst,
    a.age,
    yes(a.bone),
    a.longest ?? "",
    CODES.bmi.indexOf(a.bmi),
  ].map(to36);
  const log = plan.log.map((/** @type {any} */ entry) => {
    const on = to36(entry.on - plan.start);
    if (entry.kind !== "run") return `${on}_${CODES.other.indexOf(entry.kind)}`;
    const codes = [
      ...[entry.before, entry.during, entry.after].map((pain) => (pain === null ? NOT_SAID : to36(pain))),
      entry.limp ? yes(entry.limp) : NOT_SAID,
      CODES.settled.indexOf(entry.settled),
      CODES.morning.indexOf(entry.morning),
      to36((entry.painkiller ? yes(entry.painkiller) : 4) + 2 * +!!entry.longer + 8 * +!!entry.short),
      CODES.week.indexOf(entry.week),
    ];
    return `${on}_r${codes.join("")}${entry.signs.map((/** @type {string} */ id) => `_${to36(signIds.indexOf(id))}`).join("")}`;
  });
  return [
    LINK,
    rule.version,
    to36(plan.made),
    to36(plan.start),
    to36(dayBits(plan.days)),
    plan.pace
      ? `${to36(plan.goal)}.${to36(plan.pace.seconds)}.${CODES.units.indexOf(plan.pace.unit)}`
      : to36(plan.goal),
    to36(plan.race ?? ""),
    [...answers, lastPlanText(a)].join("."),
    plan.signs.map((id) => to36(signIds.indexOf(id))).join("."),
    ...(plan.token ? [plan.token] : []),
    log.join("."),
  ].join("-");
}

const SHAPE = /^1-(\d{1,4})-([0-9a-z]{1,4})-([0-9a-z]{1,4})-([0-9a-z]{1,2})-([0-9a-z]{1,2})(?:\.([0-9a-z]{1,3})\.([01]))?-([0-9a-z]{0,4})-([0-9a-z]{1,4}\.[01](?:\.[0-9a]){2}\.[0-9a-z]{1,2}\.[01]\.[0-9a-z]{0,3}\.[012])\.([01](?:\.[0-9a-z]\.[0-9a-z]{1,4}(?:\.[0-9a-z])?)?)-([0-9a-z.]{0,200})(?:-([0-9a-z]{1,6}))?-([0-9a-z_.]*)$/;
const AGAIN = /^#again=(?:1-([01]\.[0-9a-z]\.[0-9a-z]{1,4}(?:\.[0-9a-z])?)$)?/;
const RUN = /^([0-9a-z]{1,3})_r([0-9ax]{3})([01x])([0-3])([012])([0-9a-f])([012])((?:_[0-9a-z]{1,2})*)$/;
const OTHER = /^([0-9a-z]{1,3})_([012])$/;
const MOST_ENTRIES = 1000;

/** The plan of a link, or null when the text is not one. Never throws.
 * @param {Rule} rule @param {string} text @param {string[]} signIds @returns {Plan|null} */
function decode(rule, text, signIds) {
  const found = SHAPE.exec(text);
  if (!found) return null;
  const [, version, made, start, dayBits, goal, pace, unit, race, answerText, last, signText, token, logText] = found;
  const [off, regular, stairs, worst, age, bone, longest, bmi] = answerText.split(".").map(from36);
  const days = [0, 1, 2, 3, 4, 5, 6].filter((day) => from36(dayBits) & (1 << day));
  const signs = signText ? signText.split(".").map((n) => signIds[from36(n)]) : [];
  const ladder = rule.lengths[0];
  const sound =
    from36(start) <= from36(made) + rule.days.tests && // R40
    age < 121 && off < 36500 && !(longest > 1440) && from36(dayBits) < 128 &&
    from36(goal) >= ladder && from36(goal) <= rule.beyond.goalMax &&
    enoughDays(rule, days) && (!pace || from36(pace) > 0) && signs.every(Boolean);
  if (!sound) return null;
  /** @type {Plan} */
  const plan = {
    version: +version,
    made: from36(made),
    start: from36(start),
    days,
    goal: from36(goal),
    pace: pace ? { seconds: from36(pace), unit: CODES.units[+unit] } : null,
    race: race ? from36(race) : null,
    answers: {
      daysOff: off,
      regular: CODES.yesNo[regular],
      stairs,
      worst,
      age,
      bone: CODES.yesNo[bone],
      longest: longest >= 0 ? longest : null,
      bmi: CODES.bmi[bmi],
      ...readLastPlan(last),
    },
    signs,
    token,
    log: [],
  };
  for (const part of logText ? logText.split(".") : []) {
    const entry = decodeEntry(part, plan.start, signIds);
    if (!entry || plan.log.length >= MOST_ENTRIES) return null;
    plan.log.push(entry);
  }
  return plan;
}

/** @param {string} part @param {number} start @param {string[]} signIds @returns {Entry|null} */
function decodeEntry(part, start, signIds) {
  const other = OTHER.exec(part);
  if (other) return { on: start + from36(other[1]), kind: CODES.other[+other[2]], signs: [] };
  const found = RUN.exec(part);
  if (!found) return null;
  const [, on, pain, limp, settled, morning, flags, week, signText] = found;
  const [before, during, after] = [...pain].map((text) => (text === NOT_SAID ? null : from36(text)));
  const signs = signText.split("_").slice(1).map((n) => signIds[from36(n)]);
  const bits = from36(flags);
  const whole = !(pain + limp).includes(NOT_SAID) && !(bits & 4);
  if (signs.some((id) => !id) || !(whole || signs.length)) return null;
  return {
    on: start + from36(on),
    kind: "run",
    before,
    during,
    after,
    limp: CODES.yesNo[+limp] ?? null,
    settled: CODES.settled[+settled],
    morning: CODES.morning[+morning],
    painkiller: bits & 4 ? null : CODES.yesNo[bits & 1],
    longer: !!(bits & 2),
    short: !!(bits & 8),
    week: CODES.week[+week],
    signs,
  };
}

/** What a plan leaves for the next; one that was never begun passes on what it was given.
 * @param {Rule} rule @param {Plan} plan @returns {LastPlan} */
function leftBy(rule, plan) {
  const { log, answers } = plan;
  const full = complete(rule, plan);
  const { steps, state, earliest } = replay(rule, full, log);
  const stopped = (state.ended ?? "").startsWith("stop-");
  const stage = Math.min(state.stage, full.course.ladder - 1);
  return !steps.length ? answers : {
    afterStop: answers.afterStop || stopped,
    highest: full.course.track === "gentle" ? -1 : stage,
    until: earliest,
    clear: !stopped && state.stage < state.clear ? stage + state.clear - state.stage : 0,
  };
}

/** A plan with its course worked out by the present rules.
 * @param {Rule} rule @param {Plan} plan @returns {FullPlan} */
function complete(rule, plan) {
  const first = firstStage(rule, plan.answers);
  const course = makeCourse(rule, first.track, plan.goal, runsAWeek(rule, plan.days));
  return { ...plan, course, firstStage: first.stage, reasons: first.reasons };
}
