/* Where a plan stays between visits: in the address, and on this device once the runner asked for
 * it. An address that someone opens is never written to the device. */

const STORE = "return-to-running";
const HASH = "#plan=";

/** What two windows made of one plan since both knew it, all three as links: an entry stays unless
 * one of them took it out, so no stop is lost. Null when they went on with two different plans.
 * @param {string} base @param {string} mine @param {string} theirs @returns {string|null} */
function merged(base, mine, theirs) {
  const [was, here, there] = [base, mine, theirs].map((text) => {
    const [, head, log] = /^[^-]*-[^-]*(-.*-)(.*)$/.exec(text) ?? ["", "", ""];
    return { head, log: log.split(".").filter(Boolean) };
  });
  if (here.head !== there.head) return null;
  const kept = there.log.filter((entry) => here.log.includes(entry) || !was.log.includes(entry));
  const added = here.log.filter((entry) => !was.log.includes(entry) && !kept.includes(entry));
  return mine.slice(0, mine.lastIndexOf("-") + 1) + [...kept, ...added].join(".");
}

/** The days of a plan's log, in its link. @param {string} text */
const daysIn = (text) => [...text.matchAll(/[-.](\w+?)_/g)].map(([, day]) => day);

class Keeping {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    /** The saved plan that this window goes on with, as last read or written; null when it goes on
     * with none or with another. @type {string|null} */
    this.seen = null;
    /** Whether the plan, or the last one, was made, gone on with or saved here; a link's was not. */
    this.own = false;
  }

  get stored() {
    try {
      return localStorage.getItem(STORE);
    } catch {
      return null;
    }
  }

  /** Write to the device, or delete there. @param {string|null} text @returns whether it was done */
  store(text) {
    try {
      if (text === null) localStorage.removeItem(STORE);
      else localStorage.setItem(STORE, text);
      this.seen = text;
      return true;
    } catch {
      return false;
    }
  }

  /* What a reload must know stays with this visit. @param {string} hash */
  point(hash = location.hash) {
    const { own, seen } = this;
    const state = { ...history.state, own, saved: seen !== null };
    history.replaceState(state, "", hash || location.pathname + location.search);
  }

  /* What there is to open: the address holds it, else this device, else it is null. */
  find() {
    const given = location.hash.startsWith(HASH) ? location.hash.slice(HASH.length) : null;
    const { stored } = this;
    const { own, saved } = history.state ?? {};
    // Between two plans the saved one stays closed, and a new one takes its place.
    const between = AGAIN.test(location.hash);
    // An old link of the saved plan opens the saved one, which knows what came later.
    const same = given && stored && merged(given, given, stored);
    const older = same && daysIn(given).every((day) => daysIn(stored).includes(day));
    const text = between ? null : older ? stored : given ?? stored;
    this.seen = between ? saved && stored : text === stored ? stored : null;
    this.own = !!(own || this.seen);
    if (text) this.point(HASH + text);
    return { text, other: stored !== null && this.seen === null };
  }

  /** After a change: into the address, and to the device if it holds this plan already.
   * @param {string} text */
  keep(text) {
    this.point(HASH + text);
    this.draw(true, this.seen === null || this.store(text));
  }

  /** What another window has made of the saved plan since; undefined when there is nothing new.
   * @param {string} mine @returns {string|null|undefined} */
  news(mine) {
    const { seen, stored } = this;
    if (seen === null || stored === seen) return undefined;
    const both = stored && merged(seen, mine, stored);
    this.seen = both ? stored : null;
    return both;
  }

  /** Say what this device holds. @param {boolean} open  whether a plan is open */
  draw(open, written = true) {
    const { page, seen, stored } = this;
    const held = seen !== null && stored !== null;
    const own = open ? "this" : "waits";
    const state = !written ? "failed" : held ? own : stored === null ? "none" : "other";
    for (const words of page.all("[data-kept]")) words.hidden = !words.dataset.kept.includes(state);
    page.slot("with-plan-open").hidden = !open;
    // R1: who was stopped here has no other's plan to leave.
    page.slot("not-yours").hidden = this.own;
    page.one("[data-do=save]").hidden = state === "other";
    page.one("[data-do=forget]").hidden = stored === null;
  }
}
