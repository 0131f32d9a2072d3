/* The answer to what was logged last, and what led to it. */

/** The run of a day; of two the worse.
 * @param {Rule} rule @param {Step} step @returns {Entry|undefined} */
const runOf = (rule, { entries }) =>
  entries.filter((line) => line.kind === "run").sort((a, b) => judge(rule, b) - judge(rule, a))[0];

/** @param {Page} page @param {Step|undefined} last  the last day on which something was decided */
function drawAnswer(page, last) {
  const box = page.slot("answer");
  box.hidden = !last;
  if (!last) return;
  const { verb, say, look, row } = page.decisions[gravest(page.rule, last.decisions)];
  box.className = `c-answer c-answer--${look}`;
  for (const icon of page.all("[data-look]", box)) icon.hidden = icon.dataset.look !== look;
  page.say("verb", verb);
  page.say("say", say);
  page.slot("say-why").replaceChildren(page.source(row));
  const list = page.slot("reasons");
  for (const old of page.all("li:not([data-when])", list)) old.remove();
  list.prepend(...reasons(page, last));
  page.pick(list, notes(page.rule, last));
}

/** What led to an answer: the warning signs; else each reply that was not good, worst first; and
 * what was decided besides. Each with the number behind it.
 * @param {Page} page @param {Step} step @returns {Node[]} */
function reasons(page, step) {
  const { rule } = page;
  const because = (/** @type {any} */ place, /** @type {string} */ text) =>
    el("li", {}, `${text} `, page.source(place));
  const judged = (/** @type {string} */ text, /** @type {number} */ result) =>
    `${text} (${page.result(result)})`;
  const signs = step.entries.flatMap((line) => line.signs);
  if (signs.length) {
    return signs.map((id) =>
      because(page.one(`[data-sign="${id}"]`, page.element), judged(page.sign(id), rule.judge.sign)));
  }
  const items = [];
  const entry = runOf(rule, step);
  if (entry && step.result !== null) {
    const results = ASKED.map((name) => ({ name, result: lookUp(rule.judge[name], (/** @type {any} */ (entry))[name]) }));
    const worst = results.filter(({ result }) => result > 0).sort((a, b) => b.result - a.result);
    if (entry.week === "worse") items.push(because(page.question("week"), said(page, entry, "week")));
    for (const { name, result } of worst.length || items.length ? worst : results.slice(1, 2)) {
      items.push(because(page.question(name), judged(said(page, entry, name), result)));
    }
  }
  const answer = gravest(rule, step.decisions);
  for (const decision of step.decisions.filter((word) => word !== answer)) {
    items.push(because(page.decisions[decision].row, page.decisions[decision].say));
  }
  return items;
}

/** Question and answer, in the words of the form; a number or a date as it is, or ? when it was left out.
 * @param {Page} page @param {any} answers @param {string} name */
function said(page, answers, name) {
  const field = page.question(name);
  const asked = page.one("legend, label", field).textContent;
  const chosen = page.one(`[value="${answers[name]}"]`, field);
  const answer = chosen ? chosen.nextElementSibling.textContent : (answers[name] ?? "?");
  return `${asked.replace(/[?:]\s*$/, "")}: ${answer}`;
}

/** What else counted, by the names of the sentences in the answer.
 * @param {Rule} rule @param {Step} step @returns {string[]} */
function notes(rule, step) {
  const entry = runOf(rule, step);
  const names = step.entries.map((line) => line.kind);
  if (entry && !entry.signs.length && step.result !== null) {
    if (judge(rule, entry) < step.result) names.push("too-soon", /** @type {string} */ (step.early));
    if (isOpen(entry)) names.push("waiting");
    for (const name of ["longer", "short"]) if (/** @type {any} */ (entry)[name]) names.push("not-as-planned", name);
  }
  if (step.state.held && !step.state.ended) names.push("held");
  return names;
}
