/* What a button does to the log, and around it. */

/** R4, R37: pain that keeps a runner from running may be a danger sign: it is asked for first.
 * @param {Extras} extras @param {() => void} then */
const unlessSign = (extras, then) => extras.checkIn.start(null, true, then);

/** Log a day without a run. @param {string} kind @returns {(extras: Extras) => void} */
const noRun = (kind) => (extras) =>
  unlessSign(extras, () => {
    const { plan } = extras.element;
    extras.element.relog([...plan.log, { on: dayWithoutRun(plan), kind, signs: [] }]);
  });

/** Whether nothing was left unanswered that only a warning sign lets one leave out. @param {any} entry */
const isWhole = (entry) => ASKED.every((/** @type {string} */ name) => entry[name] !== null);

/** What a missed run means; nothing is logged. @param {any} element @param {string} why */
function explain({ page }, why) {
  const told = page.slot("breaks");
  page.show("plan", false);
  page.slot("missed").hidden = true;
  page.pick(told, [why]);
  told.hidden = false;
  told.focus();
}

/** @param {any} button  of an entry, by its place in the log */
const place = (button) => Number(button.dataset.entry);

/** @type {Record<string, (extras: Extras, button: any) => void>} */
const LOG_ACTIONS = {
  "check-in": ({ checkIn }) => checkIn.start(),
  // A danger sign must not go without a word: the plan stops, or the sign was ticked by mistake.
  leave({ element, page }) {
    const ticked = page.slot("ticked");
    ticked.hidden = !page.ticked("new-sign").length;
    if (ticked.hidden) element.show("plan");
    else ticked.scrollIntoView({ block: "start" });
  },
  edit: ({ checkIn }, button) => checkIn.start(place(button)),
  "add-morning": ({ checkIn }, button) => checkIn.start(place(button), true),
  remove: ({ element }, button) =>
    element.relog(element.plan.log.filter((/** @type {any} */ _, /** @type {number} */ n) => n !== place(button))),
  undo: ({ element }) => element.relog(element.plan.log.slice(0, -1)),

  missed: ({ page }) => (page.slot("missed").hidden = false),
  "missed-pain": noRun("pain-break"),
  "missed-sore": (extras) => unlessSign(extras, () => explain(extras, "missed-sore")),
  "missed-other": (extras) => explain(extras, "missed-other"),
  "too-sore": noRun("too-sore"),
  "not-usual": noRun("not-usual"),
  usual({ element, page, view }) {
    view.usualSince = view.progress.setbackOn;
    element.drawPlan();
    page.slot("next-title").focus();
  },

  slip({ page }) {
    page.slot("slip-ask").hidden = false;
    page.one("[data-do=slip-no]").focus({ preventScroll: true });
    page.toCard();
  },
  "slip-no"({ page }) {
    page.slot("slip-ask").hidden = true;
    page.one("[data-do=slip]").focus();
  },
  // R1: a warning sign is only taken back as a slip, with the care card in view. What was answered
  // besides stays; an entry with answers left out goes.
  "slip-yes": ({ element }) =>
    element.relog(element.plan.log.filter(isWhole).map((/** @type {Entry} */ entry) => ({ ...entry, signs: [] }))),
};
