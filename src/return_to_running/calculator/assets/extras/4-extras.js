/* What the second script does for the plan on the page. */

const LARGEST_LOG = 1e6;
const SHEET_WAITS_MS = 300;

class Extras {
  /** @param {any} element  the calculator  @param {Words} words  its own */
  constructor(element, words) {
    this.element = element;
    this.view = element.planView;
    this.page = element.page;
    this.checkIn = new CheckIn(this.view, (log) => element.relog(log));
    this.words = words;
    this.waiting = 0;
    addEventListener("beforeprint", () => {
      if (this.waiting) this.drawSheet();
    });
  }

  /** What a button asks for. @param {string} name @param {any} button */
  act(name, button) {
    (LOG_ACTIONS[name] ?? TAKE_ACTIONS[name])(this, button);
  }

  /** Open the plan that a chosen log file holds, in the same way as a link.
   * @param {any} input */
  async open(input) {
    const { element, page: { rule, signIds } } = this;
    const [file] = input.files;
    const held = file && file.size < LARGEST_LOG ? await file.text() : "";
    const text = planOfLogFile(held, rule);
    const plan = decode(rule, text, signIds);
    const fault = !plan ? "bad_file" : isChanged(held, plan) ? "changed_file" : "";
    input.value = "";
    tell(this, fault);
    if (!fault) element.ask(() => element.goTo(text));
  }

  /* R39: the answers that the plan was made from, in the words of the questions. */
  #drawAnswers() {
    const { page, view: { plan } } = this;
    const first = chosenDay(plan, plan.start);
    const answers = { "last-run": page.long(first - plan.answers.daysOff), ...plan.answers };
    const names = ["last-run", "regular", "stairs", "age", "longest", "bmi", "bone"];
    const lines = names.map((name) => el("li", {}, said(page, answers, name)));
    page.slot("made-from").replaceChildren(...lines);
  }

  /* Weeks and chart now; the sheet once nobody waits for the plan any more, or it is to be printed. */
  draw() {
    const { page, view: { shown } } = this;
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (!shown.length) return;
    this.waiting = setTimeout(() => this.drawSheet(), SHEET_WAITS_MS);
    drawWeeks(this, shown);
    this.#drawAnswers();
    page.say("chart-runs", `${shown.length}`);
    page.say("chart-first", `${shown[0].minutes}`);
    page.say("chart-last", `${shown.at(-1).minutes}`);
    const week = fill(this.words.plan.week, { n: 1 });
    page.slot("chart").replaceChildren(chart(shown, page.weekStart(shown[0].on), week));
  }

  drawSheet() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    // The plan may have ended while its sheet was waiting.
    if (this.view.shown.length) drawSheet(this);
  }
}

const PARTS = { Extras, files: { calendarFile, spreadsheetFile, logFile, planOfLogFile }, strengthDays };
Object.assign(/** @type {any} */ (customElements.get("return-to-running")), PARTS);
