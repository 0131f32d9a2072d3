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
  let x = 0;
  for (const [kind, minutes] of [["w", warm], ...pairs, ["w", cool]]) {
    const [y, height] = kind === "r" ? [0, 10] : [7, 3];
    drawing.append(el("svg:rect", { class: kind, x, y, width: minutes, height }));
    x += minutes;
  }
  drawing.setAttribute("viewBox", `0 0 ${x} 10`);
  return drawing;
}

/** Running minutes by session. The list beside it says the same.
 * @param {Session[]} sessions @param {string} title */
function chart(sessions, title) {
  const most = Math.max(...sessions.map((session) => session.minutes));
  const grid = most > 60 ? 30 : 10;
  const y = (/** @type {number} */ minutes) => 150 - (minutes * 128) / most;
  const step = 330 / sessions.length;
  const drawing = el("svg:svg", { class: "c-chart", viewBox: "0 0 360 172", role: "img" });
  drawing.append(el("svg:title", {}, title));
  for (let minutes = 0; minutes <= most; minutes += grid) {
    const line = { class: minutes ? "g" : "a", x1: 26, x2: 358, y1: y(minutes), y2: y(minutes) };
    const label = { x: 21, y: y(minutes) + 4, "text-anchor": "end" };
    drawing.append(el("svg:line", line), el("svg:text", label, String(minutes)));
  }
  const monday = sessions[0].on - weekday(sessions[0].on);
  const every = Math.max(1, Math.ceil(sessions.length / 15));
  let week = -1;
  sessions.forEach((session, n) => {
    const x = 27 + n * step;
    const top = y(session.minutes);
    drawing.append(
      el("svg:rect", { class: "b", x, y: top, width: step * 0.7, height: 150 - top }),
    );
    const now = Math.floor((session.on - monday) / 7);
    if (now !== week && now % every === 0) drawing.append(el("svg:text", { x, y: 166 }, `${now + 1}`));
    week = now;
  });
  return drawing;
}

/** A QR code as one drawing, from rows of dark and light squares.
 * @param {boolean[][]} rows @param {string} title */
function qrDrawing(rows, title) {
  const side = rows.length + 8;
  const squares = rows.flatMap((row, y) =>
    row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")),
  );
  return el("svg:svg", { class: "c-qr", viewBox: `0 0 ${side} ${side}`, role: "img" },
    el("svg:title", {}, title),
    el("svg:path", { d: squares.join("") }));
}
