/* The plan on the page. */

const KM_IN_A_MILE = 1.609344;

class PlanView {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.view = page.view("plan");
    /** @type {FullPlan} */
    this.plan = /** @type {any} */ (null);
    /** @type {Progress} */
    this.progress = /** @type {any} */ (null);
    /** @type {Session|null} */
    this.next = null;
    /** @type {Session[]} */
    this.ahead = [];
    /** @type {Session[]} */
    this.shown = [];
    /** @type {number|null} */
    this.usualSince = null;
    /** Each drawing is made once and copied. @type {Record<string, SVGElement>} */
    this.strips = {};
  }

  /** @param {FullPlan} plan */
  draw(plan) {
    const { page, view } = this;
    const { rule } = page;
    this.plan = plan;
    this.progress = replay(rule, plan, plan.log);
    // R39: the tests hold for some days before a first run.
    const stale = !plan.log.length && today() - plan.made > rule.days.tests;
    this.next = stale ? null : nextRun(rule, plan, this.progress, today());
    const outlook = lookAhead(rule, plan, this.progress, today());
    this.ahead = outlook.sessions;
    const reached = this.next !== null && outlook.ended === "done";
    this.shown = [];
    this.drawAnswer();
    this.drawMorning();
    this.drawNext();
    this.drawStart();
    page.slot("facts", view).hidden = page.slot("forecast", view).hidden = !reached;
    page.slot("take", view).hidden = !reached;
    if (reached) this.drawForecast();
    this.drawHistory();
    page.slot("sheet-plan").hidden = true;
    const signs = [...plan.signs, ...plan.log.flatMap((entry) => entry.signs)];
    // After a stop the card stands right under the answer, and the question of a slip under that.
    const ended = this.progress.state.ended ?? "";
    const under = ended.startsWith("stop-") ? page.slot("answer", view) : null;
    page.cards([...new Set(signs)], this.needsClinician(), under);
    page.slot("slip", view).hidden = ended !== "stop-sign";
    page.slot("slip-ask", view).hidden = true;
    page.slot("tests-again", view).hidden = !!this.next || !!this.progress.state.ended;
    page.slot("stale", view).hidden = !stale;
    page.slot("long-off", view).hidden = stale;
  }

  /* A stop, a long wait to settle, or two worse weeks: a person should look at it. */
  needsClinician() {
    const { state, steps, setbackOn } = this.progress;
    const last = steps.at(-1);
    const waited = last && setbackOn !== null ? last.session.on - setbackOn : 0;
    const worse = last?.decisions.includes("week-back") ?? false;
    return (state.ended ?? "").startsWith("stop-") || waited >= this.page.rule.days.soon || worse;
  }

  /* ------------------------------------------------------------ one session in words */

  /** @param {Session} session */
  isLonger(session) {
    return isBeyond(this.plan.course, session.stage);
  }

  /** @param {Session} session @returns {string} */
  stageId(session) {
    return this.isLonger(session) ? "" : this.plan.course.stages[session.stage][0];
  }

  /** @param {Session} session @returns {string} */
  stageName(session) {
    const w = this.page.words.plan;
    if (!this.isLonger(session)) return fill(w.stage, { stage: this.stageId(session) });
    return session.long ? w.long : w.easy;
  }

  /** @param {Session} session @returns {string} */
  setWords(session) {
    const w = this.page.words.plan;
    if (this.isLonger(session)) return fill(w.run_only, { run: session.minutes });
    const [, run, walk, times] = this.plan.course.stages[session.stage];
    return fill(walk ? w.run_walk : w.run_only, { run, walk, times });
  }

  /** @param {Session} session @returns {string} */
  outing(session) {
    const { warm, cool } = this.page.rule.session;
    return fill(this.page.words.plan.set, { warm, cool, set: this.setWords(session) });
  }

  /** Distance at the runner's own easy pace, rounded down; nothing when it is short or unknown.
   * @param {Session} session @returns {string} */
  distance(session) {
    const { pace } = this.plan;
    if (!pace) return "";
    const far = Math.floor((session.minutes * 600) / pace.seconds) / 10;
    const km = pace.unit === "mi" ? far * KM_IN_A_MILE : far;
    const { words, rule } = this.page;
    return km < rule.beyond.distance ? "" : fill(words.plan.distance[pace.unit], { far });
  }

  /** @param {Session} session */
  strip(session) {
    const pairs = blocks(this.plan.course, session);
    const same = pairs.join();
    this.strips[same] ??= strip(this.page.rule, pairs);
    return this.strips[same].cloneNode(true);
  }

  /* ------------------------------------------------------------ the last answer */

  drawAnswer() {
    const { page, view } = this;
    const last = this.progress.steps.findLast((step) => step.decisions.length);
    const box = page.slot("answer", view);
    box.hidden = !last;
    if (!last) return;
    const { verb, say, look } = page.decisions[last.decisions.at(-1) ?? ""];
    box.className = `c-answer c-answer--${look}`;
    for (const icon of page.all("[data-look]", box)) icon.hidden = icon.dataset.look !== look;
    page.slot("verb", box).textContent = verb;
    page.slot("say", box).textContent = say;
    page.slot("reasons", box).replaceChildren(...this.reasons(last).map((item) => el("li", {}, item)));
  }

  /** What led to an answer: each reply that was not good, worst first, and what counted besides.
   * @param {Step} step @returns {string[]} */
  reasons(step) {
    const { words, rule } = this.page;
    const { results } = rule.judge;
    const entry = step.entries.find((line) => line.kind === "run");
    /** @type {string[]} */
    const items = [];
    if (entry && step.result !== null) {
      const levels = ASKED.map((name) => ({ name, level: rule.judge[name][(/** @type {any} */ (entry))[name]] }));
      const worst = levels.filter(({ level }) => level > 0).sort((a, b) => b.level - a.level);
      for (const { name, level } of worst.length ? worst : levels.slice(1, 2)) {
        items.push(`${this.said(entry, name)} (${words.results[results[level]]})`);
      }
      const judged = Math.max(...step.entries.filter((e) => e.kind === "run").map((e) => judge(rule, e)));
      if (judged < step.result) items.push(words.check_in.too_soon);
      if (entry.morning === "unknown" || entry.settled === "unknown") items.push(words.check_in.waiting);
    }
    for (const decision of step.decisions.slice(0, -1)) items.push(this.page.decisions[decision].say);
    if (entry?.longer) items.push(words.plan.longer_than_plan);
    if (step.state.held && !step.state.ended) items.push(words.plan.held);
    return items;
  }

  /** Question and answer, in the words of the form. @param {any} entry @param {string} name */
  said(entry, name) {
    const field = this.page.question(name);
    const answer = this.page.one(`[value="${entry[name]}"]`, field).nextElementSibling.textContent;
    return `${field.querySelector("legend").textContent.replace(/[?:]\s*$/, "")}: ${answer}`;
  }

  /* A run whose next morning is still open is asked about once it can be known. */
  drawMorning() {
    const { page, view } = this;
    const open = this.plan.log.findLast(
      (e) => e.kind === "run" && (e.morning === "unknown" || e.settled === "unknown") && e.on < today(),
    );
    const box = page.slot("morning", view);
    box.hidden = !open || !!this.progress.state.ended;
    if (!open) return;
    page.slot("morning-words", box).textContent = fill(page.words.check_in.add_morning, {
      date: page.long(open.on),
    });
    page.one("button", box).dataset.entry = this.plan.log.indexOf(open);
  }

  /* ------------------------------------------------------------ the next run */

  drawNext() {
    const { page, next, progress } = this;
    const { rule } = page;
    const w = page.words.plan;
    const box = page.slot("next", this.view);
    box.hidden = !next;
    if (!next) return;
    const set = (/** @type {string} */ name, /** @type {string} */ text) => {
      page.slot(name, box).textContent = text;
    };
    const minutes = blocks(this.plan.course, next).reduce((sum, [, part]) => sum + part, 0);
    set("next-title", fill(w.next, { date: page.long(next.on) }));
    set("next-stage", `${this.stageName(next)}.`);
    set("next-set", [this.outing(next), this.distance(next)].filter(Boolean).join(" "));
    set("total-min", `${minutes + rule.session.warm + rule.session.cool}`);
    page.slot("next-strip", box).replaceChildren(this.strip(next));
    page.slot("last-chance", box).hidden = progress.state.left !== 1;
    const again = progress.steps.findLast((step) => step.decisions.length)?.decisions.at(-1) === "repeat";
    page.slot("in-parts", box).hidden = !again || next.stage !== this.plan.course.ladder - 1;
    const asked = progress.setbackOn === null || this.usualSince === progress.setbackOn;
    page.slot("usual", box).hidden = asked;
    page.slot("missed", box).hidden = page.slot("breaks", box).hidden = true;
    const watch = page.one("[data-watch]", box);
    watch.hidden = this.isLonger(next);
    if (!watch.hidden) watch.href = watch.dataset.watch.replace("STAGE", this.stageId(next));
  }

  drawStart() {
    const { page } = this;
    const { course, firstStage, reasons } = this.plan;
    page.slot("start").hidden = !this.next;
    for (const line of page.all("[data-led]")) {
      line.hidden = line.dataset.led !== course.track;
      page.slot("first-stage", line).textContent = course.stages[firstStage][0];
    }
    const because = reasons.map((name) => page.one(`[data-because=${name}]`).textContent);
    page.slot("because").textContent = because.join(", ");
  }

  /* ------------------------------------------------------------ what lies ahead */

  drawForecast() {
    const { page, view, plan, ahead } = this;
    const { rule, words } = page;
    const w = words.plan;
    const again = (/** @type {number} */ n, /** @type {number} */ left) => (n % 3 || left < 2 ? 0 : rule.judge.tooSoon);
    const slower = lookAhead(rule, plan, this.progress, today(), again).sessions;
    const done = ahead[ahead.length - 1].on;
    const day = /** @type {const} */ ({ day: "numeric", month: "short", year: "numeric" });
    const facts = {
      track: w.track[plan.course.track],
      runs: ahead.length,
      done: page.format(done, day),
      repeat: page.format(slower[slower.length - 1].on, day),
    };
    for (const [name, value] of Object.entries(facts)) {
      page.one(`[data-fact="${name}"]`, view).textContent = value;
    }
    page.say("goal-reached-min", `${plan.goal}`);
    const race = plan.race === null ? "" : plan.race <= done ? w.race_late : w.race_fits;
    page.say("race", fill(race, { race: page.long(plan.race ?? 0), done: page.long(done) }), view);
    const shown = ahead.filter((session) => session.on - ahead[0].on < rule.beyond.shown * 7);
    this.shown = shown;
    page.say("done-on", facts.done);
    page.slot("long-plan").hidden = shown.length === ahead.length;
    const used = new Set(ahead.map((session) => weekday(session.on)));
    const skipped = plan.days.filter((n) => !used.has(n)).map((n) => page.weekday(n));
    page.say("skipped-days", skipped.join(", "));
    page.slot("skipped").hidden = !skipped.length;
    this.drawWeeks(shown);
    page.slot("list", view).replaceChildren(
      ...shown.map((session, n) =>
        el("tr", {},
          el("th", { scope: "row" }, `${n + 1}`),
          el("td", {}, page.short(session.on)),
          el("td", {}, this.stageId(session) || this.stageName(session)),
          el("td", { class: "num" }, `${session.minutes}`))),
    );
  }

  /** @param {Session[]} sessions */
  drawWeeks(sessions) {
    const { page } = this;
    const w = page.words.plan;
    const begin = page.weekStart(sessions[0].on);
    const weeks = new Map();
    for (const session of sessions) {
      const n = Math.floor((session.on - begin) / 7) + 1;
      weeks.set(n, [...(weeks.get(n) ?? []), session]);
    }
    const run = (/** @type {Session} */ session) =>
      el("li", {},
        el("span", {}, page.short(session.on)),
        this.strip(session),
        el("span", {}, el("b", {}, this.stageId(session)), ` ${fill(w.length, session)}`));
    // Laid out when in view or a moment later, so that the next run is on screen at once.
    page.slot("weeks", this.view).classList.add("is-later");
    page.slot("weeks", this.view).replaceChildren(
      ...[...weeks].map(([n, runs]) => {
        const minutes = runs.reduce((/** @type {number} */ sum, /** @type {Session} */ s) => sum + s.minutes, 0);
        return el("section", { class: "c-week" },
          el("h4", {}, fill(w.week, { n }), " ", el("small", {}, fill(w.week_total, { minutes }))),
          el("ul", {}, ...runs.map(run)),
          el("p", { class: "c-note" }, fill(w.strength, { days: this.strengthDays(runs) })));
      }),
    );
  }

  /** Two days without a run, apart from each other, and not before a longer run if there is a choice.
   * @param {Session[]} runs */
  strengthDays(runs) {
    const running = new Set(runs.map((s) => weekday(s.on)));
    const eve = new Set(runs.filter((s) => s.long).map((s) => weekday(s.on - 1)));
    const free = [0, 1, 2, 3, 4, 5, 6].filter((n) => !running.has(n));
    const calm = free.filter((n) => !eve.has(n));
    const liked = calm.length > 1 ? calm : [...calm, ...free.filter((n) => eve.has(n))];
    const apart = (/** @type {number} */ n) => (n - liked[0] + 8) % 7 > 2;
    const second = liked.find(apart) ?? liked[1];
    return [liked[0], second].sort((a, b) => a - b).map((n) => this.page.weekday(n)).join(", ");
  }

  /* ------------------------------------------------------------ what has been */

  drawHistory() {
    const { page, view, progress, plan } = this;
    const { words, rule } = page;
    page.slot("history", view).replaceChildren(
      ...progress.steps.map((step) => {
        const runs = step.entries.filter((entry) => entry.kind === "run");
        const pain = Math.max(...runs.map((run) => Math.max(run.during ?? 0, run.after ?? 0)));
        const said = [
          runs.length ? fill(words.plan.pain_of, { pain }) : "",
          step.result === null ? "" : words.results[rule.judge.results[step.result]],
          page.decisions[step.decisions.at(-1) ?? ""]?.verb ?? words.plan.after_end,
        ];
        const date = page.short(step.session.on);
        const change = (/** @type {Entry} */ entry) => {
          const act = entry.kind === "run" ? "edit" : "remove";
          return el("button", {
            type: "button",
            class: "c-link",
            "data-do": act,
            "data-entry": plan.log.indexOf(entry),
            "aria-label": `${words.buttons[act]}: ${date}`,
          }, words.buttons[act]);
        };
        return el("li", {},
          el("b", {}, date),
          ` ${runs.length ? this.stageId(step.session) : ""} ${said.filter(Boolean).join(", ")} `,
          ...step.entries.filter((entry) => !entry.signs.length).map(change));
      }),
    );
    page.slot("no-history", view).hidden = plan.log.length > 0;
    page.one("[data-do=undo]", view).hidden = !plan.log.length || progress.state.ended === "stop-sign";
  }
}
