/* What a button does without the second script: the ways out of a plan. */

/** @type {Record<string, (element: ReturnToRunning) => void>} */
const ACTIONS = {
  "open-saved": (element) => element.ask(() => element.goTo(element.keeping.stored ?? "")),
  restart: (element) => element.ask(() => element.restart()),
  "ask-yes"({ page, asked }) {
    page.slot("ask").close();
    asked();
  },
  "ask-no": ({ page }) => page.slot("ask").close(),
};
