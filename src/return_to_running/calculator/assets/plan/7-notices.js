/* What is said above all: how a plan was opened, and why one from outside stays closed. */

/** What withholds a plan is printed in its place. */
const WITHHOLDS = `[data-card] [data-slot=action], [data-slot=not-ready], [data-notice^=refused]`;

/** Whether no plan is on screen, but why there is none. @param {Page} page */
const isWithheld = (page) =>
  page.shown !== "plan" && page.all(WITHHOLDS).some((each) => !each.closest("[hidden]"));

/** Say some sentences above all; none hides the place. @param {Page} page @param {...string} names */
function notify(page, ...names) {
  page.slot("notice").hidden = !names.some(Boolean);
  for (const words of page.all("[data-notice]")) {
    words.hidden = !names.includes(words.dataset.notice);
  }
}

/** Why a plan from outside stays closed by the present safety questions and tests, as the notice
 * is called, or "".
 * @param {Page} page @param {Plan} plan @returns {string} */
function refusal(page, plan) {
  const { rule } = page;
  const { signs, answers, made, start, log } = plan;
  // R22. Where the plan was made, the date may be two days ahead: UTC+14 and UTC-11 are 25 hours apart.
  // Before the first day of a plan, what keeps the runner from running is logged on that day.
  const ahead = today() + 2;
  const latest = Math.max(...log.map((entry) => entry.on));
  page.say("refused-pain", `${answers.worst}`);
  if (page.withheld(signs).length) return "refused_sign";
  if (answers.age < rule.adult) return "refused_age";
  if (lookUp(rule.readiness.test, answers.worst) !== "ready") return "refused_test";
  return made > ahead || latest > Math.max(start, ahead) ? "refused_future" : "";
}
