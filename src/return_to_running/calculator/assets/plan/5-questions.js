/* From the safety questions to a plan: what is asked before the first run. */

/** A test that was not done. */
const NOT_YET = "not-yet";

class Questions {
  #done;

  /** @param {Page} page @param {(plan: Plan) => void} done */
  constructor(page, done) {
    this.page = page;
    this.#done = done;
    /** @type {LastPlan} */
    this.last = /** @type {any} */ (null);
    /** The day of the first answer, once there is one. @type {any} */
    this.since = undefined;
  }

  /** R39: answers hold as long as the tests among them. */
  get isOld() {
    return today() - this.since > this.page.rule.days.tests;
  }

  /** Start over. After a stop a clinician must have been seen first. @param {LastPlan} last */
  restart(last) {
    this.last = last;
    this.since = undefined;
    this.keep();
    for (const form of this.page.all("form")) form.reset();
    this.#note();
    this.page.show("safety");
    this.draw();
  }

  /** Take up what is there already: what the last plan left, as the address has it or a plan that stays
   * closed, and the answers of this visit. What cannot be read is taken for a stop.
   * @param {Plan|null} plan */
  follow(plan) {
    const again = AGAIN.exec(location.hash);
    if (again) this.last = readLastPlan(again[1] ?? "1");
    else this.last = plan ? leftBy(this.page.rule, plan) : readLastPlan("0");
    const { answers = [], since } = history.state ?? {};
    this.since = since;
    // Answers without their day were kept by this page when it was older.
    if (since === undefined || this.isOld) this.since = undefined;
    else this.page.restore(answers);
  }

  /* This visit to the page holds the answers, so that a reload or a tab put to sleep loses none. */
  #note() {
    const answers = this.page.all("form").flatMap((form) => [...new FormData(form)]);
    history.replaceState({ ...history.state, answers, since: this.since }, "");
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

  /** After every change: "none of these" excludes the rest, and the cards follow.
   * @param {any} input */
  changed(input) {
    const { page } = this;
    const group = input.closest("fieldset");
    if (group && input.type === "checkbox" && input.checked) {
      const none = input.name.startsWith("none-");
      for (const other of page.all("[type=checkbox]", group)) {
        if (other !== input && (none || other.name.startsWith("none-"))) other.checked = false;
      }
    }
    this.since ??= today();
    // Noting takes longer than drawing.
    setTimeout(() => this.#note());
    const signs = /sign$/.test(input.name) && input.checked;
    const test = ["test-walk", "test-hop", "hop-where", "bone"].includes(input.name);
    this.draw(signs ? input.closest("label") : test ? group : null);
  }

  /** What the answers call for: further questions, and the cards. @param {any} answer  the one just
   * given */
  draw(answer = null) {
    const { page } = this;
    page.slot("hop-where").hidden = !(Number(page.chosen("test-hop")) > 0);
    page.slot("goal-min").hidden = page.chosen("goal") !== "longer";
    page.slot("goal-distance").hidden = page.chosen("goal") !== "distance";
    page.question("after-stop").hidden = !this.last?.afterStop;
    page.slot("not-cleared").hidden = page.chosen("cleared") !== "no";
    if (page.shown === "check-in") {
      page.cards(page.ticked("new-sign"), false, answer);
      return;
    }
    const ids = page.ticked("sign");
    const { sign } = page.rule.readiness;
    const check = this.#tests.filter((id) => page.shown === "tests" && this.#outcome(id) === "check");
    const found = check.map((id) => sign[id] ?? sign[this.#bone]);
    page.cards(page.shown === "questions" ? [] : [...ids, ...found], false, answer);
    page.slot("withheld").hidden = !page.withheld(ids).length;
  }

  safety() {
    const { page } = this;
    const view = page.view("safety");
    // R1: a clinician's no keeps the plan closed, like no answer.
    const groups = page.all("fieldset:not([hidden])", view);
    const untouched = groups.filter((group) => !page.one(":checked:not([value=no])", group));
    page.markMissing(view, untouched);
    if (untouched.length) return;
    if (page.withheld(page.ticked("sign")).length) {
      this.draw();
      page.toCard();
      return;
    }
    page.show("tests");
    this.draw();
  }

  /** What the answer to a test says; the hop by where it hurts and a bone stress injury.
   * Where it is not said, it is the groin. @param {string} id @returns {string} */
  #outcome(id) {
    const { page } = this;
    const { test, walk, groin, elsewhere } = page.rule.readiness;
    const pain = page.chosen(`test-${id}`) ?? NOT_YET;
    if (id !== "hop") return lookUp(id === "walk" && pain !== NOT_YET ? walk : test, pain);
    const there = Number(pain) > 0 && page.chosen("hop-where") !== "elsewhere";
    return lookUp(there ? groin : elsewhere[this.#bone], pain);
  }

  get #bone() {
    return this.page.chosen("bone") ?? "no";
  }

  get #tests() {
    return this.page.all("[data-test]").map((test) => test.dataset.test);
  }

  tests() {
    const { page } = this;
    const view = page.view("tests");
    const groups = page.all("fieldset", view);
    const missing = groups.filter((group) => page.one(":invalid", group));
    page.markMissing(view, missing);
    if (missing.length) return;
    const outcomes = this.#tests.map((id) => this.#outcome(id));
    // R6: what is to be checked comes first, and nothing is to be practised before.
    const practise = !outcomes.includes("check") && outcomes.includes("not-ready");
    const notReady = page.slot("not-ready");
    notReady.hidden = !practise;
    for (const item of page.all("[data-first]")) {
      item.hidden = this.#outcome(item.dataset.first) === "ready";
    }
    page.pick(notReady, [this.#bone]);
    this.draw();
    if (outcomes.includes("check")) page.toCard();
    else if (practise) notReady.focus();
    else this.#askQuestions();
  }

  #askQuestions() {
    const { page } = this;
    const now = today();
    const start = page.input("start");
    start.min = toInput(now);
    start.max = toInput(this.since + page.rule.days.tests);
    if (start.value < start.min) start.value = start.min;
    page.input("last-run").max = page.input("race").min = toInput(now);
    page.show("questions");
  }

  /** The goal in minutes, with the easy pace when it was a distance; null when it is not one. */
  #goal() {
    const { page } = this;
    const [shortest] = page.rule.lengths;
    const kind = page.chosen("goal");
    if (kind === "first") return { minutes: shortest, pace: null };
    if (kind === "longer") return { minutes: page.number("goal-min"), pace: null };
    const unit = page.chosen("unit");
    const seconds = Math.round(page.number("pace-min") * 60 + (page.number("pace-sec") || 0));
    if (kind !== "distance" || !unit || !(seconds >= 60 && seconds <= 3600)) return null;
    // A number input would read 1,8 as 18 where the browser writes points.
    const distance = Number(page.input("distance").value.replace(",", "."));
    const minutes = Math.floor((distance * seconds) / 60);
    return { minutes, pace: { seconds, unit } };
  }

  questions() {
    const { page } = this;
    const { rule } = page;
    const { last } = this;
    const view = page.view("questions");
    const now = today();
    const made = this.since;
    const lastRun = page.day("last-run") || 0;
    const days = page.ticked("day").map(Number);
    const age = page.number("age");
    const longest = page.number("longest");
    const goal = this.#goal();
    const chosen = enoughDays(rule, days);
    // No plan asks for more rest than a week; a link may say what it likes.
    const rested = Math.min(last.until, now + WEEK);
    const from = Math.max(page.day("start") || 0, lastRun + rule.days.apart, rested);
    const first = chosen ? chosenDay({ days }, from) : from;
    const short = goal !== null && goal.minutes < rule.lengths[0];
    const reachable =
      goal !== null && Number.isInteger(goal.minutes) && !short && goal.minutes <= rule.beyond.goalMax;
    // R39, R40: a plan whose first run comes later would have to be refused on that day.
    const late = !(first <= made + rule.days.tests);
    /** @type {Record<string, boolean>} */
    const wrong = {
      days: !chosen,
      start: late || !page.input("start").validity.valid,
      goal: !reachable,
    };
    // The limits of every other answer stand in the markup.
    const missing = page.all("[data-question]", view).filter(
      ({ dataset: { question } }) => wrong[question] ?? !page.input(question).validity.valid,
    );
    page.markMissing(view, missing);
    page.slot("days-error").hidden = chosen;
    page.slot("start-error").hidden = !late;
    const fault = page.slot("goal-error");
    fault.hidden = reachable || page.chosen("goal") === null;
    page.pick(fault, [short ? "short" : "other"]);
    if (missing.length || !goal) return;
    if (age < rule.adult) {
      page.show("safety");
      this.tick([rule.start.sign]);
      return;
    }
    this.#done({
      version: rule.version,
      made,
      start: from,
      days,
      goal: goal.minutes,
      pace: goal.pace,
      race: page.day("race") || null,
      answers: {
        ...last,
        daysOff: first - lastRun,
        regular: page.chosen("regular") ?? "",
        stairs: Number(page.chosen("stairs")),
        worst: Math.max(...this.#tests.map((id) => Number(page.chosen(`test-${id}`)))),
        age,
        bone: page.chosen("bone") ?? "",
        longest: longest >= 0 ? longest : null,
        bmi: page.chosen("bmi") ?? "skip",
      },
      signs: page.ticked("sign"),
      token: Math.random().toString(36).slice(2, 8),
      log: [],
    });
  }
}
