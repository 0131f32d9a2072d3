/* The calculator's interaction. One classic script: it must also run from a file.
 *
 * It holds no rule and no clinical number. Answers are looked up in the tables that Python made
 * (data-rule) and the worst one wins; the machine is walked, not decided; dates are counted.
 * Words come from the page (data-words). Nothing is sent anywhere.
 */
(() => {
  "use strict";
  if (customElements.get("return-to-running")) return;

  /* ---------------------------------------------------------------- days
   * A day is a whole number: days since 1 January 1970. No clock time, so no time zone and no
   * daylight saving can move a run. */

  const DAY_MS = 864e5;
  const today = () => {
    const now = new Date();
    return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS;
  };
  const weekday = (day) => (((day + 3) % 7) + 7) % 7;
  const toInput = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
  const fromInput = (text) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) / DAY_MS : null;

  /* ---------------------------------------------------------------- the machine */

  /** The stages from the first one to the goal, in minutes of running. */
  function makeCourse(rule, track, goalMin, runs) {
    const stages = rule.tracks[track];
    const [longest, ...longer] = rule.lengths;
    const lengths = stages.map(([, run, , times]) => run * times);
    if (goalMin > longest) lengths.push(...longer.filter((length) => length < goalMin), goalMin);
    return { track, stages, lengths, ladder: stages.length, goal: lengths.length - 1, runs };
  }

  const isBeyond = (course, stage) => stage >= course.ladder;
  const budget = (rule, course, stage) =>
    rule.weeksToMoveUp[isBeyond(course, stage) ? 1 : 0] * course.runs;

  const begin = (rule, course, stage) => ({
    stage,
    successes: 0,
    left: budget(rule, course, stage),
    pained: false,
    clear: 0,
    held: false,
    climb: 0,
    ended: null,
  });

  /** Look the effect of an event up and carry it out. */
  function walk(rule, course, state, event) {
    const m = rule.machine;
    const { stage } = state;
    const beyond = isBeyond(course, stage) ? Math.min(stage - course.ladder, 2) : -1;
    const zone = `${+(stage === 0)}${+(stage === course.ladder - 1)}${beyond}${+(stage === course.goal)}`;
    let key = m.zones[zone] * m.successes + state.successes;
    key = key * m.enough + Math.min(state.left, m.enough - 1);
    for (const flag of [state.pained, stage < state.clear, state.held, state.climb > 0]) {
      key = key * 2 + +flag;
    }
    const effect = m.effects[m.rows[m.index[key]][m.events.indexOf(event)]];
    const [move, successes, left, flags, word] = effect;
    const [delta, keepsLadder] = m.moves[move];
    const floor = keepsLadder && beyond >= 0 ? course.ladder - 1 : 0;
    const to = Math.min(course.goal, Math.max(floor, stage + delta));
    const decision = m.decisions[word];
    return {
      decision,
      state: {
        stage: to,
        successes: [state.successes, state.successes + 1, 0][successes],
        left: [state.left, , , Math.max(0, state.left - 1), budget(rule, course, to)][left],
        pained: !!(flags & 1),
        clear: flags & 2 ? stage + rule.setbackClear : state.clear,
        held: !!(flags & 4),
        climb: flags & 8 ? state.climb + stage - to : 0,
        ended: m.ends.includes(decision) ? decision : null,
      },
    };
  }

  /* ---------------------------------------------------------------- answers, looked up */

  /** How one session went: the worst answer wins. Null while the morning is still to come. */
  function judge(rule, answers) {
    const table = rule.judge;
    const asked = ["before", "during", "after", "limp", "settled", "morning", "painkiller"];
    return Math.max(
      ...asked.map((name) => table[name][answers[name]]),
      answers.signs.length ? table.sign : 0,
    );
  }

  /** Track, first stage and the answers that led there: the lowest allowed stage wins. */
  function firstStage(rule, a) {
    const t = rule.start;
    const top = t.running.length - 1;
    const band = t.daysOff.find(([upTo]) => upTo === null || a.daysOff <= upTo);
    const enough = t.running.filter((minutes) => minutes <= (a.longest ?? 0)).length;
    const allowed = {
      "days-off": band[1],
      "not-regular": t.regular[a.regular],
      stairs: t.stairs[a.stairs],
      age: a.age >= t.age ? -1 : top,
      "bone-stress": t.bone[a.bone],
      bmi: t.bmi[a.bmi],
      "test-pain": t.testPain[a.worst],
      "longest-run": Math.max(0, enough - 1),
      "after-stop": a.afterStop ? t.afterStop : top,
    };
    const lowest = Math.min(...Object.values(allowed));
    const reasons = Object.keys(allowed).filter((name) => allowed[name] === lowest);
    return lowest < 0
      ? { track: "gentle", stage: 0, reasons }
      : { track: "standard", stage: lowest, reasons };
  }

  /* ---------------------------------------------------------------- sessions on dates */

  /** How many runs a week the chosen days allow, neighbours skipped. */
  function runsAWeek(rule, days) {
    let last = -rule.days.apart;
    let runs = 0;
    for (let week = 0; week < 4; week += 1) {
      runs = 0;
      for (const day of days.map((n) => 7 * week + n)) {
        if (day - last >= rule.days.apart) {
          last = day;
          runs += 1;
        }
      }
    }
    return Math.min(runs, rule.days.most);
  }

  function chosenDay(plan, earliest) {
    let day = earliest;
    while (!plan.days.includes(weekday(day))) day += 1;
    return day;
  }

  const opening = (rule, plan) => ({
    state: begin(rule, plan.course, plan.firstStage),
    earliest: plan.start,
    steps: [],
    lastRun: null,
    setbackOn: null,
    counted: [],
    longOn: null,
    beyondSince: null,
    weekOn: null,
  });

  /** The break between the last run, or the planned first one, and this day. */
  function breakBefore(rule, plan, progress, on) {
    const days = on - (progress.lastRun ?? chosenDay(plan, plan.start));
    const passed = rule.days.breaks.filter((limit) => days > limit).length;
    return [null, "break-one", "break-two", "break-long"][passed];
  }

  /** The session of a day: its stage, or beyond the ladder this week's long or easy run. */
  function planned(rule, plan, progress, on) {
    const { course } = plan;
    const { stage } = progress.state;
    const session = (minutes, grows, long) => ({ on, stage, minutes, grows, long });
    if (!isBeyond(course, stage)) return session(course.lengths[stage], true, false);
    const r = rule.beyond;
    const base = course.lengths[course.ladder - 1];
    if (on - (progress.longOn ?? on) < r.every) return session(base, false, false);
    const weeks = progress.beyondSince === null ? 0 : Math.floor((on - progress.beyondSince) / 7);
    if (weeks % r.easier === r.easier - 1) {
      return session(course.lengths[Math.max(course.ladder - 1, stage - 1 - r.back)], false, true);
    }
    const recent = progress.counted.filter(([day]) => day < on && on - day <= r.window);
    const longest = recent.length ? Math.max(...recent.map(([, minutes]) => minutes)) : base;
    const cap = Math.floor((longest * (100 + r.percent)) / 100);
    const wanted = course.lengths[stage];
    return session(Math.min(wanted, cap), wanted <= cap, true);
  }

  /** Log one run: the break before it, the weekly answer, then the session. */
  function run(rule, plan, progress, on, result, week, entries) {
    const { course } = plan;
    const table = rule.judge;
    let { state } = progress;
    if (state.ended) {
      const session = { on, stage: state.stage, minutes: 0, grows: false, long: false };
      const step = { session, result: null, decisions: [], state, entries };
      return { ...progress, steps: [...progress.steps, step] };
    }
    const decisions = [];
    const tell = (event) => {
      const next = walk(rule, course, state, event);
      state = next.state;
      decisions.push(next.decision);
    };
    const pause = breakBefore(rule, plan, progress, on);
    if (pause) tell(pause);
    if (week && !state.ended) tell(`week-${week}`);
    const session = planned(rule, plan, { ...progress, state }, on);
    let level = result;
    if (!state.ended) {
      if (on < progress.earliest) level = Math.max(level, table.tooSoon);
      const easy = level === 0 && isBeyond(course, state.stage) && !session.grows;
      tell(easy ? "easy" : table.results[level]);
    }
    const setback = decisions.some((decision) => rule.machine.rests.includes(decision));
    const ranLast = session.stage >= course.ladder - 1;
    const long = isBeyond(course, session.stage) ? session.long : progress.longOn === null;
    const red = table.results.indexOf("red");
    return {
      state,
      earliest: on + (setback ? rule.days.rest : rule.days.apart),
      steps: [...progress.steps, { session, result: level, decisions, state, entries }],
      lastRun: on,
      setbackOn: setback ? on : null,
      counted: level >= red ? progress.counted : [...progress.counted, [on, session.minutes]],
      longOn: ranLast && long ? on : progress.longOn,
      beyondSince:
        progress.beyondSince === null && isBeyond(course, state.stage) ? on : progress.beyondSince,
      weekOn: week ? on : progress.weekOn,
    };
  }

  function note(rule, plan, progress, on, event, entries) {
    if (progress.state.ended) return progress;
    const { state, decision } = walk(rule, plan.course, progress.state, event);
    const session = { on, stage: state.stage, minutes: 0, grows: false, long: false };
    const step = { session, result: null, decisions: [decision], state, entries };
    return { ...progress, state, steps: [...progress.steps, step] };
  }

  /** Work the whole log out from the start. Two runs on one day are one session. */
  function replay(rule, plan, log) {
    let progress = opening(rule, plan);
    const days = [...new Set(log.map((entry) => entry.on))].sort((a, b) => a - b);
    for (const on of days) {
      const entries = log.filter((entry) => entry.on === on);
      const runs = entries.filter((entry) => entry.kind === "run");
      if (runs.length) {
        const weeks = runs.map((entry) => entry.week);
        const week = weeks.includes("worse") ? "worse" : weeks.some(Boolean) ? "same" : null;
        const result = Math.max(...runs.map((entry) => judge(rule, entry)));
        progress = run(rule, plan, progress, on, result, week, entries);
      } else if (entries.some((entry) => entry.kind === "pain-break")) {
        progress = note(rule, plan, progress, on, "pain-break", entries);
      } else if (progress.setbackOn !== null) {
        const over = on - progress.setbackOn >= rule.days.stop;
        const event = over ? "still-not-usual" : "not-usual";
        progress = note(rule, plan, progress, on, event, entries);
        progress = { ...progress, earliest: Math.max(progress.earliest, on + 1) };
      }
    }
    return progress;
  }

  /** The next run on or after a day, after the break before it; null when the plan has ended. */
  function nextRun(rule, plan, progress, from) {
    if (progress.state.ended) return null;
    const on = chosenDay(plan, Math.max(progress.earliest, from));
    const pause = breakBefore(rule, plan, progress, on);
    const state = pause ? walk(rule, plan.course, progress.state, pause).state : progress.state;
    return state.ended ? null : planned(rule, plan, { ...progress, state }, on);
  }

  /** Every session until the goal, if the n-th of them goes as result(n) says. */
  function lookAhead(rule, plan, progress, from, result = () => 0) {
    const sessions = [];
    let ahead = { ...progress, steps: [] };
    for (let next; (next = nextRun(rule, plan, ahead, from)); ) {
      sessions.push(next);
      ahead = { ...run(rule, plan, ahead, next.on, result(sessions.length), null, []), steps: [] };
    }
    return sessions;
  }

  /* ---------------------------------------------------------------- the plan as a link
   * #plan=1-<protocol version>-<made>-<start>-<days>-<goal>-<race>-<answers>-<signs>-<log>
   * Whole numbers in base 36. Whatever does not fit the pattern is not a plan. */

  const LINK = 1;
  const CODES = {
    yesNo: ["no", "yes"],
    bmi: ["no", "yes", "skip"],
    settled: ["hour", "morning", "later"],
    morning: ["same", "worse", "unknown"],
    week: [null, "same", "worse"],
    kinds: { n: "not-usual", p: "pain-break" },
  };
  const to36 = (number) => number.toString(36);
  const from36 = (text) => parseInt(text, 36);

  function encode(rule, plan, signIds) {
    const a = plan.answers;
    const yes = (answer) => CODES.yesNo.indexOf(answer);
    const answers = [
      a.daysOff,
      yes(a.regular),
      a.stairs,
      a.worst,
      a.age,
      yes(a.bone),
      a.longest === null ? "" : a.longest,
      CODES.bmi.indexOf(a.bmi),
      +a.afterStop,
    ].map((value) => (value === "" ? "" : to36(value)));
    const log = plan.log.map((entry) => {
      const on = to36(entry.on - plan.start);
      if (entry.kind !== "run") return `${on}${entry.kind === "pain-break" ? "_p" : "_n"}`;
      const codes = [
        ...[entry.before, entry.during, entry.after].map(to36),
        yes(entry.limp),
        CODES.settled.indexOf(entry.settled),
        CODES.morning.indexOf(entry.morning),
        yes(entry.painkiller),
        CODES.week.indexOf(entry.week),
      ];
      return `${on}_r${codes.join("")}${entry.signs.map((id) => `_${to36(signIds.indexOf(id))}`).join("")}`;
    });
    return [
      LINK,
      rule.version,
      to36(plan.made),
      to36(plan.start),
      to36(plan.days.reduce((bits, day) => bits | (1 << day), 0)),
      to36(plan.goal),
      plan.race === null ? "" : to36(plan.race),
      answers.join("."),
      plan.signs.map((id) => to36(signIds.indexOf(id))).join("."),
      log.join("."),
    ].join("-");
  }

  const SHAPE = /^1-(\d{1,4})-([0-9a-z]{1,4})-([0-9a-z]{1,4})-([0-9a-z]{1,2})-([0-9a-z]{1,2})-([0-9a-z]{0,4})-([0-9a-z.]{9,40})-([0-9a-z.]{0,200})-([0-9a-z_.]*)$/;
  const RUN = /^([0-9a-z]{1,3})_r([0-9a]{3})([01])([012])([012])([01])([012])((?:_[0-9a-z]{1,2})*)$/;
  const OTHER = /^([0-9a-z]{1,3})_([np])$/;
  const MOST_ENTRIES = 1000;

  /** The plan of a link, or null when the text is not one. Never throws. */
  function decode(rule, text, signIds) {
    const found = SHAPE.exec(text);
    if (!found) return null;
    const [, version, made, start, dayBits, goal, race, answerText, signText, logText] = found;
    const values = answerText.split(".");
    if (values.length !== 9 || values.some((value, n) => value === "" && n !== 6)) return null;
    const [off, regular, stairs, worst, age, bone, longest, bmi, afterStop] = values.map(from36);
    const days = [0, 1, 2, 3, 4, 5, 6].filter((day) => from36(dayBits) & (1 << day));
    const signs = signText ? signText.split(".").map((n) => signIds[from36(n)]) : [];
    const ladder = rule.lengths[0];
    const sound =
      regular < 2 && bone < 2 && afterStop < 2 && bmi < 3 && stairs < 11 && worst < 11 &&
      age < 121 && off < 36500 && !(longest > 1440) && from36(dayBits) < 128 &&
      from36(goal) >= ladder && from36(goal) <= rule.beyond.goalMax &&
      runsAWeek(rule, days) > 1 && signs.every(Boolean);
    if (!sound) return null;
    const plan = {
      version: +version,
      made: from36(made),
      start: from36(start),
      days,
      goal: from36(goal),
      race: race ? from36(race) : null,
      answers: {
        daysOff: off,
        regular: CODES.yesNo[regular],
        stairs,
        worst,
        age,
        bone: CODES.yesNo[bone],
        longest: values[6] === "" ? null : longest,
        bmi: CODES.bmi[bmi],
        afterStop: afterStop === 1,
      },
      signs,
      log: [],
    };
    for (const part of logText ? logText.split(".") : []) {
      const entry = decodeEntry(part, plan.start, signIds);
      if (!entry || plan.log.length >= MOST_ENTRIES) return null;
      plan.log.push(entry);
    }
    return plan;
  }

  function decodeEntry(part, start, signIds) {
    const other = OTHER.exec(part);
    if (other) return { on: start + from36(other[1]), kind: CODES.kinds[other[2]], signs: [] };
    const found = RUN.exec(part);
    if (!found) return null;
    const [, on, pain, limp, settled, morning, painkiller, week, signText] = found;
    const [before, during, after] = [...pain].map(from36);
    const signs = signText.split("_").slice(1).map((n) => signIds[from36(n)]);
    if (signs.some((id) => !id)) return null;
    return {
      on: start + from36(on),
      kind: "run",
      before,
      during,
      after,
      limp: CODES.yesNo[+limp],
      settled: CODES.settled[+settled],
      morning: CODES.morning[+morning],
      painkiller: CODES.yesNo[+painkiller],
      week: CODES.week[+week],
      signs,
    };
  }

  /** A plan with its course worked out by the present rules. */
  function complete(rule, plan) {
    const first = firstStage(rule, plan.answers);
    const course = makeCourse(rule, first.track, plan.goal, runsAWeek(rule, plan.days));
    return { ...plan, course, firstStage: first.stage, reasons: first.reasons };
  }

  /* ---------------------------------------------------------------- drawing */

  const SVG = "http://www.w3.org/2000/svg";

  /** An element with attributes and children; text is always text, never markup. */
  function el(name, attributes = {}, ...children) {
    const node = name.startsWith("svg:")
      ? document.createElementNS(SVG, name.slice(4))
      : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  }

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Running stands tall and solid, walking lies low and open, both to scale. */
  function strip(rule, blocks) {
    const { warm, cool } = rule.session;
    const drawing = el("svg:svg", {
      class: "g-strip",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    });
    let x = 0;
    for (const [kind, minutes] of [["w", warm], ...blocks, ["w", cool]]) {
      const [y, height] = kind === "r" ? [0, 10] : [7, 3];
      drawing.append(el("svg:rect", { class: kind, x, y, width: minutes, height }));
      x += minutes;
    }
    drawing.setAttribute("viewBox", `0 0 ${x} 10`);
    return drawing;
  }

  /** Run and walk of a session, one after the other. */
  function blocks(course, session) {
    if (isBeyond(course, session.stage)) return [["r", session.minutes]];
    const [, runMin, walkMin, times] = course.stages[session.stage];
    return Array.from({ length: times }, () =>
      walkMin ? [["r", runMin], ["w", walkMin]] : [["r", runMin]],
    ).flat();
  }

  const total = (pairs) => pairs.reduce((sum, [, minutes]) => sum + minutes, 0);

  /* ---------------------------------------------------------------- the element */

  const STORE = "return-to-running";
  const VIEWS = ["safety", "tests", "questions", "plan"];

  class ReturnToRunning extends HTMLElement {
    static engine = {
      makeCourse, begin, walk, judge, firstStage, runsAWeek, replay, nextRun, lookAhead,
      encode, decode, complete,
    };

    connectedCallback() {
      if (this.rule) return;
      this.rule = JSON.parse(this.dataset.rule);
      this.words = JSON.parse(this.dataset.words);
      this.live = this.querySelector(".c-live");
      this.live.hidden = false;
      this.querySelector(".c-tables").open = false;
      this.signIds = [...this.querySelectorAll("[name=sign]")].map((box) => box.value);
      const { language, locale } = this.words;
      const own = navigator.languages.find((name) => name.startsWith(`${language}-`)) ?? locale;
      this.format = (day, options) =>
        new Intl.DateTimeFormat(own, { timeZone: "UTC", ...options }).format(day * DAY_MS);
      this.listen();
      this.open();
      this.onhash = () => this.open();
      window.addEventListener("hashchange", this.onhash);
    }

    disconnectedCallback() {
      window.removeEventListener("hashchange", this.onhash);
    }

    slot(name, root = this.live) {
      return root.querySelector(`[data-slot="${name}"]`);
    }

    view(name) {
      return this.live.querySelector(`[data-view="${name}"]`);
    }

    say(name, text, root) {
      const slot = this.slot(name, root);
      slot.textContent = text;
      slot.hidden = !text;
    }

    /* What is chosen in a form: the value of a radio, or null. */
    chosen(name) {
      return this.live.querySelector(`[name="${name}"]:checked`)?.value ?? null;
    }

    ticked(name) {
      return [...this.live.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
    }

    listen() {
      this.live.addEventListener("change", (event) => this.changed(event.target));
      this.live.addEventListener("submit", (event) => {
        event.preventDefault();
        const view = event.target.closest("[data-view]").dataset.view;
        ({
          safety: () => this.submitSafety(),
          tests: () => this.submitTests(),
          questions: () => this.submitQuestions(),
          "check-in": () => this.submitCheckIn(),
        })[view]();
      });
      this.live.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button?.dataset.go) this.show(button.dataset.go);
        if (button?.dataset.do) this.act(button.dataset.do, button);
      });
    }

    show(name, focus = true) {
      for (const view of this.live.querySelectorAll("[data-view]")) {
        view.hidden = view.dataset.view !== name;
      }
      const here = VIEWS.indexOf(name === "check-in" ? "plan" : name);
      for (const [n, part] of [...this.live.querySelectorAll("[data-part]")].entries()) {
        part.classList.toggle("is-done", n < here);
        if (n === here) part.setAttribute("aria-current", "step");
        else part.removeAttribute("aria-current");
      }
      this.classList.toggle("has-plan", here === 3);
      this.drawCards();
      if (focus) {
        const heading = this.view(name).querySelector("h2");
        heading.focus({ preventScroll: true });
        this.live.scrollIntoView({ block: "start" });
      }
    }

    /* Open what the address holds, else what this device holds, else start. */
    open() {
      const found = /^#plan=(.*)$/.exec(location.hash);
      const saved = this.stored();
      const text = found ? found[1] : saved;
      const plan = text ? decode(this.rule, text, this.signIds) : null;
      this.say("notice", "");
      if (plan && !this.withheld(plan.signs).length) {
        this.plan = complete(this.rule, plan);
        this.answer = null;
        this.drawPlan();
        const old = plan.version === this.rule.version ? "" : `${this.words.plan.old_version} `;
        const made = fill(this.words.plan.opened, { date: this.long(plan.made) });
        this.say("notice", old + made);
        this.show("plan", false);
      } else {
        this.plan = null;
        if (plan) this.tick(plan.signs);
        else if (found) this.say("notice", this.words.plan.bad_link);
        this.show("safety", false);
      }
    }

    long(day) {
      return this.format(day, { weekday: "long", day: "numeric", month: "long" });
    }

    short(day) {
      return this.format(day, { weekday: "short", day: "numeric", month: "short" });
    }

    /* ------------------------------------------------------------ safety */

    box(id) {
      return this.live.querySelector(`[name=sign][value="${id}"]`);
    }

    card(id) {
      return this.rule.signs[id][0];
    }

    withheld(ids) {
      return ids.filter((id) => !this.rule.signs[id][1]);
    }

    tick(ids) {
      for (const id of ids) this.box(id).checked = true;
    }

    changed(input) {
      const group = input.closest("fieldset");
      if (input.type === "checkbox" && group && input.checked && input.name !== "day") {
        const none = input.name.startsWith("none-");
        for (const other of group.querySelectorAll("[type=checkbox]")) {
          if (other !== input && (none || other.name.startsWith("none-"))) other.checked = false;
        }
      }
      if (input.name === "test-hop") {
        this.slot("hop-where").hidden = !(Number(this.chosen("test-hop")) > 0);
      }
      if (input.name === "goal") this.slot("goal-min").hidden = this.chosen("goal") !== "longer";
      if (input.name === "cleared") this.slot("not-cleared").hidden = input.value !== "no";
      this.drawCards();
    }

    /* The cards that the answers on view call for, the most urgent one alone on top. */
    drawCards() {
      const view = [...this.live.querySelectorAll("[data-view]")].find((v) => !v.hidden);
      const name = view?.dataset.view;
      let ids = [];
      if (name === "safety" || name === "tests") ids = this.ticked("sign");
      if (name === "tests" && this.hopOutcome() === "check") ids = [...ids, "deep-groin"];
      if (name === "check-in") ids = this.ticked("new-sign");
      if (name === "plan" && this.plan) ids = this.planSigns();
      const urgent = ["emergency", "same-day", "soon"].find((kind) =>
        ids.some((id) => this.card(id) === kind),
      );
      const after = name === "plan" && this.progress && this.needsClinician() ? "soon" : null;
      for (const card of this.live.querySelectorAll("[data-card]")) {
        const kind = card.dataset.card;
        card.hidden = kind !== (urgent ?? after);
        const shown = ids.filter((id) => this.card(id) === kind);
        this.slot("signs", card).replaceChildren(
          ...shown.map((id) => el("li", {}, this.box(id).nextElementSibling.textContent)),
        );
        this.slot("with-plan", card).hidden = this.withheld(ids).length > 0 || !!after;
      }
      const withheld = name === "safety" && this.withheld(ids).length > 0;
      this.slot("withheld", this.view("safety")).hidden = !withheld;
    }

    submitSafety() {
      const view = this.view("safety");
      const untouched = [...view.querySelectorAll("fieldset")].filter(
        (group) => !group.querySelector(":checked"),
      );
      this.markMissing(view, untouched);
      if (untouched.length) return;
      if (this.withheld(this.ticked("sign")).length) {
        this.live.querySelector("[data-card]:not([hidden])").scrollIntoView({ block: "start" });
        return;
      }
      this.show("tests");
    }

    markMissing(view, groups) {
      for (const group of view.querySelectorAll("fieldset, .c-field")) {
        group.classList.toggle("is-missing", groups.includes(group));
      }
      this.slot("error", view).hidden = !groups.length;
      groups[0]?.querySelector("input")?.focus();
    }

    /* ------------------------------------------------------------ tests */

    hopOutcome() {
      const pain = this.chosen("test-hop");
      const table = this.rule.readiness.hop;
      if (pain === null || pain === "not-yet") return "not-ready";
      const where = Number(pain) > 0 ? (this.chosen("hop-where") ?? "groin") : "elsewhere";
      const bone = where === "elsewhere" && this.chosen("bone") === "yes";
      return table[bone ? "bone" : where][pain];
    }

    testIds() {
      return [...this.view("tests").querySelectorAll("[data-test]")].map((t) => t.dataset.test);
    }

    submitTests() {
      const view = this.view("tests");
      const missing = [...view.querySelectorAll("fieldset")].filter((group) => {
        const asked = group.querySelector("input").name;
        return this.chosen(asked) === null;
      });
      this.markMissing(view, missing);
      if (missing.length) return;
      const outcome = (id) => {
        if (id === "hop") return this.hopOutcome();
        const pain = this.chosen(`test-${id}`);
        return pain === "not-yet" ? "not-ready" : this.rule.readiness.test[pain];
      };
      const failed = this.testIds().filter((id) => outcome(id) !== "ready");
      this.slot("not-ready").hidden = !failed.length;
      for (const item of view.querySelectorAll("[data-first]")) {
        item.hidden = !failed.includes(item.dataset.first);
      }
      this.drawCards();
      if (!failed.length) {
        this.prepareQuestions();
        this.show("questions");
      }
    }

    /* ------------------------------------------------------------ questions */

    prepareQuestions() {
      const now = today();
      const view = this.view("questions");
      const start = view.querySelector("[name=start]");
      start.min = toInput(now);
      start.max = toInput(now + this.rule.days.tests);
      start.value ||= toInput(now);
      view.querySelector("[name=last-run]").max = toInput(now);
      view.querySelector("[data-question=after-stop]").hidden = !this.afterStop;
    }

    submitQuestions() {
      const view = this.view("questions");
      const value = (name) => view.querySelector(`[name="${name}"]`).value.trim();
      const whole = (name) => (/^\d{1,4}$/.test(value(name)) ? Number(value(name)) : null);
      const now = today();
      const lastRun = fromInput(value("last-run"));
      const start = fromInput(value("start"));
      const days = this.ticked("day").map(Number);
      const age = whole("age");
      const [shortest] = this.rule.lengths;
      const goal = this.chosen("goal") === "first" ? shortest : whole("goal-min");
      const good = {
        "after-stop": !this.afterStop || this.chosen("cleared") === "yes",
        "last-run": lastRun !== null && lastRun <= now,
        regular: this.chosen("regular"),
        stairs: this.chosen("stairs") !== null,
        age: age !== null && age > 0 && age <= 120,
        longest: value("longest") === "" || whole("longest") !== null,
        bmi: this.chosen("bmi"),
        days: days.length <= 4 && runsAWeek(this.rule, days) > 1,
        start: start !== null && start >= now && start <= now + this.rule.days.tests,
        goal: this.chosen("goal") && goal >= shortest && goal <= this.rule.beyond.goalMax,
        race: value("race") === "" || fromInput(value("race")) !== null,
      };
      const missing = Object.keys(good).filter((name) => !good[name]);
      this.markMissing(view, missing.map((name) => view.querySelector(`[data-question="${name}"]`)));
      this.say("days-error", good.days ? "" : this.words.plan.days_error, view);
      if (missing.length) return;
      if (age < this.rule.adult) {
        this.tick(["under-18"]);
        this.box("under-18").closest("fieldset").querySelector("[name^=none-]").checked = false;
        this.show("safety");
        return;
      }
      const pains = this.testIds().map((id) => Number(this.chosen(`test-${id}`)));
      this.plan = complete(this.rule, {
        version: this.rule.version,
        made: now,
        start,
        days,
        goal,
        race: fromInput(value("race")),
        answers: {
          daysOff: start - lastRun,
          regular: this.chosen("regular"),
          stairs: Number(this.chosen("stairs")),
          worst: Math.max(...pains),
          age,
          bone: this.chosen("bone"),
          longest: whole("longest"),
          bmi: this.chosen("bmi"),
          afterStop: !!this.afterStop,
        },
        signs: this.ticked("sign"),
        log: [],
      });
      this.answer = null;
      this.say("notice", "");
      this.keep();
      this.drawPlan();
      this.show("plan");
    }

    /* ------------------------------------------------------------ the plan */

    /* The plan goes into the address; onto the device only when it is saved there already. */
    keep() {
      const text = encode(this.rule, this.plan, this.signIds);
      history.replaceState(history.state, "", `#plan=${text}`);
      if (this.stored() !== null && this.ownsStore) this.store(text);
    }

    stored() {
      try {
        return localStorage.getItem(STORE);
      } catch {
        return null;
      }
    }

    store(text) {
      try {
        if (text === null) localStorage.removeItem(STORE);
        else localStorage.setItem(STORE, text);
        return true;
      } catch {
        return false;
      }
    }

    planSigns() {
      return [...new Set(this.plan.log.flatMap((entry) => entry.signs))];
    }

    needsClinician() {
      const { state, steps, setbackOn } = this.progress;
      const last = steps.at(-1);
      const waited = last && setbackOn !== null ? last.session.on - setbackOn : 0;
      const weekBack = last?.decisions.includes("week-back");
      return (state.ended ?? "").startsWith("stop-") || waited >= this.rule.days.soon || weekBack;
    }

    setWords(session) {
      const { course } = this.plan;
      const w = this.words.plan;
      const [, runMin, walkMin, times] = isBeyond(course, session.stage)
        ? [null, session.minutes, 0, 1]
        : course.stages[session.stage];
      return fill(walkMin ? w.run_walk : w.run_only, { run: runMin, walk: walkMin, times });
    }

    stageName(session) {
      const { course } = this.plan;
      const w = this.words.plan;
      if (!isBeyond(course, session.stage)) {
        return fill(w.stage, { stage: course.stages[session.stage][0] });
      }
      return session.long ? w.long : w.easy;
    }

    stageShort(session) {
      const { course } = this.plan;
      return isBeyond(course, session.stage) ? "" : course.stages[session.stage][0];
    }

    strip(session) {
      return strip(this.rule, blocks(this.plan.course, session));
    }

    drawPlan() {
      const { rule, plan, words } = this;
      const progress = replay(rule, plan, plan.log);
      this.progress = progress;
      const view = this.view("plan");
      const next = nextRun(rule, plan, progress, today());
      const ahead = next ? lookAhead(rule, plan, progress, today()) : [];
      this.next = next;
      this.drawAnswer(view);
      this.drawNext(view, next);
      this.drawStart(view);
      this.slot("facts").hidden = this.slot("forecast").hidden = !next;
      if (next) this.drawForecast(view, ahead);
      this.drawHistory(view);
      view.querySelector("[data-do=forget]").hidden = this.stored() === null;
      if (!next && !progress.state.ended) {
        this.say("notice", fill(words.plan.tests_again, { days: rule.days.breaks[2] }));
      }
    }

    drawAnswer(view) {
      const last = this.progress.steps.at(-1);
      const decision = last?.decisions.at(-1);
      const box = this.slot("answer", view);
      box.hidden = !decision;
      if (!decision) return;
      const { verb, say, look } = this.words.decisions[decision];
      box.className = `c-answer c-answer--${look}`;
      for (const icon of box.querySelectorAll("[data-look]")) icon.hidden = icon.dataset.look !== look;
      this.slot("verb", box).textContent = verb;
      this.slot("say", box).textContent = say;
      this.slot("reasons", box).replaceChildren(...this.reasons(last));
    }

    /* Each answer of the session with what it counts as, worst first. */
    reasons(step) {
      const entry = step.entries.find((e) => e.kind === "run");
      const { words, rule } = this;
      const items = [];
      if (entry && step.result !== null) {
        const table = rule.judge;
        const asked = ["before", "during", "after", "limp", "settled", "morning", "painkiller"];
        const found = asked.map((name) => [name, table[name][entry[name]]]);
        if (entry.signs.length) found.push(["signs", table.sign]);
        const worst = found.filter(([, level]) => level > 0).sort((a, b) => b[1] - a[1]);
        for (const [name, level] of worst.length ? worst : found.slice(1, 2)) {
          const field = this.view("check-in").querySelector(`[data-question="${name}"]`);
          const input = field.querySelector(`[value="${entry[name]}"]`);
          const said = name === "signs" ? "" : `: ${input.nextElementSibling.textContent}`;
          const legend = field.querySelector("legend").textContent.replace(/[?:]$/, "");
          items.push(`${legend}${said} (${words.results[table.results[level]]})`);
        }
      }
      if (step.result !== null && step.session.on < this.earliestBefore(step)) {
        items.push(words.check_in.too_soon);
      }
      if (entry?.morning === "unknown") items.push(words.check_in.waiting);
      for (const decision of step.decisions.slice(0, -1)) items.push(words.decisions[decision].say);
      if (step.state.held) items.push(words.plan.held);
      return items.map((item) => el("li", {}, item));
    }

    earliestBefore(step) {
      const before = this.plan.log.filter((entry) => entry.on < step.session.on);
      return before.length ? replay(this.rule, this.plan, before).earliest : -Infinity;
    }

    drawNext(view, next) {
      const { words, rule, progress } = this;
      const w = words.plan;
      const box = this.slot("next", view);
      box.hidden = !next;
      if (!next) return;
      const pairs = blocks(this.plan.course, next);
      const { warm, cool } = rule.session;
      this.slot("next-title", box).textContent = fill(w.next, { date: this.long(next.on) });
      this.slot("next-stage", box).textContent = `${this.stageName(next)}.`;
      this.slot("next-set", box).textContent = fill(w.set, { warm, cool, set: this.setWords(next) });
      this.slot("next-strip", box).replaceChildren(this.strip(next));
      this.slot("next-total", box).textContent = fill(w.total, { total: total(pairs) + warm + cool });
      const { before, results } = rule.judge;
      const upTo = (name) => before.lastIndexOf(results.indexOf(name));
      this.slot("before", box).textContent = fill(w.before, {
        green: upTo("green"),
        amber_from: upTo("green") + 1,
        amber: upTo("amber"),
        red: upTo("amber") + 1,
      });
      this.slot("last-chance", box).hidden = progress.state.left !== 1;
      this.slot("usual", box).hidden = progress.setbackOn === null || this.usual === progress.setbackOn;
      this.slot("missed", box).hidden = true;
    }

    drawStart(view) {
      const w = this.words.start_reasons;
      const { course, firstStage: first, reasons } = this.plan;
      const why = reasons.map((name) => w[name]).join(", ");
      this.slot("start", view).textContent = `${fill(w[course.track], {
        stage: course.stages[first][0],
      })} ${fill(w.because, { answers: why })}`;
    }

    drawForecast(view, ahead) {
      const { words, rule, plan } = this;
      const w = words.plan;
      const slower = lookAhead(rule, plan, this.progress, today(), (n) => (n % 3 ? 0 : 1));
      const done = ahead.at(-1).on;
      const day = { day: "numeric", month: "short", year: "numeric" };
      const facts = {
        track: w.track[plan.course.track],
        runs: ahead.length,
        done: this.format(done, day),
        repeat: this.format(slower.at(-1).on, day),
      };
      for (const [name, value] of Object.entries(facts)) {
        view.querySelector(`[data-fact="${name}"]`).textContent = value;
      }
      this.say("finish", fill(w.finish, { minutes: plan.goal }), view);
      const raceWords = plan.race !== null && plan.race <= done ? w.race_late : w.race_fits;
      const dates = plan.race === null ? null : { race: this.long(plan.race), done: this.long(done) };
      this.say("race", dates ? fill(raceWords, dates) : "", view);
      const shown = ahead.filter((s) => s.on - ahead[0].on < rule.beyond.shown * 7);
      const cut = shown.length < ahead.length;
      const long = { weeks: rule.beyond.shown, done: this.long(done) };
      this.say("long-plan", cut ? fill(w.long_plan, long) : "", view);
      const used = new Set(ahead.map((session) => weekday(session.on)));
      const skipped = plan.days.filter((n) => !used.has(n)).map((n) => words.weekdays[n]);
      this.say("skipped", skipped.length ? fill(w.skipped, { days: skipped.join(", ") }) : "", view);
      this.drawWeeks(view, shown);
      this.drawChart(view, shown);
      this.slot("list", view).replaceChildren(
        ...shown.map((s, n) =>
          el("tr", {},
            el("th", { scope: "row" }, String(n + 1)),
            el("td", {}, this.short(s.on)),
            el("td", {}, this.stageShort(s) || this.stageName(s)),
            el("td", { class: "num" }, String(s.minutes)),
          ),
        ),
      );
    }

    drawWeeks(view, sessions) {
      const w = this.words.plan;
      const monday = sessions[0].on - weekday(sessions[0].on);
      const weeks = new Map();
      for (const session of sessions) {
        const n = Math.floor((session.on - monday) / 7);
        weeks.set(n, [...(weeks.get(n) ?? []), session]);
      }
      this.slot("weeks", view).replaceChildren(
        ...[...weeks].map(([n, runs]) =>
          el("section", { class: "c-week" },
            el("h4", {}, fill(w.week, { n: n + 1 }), " ",
              el("small", {}, fill(w.week_total, { minutes: runs.reduce((sum, s) => sum + s.minutes, 0) }))),
            el("ul", { class: "c-runs" },
              ...runs.map((s) =>
                el("li", {},
                  el("span", {}, this.short(s.on)),
                  this.strip(s),
                  el("span", {}, el("b", {}, this.stageShort(s)), ` ${fill(w.length, { minutes: s.minutes })}`),
                ))),
            el("p", { class: "c-note" }, fill(w.strength, { days: this.strengthDays(runs) })),
          )),
      );
    }

    /* Two days without a run, not next to each other, and not before a long run if there is a choice. */
    strengthDays(runs) {
      const running = new Set(runs.map((s) => weekday(s.on)));
      const beforeLong = new Set(runs.filter((s) => s.long).map((s) => weekday(s.on - 1)));
      const free = [0, 1, 2, 3, 4, 5, 6].filter((n) => !running.has(n));
      const liked = [...free.filter((n) => !beforeLong.has(n)), ...free.filter((n) => beforeLong.has(n))];
      const first = liked[0];
      const second = liked.find((n) => Math.abs(n - first) > 1) ?? liked[1];
      return [first, second].sort((a, b) => a - b).map((n) => this.words.weekdays[n]).join(", ");
    }

    drawChart(view, sessions) {
      const w = this.words.plan;
      const most = Math.max(...sessions.map((s) => s.minutes));
      const grid = most > 60 ? 30 : 10;
      const y = (minutes) => 150 - (minutes * 128) / most;
      const step = 330 / sessions.length;
      const chart = el("svg:svg", { class: "c-chart", viewBox: "0 0 360 172", role: "img" });
      chart.append(
        el("svg:title", {}, fill(w.chart_title, {
          runs: sessions.length,
          first: sessions[0].minutes,
          last: sessions.at(-1).minutes,
        })),
      );
      for (let minutes = 0; minutes <= most; minutes += grid) {
        const line = { class: minutes ? "g" : "a", x1: 26, x2: 358, y1: y(minutes), y2: y(minutes) };
        chart.append(el("svg:line", line));
        chart.append(el("svg:text", { x: 21, y: y(minutes) + 4, "text-anchor": "end" }, String(minutes)));
      }
      const monday = sessions[0].on - weekday(sessions[0].on);
      const every = Math.max(1, Math.ceil(sessions.length / 15));
      let week = -1;
      for (const [n, s] of sessions.entries()) {
        const bar = { class: "b", x: 27 + n * step, y: y(s.minutes), width: step * 0.7, height: 150 - y(s.minutes) };
        chart.append(el("svg:rect", bar));
        const now = Math.floor((s.on - monday) / 7);
        if (now !== week && now % every === 0) {
          chart.append(el("svg:text", { x: 27 + n * step, y: 166 }, String(now + 1)));
        }
        week = now;
      }
      this.slot("chart", view).replaceChildren(chart);
    }

    drawHistory(view) {
      const { words, progress, plan } = this;
      const list = this.slot("history", view);
      list.replaceChildren(
        ...progress.steps.map((step) => {
          const entry = step.entries.find((e) => e.kind === "run");
          const results = this.rule.judge.results;
          const bits = [
            entry ? fill(words.plan.pain_of, { pain: Math.max(entry.during, entry.after) }) : null,
            step.result === null ? null : words.results[results[step.result]],
            step.decisions.length ? words.decisions[step.decisions.at(-1)].verb : words.plan.after_end,
          ];
          const edit = { type: "button", class: "c-link", "data-do": "edit", "data-on": step.session.on };
          return el("li", {},
            el("b", {}, this.short(step.session.on)),
            ` ${this.stageShort(step.session)} `,
            bits.filter(Boolean).join(", "), " ",
            entry ? el("button", edit, words.buttons.edit) : null,
          );
        }),
      );
      this.slot("no-history", view).hidden = plan.log.length > 0;
      view.querySelector("[data-do=undo]").hidden = plan.log.length === 0;
    }

    act(name, button) {
      const actions = {
        "check-in": () => this.startCheckIn(),
        edit: () => this.startCheckIn(Number(button.dataset.on)),
        missed: () => (this.slot("missed").hidden = false),
        "missed-pain": () => this.log({ on: today(), kind: "pain-break", signs: [] }),
        "missed-other": () => (this.slot("missed").hidden = true),
        usual: () => {
          this.usual = this.progress.setbackOn;
          this.slot("usual").hidden = true;
        },
        "not-usual": () => this.log({ on: today(), kind: "not-usual", signs: [] }),
        undo: () => {
          this.plan = { ...this.plan, log: this.plan.log.slice(0, -1) };
          this.refresh();
        },
        print: () => window.print(),
        copy: () => this.copy(),
        save: () => this.save(),
        forget: () => this.forget(),
        restart: () => this.restart(),
      };
      actions[name]();
    }

    log(entry) {
      this.plan = { ...this.plan, log: [...this.plan.log, entry] };
      this.refresh();
    }

    refresh() {
      this.keep();
      this.drawPlan();
      this.show("plan", false);
      const verb = this.slot("verb");
      if (!this.slot("answer").hidden) verb.focus();
      this.live.scrollIntoView({ block: "start" });
    }

    async copy() {
      const w = this.words.plan;
      let told = w.copied;
      try {
        await navigator.clipboard.writeText(location.href);
      } catch {
        told = w.copy_failed;
      }
      this.slot("told").textContent = told;
    }

    save() {
      const done = this.store(encode(this.rule, this.plan, this.signIds));
      this.ownsStore = done;
      this.slot("told").textContent = done ? this.words.plan.saved : this.words.plan.save_failed;
      this.live.querySelector("[data-do=forget]").hidden = !done;
    }

    forget() {
      this.store(null);
      this.ownsStore = false;
      this.slot("told").textContent = this.words.plan.deleted;
      this.live.querySelector("[data-do=forget]").hidden = true;
    }

    restart() {
      this.afterStop = (this.progress.state.ended ?? "").startsWith("stop-") || this.plan.answers.afterStop;
      this.plan = null;
      for (const form of this.live.querySelectorAll("form")) form.reset();
      history.replaceState(history.state, "", location.pathname + location.search);
      this.say("notice", "");
      this.show("safety");
    }

    /* ------------------------------------------------------------ check-in */

    startCheckIn(on = null) {
      const view = this.view("check-in");
      const now = today();
      view.querySelector("form").reset();
      this.editing = on;
      const date = view.querySelector("[name=date]");
      date.max = toInput(now);
      date.min = toInput(this.plan.start);
      date.value = toInput(on ?? Math.min(now, this.next ? this.next.on : now));
      const since = this.progress.weekOn ?? this.plan.start;
      const entry = this.plan.log.find((e) => e.on === on && e.kind === "run");
      const due = Math.max(now, on ?? now) - since >= this.rule.days.week || !!entry?.week;
      view.querySelector("[data-question=week]").hidden = !due;
      if (entry) this.fillCheckIn(view, entry);
      this.markMissing(view, []);
      this.say("date-error", "", view);
      this.show("check-in");
    }

    fillCheckIn(view, entry) {
      for (const name of ["before", "during", "after", "limp", "settled", "morning", "painkiller", "week"]) {
        const input = view.querySelector(`[name="${name}"][value="${entry[name]}"]`);
        if (input) input.checked = true;
      }
      for (const id of entry.signs.length ? entry.signs : ["none"]) {
        view.querySelector(`[value="${id}"]`).checked = true;
      }
    }

    submitCheckIn() {
      const view = this.view("check-in");
      const on = fromInput(view.querySelector("[name=date]").value);
      const asked = ["before", "during", "after", "limp", "settled", "morning", "painkiller"];
      const due = !view.querySelector("[data-question=week]").hidden;
      const missing = [...asked, ...(due ? ["week"] : [])].filter((name) => this.chosen(name) === null);
      const signs = this.ticked("new-sign");
      if (!signs.length && !this.chosen("none-new")) missing.push("signs");
      const wrong =
        on === null || on > today() ? this.words.check_in.future
        : on < this.plan.start ? this.words.check_in.too_early
        : "";
      if (wrong) missing.unshift("date");
      this.markMissing(view, missing.map((name) => view.querySelector(`[data-question="${name}"]`)));
      this.say("date-error", wrong, view);
      if (missing.length) return;
      const week = due ? (this.chosen("week") === "worse" ? "worse" : "same") : null;
      const number = (name) => Number(this.chosen(name));
      const entry = {
        on,
        kind: "run",
        before: number("before"),
        during: number("during"),
        after: number("after"),
        limp: this.chosen("limp"),
        settled: this.chosen("settled"),
        morning: this.chosen("morning"),
        painkiller: this.chosen("painkiller"),
        week,
        signs,
      };
      const others = this.plan.log.filter((e) => this.editing === null || e.on !== this.editing || e.kind !== "run");
      this.plan = { ...this.plan, log: [...others, entry].sort((a, b) => a.on - b.on) };
      this.refresh();
    }
  }

  customElements.define("return-to-running", ReturnToRunning);
})();
