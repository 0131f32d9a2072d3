/* The engine, second part: sessions on dates, the log worked out, and what lies ahead. */

/** A set of weekdays as one number. @param {number[]} days */
const dayBits = (days) => days.reduce((bits, day) => bits | (1 << day), 0);
/** How many runs a week the chosen days allow, neighbours skipped.
 * @param {Rule} rule @param {number[]} days */
const runsAWeek = (rule, days) => Number(rule.runsAWeek[dayBits(days)]);

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
  rest: "",
  steps: [],
  lastRun: null,
  setbackOn: null,
  runs: [],
  counted: [],
  longOn: null,
  beyondSince: null,
  weekOn: null,
  easyNext: false,
});

/** Where a plan stands on a day after the break between the last run, or the planned first one, and
 * that day; and what is decided of the break.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} on
 * @returns {{state: State, decision: string}} */
function afterBreak(rule, plan, progress, on) {
  const { state } = progress;
  const pause = lookUp(rule.days.breaks, on - (progress.lastRun ?? chosenDay(plan, plan.start)));
  return pause ? walk(rule, plan.course, state, pause) : { state, decision: "" };
}

/** No run before a day, and why: of two reasons that of the later day.
 * @param {Progress} progress @param {number} day @param {string} rest @returns {Progress} */
const notBefore = (progress, day, rest) =>
  day > progress.earliest ? { ...progress, earliest: day, rest } : progress;

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
  // R48, R49: nobody is told to repeat or to step back and then sent further.
  const easy = progress.easyNext || progress.state.held;
  if (easy || on - (progress.longOn ?? on) < r.every) return session(base, false, false);
  const recent = progress.counted.filter(([day]) => day < on && on - day <= r.window);
  if (!recent.length) return session(base, false, true);
  const longest = Math.max(...recent.map(([, minutes]) => minutes));
  const cap = Math.floor((longest * (100 + r.percent)) / 100);
  const weeks = Math.floor((on - (progress.beyondSince ?? on)) / WEEK);
  if (weeks % r.easier === r.easier - 1) {
    const easier = course.lengths[Math.max(course.ladder - 1, stage - 1 - r.back)];
    return session(Math.min(easier, cap), false, true);
  }
  const wanted = course.lengths[stage];
  return session(Math.min(wanted, cap), wanted <= cap, true);
}

/** A setback alone moves the stage at which it is left behind. @param {State} before @param {State} after */
const isSetback = (before, after) => after.clear !== before.clear;

/** Log one run: a warning sign first, else the break before it, the week, the session.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} on
 * @param {number} result @param {string|null} week @param {Entry[]} entries
 * @returns {Progress} */
function run(rule, plan, progress, on, result, week, entries, waits = false) {
  const { course } = plan;
  const { results, tooSoon, sign } = rule.judge;
  let { state } = progress;
  // R1: a warning sign is a stop, whatever ended the plan before it.
  if (result === sign) state = { ...state, ended: null };
  if (state.ended) return noted(progress, on, null, entries);
  /** @type {string[]} */
  const decisions = [];
  const take = (/** @type {ReturnType<typeof walk>} */ next) => {
    state = next.state;
    if (next.decision) decisions.push(next.decision);
  };
  const tell = (/** @type {string} */ event) => state.ended || take(walk(rule, course, state, event));
  if (result < sign) take(afterBreak(rule, plan, progress, on));
  const session = planned(rule, plan, { ...progress, state }, on);
  if (week && result < sign && !waits) tell(`week-${week}`);
  const final = Math.max(result, tooSoon[+(on < progress.earliest)]);
  if (waits && !state.ended) decisions.push("waiting");
  else {
    const easy = final === 0 && isBeyond(course, session.stage) && !session.grows;
    tell(easy ? "easy" : results[final]);
  }
  const runs = [...progress.runs, on].slice(-rule.days.most);
  const full = runs.length === rule.days.most ? runs[0] + WEEK : 0;
  const long = isBeyond(course, session.stage) ? session.long : progress.longOn === null;
  const bad = final >= results.indexOf("red");
  const setback = isSetback(progress.state, state);
  const rest = setback || bad ? "rest" : "apart";
  const early = on < progress.earliest ? progress.rest : "apart"; // Two runs on one day.
  /** @type {Progress} */
  const after = {
    state,
    earliest: on + rule.days[rest],
    rest,
    steps: [...progress.steps, { session, result: final, decisions, state, entries, early }],
    lastRun: on,
    setbackOn: setback ? on : null,
    runs,
    counted: bad || entries.some((entry) => entry.short) ? progress.counted : [...progress.counted, [on, session.minutes]],
    longOn: session.stage >= course.ladder - 1 && long ? on : progress.longOn,
    beyondSince: isBeyond(course, state.stage) ? (progress.beyondSince ?? on) : null,
    weekOn: week ? on : progress.weekOn,
    easyNext: final > 0,
  };
  return notBefore(after, full, "most");
}

/** Log a day that pain left without a run.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} on
 * @param {string} event @param {Entry[]} entries @returns {Progress} */
function note(rule, plan, progress, on, event, entries) {
  if (progress.state.ended) return noted(progress, on, null, entries);
  const { state, decision } = walk(rule, plan.course, progress.state, event);
  const told = { ...noted(progress, on, decision, entries, state), easyNext: true };
  if (!isSetback(progress.state, state) && !state.ended) return told;
  return notBefore({ ...told, setbackOn: on }, on + rule.days.rest, "rest");
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
    if (kinds.includes("not-usual")) {
      const waited = on - (progress.setbackOn ?? on);
      const [, event] = rule.days.notUsual.findLast((/** @type {[number, string]} */ [from]) => waited >= from);
      progress = notBefore(note(rule, plan, progress, on, event, entries), on + 1, "rest");
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
  const { state } = afterBreak(rule, plan, progress, on);
  return state.ended ? null : planned(rule, plan, { ...progress, state }, on);
}

/** How the sessions go when one of so many has to be done again, but never so as to end the plan.
 * @param {Rule} rule @returns {(n: number, left: number) => number} */
const again = (rule) => (n, left) => (left > 1 ? rule.again[(n - 1) % rule.again.length] : 0);

/** The gravest of some decisions, which is the answer. @param {Rule} rule @param {string[]} decisions */
const gravest = (rule, decisions) =>
  rule.machine.decisions.findLast((/** @type {string} */ word) => decisions.includes(word));

/** Every session until the end, and which end, if each goes as goes(number, sessions left) says.
 * Each weekly answer is taken to be "the same", on the day on which it is due.
 * @param {Rule} rule @param {FullPlan} plan @param {Progress} progress @param {number} from
 * @param {(n: number, left: number) => number} goes
 * @returns {{sessions: Session[], ended: string|null}} */
function lookAhead(rule, plan, progress, from, goes = () => 0) {
  /** @type {Session[]} */
  const sessions = [];
  let ahead = progress;
  for (let next; (next = nextRun(rule, plan, ahead, from)); ) {
    sessions.push(next);
    const result = goes(sessions.length, ahead.state.left);
    const week = next.on - (ahead.weekOn ?? next.on) < rule.days.week ? null : "same";
    ahead = { ...run(rule, plan, ahead, next.on, result, week, []), steps: [] };
  }
  return { sessions, ended: ahead.state.ended };
}
