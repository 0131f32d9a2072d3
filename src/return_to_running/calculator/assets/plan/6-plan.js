/* The plan on the page. */

class PlanView {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
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
  }

  /** @param {FullPlan} plan */
  draw(plan) {
    const { page } = this;
    const { rule } = page;
    this.plan = plan;
    this.progress = replay(rule, plan, plan.log);
    // R39: the tests hold for some days before a first run.
    const stale = this.progress.lastRun === null && today() - plan.made > rule.days.tests;
    this.next = stale ? null : nextRun(rule, plan, this.progress, today());
    const outlook = lookAhead(rule, plan, this.progress, today());
    this.ahead = outlook.sessions;
    const reached = this.next !== null && outlook.ended === "done";
    this.shown = [];
    drawAnswer(page, this.#last);
    this.#drawMorning();
    this.#drawNext(outlook.ended);
    this.#drawStart();
    page.slot("facts").hidden = page.slot("forecast").hidden = !reached;
    page.slot("take").hidden = !reached;
    if (reached) this.#drawForecast();
    this.#drawHistory();
    page.slot("sheet-plan").hidden = true;
    const named = plan.log.flatMap((entry) => entry.signs);
    // After a stop the card stands right under the answer, and the question of a slip under that.
    const ended = this.progress.state.ended ?? "";
    const under = ended.startsWith("stop-") ? page.slot("answer") : null;
    const soon = this.#told().some((word) => page.decisions[word].soon);
    page.cards([...new Set([...plan.signs, ...named])], soon, under);
    // R1: also where the plan had ended before the sign was named.
    page.slot("slip").hidden = !named.length;
    page.one("[data-do=undo]").hidden = !plan.log.length || named.length > 0;
    page.say("undo-date", page.short(plan.log.at(-1)?.on ?? 0));
    page.slot("slip-ask").hidden = true;
    const tests = page.slot("tests-again");
    tests.hidden = !!(this.next || ended);
    const due = chosenDay(plan, Math.max(this.progress.earliest, today()));
    page.pick(tests, [stale ? "stale" : afterBreak(rule, plan, this.progress, due).decision]);
  }

  /** The last day on which something was decided. @returns {Step|undefined} */
  get #last() {
    return this.progress.steps.findLast((step) => step.decisions.length);
  }

  /** All that was decided on that day. @returns {string[]} */
  #told() {
    return this.#last?.decisions ?? [];
  }

  /** @param {Session} session */
  shows(session) {
    return new SessionView(this.page, this.plan, session);
  }

  /* A run whose next morning is still open is asked about once it can be known. */
  #drawMorning() {
    const { page } = this;
    const open = this.plan.log.findLast((entry) => isOpen(entry) && entry.on < today());
    const box = page.slot("morning");
    box.hidden = !open || !!this.progress.state.ended;
    if (!open) return;
    page.say("morning-date", page.long(open.on));
    page.one("button", box).dataset.entry = this.plan.log.indexOf(open);
  }

  /* ------------------------------------------------------------ the next run */

  /** @param {string|null} ended  where the plan ends if every run is good */
  #drawNext(ended) {
    const { page, next, progress } = this;
    const { rule } = page;
    const w = page.words.plan;
    const box = page.slot("next");
    box.hidden = !next;
    if (!next) return;
    const shown = this.shows(next);
    page.say("next-title", fill(w.next, { date: page.long(next.on) }));
    page.say("next-stage", `${shown.name}.`);
    page.say("next-set", `${shown.words} ${shown.distance}`);
    page.say("total-min", `${shown.minutes}`);
    page.slot("next-strip").replaceChildren(shown.strip());
    // R16: said one session before, of the run that is shown, whatever break or week lies before it.
    const last = lookAhead(rule, this.plan, progress, today(), () => 1).sessions.length < 2;
    const chance = ended !== "done" ? "too-few" : last ? "last-chance" : "";
    page.pick(box, [chance, shown.isLonger ? "longer" : "ladder", this.plan.course.track, shown.id]);
    const repeats = this.#told().includes("repeat");
    page.slot("in-parts").hidden = !repeats || next.stage !== this.plan.course.ladder - 1;
    const asked = progress.setbackOn === null || this.usualSince === progress.setbackOn;
    // R8: before the next run, so not yet on the days of rest.
    page.slot("usual").hidden = asked || today() < progress.earliest;
    // The pain of a setback is logged already: what follows is asked by "back to usual?".
    page.one("[data-do=missed-pain]").hidden = progress.setbackOn !== null;
    // R18, R19: a break shows in the stage of this run, and pain must not hide behind it. R8: who still
    // waits to be back to usual is not told to go on.
    const pause = asked ? afterBreak(rule, this.plan, progress, next.on).decision : "";
    const { say, row } = page.decisions[pause] ?? {};
    page.slot("pause").replaceChildren(...(row ? [`${say} `, page.source(row)] : []));
    page.slot("missed").hidden = !pause;
    page.slot("breaks").hidden = true;
    const watch = page.one("[data-watch]");
    watch.hidden = shown.isLonger;
    watch.href = watch.dataset.watch.replace("STAGE", shown.id);
  }

  #drawStart() {
    const { course, firstStage, reasons, answers } = this.plan;
    const setback = this.progress.state.stage < answers.clear ? "setback" : "";
    this.page.say("first-stage", course.stages[firstStage][0]);
    for (const name of ["start", "facts"]) {
      this.page.pick(this.page.slot(name), [course.track, setback, ...reasons]);
    }
    this.page.slot("start").hidden = !this.next;
  }

  /* ------------------------------------------------------------ what lies ahead */

  #drawForecast() {
    const { page, plan, ahead } = this;
    const { rule } = page;
    const slower = lookAhead(rule, plan, this.progress, today(), again(rule)).sessions;
    const last = ahead[ahead.length - 1].on;
    const day = /** @type {const} */ ({ day: "numeric", month: "short", year: "numeric" });
    page.say("runs", `${ahead.length}`);
    const done = page.format(last, day);
    page.say("done", done);
    page.say("repeat", page.format(slower[slower.length - 1].on, day));
    page.say("goal-reached-min", `${plan.goal}`);
    const race = page.slot("race");
    race.hidden = plan.race === null;
    page.say("race-on", page.long(plan.race ?? 0));
    page.pick(race, [(plan.race ?? 0) <= last ? "late" : "fits"]);
    const shown = ahead.filter((session) => session.on - ahead[0].on < rule.beyond.shown * WEEK);
    this.shown = shown;
    page.say("done-on", done);
    page.slot("long-plan").hidden = shown.length === ahead.length;
    const used = new Set(ahead.map((session) => weekday(session.on)));
    const skipped = plan.days.filter((n) => !used.has(n)).map((n) => page.weekday(n));
    page.say("skipped-days", skipped.join(", "));
    page.slot("skipped").hidden = !skipped.length;
    page.slot("list").replaceChildren(
      ...shown.map((session, n) =>
        el("tr", {},
          el("th", { scope: "row" }, `${n + 1}`),
          el("td", {}, page.short(session.on)),
          el("td", {}, this.shows(session).shortName),
          el("td", { class: "num" }, `${session.minutes}`))),
    );
  }

  /* ------------------------------------------------------------ what has been */

  #drawHistory() {
    const { page, progress, plan } = this;
    const { words, rule } = page;
    page.slot("history").replaceChildren(
      ...progress.steps.map((step) => {
        const runs = step.entries.filter((entry) => entry.kind === "run");
        const pains = runs.flatMap((run) => [run.during, run.after]).filter((pain) => pain != null);
        const said = [
          pains.length ? fill(words.plan.pain_of, { pain: Math.max(.../** @type {number[]} */ (pains)) }) : "",
          step.result === null ? "" : page.result(step.result),
          page.decisions[gravest(rule, step.decisions)]?.verb ?? page.result("end"),
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
          ` ${runs.length ? this.shows(step.session).id : ""} ${said.filter(Boolean).join(", ")} `,
          ...step.entries.filter((entry) => !entry.signs.length).map(change));
      }),
    );
    page.slot("no-history").hidden = plan.log.length > 0;
  }
}
