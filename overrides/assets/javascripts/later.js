/* Material's script, when it has something to do.
 *
 * It waits in the page's <template> until the reader does something that it answers to: on a phone,
 * touches the header or uses a key; on a wider screen, which has side lists and a switch of colours,
 * moves, scrolls or touches at all. A search in the address asks for it at once. If it cannot be
 * fetched, the next touch asks again. Its search worker waits until there is something to search.
 */
"use strict";
(() => {
  const PARTS = "header, .md-sidebar, [title]";
  const isFile = location.protocol === "file:";
  const wide = matchMedia("(min-width: 37.4em)");
  const search = document.querySelector(".md-search__input");
  const opener = document.querySelector("header [for=__search]");
  const FIELDS = "input, select, textarea";
  const SEARCH_KEYS = ["/", "s", "f"]; // Material's own
  let asked = false;
  let parsed = false;

  function start() {
    if (asked) return;
    asked = true;
    for (const waiting of document.querySelector("template[data-later]").content.children) {
      const only = waiting.dataset.only;
      if (only && only !== location.protocol) continue;
      const script = document.createElement("script");
      script.async = false; // in their order
      script.src = waiting.getAttribute("src");
      // Material begins with the document's own event, and has missed it if it comes later.
      script.onload = () => parsed && window.document$?.next(document);
      script.onerror = () => {
        script.remove();
        asked = false;
      };
      document.body.append(script);
    }
  }

  /* Material makes its worker as it starts, and sends it something once the search is open. */
  const Eager = window.Worker;
  class LateWorker extends EventTarget {
    constructor(address) {
      super();
      this.address = address;
    }
    postMessage(message) {
      if (!this.worker) {
        this.worker = new Eager(this.address);
        this.worker.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
      }
      this.worker.postMessage(message);
    }
  }
  if (!isFile) window.Worker = LateWorker;

  document.addEventListener("DOMContentLoaded", () => (parsed = true));
  document.documentElement.classList.replace("no-js", "js");
  for (const kind of ["pointerover", "focusin"]) {
    addEventListener(kind, ({ target }) => (wide.matches || target.closest?.(PARTS)) && start());
  }
  addEventListener("scroll", () => wide.matches && start(), { passive: true });
  addEventListener("keydown", (event) => {
    if (asked || event.target.matches?.(FIELDS)) return;
    start();
    if (!SEARCH_KEYS.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault(); // The key opens the search, and is no part of the question.
    opener.click();
  });
  opener.addEventListener("click", () => search.focus());
  wide.addEventListener("change", start);
  if (new URLSearchParams(location.search).has("q")) start();
})();
