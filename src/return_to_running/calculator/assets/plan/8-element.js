/* The custom element: it wakes on a direct load, on arrival by a link, and from a file. */

const STORE = "return-to-running";

class ReturnToRunning extends HTMLElement {
  /** What the second script brings: its part, and its words for each protocol. @type {any} */
  static Extras = null;
  /** @type {Record<string, Words>} */ static words = {};

  static engine = {
    again, complete, decode, el, encode, fill, firstStage, gravest, judge, lookAhead, nextRun, replay,
    runsAWeek, strengthDays, toInput,
  };

  /** @type {Page} */ page = /** @type {any} */ (null);
  /** @type {PlanView} */ planView = /** @type {any} */ (null);
  /** @type {Questions} */ questions = /** @type {any} */ (null);
  /** @type {CheckIn} */ checkIn = /** @type {any} */ (null);
  /** @type {any} */ second = null;
  /** @type {any} */ extras = null;
  /** @type {FullPlan} */ plan = /** @type {any} */ (null);
  ownsStore = false;
  /** @type {any} */ keeping = 0;
  onHash = () => {
    if (location.hash.startsWith("#plan=")) this.open();
    else if (this.plan) this.keep();
  };

  /** The one that stood on this page before: Material's instant navigation puts a fresh copy in its place,
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
    window.addEventListener("pagehide", this.keepChange);
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.onHash);
    window.removeEventListener("pagehide", this.keepChange);
    if (this.page) ReturnToRunning.last = this;
  }

  wake() {
    const page = new Page(this);
    this.page = page;
    this.questions = new Questions(page, (plan) => {
      this.plan = complete(page.rule, plan);
      this.refresh();
    });
    this.planView = new PlanView(page);
    this.checkIn = new CheckIn(page, (log) => this.relog(log));
    page.one(".c-tables", this).open = false;
    this.listen();
    this.open();
  }

  /** Do what needs the second script, now or once it is there.
   * @param {(extras: any) => void} act */
  withExtras(act) {
    const { page } = this;
    const { Extras, words } = ReturnToRunning;
    const more = words[page.rule.id];
    if (more) {
      this.extras ??= new Extras(this.planView, more);
      act(this.extras);
      return;
    }
    if (!this.second) {
      this.second = el("script", { src: this.dataset.extras });
      document.head.append(this.second);
    }
    this.second.addEventListener("load", () => this.withExtras(act));
    this.second.addEventListener("error", () => {
      this.second = null;
      this.notify(page.words.links.not_loaded);
    });
  }

  /* The plan first; what can be taken along follows once it is on screen. */
  drawPlan() {
    this.planView.draw(this.plan);
    setTimeout(() => this.withExtras((extras) => extras.draw()));
  }

  /** A sentence above all; an empty one hides it. @param {string} text */
  notify(text) {
    const { page } = this;
    page.say("notice-words", text);
    page.slot("notice").hidden = !text;
    page.one("[data-do=restart]", page.slot("notice")).hidden = !this.plan;
  }

  listen() {
    const { page } = this;
    page.live.addEventListener("change", (/** @type {any} */ { target }) => {
      if (target.name === "log-file") {
        this.withExtras((extras) => extras.read(target).then(this.openText.bind(this)));
      }
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
      const button = event.target.closest("button, [data-why]");
      if (!button) return;
      const { go, why } = button.dataset;
      if (go) this.show(go);
      if (why) {
        event.preventDefault();
        page.why(why);
      }
      if (button.dataset.do) this.act(button.dataset.do, button);
    });
  }

  /** @param {string} name */
  show(name) {
    this.page.show(name);
    if (name === "plan") this.drawPlan();
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
    const why = plan ? this.refusal(plan) : "";
    const stale = !!plan && !plan.log.length && today() - plan.made > rule.days.tests;
    const made = plan ? page.format(plan.made, { dateStyle: "long" }) : "";
    this.plan = /** @type {any} */ (null);
    page.one("[data-do=forget]").hidden = stored === null;
    if (plan && !why && !stale) {
      this.plan = complete(rule, plan);
      const old = plan.version === rule.version ? "" : `${words.links.old_version} `;
      this.notify(old + fill(words.links.opened, { date: made }));
      this.drawPlan();
      page.show("plan", false);
      page.live.hidden = false;
      return;
    }
    if (plan && why) this.questions.tick(plan.signs);
    const unread = given !== null && !plan ? words.links.bad_link : "";
    const late = fill(words.links.stale, { date: made, days: rule.days.tests });
    this.notify(why || (stale ? late : unread));
    page.show("safety", false);
    this.questions.draw();
    page.live.hidden = false;
  }

  /* After a change: the address holds the plan; the device only if it held this plan before. */
  refresh() {
    const { page } = this;
    // The address and the device can wait until the new plan is on screen.
    clearTimeout(this.keeping);
    this.keeping = setTimeout(this.keepChange);
    page.slot("notice").hidden = true;
    this.drawPlan();
    page.show("plan");
    if (!page.slot("answer").hidden) page.slot("verb").focus({ preventScroll: true });
  }

  /* A change not kept yet is kept now: its time has come, or the page is about to be closed. */
  keepChange = () => {
    if (!this.keeping) return;
    clearTimeout(this.keeping);
    this.keeping = 0;
    if (!this.plan) return;
    const text = this.keep();
    if (this.ownsStore) this.store(text);
  };

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
      "add-morning": () => this.checkIn.start(planView, Number(button.dataset.entry), true),
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
      slip: () => {
        page.slot("slip-ask").hidden = false;
        page.one("[data-do=slip-no]").focus({ preventScroll: true });
        page.one("[data-card]:not([hidden])").scrollIntoView({ block: "start" });
      },
      "slip-no": () => (page.slot("slip-ask").hidden = true),
      // R1: a warning sign is only taken back as a slip, with the care card in view.
      "slip-yes": () => this.relog(plan.log.filter((entry) => !entry.signs.length)),
      print: () => window.print(),
      copy: () => this.withExtras((extras) => extras.copy().then(this.tell.bind(this))),
      calendar: () =>
        this.withExtras((extras) => extras.calendar(page.input("calendar-detail").checked)),
      spreadsheet: () => this.withExtras((extras) => extras.spreadsheet()),
      "save-log": () =>
        this.withExtras((extras) => extras.log(encode(page.rule, plan, page.signIds))),
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

  /** Why a plan from outside stays closed by the present safety questions and tests, or "".
   * @param {Plan} plan @returns {string} */
  refusal({ signs, answers }) {
    const { rule, words } = this.page;
    const ready = rule.readiness.test.lastIndexOf("ready");
    const w = words.links;
    if (this.page.withheld(signs).length) return w.refused_sign;
    if (answers.age < rule.adult) return fill(w.refused_age, { adult: rule.adult });
    return answers.worst > ready ? fill(w.refused_test, { pain: answers.worst, most: ready }) : "";
  }

  /** Open a plan that a log file holds. @param {string} text */
  openText(text) {
    const { rule, words, signIds } = this.page;
    const plan = decode(rule, text, signIds);
    const why = plan ? this.refusal(plan) : words.links.bad_file;
    if (!plan || why) {
      this.tell(why);
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
