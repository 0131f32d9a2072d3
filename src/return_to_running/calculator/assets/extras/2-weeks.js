/* The runs by week. */

/** The weekdays for strength work in a week of runs.
 * @param {Record<string, string[]>} table  as tables.py made it @param {Session[]} runs */
function strengthDays(table, runs) {
  const [{ on }] = runs;
  const gaps = runs.slice(1).map((run, n) => run.on - runs[n].on);
  const days = table[gaps.join("")][runs.findIndex((run) => run.long) + 1];
  return [...days].map((after) => weekday(on + Number(after))).sort();
}

/** Draw the runs of each week of the reader's own calendar, with days for strength work.
 * @param {Extras} extras @param {Session[]} sessions */
function drawWeeks({ page, view, words }, sessions) {
  const w = words.plan;
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
      const days = strengthDays(words.strength, runs).map((/** @type {number} */ day) => page.weekday(day));
      return el("section", { class: "c-week" },
        el("h4", {}, fill(w.week, { n }), " ", el("small", {}, fill(w.week_total, { minutes }))),
        el("ul", {}, ...runs.map(run)),
        el("p", { class: "c-note" }, fill(w.strength, { days: days.join(", ") })));
    }),
  );
}
