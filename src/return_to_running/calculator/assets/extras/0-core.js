/* The second script: the check-in and what else a button does to a plan, and what can be taken
 * along. It is asked for once a plan is on screen, so that nobody waits for it; its words follow at
 * its end.
 *
 * These are the names it takes from the first one. The type check leaves this part out: to the
 * compiler both scripts are one. */

const { engine } = /** @type {any} */ (customElements.get("return-to-running"));
const { ASKED, chosenDay, decode, el, fill, said, toInput, today, weekday } = engine;
