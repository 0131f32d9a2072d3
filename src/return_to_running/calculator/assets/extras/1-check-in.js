/* The check-in: how a run went, and correcting what was said before. */

/** The day on which what keeps a runner from running is logged. @param {{start: number}} plan */
const dayWithoutRun = (plan) => Math.max(today(), plan.start);

class CheckIn {
  #done;
  #view;
  /** The place in the log to correct. @type {number|null} */
  #editing = null;
  /** @type {FullPlan|null} */
  #plan = null;
  /** @type {(on: number) => boolean} */
  #asksWeek = () => false;
  /** What follows when no danger sign is named. @type {(() => void)|null} */
  #then = null;
  /** What the answers of this visit are about. @type {string} */
  #about = history.state?.about;

  /** @param {PlanView} planView @param {(log: Entry[]) => void} done */
  constructor(planView, done) {
    this.planView = planView;
    this.page = planView.page;
    this.#done = done;
    this.#view = this.page.view("check-in");
  }

  /** @param {number|null} editing  the place in the log to correct
   * @param {boolean} onlyOpen  ask only what could not be known then
   * @param {(() => void)|null} then  of somebody who did not run, only danger signs are asked first */
  start(editing = null, onlyOpen = false, then = null) {
    const { page, planView: view } = this;
    const { plan } = view;
    const now = today();
    this.#plan = plan;
    this.#editing = editing;
    this.#then = then;
    const entry = editing === null ? null : plan.log[editing];
    // Who comes back to a check-in on the same day finds the answers, after a reload as well.
    const about = [location.hash, editing, onlyOpen, !then, now].join();
    const goesOn = about === this.#about;
    this.#remember(about);
    const date = page.input("date");
    date.min = toInput(plan.start);
    date.max = toInput(now);
    // Who logs a run on a free day ran on the run day before it; who comes back late, from the first.
    let due = view.next ? now : Math.min(now, chosenDay(plan, view.progress.earliest));
    while (!plan.days.includes(weekday(due))) due -= 1;
    for (const question of page.all("[data-question]", this.#view)) {
      question.hidden = onlyOpen && (/** @type {any} */ (entry))?.[question.dataset.question] !== "unknown";
    }
    if (goesOn) page.restore(history.state.answers ?? []);
    else {
      page.one("form", this.#view).reset();
      date.value = toInput(entry?.on ?? (due < view.progress.earliest ? now : due));
      if (entry) this.#fill(entry, !onlyOpen);
    }
    page.pick(this.#view, then ? ["signs"] : ["run", onlyOpen ? "morning" : ""]);
    page.question("signs").hidden = false;
    const since = view.progress.weekOn ?? plan.start;
    // R38, R49: a correction asks what was asked then; a new run, what is due on its own day.
    this.#asksWeek = (on) => !onlyOpen && (entry ? !!entry.week : on - since >= page.rule.days.week);
    this.dated();
    page.markMissing(this.#view, []);
    page.slot("date-error", this.#view).hidden = true;
    page.show("check-in");
    page.cards(page.ticked("new-sign"));
  }

  /** @param {string} about */
  #remember(about) {
    this.#about = about;
    history.replaceState({ ...history.state, about }, "");
  }

  /* The weekly question depends on the day of the run. */
  dated() {
    const { page } = this;
    const day = page.day("date");
    page.say("date-day", day ? page.long(day) : "");
    page.question("week").hidden = !this.#asksWeek(day);
  }

  /** @param {any} entry @param {boolean} noSigns */
  #fill(entry, noSigns) {
    for (const name of [...ASKED, "week"]) {
      const input = this.page.option(name, entry[name]);
      if (input) input.checked = true;
    }
    for (const name of ["longer", "short"]) this.page.input(name).checked = entry[name];
    // Only an entry without a sign can be corrected. R14: a new morning is a new question.
    for (const none of this.page.all("[name=none-new]")) none.checked = noSigns;
  }

  submit() {
    const { page } = this;
    const view = this.#view;
    const plan = /** @type {FullPlan} */ (this.#plan);
    const signs = page.ticked("new-sign");
    const weekly = !page.question("week").hidden;
    const then = this.#then;
    const asked = then ? [] : [...ASKED, ...(weekly ? ["week"] : [])];
    const missing = asked.filter((name) => page.chosen(name) === null).map((name) => page.question(name));
    missing.push(...page.all("[data-group]", view).filter((group) => !page.one(":checked", group)));
    const { valid, rangeUnderflow } = page.input("date").validity;
    const wrong = valid || then ? "" : rangeUnderflow ? "too_early" : "future";
    if (wrong) missing.unshift(page.question("date"));
    // R4: a warning sign acts at once, whatever the date: the other answers can wait.
    const stop = signs.length > 0;
    page.markMissing(view, stop ? [] : missing);
    const fault = page.slot("date-error", view);
    fault.hidden = !wrong || stop;
    page.pick(fault, [wrong]);
    if (missing.length && !stop) return;
    this.#remember("");
    if (then && !stop) {
      then();
      return;
    }
    const pain = (/** @type {string} */ name) => {
      const said = page.chosen(name);
      return said === null ? null : Number(said);
    };
    const week = weekly || this.#editing !== null ? page.chosen("week") : null;
    /** @type {Entry} */
    const entry = {
      on: then || wrong ? dayWithoutRun(plan) : page.day("date"),
      kind: "run",
      before: pain("before"),
      during: pain("during"),
      after: pain("after"),
      limp: page.chosen("limp"),
      settled: page.chosen("settled") ?? "unknown",
      morning: page.chosen("morning") ?? "unknown",
      painkiller: page.chosen("painkiller"),
      longer: page.input("longer").checked,
      short: page.input("short").checked,
      week: week && (week === "worse" ? "worse" : "same"),
      signs,
    };
    this.#done(
      this.#editing === null
        ? [...plan.log, entry]
        : plan.log.map((line, n) => (n === this.#editing ? entry : line)),
    );
  }
}
