/* What a button does to the log, and around it. */

/** R4, R37: pain that keeps a runner from running may be a danger sign: it is asked for first.
 * @param {Extras} extras @param {() => void} then */
const unlessSign = (extras, then) => extras.checkIn.start(null, true, then);

/** Log a day without a run. @param {any} element @param {string} kind */
const logNoRun = (element, kind) =>
  element.relog([...element.plan.log, { on: dayWithoutRun(element.plan), kind, signs: [] }]);

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
  edit: ({ checkIn }, button) => checkIn.start(place(button)),
  "add-morning": ({ checkIn }, button) => checkIn.start(place(button), true),
  remove: ({ element }, button) =>
    element.relog(element.plan.log.filter((/** @type {any} */ _, /** @type {number} */ n) => n !== place(button))),
  undo: ({ element }) => element.relog(element.plan.log.slice(0, -1)),

  missed: ({ page }) => (page.slot("missed").hidden = false),
  "missed-pain": (extras) => unlessSign(extras, () => logNoRun(extras.element, "pain-break")),
  "missed-sore": (extras) => unlessSign(extras, () => explain(extras, "missed-sore")),
  "missed-other": (extras) => explain(extras, "missed-other"),
  "too-sore": (extras) => unlessSign(extras, () => logNoRun(extras.element, "too-sore")),
  "not-usual": (extras) => unlessSign(extras, () => logNoRun(extras.element, "not-usual")),
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
