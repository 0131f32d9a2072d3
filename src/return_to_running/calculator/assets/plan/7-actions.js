/* What a button does; what is taken along or kept is the second script's. */

/** R4, R37: pain that keeps a runner from running may be a danger sign: it is asked for first.
 * @param {ReturnToRunning} element @param {() => void} then */
const unlessSign = (element, then) => element.checkIn.start(element.planView, null, true, then);

/** Log a day without a run. @param {ReturnToRunning} element @param {string} kind */
const logNoRun = (element, kind) =>
  element.relog([...element.plan.log, { on: dayWithoutRun(element.plan), kind, signs: [] }]);

/** What a missed run means; nothing is logged. @param {ReturnToRunning} element @param {string} why */
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

/** @type {Record<string, (element: ReturnToRunning, button: any) => void>} */
const ACTIONS = {
  "check-in": (element) => element.checkIn.start(element.planView),
  edit: (element, button) => element.checkIn.start(element.planView, place(button)),
  "add-morning": (element, button) => element.checkIn.start(element.planView, place(button), true),
  remove: (element, button) =>
    element.relog(element.plan.log.filter((_, n) => n !== place(button))),
  undo: (element) => element.relog(element.plan.log.slice(0, -1)),

  missed: ({ page }) => (page.slot("missed").hidden = false),
  "missed-pain": (element) => unlessSign(element, () => logNoRun(element, "pain-break")),
  "missed-sore": (element) => unlessSign(element, () => explain(element, "missed-sore")),
  "missed-other": (element) => explain(element, "missed-other"),
  "too-sore": (element) => unlessSign(element, () => logNoRun(element, "too-sore")),
  "not-usual": (element) => unlessSign(element, () => logNoRun(element, "not-usual")),
  usual(element) {
    const { page, planView } = element;
    planView.usualSince = planView.progress.setbackOn;
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
  "slip-yes": (element) =>
    element.relog(element.plan.log.filter(isWhole).map((entry) => ({ ...entry, signs: [] }))),

  "open-saved": (element) => element.ask(() => element.goTo(element.keeping.stored ?? "")),
  restart: (element) => element.ask(() => element.restart()),
  "ask-yes"({ page, asked }) {
    page.slot("ask").close();
    asked();
  },
  "ask-no": ({ page }) => page.slot("ask").close(),
};
