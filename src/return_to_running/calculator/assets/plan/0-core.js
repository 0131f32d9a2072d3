/* The second script: the plan, its check-ins and what can be taken along. It is asked for once
 * somebody begins, so that a first visit does not wait for it; its words follow at its end.
 *
 * These are the names it takes from the first one. The type check leaves this part out: to the
 * compiler both scripts are one. */

const { engine } = /** @type {any} */ (customElements.get("return-to-running"));
const {
  ASKED, blocks, el, fill, fromInput, isBeyond, judge, lookAhead, lookOut, nextRun, replay, strip,
  toInput, today, weekday,
} = engine;
