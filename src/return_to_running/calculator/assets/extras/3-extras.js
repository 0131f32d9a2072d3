/* Weeks, chart, files, the printed sheet and the code on it, for one plan on the page. */

const SHEET_WAITS_MS = 300;
const LARGEST_LOG = 1e6;
const MANY_SQUARES = 97;

/** The weekdays for strength work in a week of runs.
 * @param {Record<string, string[]>} table  as tables.py made it @param {Session[]} runs */
function strengthDays(table, runs) {
  const [{ on }] = runs;
  const gaps = runs.slice(1).map((run, n) => run.on - runs[n].on);
  const days = table[gaps.join("")][runs.findIndex((run) => run.long) + 1];
  return [...days].map((after) => weekday(on + Number(after))).sort();
}

/** Running minutes by session, each new height, and the weeks. The list below says the same.
 * @param {any[]} sessions @param {number} begin  the day on which the first week began
 * @param {string} week  the first week's name, which ends in its number */
function chart(sessions, begin, week) {
  const most = Math.max(...sessions.map((session) => session.minutes));
  const grid = most > 60 ? 30 : 10;
  const y = (/** @type {number} */ minutes) => 150 - (minutes * 128) / most;
  const step = 308 / sessions.length;
  const drawing = el("svg:svg", { class: "c-chart", viewBox: "0 0 360 172", role: "img", "aria-labelledby": "rtr-chart" });
  const write = (/** @type {number} */ x, /** @type {number} */ y, /** @type {any} */ words) =>
    drawing.append(el("svg:text", { x, y }, words));
  for (let minutes = 0; minutes <= most; minutes += grid) {
    drawing.append(el("svg:path", { d: `M41 ${y(minutes)}h360` }));
    write(32, y(minutes) + 4, minutes);
  }
  const every = Math.ceil(sessions.length / 15);
  let shown = -1;
  let free = 0;
  let high = 0;
  sessions.forEach((session, n) => {
    const x = 42 + n * step;
    const middle = x + step / 3;
    const top = y(session.minutes);
    drawing.append(el("svg:rect", { x, y: top, width: step * 0.7, height: 150 - top }));
    if (session.minutes > high && middle > free) {
      high = session.minutes;
      write(middle, top - 4, high);
      free = middle + 30;
    }
    const now = Math.floor((session.on - begin) / 7);
    if (now !== shown && now % every === 0) write(middle + 5, 166, n ? now + 1 : week);
    shown = now;
  });
  return drawing;
}

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
      if (this.waiting) this.#drawSheet();
    });
  }

  /** What a button asks for. @param {string} name @param {any} button */
  act(name, button) {
    if (name in LOG_ACTIONS) LOG_ACTIONS[name](this, button);
    else (/** @type {any} */ (this))[name]();
  }

  /* The n-th run of the plan, counted with those already run: the same run keeps its number. */
  #numbered() {
    const { progress, ahead } = this.view;
    const before = progress.steps.filter((/** @type {Step} */ step) => step.result !== null).length;
    return ahead.map((/** @type {Session} */ session, /** @type {number} */ n) => ({ n: before + n + 1, session }));
  }

  print() {
    this.#drawSheet();
    print();
  }

  calendar() {
    const { view } = this;
    const detailed = view.page.input("calendar-detail").checked;
    const w = this.words.calendar;
    const runs = this.#numbered().map((/** @type {any} */ { n, session }) => ({
      n,
      on: session.on,
      title: detailed ? `${w.title}: ${view.shows(session).name}, ${fill(this.words.plan.length, session)}` : w.title,
      text: view.shows(session).words,
    }));
    const text = calendarFile(view.plan, runs, {
      now: new Date(),
      name: w.title,
      language: view.page.words.language,
    });
    this.#download(`${w.file}.ics`, "text/calendar", text);
  }

  spreadsheet() {
    const { view } = this;
    const head = view.page.all(".c-list thead th").map((/** @type {any} */ column) => column.textContent);
    const rows = this.#numbered().map((/** @type {any} */ { n, session }) => {
      const { shortName, words } = view.shows(session);
      return [n, toInput(session.on), shortName, session.minutes, words];
    });
    const text = spreadsheetFile([head, ...rows]);
    this.#download(`${this.words.calendar.file}.csv`, "text/csv;charset=utf-8", text);
  }

  "save-log"() {
    const text = logFile(this.view.plan, this.element.text, this.view.page.rule);
    this.#download(`${this.words.calendar.file}.json`, "application/json", text);
  }

  /** Open the plan that a chosen log file holds, in the same way as a link.
   * @param {any} input */
  async open(input) {
    const { element, view } = this;
    const [file] = input.files;
    const { rule, signIds } = view.page;
    const held = file && file.size < LARGEST_LOG ? await file.text() : "";
    const text = planOfLogFile(held, rule);
    const plan = decode(rule, text, signIds);
    const fault = !plan ? "bad_file" : isChanged(held, plan) ? "changed_file" : "";
    input.value = "";
    this.#tell(fault);
    if (!fault) element.ask(() => element.goTo(text));
  }

  save() {
    const { keeping, text } = this.element;
    keeping.own = true;
    keeping.draw(true, keeping.store(text));
    keeping.point();
  }

  forget() {
    const { keeping, plan } = this.element;
    keeping.store(null);
    keeping.draw(!!plan);
    this.view.page.slot("kept").focus();
  }

  /* Put the link on the clipboard. */
  async copy() {
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject();
    this.#tell(await copied.then(() => "copied", () => "copy_failed"));
  }

  /** @param {string} name  of a sentence, or "" */
  #tell(name) {
    // Text that is put in is announced; a sentence that was hidden in an empty place is not.
    this.view.page.slot("told").textContent = name && this.words.plan[name];
  }

  /** Hand a file to the runner's own device.
   * @param {string} name @param {string} type @param {string} text */
  #download(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
  }

  /** The runs of each week of the reader's own calendar, with days for strength work.
   * @param {Session[]} sessions */
  #drawWeeks(sessions) {
    const { view } = this;
    const { page } = view;
    const w = this.words.plan;
    const begin = page.weekStart(sessions[0].on);
    const weeks = new Map();
    for (const session of sessions) {
      const n = Math.floor((session.on - begin) / 7) + 1;
      weeks.set(n, [...(weeks.get(n) ?? []), session]);
    }
    const run = (/** @type {Session} */ session) => {
      const shown = view.shows(session);
      return el("li", {},
        el("span", {}, page.short(session.on)),
        shown.strip(),
        el("span", {}, el("b", {}, shown.id), ` ${fill(w.length, session)}`));
    };
    page.slot("weeks").replaceChildren(
      ...[...weeks].map(([n, runs]) => {
        const minutes = runs.reduce((/** @type {number} */ sum, /** @type {Session} */ s) => sum + s.minutes, 0);
        const days = strengthDays(this.words.strength, runs).map((/** @type {number} */ day) => page.weekday(day));
        return el("section", { class: "c-week" },
          el("h4", {}, fill(w.week, { n }), " ", el("small", {}, fill(w.week_total, { minutes }))),
          el("ul", {}, ...runs.map(run)),
          el("p", { class: "c-note" }, fill(w.strength, { days: days.join(", ") })));
      }),
    );
  }

  /* R39: the answers that the plan was made from, in the words of the questions. */
  #drawAnswers() {
    const { page, plan } = this.view;
    const first = chosenDay(plan, plan.start);
    const answers = { "last-run": page.long(first - plan.answers.daysOff), ...plan.answers };
    const names = ["last-run", "regular", "stairs", "age", "longest", "bmi", "bone"];
    const lines = names.map((name) => el("li", {}, said(page, answers, name)));
    page.slot("made-from").replaceChildren(...lines);
  }

  /* Weeks and chart now; the sheet once nobody waits for the plan any more, or it is to be printed. */
  draw() {
    const { page, shown } = this.view;
    clearTimeout(this.waiting);
    this.waiting = 0;
    if (!shown.length) return;
    this.waiting = setTimeout(() => this.#drawSheet(), SHEET_WAITS_MS);
    this.#drawWeeks(shown);
    this.#drawAnswers();
    page.say("chart-runs", `${shown.length}`);
    page.say("chart-first", `${shown[0].minutes}`);
    page.say("chart-last", `${shown.at(-1).minutes}`);
    const week = fill(this.words.plan.week, { n: 1 });
    page.slot("chart").replaceChildren(chart(shown, page.weekStart(shown[0].on), week));
  }

  /* On paper one side of runs, one of pain diary, and the link as a code. */
  #drawSheet() {
    const { view } = this;
    const { page, plan } = view;
    clearTimeout(this.waiting);
    this.waiting = 0;
    // The plan may have ended while its sheet was waiting.
    if (!view.shown.length) return;
    page.slot("sheet-plan").hidden = false;
    const all = this.#numbered();
    const spare = page.all("tr", page.slot("sheet-spare"));
    const runs = all.slice(0, spare.length);
    page.slot("sheet-longer").hidden = plan.course.goal < plan.course.ladder;
    page.say("sheet-shown", `${runs.length}`);
    page.say("sheet-all", `${all.length}`);
    page.say("sheet-done", page.format(view.ahead.at(-1).on, { dateStyle: "long" }));
    page.slot("sheet-part").hidden = all.length === runs.length;
    const box = () => el("td", {}, el("span", { class: "c-box" }));
    const blank = () => el("td");
    const rows = (/** @type {(shown: SessionView) => any[]} */ cells) =>
      runs.map((/** @type {any} */ { n, session }) => {
        const shown = view.shows(session);
        return el("tr", {},
          el("th", { scope: "row" }, `${n}`),
          el("td", {}, page.short(session.on)),
          el("td", {}, shown.id),
          ...cells(shown));
      });
    page.slot("sheet-runs").replaceChildren(
      ...rows((shown) => [
        el("td", {}, shown.strip(), el("small", {}, shown.setWords)),
        box(),
      ]),
    );
    page.slot("sheet-diary").replaceChildren(
      ...rows(() => [blank(), blank(), blank(), box(), box(), box()]),
    );
    // A repeat needs a line of its own.
    for (const [n, row] of spare.entries()) row.hidden = n >= spare.length - runs.length;
    page.slot("sheet-qr").replaceChildren(this.#code(location.href));
  }

  /** A QR code as one drawing. @param {string} text */
  #code(text) {
    const rows = qrCode(text);
    if (!rows.length) return "";
    const side = rows.length + 8;
    const long = rows.length > MANY_SQUARES ? " c-qr--long" : "";
    const squares = rows.flatMap((row, y) =>
      row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
    const box = { viewBox: `0 0 ${side} ${side}`, "shape-rendering": "crispEdges" };
    return el("svg:svg", { class: `c-qr${long}`, role: "img", "aria-labelledby": "rtr-qr", ...box },
      el("svg:path", { d: squares.join("") }));
  }
}

const PARTS = { Extras, files: { calendarFile, spreadsheetFile, logFile, planOfLogFile }, strengthDays };
Object.assign(/** @type {any} */ (customElements.get("return-to-running")), PARTS);
