/* What a runner can take along: calendar, spreadsheet, log. Text in, text out. */

const CRLF = "\r\n";

/** Calendar text is escaped, then folded at 75 octets (RFC 5545 3.1, 3.3.11).
 * @param {string} line */
function foldLine(line) {
  const encoder = new TextEncoder();
  let folded = "";
  let width = 0;
  for (const letter of line) {
    const octets = encoder.encode(letter).length;
    if (width + octets > 75) {
      folded += `${CRLF} `;
      width = 1;
    }
    folded += letter;
    width += octets;
  }
  return folded;
}

/** @param {string} text */
const calendarText = (text) =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");

/** @param {number} day */
const calendarDay = (day) => toInput(day).replace(/-/g, "");

/** One all-day event for each run. The n-th run of a plan keeps its UID, and a later export has a
 * higher SEQUENCE, so importing again moves events and never doubles them.
 * @param {Plan} plan
 * @param {{n: number, on: number, title: string, text: string}[]} runs
 * @param {{now: Date, name: string, language: string}} about */
function calendarFile(plan, runs, about) {
  const stamp = `${about.now.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  // From the day before: where the plan was made, the day may have begun earlier.
  const sequence = Math.max(0, Math.floor(about.now.getTime() / 1000) - (plan.made - 1) * 86400);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//return-to-running//plan//${about.language.toUpperCase()}`,
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${calendarText(about.name)}`,
  ];
  for (const run of runs) {
    lines.push(
      "BEGIN:VEVENT",
      `UID:${plan.made}-${plan.start}${plan.token ?? ""}-${run.n}@return-to-running`,
      `DTSTAMP:${stamp}`,
      `SEQUENCE:${sequence}`,
      `DTSTART;VALUE=DATE:${calendarDay(run.on)}`,
      `DTEND;VALUE=DATE:${calendarDay(run.on + 1)}`,
      `SUMMARY:${calendarText(run.title)}`,
      `DESCRIPTION:${calendarText(run.text)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    );
  }
  return [...lines, "END:VCALENDAR", ""].map(foldLine).join(CRLF);
}

/** Rows as a spreadsheet file (RFC 4180).
 * @param {(string|number)[][]} rows */
const spreadsheetFile = (rows) =>
  rows
    .map((row) => row.map((cell) => `"${String(cell).replace(/"/g, '""')}"`).join(","))
    .join(CRLF) + CRLF;

/** The log as a person can read it. @param {Plan} plan */
const readable = ({ log }) => log.map((entry) => ({ ...entry, on: toInput(entry.on) }));

/** The log as a file a person can read and this page can read back. The link holds all of it.
 * @param {Plan} plan @param {string} link @param {Rule} rule */
const logFile = (plan, link, rule) =>
  `${JSON.stringify(
    {
      format: "return-to-running",
      protocol: rule.id,
      version: plan.version,
      plan: link,
      log: readable(plan),
    },
    null,
    1,
  )}\n`;

/** Whether the entries of a log file are not those of the plan in it. @param {string} text @param {Plan} plan */
function isChanged(text, plan) {
  const { log } = JSON.parse(text);
  return log !== undefined && JSON.stringify(log) !== JSON.stringify(readable(plan));
}

/** The plan text of a log file, or "" when it is not one. Never throws.
 * @param {string} text @param {Rule} rule */
function planOfLogFile(text, rule) {
  try {
    const file = JSON.parse(text);
    const ours = file?.format === "return-to-running" && file.protocol === rule.id;
    return ours && typeof file.plan === "string" ? file.plan : "";
  } catch {
    return "";
  }
}
