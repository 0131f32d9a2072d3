/* The custom element: it wakes on a direct load, on arrival by a link, and from a file. */

class ReturnToRunning extends HTMLElement {
  /** What the second script brings: its part, and its words for each protocol. @type {any} */
  static Extras = null;
  /** @type {Record<string, Words>} */ static words = {};

  static engine = {
    ASKED, again, chosenDay, complete, decode, el, encode, fill, firstStage, gravest, judge, leftBy,
    lookAhead, merged, nextRun, readRule, replay, runsAWeek, said, toInput, today, weekday,
  };

  /** @type {Page} */ page = /** @type {any} */ (null);
  /** @type {PlanView} */ planView = /** @type {any} */ (null);
  /** @type {Questions} */ questions = /** @type {any} */ (null);
  /** @type {Keeping} */ keeping = /** @type {any} */ (null);
  /** @type {any} */ #second = null;
  /** @type {any} */ extras = null;
  /** @type {FullPlan} */ plan = /** @type {any} */ (null);
  /** The day for which the plan was drawn. */ #day = 0;
  /** @type {any} */ #waiting = 0;
  /** What is done once a question is answered by yes. */ asked = () => {};

  onHash = () => {
    if (location.hash.startsWith(HASH) || AGAIN.test(location.hash)) this.open();
    else if (this.plan) this.keep();
    else this.questions.keep();
  };

  /* The reader is back, perhaps on another day, or another window has changed the saved plan. */
  #onReturn = () => {
    const { page } = this;
    page.input("date").max = toInput(today());
    if (page.shown !== "plan") return;
    this.#readNews();
    if (this.#day !== today()) this.drawPlan();
  };

  #onPrint = () => {
    const { page } = this;
    this.classList.toggle("is-withheld", isWithheld(page));
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
    if (!this.page) this.#wake();
    this.#hear("addEventListener");
  }

  disconnectedCallback() {
    this.#hear("removeEventListener");
    if (this.page) ReturnToRunning.last = this;
  }

  /** What happens outside of the element. @param {"addEventListener"|"removeEventListener"} how */
  #hear(how) {
    window[how]("hashchange", this.onHash);
    window[how]("beforeprint", this.#onPrint);
    window[how]("pagehide", this.#keepChange);
    for (const name of ["pageshow", "storage", "visibilitychange"]) window[how](name, this.#onReturn);
  }

  #wake() {
    const page = new Page(this);
    this.page = page;
    this.questions = new Questions(page, (plan) => {
      this.plan = complete(page.rule, plan);
      this.#refresh();
    });
    this.planView = new PlanView(page);
    this.keeping = new Keeping(page);
    page.one(".c-tables", this).open = false;
    listen(this);
    this.open();
  }

  /** Do what needs the second script, now or once it is there.
   * @param {(extras: any) => void} act */
  withExtras(act) {
    const { page } = this;
    const { Extras, words } = ReturnToRunning;
    const more = words[page.rule.id];
    if (more) {
      this.extras ??= new Extras(this, more);
      act(this.extras);
      return;
    }
    if (!this.#second) {
      this.#second = el("script", { src: this.dataset.extras });
      document.head.append(this.#second);
    }
    this.#second.addEventListener("load", () => this.withExtras(act));
    this.#second.addEventListener("error", () => {
      this.#second = null;
      notify(page, "not_loaded");
    });
  }

  /* The plan first; what can be taken along follows once it is on screen. */
  drawPlan() {
    this.#day = today();
    this.planView.draw(this.plan);
    for (const slot of this.page.all('[data-slot="made"]')) {
      slot.textContent = this.page.format(this.plan.made, { dateStyle: "long" });
    }
    setTimeout(() => this.withExtras((extras) => extras.draw()));
  }

  /** @param {string} name */
  show(name) {
    this.page.show(name);
    if (name !== "plan") this.questions.draw();
    else {
      this.#readNews();
      this.drawPlan();
    }
  }

  /* Open what there is, else start at the beginning. All of it is checked by the present rules. */
  open() {
    const { page, keeping } = this;
    const { rule } = page;
    const { text, other } = keeping.find();
    const plan = text === null ? null : decode(rule, text, page.signIds);
    const why = plan ? refusal(page, plan) : text === null ? "" : "bad_link";
    const saved = other ? "other_saved" : "";
    this.plan = /** @type {any} */ (plan && !why ? complete(rule, plan) : null);
    keeping.draw(!!this.plan);
    if (this.plan) {
      const old = this.plan.version === rule.version ? "" : "old_version";
      notify(page, "opened", keeping.own ? "" : "unsaved", old, saved);
      this.drawPlan();
      page.show("plan", false);
    }
    else {
      this.questions.follow(plan);
      if (plan) this.questions.tick(plan.signs);
      notify(page, why, saved);
      page.show("safety", false);
      this.questions.draw();
    }
    page.live.hidden = false;
  }

  /** Open another plan in place of this one. @param {string} text */
  goTo(text) {
    this.keeping.own = false;
    this.keeping.point(HASH + text);
    this.open();
    this.page.show(this.page.shown);
  }

  /* After a change: the address holds the plan; the device only if it held this plan before. */
  #refresh() {
    const { page } = this;
    // The address and the device can wait until the new plan is on screen.
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(this.#keepChange);
    this.keeping.own = true;
    notify(page);
    this.drawPlan();
    page.show("plan");
    if (!page.slot("answer").hidden) page.slot("verb").focus({ preventScroll: true });
  }

  /* A change not kept yet is kept now: its time has come, or the page is about to be closed. */
  #keepChange = () => {
    if (!this.#waiting) return;
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    if (!this.plan) return;
    this.#readNews();
    this.keep();
  };

  get text() {
    return encode(this.page.rule, this.plan, this.page.signIds);
  }

  keep() {
    this.keeping.keep(this.text);
  }

  /* Another window may have gone on with the saved plan: what both did counts. */
  #readNews() {
    const { page, keeping } = this;
    const both = keeping.news(this.text);
    const plan = both && decode(page.rule, both, page.signIds);
    if (plan) {
      this.plan = complete(page.rule, plan);
      this.drawPlan();
      this.keep();
      notify(page, "merged");
      return;
    }
    keeping.draw(true);
    if (both === null) notify(page, keeping.stored === null ? "" : "other_saved");
  }

  /** @param {Entry[]} log */
  relog(log) {
    this.plan = { ...this.plan, log };
    this.#refresh();
  }

  /** Ask before a log leaves the page. @param {() => void} then */
  ask(then) {
    if (!this.plan?.log.length) {
      then();
      return;
    }
    this.asked = then;
    this.page.slot("ask").showModal();
  }

  restart() {
    const { page, keeping } = this;
    const last = leftBy(page.rule, this.plan);
    this.plan = /** @type {any} */ (null);
    keeping.point("");
    notify(page);
    this.questions.restart(last);
    keeping.draw(false);
  }
}

// A page reached by a link may run the script again.
if (!customElements.get("return-to-running")) {
  customElements.define("return-to-running", ReturnToRunning);
}
