/* What a button hands over, and what it keeps: paper, files, the link, the plan on this device. */

/** Hand a file to the runner's own device.
 * @param {string} name @param {string} type @param {string} text */
function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1e4);
}

/** @param {Extras} extras @param {string} name  of a sentence, or "" */
function tell({ page, words }, name) {
  // Text that is put in is announced; a sentence that was hidden in an empty place is not.
  page.slot("told").textContent = name && words.plan[name];
}

/** @type {Record<string, (extras: Extras) => void>} */
const TAKE_ACTIONS = {
  print(extras) {
    extras.drawSheet();
    print();
  },
  calendar({ page, view, words }) {
    const detailed = page.input("calendar-detail").checked;
    const w = words.calendar;
    const runs = numbered(view).map((/** @type {any} */ { n, session }) => ({
      n,
      on: session.on,
      title: detailed ? `${w.title}: ${view.shows(session).name}, ${fill(words.plan.length, session)}` : w.title,
      text: view.shows(session).words,
    }));
    const text = calendarFile(view.plan, runs, {
      now: new Date(),
      name: w.title,
      language: page.words.language,
    });
    download(`${w.file}.ics`, "text/calendar", text);
  },
  spreadsheet({ page, view, words }) {
    const head = page.all(".c-list thead th").map((/** @type {any} */ column) => column.textContent);
    const rows = numbered(view).map((/** @type {any} */ { n, session }) => {
      const { shortName, words } = view.shows(session);
      return [n, toInput(session.on), shortName, session.minutes, words];
    });
    const text = spreadsheetFile([head, ...rows]);
    download(`${words.calendar.file}.csv`, "text/csv;charset=utf-8", text);
  },
  "save-log"({ element, page, view, words }) {
    const text = logFile(view.plan, element.text, page.rule);
    download(`${words.calendar.file}.json`, "application/json", text);
  },

  save({ element: { keeping, text } }) {
    keeping.own = true;
    keeping.draw(true, keeping.store(text));
    keeping.point();
  },
  forget({ element: { keeping, plan }, page }) {
    keeping.store(null);
    keeping.draw(!!plan);
    page.slot("kept").focus();
  },
  // Put the link on the clipboard.
  async copy(extras) {
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject();
    tell(extras, await copied.then(() => "copied", () => "copy_failed"));
  },
};
