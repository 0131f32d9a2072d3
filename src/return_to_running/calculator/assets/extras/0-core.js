/* The second script: what can be taken along. It is asked for once a plan is on screen, so that
 * nobody waits for it; its words follow at its end.
 *
 * These are the names it takes from the first one. The type check leaves this part out: to the
 * compiler both scripts are one. */

const { engine } = /** @type {any} */ (customElements.get("return-to-running"));
const { chosenDay, decode, el, fill, said, toInput, weekday } = engine;
