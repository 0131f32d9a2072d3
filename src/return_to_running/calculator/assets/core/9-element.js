/* The custom element: it wakes on a direct load, on arrival by a link, and from a file. */

const STORE = "return-to-running";

class ReturnToRunning extends HTMLElement {
  /** The second script puts its class here. @type {any} */
  static Extras = null;

  static engine = {
    makeCourse, begin, walk, judge, firstStage, runsAWeek, replay, nextRun, lookAhead,
    encode, decode, complete, el, fill, toInput, weekday,
  };

  /** @type {Page} */ page = /** @type {any} */ (null);
  /** @type {PlanView} */ planView = /** @type {any} */ (null);
  /** @type {Questions} */ questions = /** @type {any} */ (null);
  /** @type {CheckIn} */ checkIn = /** @type {any} */ (null);
  /** @type {FullPlan} */ plan = /** @type {any} */ (null);
  ownsStore = false;
  onHash = () => {
    if (location.hash.startsWith("#plan=")) this.open();
    else if (this.plan) this.keep();
  };

  /** The one that stood on this page before: instant navigation puts a fresh copy in its place,
   * even for a link within the page, and answers must not be lost. @type {any} */
  static last = null;
  path = location.pathname;

  connectedCallback() {
    const { last } = ReturnToRunning;
    if (!this.page && last?.path === location.pathname) {
      ReturnToRunning.last = null;
      this.replaceWith(last);
      last.onHash();
      return;
    }
    if (!this.page) this.wake();
    window.addEventListener("hashchange", this.onHash);
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.onHash);
    if (this.page) ReturnToRunning.last = this;
  }

  wake() {
    const page = new Page(this);
    this.page = page;
    this.planView = new PlanView(page);
    this.questions = new Questions(page, (plan) => {
      this.plan = complete(page.rule, plan);
      this.refresh();
    });
    this.checkIn = new CheckIn(page, (log) => this.relog(log));
    page.live.hidden = false;
    page.one(".c-tables", this).open = false;
    this.listen();
    this.open();
  }

  /* Once there is a plan: its chart, its files and the sheet to print. */
  loadExtras() {
    const ready = () => {
      this.planView.extras = new ReturnToRunning.Extras(this.planView);
      this.planView.extras.draw();
    };
    if (ReturnToRunning.Extras) ready();
    else {
      const script = el("script", { src: this.dataset.extras });
      script.onload = ready;
      document.head.append(script);
    }
  }

  listen() {
    const { page } = this;
    page.live.addEventListener("change", (/** @type {any} */ { target }) => {
      if (target.name === "log-file") this.planView.extras.read(target).then(this.openText.bind(this));
      else if (page.shown !== "plan") this.questions.changed(target);
    });
    page.live.addEventListener("submit", (/** @type {any} */ event) => {
      event.preventDefault();
      if (page.shown === "safety") this.questions.submitSafety();
      else if (page.shown === "tests") this.questions.submitTests();
      else if (page.shown === "questions") this.questions.submitQuestions();
      else this.checkIn.submit();
    });
    this.addEventListener("click", (/** @type {any} */ event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { go, why } = button.dataset;
      if (go) this.show(go);
      if (why) page.why(why);
      if (button.dataset.do) this.act(button.dataset.do, button);
    });
  }

  /** @param {string} name */
  show(name) {
    this.page.show(name);
    if (name === "plan") this.planView.draw(this.plan);
    else this.questions.draw();
  }

  /* Open what the address holds, else what this device holds, else start at the beginning. A link
   * is checked by the present rules and never written to the device. */
  open() {
    const { page } = this;
    const { words, rule } = page;
    const given = location.hash.startsWith("#plan=") ? location.hash.slice(6) : null;
    const stored = this.stored();
    const text = given ?? stored;
    this.ownsStore = stored !== null && text === stored;
    const plan = text === null ? null : decode(rule, text, page.signIds);
    this.plan = /** @type {any} */ (null);
    page.say("notice-words", "");
    if (plan && !this.passes(plan)) {
      this.questions.tick(plan.signs);
    } else if (plan && !plan.log.length && today() - plan.made > rule.days.tests) {
      page.say("notice-words", words.plan.stale);
    } else if (plan) {
      this.plan = complete(rule, plan);
      const old = plan.version === rule.version ? "" : `${words.plan.old_version} `;
      const made = page.format(plan.made, { dateStyle: "long" });
      page.say("notice-words", old + fill(words.plan.opened, { date: made }));
      this.planView.draw(this.plan);
      if (!this.planView.extras) this.loadExtras();
    } else if (given !== null) {
      page.say("notice-words", words.plan.bad_link);
    }
    page.slot("notice").hidden = page.slot("notice-words").hidden;
    page.one("[data-do=restart]", page.slot("notice")).hidden = !this.plan;
    page.show(this.plan ? "plan" : "safety", false);
    if (!this.plan) this.questions.draw();
    page.one("[data-do=forget]").hidden = stored === null;
  }

  /* After a change: the address holds the plan; the device only if it held this plan before. */
  refresh() {
    const { page, plan } = this;
    const text = this.keep();
    if (this.ownsStore) this.store(text);
    page.slot("notice").hidden = true;
    this.planView.draw(plan);
    if (!this.planView.extras) this.loadExtras();
    page.show("plan");
    if (!page.slot("answer").hidden) page.slot("verb").focus({ preventScroll: true });
  }

  /* The address holds the plan, also after a link within the page has changed it. */
  keep() {
    const text = encode(this.page.rule, this.plan, this.page.signIds);
    history.replaceState(history.state, "", `#plan=${text}`);
    return text;
  }

  /** @param {Entry[]} log */
  relog(log) {
    this.plan = { ...this.plan, log };
    this.refresh();
  }

  /** Log a day without a run. @param {string} kind */
  note(kind) {
    const on = Math.max(today(), this.plan.start);
    this.relog([...this.plan.log, { on, kind, signs: [] }]);
  }

  /** @param {string} name @param {any} button */
  act(name, button) {
    const { page, planView, plan } = this;
    /** @type {Record<string, () => void>} */
    const actions = {
      "check-in": () => this.checkIn.start(planView),
      edit: () => this.checkIn.start(planView, Number(button.dataset.entry)),
      missed: () => (page.slot("missed").hidden = false),
      "missed-pain": () => this.note("pain-break"),
      "missed-other": () => (page.slot("missed").hidden = true),
      "too-sore": () => this.note("too-sore"),
      usual: () => {
        planView.usualSince = planView.progress.setbackOn;
        page.slot("usual").hidden = true;
      },
      "not-usual": () => this.note("not-usual"),
      undo: () => this.relog(plan.log.slice(0, -1)),
      print: () => window.print(),
      copy: async () => this.tell(await planView.extras.copy()),
      calendar: () => planView.extras.calendar(page.one("[name=calendar-detail]").checked),
      spreadsheet: () => planView.extras.spreadsheet(),
      "save-log": () => planView.extras.log(encode(page.rule, plan, page.signIds)),
      save: () => this.save(),
      forget: () => this.forget(),
      restart: () => this.restart(),
    };
    actions[name]();
  }

  /** @param {string} text */
  tell(text) {
    this.page.slot("told").textContent = text;
  }

  /** Whether a plan from outside passes the present safety questions and tests.
   * @param {Plan} plan */
  passes({ signs, answers }) {
    const { rule } = this.page;
    const ready = rule.readiness.test[answers.worst] === "ready" && answers.age >= rule.adult;
    return ready && !this.page.withheld(signs).length;
  }

  /** Open a plan that a log file holds. @param {string} text */
  openText(text) {
    const { rule, words, signIds } = this.page;
    const plan = decode(rule, text, signIds);
    if (!plan || !this.passes(plan)) {
      this.tell(words.plan.bad_file);
      return;
    }
    this.ownsStore = false;
    this.plan = complete(rule, plan);
    this.refresh();
  }

  stored() {
    try {
      return localStorage.getItem(STORE);
    } catch {
      return null;
    }
  }

  /** @param {string|null} text */
  store(text) {
    try {
      if (text === null) localStorage.removeItem(STORE);
      else localStorage.setItem(STORE, text);
      return true;
    } catch {
      return false;
    }
  }

  save() {
    const { page } = this;
    this.ownsStore = this.store(encode(page.rule, this.plan, page.signIds));
    this.tell(this.ownsStore ? page.words.plan.saved : page.words.plan.save_failed);
    page.one("[data-do=forget]").hidden = !this.ownsStore;
  }

  forget() {
    this.store(null);
    this.ownsStore = false;
    this.tell(this.page.words.plan.deleted);
    this.page.one("[data-do=forget]").hidden = true;
  }

  restart() {
    const ended = this.planView.progress?.state.ended ?? "";
    const afterStop = ended.startsWith("stop-") || (this.plan?.answers.afterStop ?? false);
    this.plan = /** @type {any} */ (null);
    this.ownsStore = false;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.page.slot("notice").hidden = true;
    this.questions.restart(afterStop);
  }
}

// A page reached by a link may run the script again.
if (!customElements.get("return-to-running")) {
  customElements.define("return-to-running", ReturnToRunning);
}
