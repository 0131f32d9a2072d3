/* On paper one side of runs, one of pain diary, and the link as a code. */

/** The n-th run of the plan, counted with those already run: the same run keeps its number.
 * @param {any} view */
function numbered(view) {
  const { progress, ahead } = view;
  const before = progress.steps.filter((/** @type {Step} */ step) => step.result !== null).length;
  return ahead.map((/** @type {Session} */ session, /** @type {number} */ n) => ({ n: before + n + 1, session }));
}

/** @param {Extras} extras */
function drawSheet({ page, view }) {
  const { course } = view.plan;
  page.slot("sheet-plan").hidden = false;
  const all = numbered(view);
  const spare = page.all("tr", page.slot("sheet-spare"));
  const runs = all.slice(0, spare.length);
  page.slot("sheet-longer").hidden = course.goal < course.ladder;
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
  page.slot("sheet-qr").replaceChildren(qrDrawing(location.href));
}
