/* The plan as a drawing. */

/** Running minutes by session, each new height, and the weeks. The list below says the same.
 * @param {any[]} sessions @param {number} begin  the day on which the first week began
 * @param {string} week  the first week's name, which ends in its number */
function chart(sessions, begin, week) {
  const most = Math.max(...sessions.map((session) => session.minutes));
  const grid = most > 60 ? 30 : 10;
  const y = (/** @type {number} */ minutes) => 150 - (minutes * 128) / most;
  const step = 308 / sessions.length;
  const drawing = el("svg:svg", { class: "c-chart", viewBox: "0 0 360 172", role: "img", "aria-labelledby": "rtr-chart" });
  const write = (/** @type {number} */ x, /** @type {number} */ y, /** @type {any} */ words) =>
    drawing.append(el("svg:text", { x, y }, words));
  for (let minutes = 0; minutes <= most; minutes += grid) {
    drawing.append(el("svg:path", { d: `M41 ${y(minutes)}h360` }));
    write(32, y(minutes) + 4, minutes);
  }
  const every = Math.ceil(sessions.length / 15);
  let shown = -1;
  let free = 0;
  let high = 0;
  sessions.forEach((session, n) => {
    const x = 42 + n * step;
    const middle = x + step / 3;
    const top = y(session.minutes);
    drawing.append(el("svg:rect", { x, y: top, width: step * 0.7, height: 150 - top }));
    if (session.minutes > high && middle > free) {
      high = session.minutes;
      write(middle, top - 4, high);
      free = middle + 30;
    }
    const now = Math.floor((session.on - begin) / 7);
    if (now !== shown && now % every === 0) write(middle + 5, 166, n ? now + 1 : week);
    shown = now;
  });
  return drawing;
}
