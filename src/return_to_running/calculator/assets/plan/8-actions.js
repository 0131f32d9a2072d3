/* What a hand does: change an answer, send a form, press a button. */

/** The buttons that need no second script: the ways out of a plan.
 * @type {Record<string, (element: ReturnToRunning) => void>} */
const ACTIONS = {
  "open-saved": (element) => element.ask(() => element.goTo(element.keeping.stored ?? "")),
  restart: (element) => element.ask(() => element.restart()),
  "ask-yes"({ page, asked }) {
    page.slot("ask").close();
    asked();
  },
  "ask-no": ({ page }) => page.slot("ask").close(),
};

/** Hear every hand on the page. @param {ReturnToRunning} element */
function listen(element) {
  const { page } = element;
  page.live.addEventListener("change", (/** @type {any} */ { target }) => {
    if (target.name === "log-file") element.withExtras((extras) => extras.open(target));
    else if (target.name === "date") element.withExtras(({ checkIn }) => checkIn.dated());
    else if (page.shown !== "plan") element.questions.changed(target);
  });
  page.live.addEventListener("submit", (/** @type {any} */ event) => {
    event.preventDefault();
    const questions = /** @type {any} */ (element.questions);
    if (page.shown in questions) {
      // R39: on a page left open as well.
      if (!questions.isOld) questions[page.shown]();
      else {
        questions.restart(questions.last);
        notify(page, "old_answers");
      }
    }
    else element.withExtras(({ checkIn }) => checkIn.submit());
  });
  element.addEventListener("click", (/** @type {any} */ event) => {
    const button = event.target.closest("button, [data-why]");
    if (!button) return;
    const { go, why } = button.dataset;
    if (go) element.show(go);
    if (why) {
      event.preventDefault();
      page.why(why);
    }
    const name = button.dataset.do;
    if (name in ACTIONS) ACTIONS[name](element);
    else if (name) element.withExtras((extras) => extras.act(name, button));
  });
}
