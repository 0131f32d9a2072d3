/* One session of the plan, in words and as a drawing. */

const KM_IN_A_MILE = 1.609344;

class SessionView {
  /** @param {Page} page @param {FullPlan} plan @param {Session} session */
  constructor(page, plan, session) {
    this.page = page;
    this.plan = plan;
    this.session = session;
    const { course } = plan;
    this.isLonger = isBeyond(course, session.stage);
    const [last] = course.stages.slice(-1);
    const [id, run, walk, times] = this.isLonger ? [last[0], session.minutes, 0, 1] : course.stages[session.stage];
    /** The stage whose drawing it has. */
    this.drawn = id;
    /** The stage, which a session beyond the ladder has none of. */
    this.id = this.isLonger ? "" : id;
    this.set = { run, walk, times };
  }

  /** @returns {string} */
  get name() {
    const w = this.page.words.plan;
    if (!this.isLonger) return fill(w.stage, { stage: this.id });
    const { long, grows } = this.session;
    return grows ? w.long : long ? w.easier : w.easy;
  }

  /** The stage, or else the name. @returns {string} */
  get shortName() {
    return this.id || this.name;
  }

  /** @returns {string} */
  get setWords() {
    const w = this.page.words.plan;
    return fill(this.set.walk ? w.run_walk : w.run_only, this.set);
  }

  /** With the walks before and after. @returns {string} */
  get words() {
    const { warm, cool } = this.page.rule.session;
    return fill(this.page.words.plan.set, { warm, cool, set: this.setWords });
  }

  /** With the walks before and after. */
  get minutes() {
    const { warm, cool } = this.page.rule.session;
    const { run, walk, times } = this.set;
    return warm + (run + walk) * times + cool;
  }

  /** Distance at the runner's own easy pace, rounded down; nothing when it is short or unknown.
   * @returns {string} */
  get distance() {
    const { pace } = this.plan;
    if (!pace) return "";
    const far = Math.floor((this.session.minutes * 600) / pace.seconds) / 10;
    const km = pace.unit === "mi" ? far * KM_IN_A_MILE : far;
    const { words, rule } = this.page;
    return km < rule.beyond.distance ? "" : fill(words.plan.distance[pace.unit], { far });
  }

  /** The drawing of its stage; a longer run has that of the last stage, drawn out.
   * @returns {Element} */
  strip() {
    const { page, set } = this;
    const drawing = page.one(`[data-stage="${this.drawn}"] svg`).cloneNode(true);
    if (this.isLonger) {
      const { warm, cool } = page.rule.session;
      const [walks, runs] = drawing.children;
      walks.setAttribute("d", `M0 7h${warm}v3H0zm${warm + set.run} 0h${cool}v3h-${cool}z`);
      runs.setAttribute("d", `M${warm} 0h${set.run}v10h-${set.run}z`);
      drawing.setAttribute("viewBox", `0 0 ${this.minutes} 10`);
    }
    return drawing;
  }
}
