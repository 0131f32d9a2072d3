/** The engine: no rule and no clinical number of its own. Answers are looked up in the tables that
 * Python made and the worst one wins; the machine is walked, not decided; dates are counted.
 *
 * All parts of the script are joined into one classic script, because modules do not load from a
 * file. Nothing is sent anywhere.
 *
 * @typedef {{on: number, kind: string, signs: string[], before?: number|null, during?: number|null,
 *   after?: number|null, limp?: string|null, settled?: string, morning?: string,
 *   painkiller?: string|null, longer?: boolean, short?: boolean, week?: string|null}} Entry  one line of the log;
 *   null is not answered, which only a warning sign allows
 * @typedef {{track: string, stages: [string, number, number, number][], lengths: number[],
 *   ladder: number, goal: number, runs: number}} Course
 * @typedef {{stage: number, successes: number, left: number, trouble: number, clear: number,
 *   held: boolean, climb: number, ended: string|null}} State
 * @typedef {{on: number, stage: number, minutes: number, grows: boolean, long: boolean}} Session
 * @typedef {{session: Session, result: number|null, decisions: string[], state: State,
 *   entries: Entry[], early?: string}} Step  early: the rest that a run did not wait for
 * @typedef {{state: State, earliest: number, rest: string, steps: Step[], lastRun: number|null,
 *   setbackOn: number|null, runs: number[], counted: [number, number][], longOn: number|null,
 *   beyondSince: number|null, weekOn: number|null, easyNext: boolean}} Progress
 * @typedef {{daysOff: number, regular: string, stairs: number, worst: number, age: number,
 *   bone: string, longest: number|null, bmi: string} & LastPlan} Answers
 * @typedef {{afterStop: boolean, highest: number, until: number, clear: number}} LastPlan  what it
 *   leaves for the next: a stop, the highest first stage (-1 is the gentle track, -2 any), the end of
 *   its rest, the stage at which its last setback is left behind
 * @typedef {{version: number, made: number, start: number, days: number[], goal: number,
 *   pace: {seconds: number, unit: string}|null, race: number|null, answers: Answers,
 *   signs: string[], token?: string, log: Entry[]}} Plan  the token tells plans of one day apart
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
    m.zones.indexOf(zone),
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
      ended: word >= m.ends ? decision : null,
    },
  };
}

/* ---------------------------------------------------------------- answers, looked up */

const ASKED = ["before", "during", "after", "limp", "settled", "morning", "painkiller"];

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
    : Math.max(table.short[+!!answers.short], ...ASKED.map((name) => lookUp(table[name], answers[name])));
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
