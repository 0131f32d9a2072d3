/* The check-in: how a run went, and correcting what was said before. */

class CheckIn {
  /** @param {Page} page @param {(log: Entry[]) => void} done */
  constructor(page, done) {
    this.page = page;
    this.done = done;
    this.view = page.view("check-in");
    /** @type {number|null} */
    this.editing = null;
    /** @type {FullPlan|null} */
    this.plan = null;
  }

  /** @param {PlanView} view  @param {number|null} editing  the place in the log to correct */
  start(view, editing = null) {
    const { page } = this;
    const plan = view.plan;
    const now = today();
    this.plan = plan;
    this.editing = editing;
    const entry = editing === null ? null : plan.log[editing];
    this.view.querySelector("form").reset();
    const date = page.input("date");
    date.min = toInput(plan.start);
    date.max = toInput(now);
    const due = view.next?.on ?? chosenDay(plan, view.progress.earliest);
    date.value = toInput(entry?.on ?? Math.min(now, due));
    const since = view.progress.weekOn ?? plan.start;
    const asks = now - since >= page.rule.days.week || !!entry?.week;
    page.question("week").hidden = !asks;
    if (entry) this.fill(entry);
    page.markMissing(this.view, []);
    page.say("date-error", "", this.view);
    page.show("check-in");
    page.cards(page.ticked("new-sign"));
  }

  /** @param {any} entry */
  fill(entry) {
    for (const name of [...ASKED, "week"]) {
      const input = this.page.option(name, entry[name]);
      if (input) input.checked = true;
    }
    this.page.input("longer").checked = entry.longer;
    for (const id of entry.signs.length ? entry.signs : ["none"]) {
      this.page.one(`[data-question=signs] [value="${id}"]`, this.view).checked = true;
    }
  }

  submit() {
    const { page, view } = this;
    const { words } = page;
    const plan = /** @type {FullPlan} */ (this.plan);
    const on = fromInput(page.input("date").value);
    const due = !page.question("week").hidden;
    const signs = page.ticked("new-sign");
    const missing = [...ASKED, ...(due ? ["week"] : [])].filter((name) => page.chosen(name) === null);
    if (!signs.length && page.chosen("none-new") === null) missing.push("signs");
    let wrong = "";
    if (on === null || on > today()) wrong = words.check_in.future;
    else if (on < plan.start) wrong = words.check_in.too_early;
    if (wrong) missing.unshift("date");
    // A warning sign acts at once: the other answers can wait.
    const stop = signs.length > 0 && !wrong;
    const groups = missing.map((name) => page.question(name));
    page.markMissing(view, stop ? [] : groups);
    page.say("date-error", wrong, view);
    if (on === null || (missing.length && !stop)) return;
    const { during } = page.rule.judge;
    const pain = (/** @type {string} */ name) => Number(page.chosen(name) ?? during.indexOf(0));
    const week = page.chosen("week");
    /** @type {Entry} */
    const entry = {
      on,
      kind: "run",
      before: pain("before"),
      during: pain("during"),
      after: pain("after"),
      limp: page.chosen("limp") ?? "no",
      settled: page.chosen("settled") ?? "unknown",
      morning: page.chosen("morning") ?? "unknown",
      painkiller: page.chosen("painkiller") ?? "no",
      longer: page.ticked("longer").length > 0,
      partial: ASKED.some((name) => page.chosen(name) === null),
      week: due && week ? (week === "worse" ? "worse" : "same") : null,
      signs,
    };
    this.done(
      this.editing === null
        ? [...plan.log, entry]
        : plan.log.map((line, n) => (n === this.editing ? entry : line)),
    );
  }
}
