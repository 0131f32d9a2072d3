/** The engine: no rule and no clinical number of its own. Answers are looked up in the tables that
 * Python made and the worst one wins; the machine is walked, not decided; dates are counted.
 *
 * All parts of the script are joined into one classic script, because modules do not load from a
 * file. Nothing is sent anywhere.
 *
 * @typedef {{on: number, kind: string, signs: string[], before?: number|null, during?: number|null,
 *   after?: number|null, limp?: string|null, settled?: string, morning?: string,
 *   painkiller?: string|null, longer?: boolean, week?: string|null}} Entry  one line of the log;
 *   null is not answered, which only a warning sign allows
 * @typedef {{track: string, stages: [string, number, number, number][], lengths: number[],
 *   ladder: number, goal: number, runs: number}} Course
 * @typedef {{stage: number, successes: number, left: number, trouble: number, clear: number,
 *   held: boolean, climb: number, ended: string|null}} State
 * @typedef {{on: number, stage: number, minutes: number, grows: boolean, long: boolean}} Session
 * @typedef {{session: Session, result: number|null, decisions: string[], state: State,
 *   entries: Entry[]}} Step
 * @typedef {{state: State, earliest: number, steps: Step[], lastRun: number|null,
 *   setbackOn: number|null, runs: number[], counted: [number, number][], longOn: number|null,
 *   beyondSince: number|null, weekOn: number|null}} Progress
 * @typedef {{daysOff: number, regular: string, stairs: number, worst: number, age: number,
 *   bone: string, longest: number|null, bmi: string} & LastPlan} Answers
 * @typedef {{afterStop: boolean, highest: number, until: number, clear: number}} LastPlan  what it
 *   leaves for the next: a stop, the highest first stage (-1 is the gentle track, -2 any), the end of
 *   its rest, the stage at which its last setback is left behind
 * @typedef {{version: number, made: number, start: number, days: number[], goal: number,
 *   pace: {seconds: number, unit: string}|null, race: number|null, answers: Answers,
 *   signs: string[], log: Entry[]}} Plan
 * @typedef {Plan & {course: Course, firstStage: number, reasons: string[]}} FullPlan
 * @typedef {any} Rule  the tables of tables.py
 * @typedef {any} Words  the catalogue
 */

/* ---------------------------------------------------------------- days
 * A day is a whole number: days since 1 January 1970. No clock time, so no time zone and no
 * daylight saving can move a run. */

const DAY_MS = 864e5;
const WEEK = 7;
const today = () => {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS;
};
/** Monday is 0. @param {number} day */
const weekday = (day) => (((day + 3) % WEEK) + WEEK) % WEEK;
/** @param {number} day */
const toInput = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/* ---------------------------------------------------------------- the machine */

/** The stages from the first one to the goal, in minutes of running.
 * @param {Rule} rule @param {string} track @param {number} goalMin @param {number} runs
 * @returns {Course} */
function makeCourse(rule, track, goalMin, runs) {
  /** @type {[string, number, number, number][]} */
  const stages = rule.tracks[track];
  const [longest, ...longer] = rule.lengths;
  const lengths = stages.map(([, run, , times]) => run * times);
  if (goalMin > longest) lengths.push(...longer.filter((/** @type {number} */ length) => length < goalMin), goalMin);
  return { track, stages, lengths, ladder: stages.length, goal: lengths.length - 1, runs };
}

/** @param {Course} course @param {number} stage */
const isBeyond = (course, stage) => stage >= course.ladder;
/** @param {Rule} rule @param {Course} course @param {number} stage @returns {number} */
const budget = (rule, course, stage) =>
  rule.weeksToMoveUp[+isBeyond(course, stage)] * course.runs;

/** @param {Rule} rule @param {Course} course @param {number} stage @param {number} clear
 * @returns {State} */
const begin = (rule, course, stage, clear) => ({
  stage,
  successes: 0,
  left: budget(rule, course, stage),
  trouble: 0,
  clear,
  held: false,
  climb: 0,
  ended: null,
});

/** Look the effect of an event up and carry it out.
 * @param {Rule} rule @param {Course} course @param {State} state @param {string} event
 * @returns {{state: State, decision: string}} */
function walk(rule, course, state, event) {
  const m = rule.machine;
  const { stage } = state;
  const beyond = isBeyond(course, stage) ? Math.min(stage - course.ladder, 2) : -1;
  const zone = `${+(stage === 0)}${+(stage === course.ladder - 1)}${beyond}${+(stage === course.goal)}`;
  const key = [
    +state.held,
    +(stage < state.clear),
    +(state.climb > 0),
    m.zones[zone],
    +(state.trouble === m.trouble.length - 1),
    state.successes,
    state.left,
  ];
  // The last branch of a tree stands for all that would follow it.
  const [move, successes, left, flags, trouble, word] = m.events[event].map((/** @type {any} */ tree) =>
    key.reduce((node, part) => node[Math.min(part, node.length - 1)] ?? node, tree));
  const [delta, keepsLadder] = m.moves[move];
  const floor = keepsLadder && beyond >= 0 ? course.ladder - 1 : 0;
  const to = Math.min(course.goal, Math.max(floor, stage + delta));
  const decision = m.decisions[word];
  return {
    decision,
    state: {
      stage: to,
      successes: [state.successes, state.successes + 1, 0][successes],
      left: [state.left, 0, 0, Math.max(0, state.left - 1), budget(rule, course, to)][left],
      trouble: m.trouble[trouble][state.trouble],
      clear: flags & 1 ? stage + rule.setbackClear : state.clear,
      held: !!(flags & 2),
      climb: flags & 4 ? state.climb + stage - to : 0,
      ended: m.ends.includes(decision) ? decision : null,
    },
  };
}

/* ---------------------------------------------------------------- answers, looked up */

const ASKED = ["before", "during", "after", "limp", "settled", "morning", "painkiller"];

/** Whether nothing was left unanswered that only a warning sign lets one leave out. @param {any} entry */
const isWhole = (entry) => ASKED.every((name) => entry[name] !== null);

/** Whether its next morning is not known yet. @param {Entry} entry */
const isOpen = (entry) => [entry.settled, entry.morning].includes("unknown");

/** What a table holds for an answer: under its word, or in the band of its number; a number not given
 * is in the lowest. @param {any} table @param {any} answer @returns {any} */
const lookUp = (table, answer) =>
  Array.isArray(table) ? table.find(([upTo]) => answer <= (upTo ?? answer))[1] : table[answer];

/** How one session went: a warning sign alone decides, else the worst answer wins.
 * @param {Rule} rule @param {any} answers @returns {number} */
function judge(rule, answers) {
  const table = rule.judge;
  return answers.signs.length
    ? table.sign
    : Math.max(...ASKED.map((name) => lookUp(table[name], answers[name])));
}

/** Track, first stage and the answers that led there: the lowest allowed stage wins.
 * @param {Rule} rule @param {Answers} a */
function firstStage(rule, a) {
  const { first, back } = rule.start;
  /** @type {Record<string, number>} */
  const allowed = {};
  for (const name in first) allowed[name] = lookUp(first[name], (/** @type {any} */ (a))[name]) ?? Infinity;
  if (a.highest > -2) {
    allowed.highest = Math.max(Math.min(0, a.highest), a.highest - lookUp(back, a.daysOff));
  }
  const lowest = Math.min(...Object.values(allowed));
  const reasons = Object.keys(allowed).filter((name) => allowed[name] === lowest);
  return lowest < 0
    ? { track: "gentle", stage: 0, reasons }
    : { track: "standard", stage: lowest, reasons };
}

/* ---------------------------------------------------------------- sessions on dates */

/** A set of weekdays as one number. @param {number[]} days */
const dayBits = (days) => days.reduce((bits, day) => bits | (1 << day), 0);
/** How many runs a week the chosen days allow, neighbours skipped.
 * @param {Rule} rule @param {number[]} days */
const runsAWeek = (rule, days) => Number(rule.runsAWeek[dayBits(days)]);

/** The weekdays for strength work in a week of runs.
 * @param {Rule} rule @param {Session[]} runs */
function strengthDays(rule, runs) {
  const [{ on }] = runs;
  const gaps = runs.slice(1).map((run, n) => run.on - runs[n].on);
  const days = rule.strength[gaps.join("")][runs.findIndex((run) => run.long) + 1];
  return [...days].map((after) => weekday(on + Number(after))).sort();
}

/** @param {Rule} rule @param {number[]} days */
const enoughDays = (rule, days) =>
  days.length <= rule.days.ticked && runsAWeek(rule, days) >= rule.days.least;

/** @param {{days: number[]}} plan @param {number} earliest */
function chosenDay(plan, earliest) {
  let day = earliest;
  while (!plan.days.includes(weekday(day))) day += 1;
  return day;
}

/** @param {Rule} rule @param {FullPlan} plan @returns {Progress} */
const opening = (rule, plan) => ({
  state: begin(rule, plan.course, plan.firstStage, plan.answers.clear),
  earliest: plan.start,
  steps: [],
  lastRun: null,
  setbackOn: null,
  runs: [],
  counted: [],
  longOn: null,
  beyondSince: null,
  weekOn: null,
});

/** The break between the last run, or the planned first one, and this day.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} on
 * @returns {string|null} */
function breakBefore(rule, plan, progress, on) {
  const days = on - (progress.lastRun ?? chosenDay(plan, plan.start));
  const passed = rule.days.breaks.filter((/** @type {number} */ limit) => days > limit).length;
  return [null, "break-one", "break-two", "break-long"][passed];
}

/** The session of a day: its stage, or beyond the ladder this week's long or easy run.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} on
 * @returns {Session} */
function planned(rule, plan, progress, on) {
  const { course } = plan;
  const { stage } = progress.state;
  const session = (/** @type {number} */ minutes, /** @type {boolean} */ grows, /** @type {boolean} */ long) => ({ on, stage, minutes, grows, long });
  if (!isBeyond(course, stage)) return session(course.lengths[stage], true, false);
  const r = rule.beyond;
  const base = course.lengths[course.ladder - 1];
  if (on - (progress.longOn ?? on) < r.every) return session(base, false, false);
  const weeks = progress.beyondSince === null ? 0 : Math.floor((on - progress.beyondSince) / WEEK);
  if (weeks % r.easier === r.easier - 1) {
    return session(course.lengths[Math.max(course.ladder - 1, stage - 1 - r.back)], false, true);
  }
  const recent = progress.counted.filter(([day]) => day < on && on - day <= r.window);
  if (!recent.length) return session(base, false, true);
  const longest = Math.max(...recent.map(([, minutes]) => minutes));
  const cap = Math.floor((longest * (100 + r.percent)) / 100);
  const wanted = course.lengths[stage];
  return session(Math.min(wanted, cap), wanted <= cap, true);
}

/** @param {State} before @param {State} after */
const isSetback = (before, after) => !after.ended && after.clear !== before.clear;

/** Log one run: a warning sign first, else the break before it, the week, the session.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} on
 * @param {number} result @param {string|null} week @param {Entry[]} entries
 * @returns {Progress} */
function run(rule, plan, progress, on, result, week, entries, waits = false) {
  const { course } = plan;
  const { results, tooSoon, sign } = rule.judge;
  let { state } = progress;
  if (state.ended) return noted(progress, on, null, entries);
  /** @type {string[]} */
  const decisions = [];
  let setback = false;
  const tell = (/** @type {string} */ event) => {
    if (state.ended) return;
    const next = walk(rule, course, state, event);
    setback ||= isSetback(state, next.state);
    state = next.state;
    decisions.push(next.decision);
  };
  const pause = breakBefore(rule, plan, progress, on);
  if (pause && result < sign) tell(pause);
  const session = planned(rule, plan, { ...progress, state }, on);
  if (week && result < sign && !waits) tell(`week-${week}`);
  const level = Math.max(result, tooSoon[+(on < progress.earliest)]);
  if (waits && !state.ended) decisions.push("waiting");
  else {
    const easy = level === 0 && isBeyond(course, session.stage) && !session.grows;
    tell(easy ? "easy" : results[level]);
  }
  const runs = [...progress.runs, on].slice(-rule.days.most);
  const full = runs.length === rule.days.most ? runs[0] + WEEK : 0;
  const long = isBeyond(course, session.stage) ? session.long : progress.longOn === null;
  const bad = level >= results.indexOf("red");
  return {
    state,
    earliest: Math.max(on + (setback || bad ? rule.days.rest : rule.days.apart), full),
    steps: [...progress.steps, { session, result: level, decisions, state, entries }],
    lastRun: on,
    setbackOn: setback ? on : null,
    runs,
    counted: bad ? progress.counted : [...progress.counted, [on, session.minutes]],
    longOn: session.stage >= course.ladder - 1 && long ? on : progress.longOn,
    beyondSince: isBeyond(course, state.stage) ? (progress.beyondSince ?? on) : null,
    weekOn: week ? on : progress.weekOn,
  };
}

/** Log a day without a run.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} on
 * @param {string} event @param {Entry[]} entries @returns {Progress} */
function note(rule, plan, progress, on, event, entries) {
  if (progress.state.ended) return noted(progress, on, null, entries);
  const { state, decision } = walk(rule, plan.course, progress.state, event);
  const told = noted(progress, on, decision, entries, state);
  if (!isSetback(progress.state, state) && !state.ended) return told;
  return { ...told, setbackOn: on, earliest: Math.max(told.earliest, on + rule.days.rest) };
}

/** @param {Progress} progress @param {number} on @param {string|null} decision
 * @param {Entry[]} entries @param {State} state @returns {Progress} */
function noted(progress, on, decision, entries, state = progress.state) {
  const { stage } = progress.state;
  const session = { on, stage, minutes: 0, grows: false, long: false };
  const step = { session, result: null, decisions: decision ? [decision] : [], state, entries };
  return { ...progress, state, steps: [...progress.steps, step] };
}

/** Work the whole log out from the start. Two runs on one day are one session; the last run waits
 * while its next morning is open.
 * @param {Rule} rule @param {FullPlan} plan @param {Entry[]} log @returns {Progress} */
function replay(rule, plan, log) {
  let progress = opening(rule, plan);
  const { results, tooSoon } = rule.judge;
  const days = [...new Set(log.map((entry) => entry.on))].sort((a, b) => a - b);
  for (const on of days) {
    const entries = log.filter((entry) => entry.on === on);
    const kinds = entries.map((entry) => entry.kind);
    const runs = entries.filter((entry) => entry.kind === "run");
    if (kinds.includes("pain-break")) {
      progress = note(rule, plan, progress, on, "pain-break", entries);
    }
    if (kinds.includes("too-sore")) progress = note(rule, plan, progress, on, "red", entries);
    if (kinds.includes("not-usual") && progress.setbackOn !== null) {
      const waited = on - progress.setbackOn;
      const [, event] = rule.days.notUsual.findLast((/** @type {[number, string]} */ [from]) => waited >= from);
      progress = note(rule, plan, progress, on, event, entries);
      progress = { ...progress, earliest: Math.max(progress.earliest, on + 1) };
    }
    if (runs.length) {
      const weeks = runs.map((entry) => entry.week);
      const week = weeks.includes("worse") ? "worse" : weeks.some(Boolean) ? "same" : null;
      const result = Math.max(tooSoon[+(runs.length > 1)], ...runs.map((e) => judge(rule, e)));
      const waits = runs.some(isOpen) && on === days.at(-1) && result < results.indexOf("red");
      progress = run(rule, plan, progress, on, result, week, entries, waits);
    }
  }
  return progress;
}

/** The next run on or after a day, after the break before it; null when the plan has ended.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} from
 * @returns {Session|null} */
function nextRun(rule, plan, progress, from) {
  if (progress.state.ended) return null;
  const on = chosenDay(plan, Math.max(progress.earliest, from));
  const pause = breakBefore(rule, plan, progress, on);
  const state = pause ? walk(rule, plan.course, progress.state, pause).state : progress.state;
  return state.ended ? null : planned(rule, plan, { ...progress, state }, on);
}

/** How the sessions go when one of so many has to be done again, but never so as to end the plan.
 * @param {Rule} rule @returns {(n: number, left: number) => number} */
const again = (rule) => (n, left) => (left > 1 ? rule.again[(n - 1) % rule.again.length] : 0);

/** The gravest of some decisions, which is the answer. @param {Rule} rule @param {string[]} decisions */
const gravest = (rule, decisions) =>
  rule.machine.decisions.findLast((/** @type {string} */ word) => decisions.includes(word));

/** Every session until the end, and which end, if each goes as result(number, sessions left) says.
 * The next weekly answer is taken to be "the same".
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} from
 * @param {(n: number, left: number) => number} result
 * @returns {{sessions: Session[], ended: string|null}} */
function lookAhead(rule, plan, progress, from, result = () => 0) {
  /** @type {Session[]} */
  const sessions = [];
  let ahead = { ...progress, state: { ...progress.state, held: false }, steps: [] };
  for (let next; (next = nextRun(rule, plan, ahead, from)); ) {
    sessions.push(next);
    const level = result(sessions.length, ahead.state.left);
    ahead = { ...run(rule, plan, ahead, next.on, level, null, []), steps: [] };
  }
  return { sessions, ended: ahead.state.ended };
}
