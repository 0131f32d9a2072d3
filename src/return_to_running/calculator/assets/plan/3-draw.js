/* Drawing: elements and pictures. Text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes and children.
 * @param {string} name @param {Record<string, any>} attributes @param {...(Node|string|null)} children
 * @returns {any} */
function el(name, attributes = {}, ...children) {
  const node = name.startsWith("svg:")
    ? document.createElementNS(SVG, name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** @param {string} sentence @param {Record<string, any>} values @returns {string} */
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Run and walk of a session, one after the other, in minutes.
 * @param {Course} course @param {Session} session @returns {[string, number][]} */
function blocks(course, session) {
  if (isBeyond(course, session.stage)) return [["r", session.minutes]];
  const [, runMin, walkMin, times] = course.stages[session.stage];
  /** @type {[string, number][]} */
  const pair = walkMin ? [["r", runMin], ["w", walkMin]] : [["r", runMin]];
  return Array.from({ length: times }, () => pair).flat();
}

/** The session strip: running stands tall and solid, walking lies low and open, to scale.
 * @param {Rule} rule @param {[string, number][]} pairs */
function strip(rule, pairs) {
  const { warm, cool } = rule.session;
  const hidden = { "aria-hidden": "true", focusable: "false" };
  const drawing = el("svg:svg", { class: "g-strip", preserveAspectRatio: "none", ...hidden });
  const paths = { w: "", r: "" };
  let x = 0;
  for (const [kind, minutes] of /** @type {["w"|"r", number][]} */ ([["w", warm], ...pairs, ["w", cool]])) {
    const [y, height] = kind === "r" ? [0, 10] : [7, 3];
    paths[kind] += `M${x} ${y}h${minutes}v${height}h-${minutes}z`;
    x += minutes;
  }
  for (const [kind, d] of Object.entries(paths)) drawing.append(el("svg:path", { class: kind, d }));
  drawing.setAttribute("viewBox", `0 0 ${x} 10`);
  return drawing;
}
