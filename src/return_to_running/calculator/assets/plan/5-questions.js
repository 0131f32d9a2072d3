/* From the safety questions to a plan: what is asked before the first run. */

const DAY_MIN = 1440;
const FARTHEST_DAYS = 36500;

class Questions {
  /** @param {Page} page @param {(plan: Plan) => void} done */
  constructor(page, done) {
    this.page = page;
    this.done = done;
    /** @type {LastPlan} */
    this.last = /** @type {any} */ (null);
  }

  /** Start over. After a stop a clinician must have been seen first. @param {LastPlan} last */
  restart(last) {
    this.last = last;
    this.keep();
    for (const form of this.page.all("form")) form.reset();
    this.page.show("safety");
    this.draw();
  }

  /** What the last plan left, as the address has it or a plan that stays closed. What cannot be read is
   * taken for a stop. @param {Plan|null} plan */
  follow(plan) {
    const again = AGAIN.exec(location.hash);
    if (again) this.last = readLastPlan(again[1] ?? "1");
    else this.last = plan ? leftBy(this.page.rule, plan) : readLastPlan("0");
  }

  /* Until there is a new plan, the address holds what the last one left. */
  keep() {
    const { last } = this;
    if (last.highest < -1 && !last.afterStop) return;
    history.replaceState(history.state, "", `#again=${LINK}-${lastPlanText(last)}`);
  }

  /** Tick signs that someone named elsewhere, as if by hand. @param {string[]} ids */
  tick(ids) {
    for (const id of ids) if (!this.page.box(id).checked) this.page.box(id).click();
  }

  /** After every change: "none of these" excludes the rest, and what depends on an answer follows.
   * @param {any} input */
  changed(input) {
    const { page } = this;
    const group = input.closest("fieldset");
    if (input.type === "checkbox" && input.checked && input.name !== "day") {
      const none = input.name.startsWith("none-");
      for (const other of page.all("[type=checkbox]", group)) {
        if (other !== input && (none || other.name.startsWith("none-"))) other.checked = false;
      }
    }
    if (input.name === "test-hop") {
      page.slot("hop-where").hidden = !(Number(page.chosen("test-hop")) > 0);
    }
    if (input.name === "goal") {
      page.slot("goal-min").hidden = page.chosen("goal") !== "longer";
      page.slot("goal-distance").hidden = page.chosen("goal") !== "distance";
    }
    if (input.name === "cleared") page.slot("not-cleared").hidden = input.value !== "no";
    const signs = ["sign", "new-sign"].includes(input.name) && input.checked;
    const hop = ["test-hop", "hop-where", "bone"].includes(input.name);
    this.draw(signs ? input.closest("label") : hop ? group : null);
  }

  /** The cards that the answers call for. @param {any} answer  the one just given */
  draw(answer = null) {
    const { page } = this;
    if (page.shown === "check-in") {
      page.cards(page.ticked("new-sign"), false, answer);
      return;
    }
    const ids = page.ticked("sign");
    const groin = page.shown === "tests" && this.hop() === "check" ? [page.rule.readiness.sign] : [];
    page.cards(page.shown === "questions" ? [] : [...ids, ...groin], false, answer);
    page.slot("withheld").hidden = !page.withheld(ids).length;
  }

  submitSafety() {
    const { page } = this;
    const view = page.view("safety");
    const groups = page.all("fieldset", view);
    const untouched = groups.filter((group) => !page.one(":checked", group));
    page.markMissing(view, untouched);
    if (untouched.length) return;
    if (page.withheld(page.ticked("sign")).length) {
      this.draw();
      page.one("[data-card]:not([hidden])").scrollIntoView({ block: "start" });
      return;
    }
    page.show("tests");
    this.draw();
  }

  /** What the hop says. Where it hurts decides; not asked is read as the groin. */
  hop() {
    const pain = this.page.chosen("test-hop");
    if (pain === null || pain === "not-yet") return "not-ready";
    const hurts = Number(pain) > 0;
    const where = hurts ? (this.page.chosen("hop-where") ?? "groin") : "elsewhere";
    const bone = where === "elsewhere" && this.page.chosen("bone") === "yes";
    return this.page.rule.readiness.hop[bone ? "bone" : where][pain];
  }

  /** @param {string} id */
  outcome(id) {
    if (id === "hop") return this.hop();
    const pain = this.page.chosen(`test-${id}`);
    return pain === "not-yet" ? "not-ready" : this.page.rule.readiness.test[pain ?? ""];
  }

  get tests() {
    return this.page.all("[data-test]").map((test) => test.dataset.test);
  }

  submitTests() {
    const { page } = this;
    const view = page.view("tests");
    const groups = page.all("fieldset", view);
    const missing = groups.filter((group) => page.chosen(page.one("input", group).name) === null);
    page.markMissing(view, missing);
    if (missing.length) return;
    const failed = this.tests.filter((id) => this.outcome(id) !== "ready");
    page.slot("not-ready").hidden = !failed.length;
    for (const item of page.all("[data-first]", view)) {
      item.hidden = !failed.includes(item.dataset.first);
    }
    if (!failed.length) this.askQuestions();
    this.draw();
  }

  askQuestions() {
    const { page } = this;
    const now = today();
    const start = page.input("start");
    start.min = toInput(now);
    start.max = toInput(now + page.rule.days.tests);
    start.value ||= toInput(now);
    page.input("last-run").max = toInput(now);
    page.question("after-stop").hidden = !this.last.afterStop;
    page.show("questions");
  }

  /** The goal in minutes, with the easy pace when it was a distance; null when it is not one. */
  goal() {
    const { page } = this;
    const [shortest] = page.rule.lengths;
    const kind = page.chosen("goal");
    const number = (/** @type {string} */ name) => Number(page.input(name).value || NaN);
    if (kind === "first") return { minutes: shortest, pace: null };
    if (kind === "longer") return { minutes: number("goal-min"), pace: null };
    const seconds = Math.round(number("pace-min") * 60 + number("pace-sec"));
    if (kind !== "distance" || !(seconds >= 60 && seconds <= 3600)) return null;
    const minutes = Math.floor((number("distance") * seconds) / 60);
    return { minutes, pace: { seconds, unit: page.chosen("unit") ?? "km" } };
  }

  submitQuestions() {
    const { page } = this;
    const { rule } = page;
    const { last } = this;
    const view = page.view("questions");
    const value = (/** @type {string} */ name) => page.input(name).value.trim();
    const whole = (/** @type {string} */ name) =>
      /^\d{1,4}$/.test(value(name)) ? Number(value(name)) : null;
    const now = today();
    const lastRun = fromInput(value("last-run")) ?? -Infinity;
    const start = fromInput(value("start")) ?? -Infinity;
    const race = fromInput(value("race"));
    const days = page.ticked("day").map(Number);
    const age = whole("age") ?? 0;
    const goal = this.goal();
    const chosen = enoughDays(rule, days);
    const from = Math.max(start, lastRun + rule.days.apart, last.until);
    const first = chosen ? chosenDay({ days }, from) : from;
    const fits =
      goal !== null && Number.isInteger(goal.minutes) &&
      goal.minutes >= rule.lengths[0] && goal.minutes <= rule.beyond.goalMax;
    /** @type {Record<string, boolean>} */
    const good = {
      "after-stop": !last.afterStop || page.chosen("cleared") === "yes",
      "last-run": lastRun <= now && lastRun > now - FARTHEST_DAYS,
      regular: page.chosen("regular") !== null,
      stairs: page.chosen("stairs") !== null,
      age: age > 0 && age <= 120,
      longest: value("longest") === "" || (whole("longest") ?? Infinity) <= DAY_MIN,
      days: chosen,
      // R39, R40: a plan whose first run comes later would have to be refused on that day.
      start: start >= now && first <= now + rule.days.tests,
      goal: fits,
      race: value("race") === "" || (race !== null && race >= 0 && race < now + FARTHEST_DAYS),
    };
    const missing = Object.keys(good).filter((name) => !good[name]);
    page.markMissing(view, missing.map((name) => page.question(name)));
    page.slot("days-error").hidden = chosen;
    page.slot("start-error").hidden = first <= now + rule.days.tests;
    page.slot("goal-error").hidden = fits || page.chosen("goal") === null;
    if (missing.length || !goal) return;
    if (age < rule.adult) {
      page.show("safety");
      this.tick([rule.start.sign]);
      return;
    }
    this.done({
      version: rule.version,
      made: now,
      start: from,
      days,
      goal: goal.minutes,
      pace: goal.pace,
      race,
      answers: {
        ...last,
        daysOff: first - lastRun,
        regular: page.chosen("regular") ?? "",
        stairs: Number(page.chosen("stairs")),
        worst: Math.max(...this.tests.map((id) => Number(page.chosen(`test-${id}`)))),
        age,
        bone: page.chosen("bone") ?? "",
        longest: whole("longest"),
        bmi: page.chosen("bmi") ?? "skip",
      },
      signs: page.ticked("sign"),
      log: [],
    });
  }
}
