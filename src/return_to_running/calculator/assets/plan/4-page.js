/* The calculator's markup, as the other parts see it: slots, views, forms, dates, cards. */

const VIEWS = ["safety", "tests", "questions", "plan"];
const URGENCY = ["emergency", "same-day", "soon"];

/** The rule that a page carries: its tables, and the decisions as the page lists them, from the mildest
 * to the gravest. @param {any} element  the calculator @returns {Rule} */
function readRule(element) {
  const rule = JSON.parse(element.dataset.rule);
  rule.machine.decisions = [...element.querySelectorAll("[data-decision]")].map(({ dataset }) => dataset.decision);
  return rule;
}

class Page {
  /** Made once for each kind of date: making one takes longer than all dates of a plan.
   * @type {Record<string, Intl.DateTimeFormat>} */
  #formats = {};
  #locale = "";

  /** @param {any} element */
  constructor(element) {
    this.element = element;
    /** @type {Rule} */
    this.rule = readRule(element);
    /** @type {Words} */
    this.words = JSON.parse(element.dataset.words);
    /** @type {any} */
    this.live = element.querySelector(".c-live");
    this.signIds = this.all("[name=sign]").map((box) => box.value);
    /** What each decision asks for, as the table of all of them says it, from the mildest to the gravest.
     * @type {Record<string, {verb: string, say: string, row: any, look?: string, soon?: string}>} */
    this.decisions = Object.fromEntries(
      this.all("[data-decision]", element).map((row) => [
        row.dataset.decision,
        {
          verb: row.cells[0].firstChild.textContent.trim(),
          say: row.cells[1].textContent,
          row,
          ...row.dataset,
        },
      ]),
    );
    const { language, locale } = this.words;
    this.#locale = navigator.languages.find((name) => name.startsWith(`${language}-`)) ?? locale;
  }

  /** @param {string} selector @returns {any} */
  one(selector, root = this.live) {
    return root.querySelector(selector);
  }

  /** @param {string} selector @returns {any[]} */
  all(selector, root = this.live) {
    return [...root.querySelectorAll(selector)];
  }

  /** @param {string} name */
  slot(name, root = this.live) {
    return this.one(`[data-slot="${name}"]`, root);
  }

  /** Text into a slot; an empty slot hides.
   * @param {string} name @param {string} text */
  say(name, text) {
    const slot = this.slot(name);
    slot.textContent = text;
    slot.hidden = !text;
  }

  /** Of the sentences that stand in a place, show those that apply.
   * @param {any} place @param {string[]} names */
  pick(place, names) {
    for (const each of this.all("[data-when]", place)) {
      each.hidden = !names.includes(each.dataset.when);
    }
  }

  /** The link to the number behind something, as it stands there. @param {any} place */
  source(place) {
    return this.one("[data-why]", place).cloneNode(true);
  }

  /** How a run went, in a word; or that the plan had ended. @param {number|"end"} name */
  result(name) {
    return this.one(`[data-result="${name}"]`).textContent;
  }

  /** @param {string} name */
  view(name) {
    return this.one(`[data-view="${name}"]`);
  }

  get shown() {
    return this.one("[data-view]:not([hidden])")?.dataset.view;
  }

  /** @param {string} name */
  input(name) {
    return this.one(`[name="${name}"]`);
  }

  /** What an input of numbers holds; no number while it is empty. @param {string} name @returns {number} */
  number(name) {
    return this.input(name).valueAsNumber;
  }

  /** The day of an input of dates; no number while it is empty. @param {string} name @returns {number} */
  day(name) {
    return this.number(name) / DAY_MS;
  }

  /** @param {string} name @param {string|number} value */
  option(name, value) {
    return this.one(`[name="${name}"][value="${value}"]`);
  }

  /** Give the answers that forms held once. @param {[string, string][]} answers */
  restore(answers) {
    for (const [name, value] of answers) {
      const box = this.option(name, value);
      if (box) box.checked = true;
      else (this.input(name) ?? {}).value = value;
    }
  }

  /** What belongs to a question. @param {string} name */
  question(name) {
    return this.one(`[data-question="${name}"]`);
  }

  /** The value of the chosen radio, or null. @param {string} name @returns {string|null} */
  chosen(name) {
    return this.one(`[name="${name}"]:checked`)?.value ?? null;
  }

  /** @param {string} name @returns {string[]} */
  ticked(name) {
    return this.all(`[name="${name}"]:checked`).map((box) => box.value);
  }

  /** Bring one view up; a person who moved there gets its heading.
   * @param {string} name */
  show(name, focus = true) {
    for (const each of this.all("[data-view]")) each.hidden = each.dataset.view !== name;
    const view = this.view(name);
    const keep = this.slot("keep");
    if ((name === "safety" || name === "plan") && keep.parentNode !== view) view.append(keep);
    const here = VIEWS.indexOf(name === "check-in" ? "plan" : name);
    this.all("[data-part]").forEach((part, n) => {
      part.classList.toggle("is-done", n < here);
      part.ariaCurrent = n === here ? "step" : null;
    });
    this.element.classList.toggle("has-plan", here === 3);
    if (!focus) return;
    this.one("h2", view).focus({ preventScroll: true });
    this.live.scrollIntoView({ block: "start" });
  }

  /** Mark the questions still to answer and go to the first.
   * @param {any} view @param {any[]} groups */
  markMissing(view, groups) {
    for (const group of this.all("fieldset, .c-field", view)) {
      group.classList.toggle("is-missing", groups.includes(group));
    }
    this.slot("error", view).hidden = !groups.length;
    if (!groups.length) return;
    const input = this.one("input:invalid", groups[0]) ?? this.one("input", groups[0]);
    input.reportValidity(); // The browser says what is wrong with it.
    input.focus();
  }

  /** @param {number} day @param {Intl.DateTimeFormatOptions} options */
  format(day, options) {
    const kind = Object.values(options).join();
    this.#formats[kind] ??= new Intl.DateTimeFormat(this.#locale, { timeZone: "UTC", ...options });
    return this.#formats[kind].format(day * DAY_MS);
  }

  /** @param {number} day */
  long(day) {
    return this.format(day, { weekday: "long", day: "numeric", month: "long" });
  }

  /** @param {number} day */
  short(day) {
    return this.format(day, { weekday: "short", day: "numeric", month: "short" });
  }

  /** The day on which the week of a day began, as the reader's own calendar has it; for readers,
   * never for a rule. @param {number} day */
  weekStart(day) {
    /** @type {any} */
    const locale = new Intl.Locale(this.#locale);
    const week = locale.getWeekInfo?.() ?? locale.weekInfo; // Older browsers know neither: Monday.
    return day - ((weekday(day) + 8 - (week?.firstDay ?? 1)) % 7);
  }

  /** The name of a weekday, as the question of days has it. @param {number} n */
  weekday(n) {
    return this.option("day", n).ariaLabel;
  }

  /** @param {string} id */
  box(id) {
    return this.option("sign", id);
  }

  /** A sign in words. @param {string} id @returns {string} */
  sign(id) {
    return this.box(id).nextElementSibling.textContent;
  }

  /** @param {string[]} ids */
  withheld(ids) {
    return ids.filter((id) => "withholds" in this.box(id).dataset);
  }

  /** Show the card of the most urgent sign alone, or none. `soon` asks for a visit without a sign;
   * the card stands right after the answer that called for it, or after the view.
   * @param {string[]} ids @param {any} answer */
  cards(ids, soon = false, answer = null) {
    const cards = this.slot("cards");
    answer ??= this.view("check-in");
    this.slot("ticked").hidden = true;
    // What is moved is laid out anew, so it only is if it stands elsewhere.
    if (answer.nextSibling !== cards) answer.after(cards);
    const card = (/** @type {string} */ id) => {
      const { urgency, joint } = this.box(id).dataset;
      return joint?.split(" ").some((/** @type {string} */ other) => ids.includes(other)) ? "same-day" : urgency;
    };
    const found = URGENCY.find((kind) => ids.some((id) => card(id) === kind));
    const urgent = found ?? (soon ? "soon" : "");
    for (const box of this.all("[data-card]", cards)) {
      const kind = box.dataset.card;
      box.hidden = kind !== urgent;
      const named = ids.filter((id) => card(id) === kind);
      const items = named.map((id) => el("li", {}, this.sign(id)));
      this.slot("signs", box).replaceChildren(...items);
      const plan = !soon && !this.withheld(ids).length;
      this.slot("action", box).hidden = plan;
      this.slot("with-plan", box).hidden = !plan;
      this.pick(box, ids);
    }
    // The cards move, so what is read aloud stands apart and stays.
    const spoken = urgent && this.one(`[data-card="${urgent}"] h3`, cards).textContent;
    if (this.slot("spoken").textContent !== spoken) this.slot("spoken").textContent = spoken;
  }

  /* Bring the card that is shown into view. */
  toCard() {
    this.one("[data-card]:not([hidden])").scrollIntoView({ block: "start" });
  }

  /** Open the list of numbers at one of them. @param {string} field */
  why(field) {
    const row = this.one(`[data-number="${field}"]`, this.element);
    row.closest("details").open = true;
    row.scrollIntoView({ block: "center" });
    row.focus();
  }
}
