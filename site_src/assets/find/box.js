/* On every page, small, and idle until asked: what Material's search box needs besides its worker, and the marks of a hit.
 *
 * Here `scripts(names)` loads the parts of the search that a page turns out to need.
 */
(function () {
  "use strict";

  const folder = document.currentScript.src.replace(/[?#].*$/, "").replace(/[^/]*$/, "");
  const asked = {};

  function script(name) {
    if (!asked[name]) {
      asked[name] = new Promise((done, fail) => {
        const made = document.createElement("script");
        made.charset = "utf-8";
        made.onload = done;
        made.onerror = fail;
        made.src = folder + name;
        document.head.appendChild(made);
      });
    }
    return asked[name];
  }

  function style() {
    if (document.querySelector("link[href$='find/find.css']")) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = folder + "find.css";
    document.head.appendChild(link);
  }

  self.ArchiveParts = {
    root: new URL("../../", folder).href,
    scripts: (names) => names.reduce((before, name) => before.then(() => script(name)), Promise.resolve()),
    style,
  };

  const input = document.querySelector("input[data-md-component=search-query]");
  if (input) {
    // Material listens to keys alone; what is pasted, dictated or composed comes without any.
    input.addEventListener("input", () => setTimeout(() => input.dispatchEvent(new Event("keyup"))));
    input.addEventListener("focus", style, { once: true });
    const meta = document.querySelector(".md-search-result__meta");
    const list = document.querySelector(".md-search-result__list");
    if (meta && list) {
      new MutationObserver(() => {
        const total = list.querySelector(".find-total");
        if (total) meta.textContent = total.textContent;
      }).observe(list, { childList: true });
    }
  }

  const query = new URLSearchParams(location.search).get("find");
  if (query && document.querySelector(".doc-text")) {
    style();
    self.ArchiveParts.scripts(["folding.js", "engine.js", "query.js", "words.js", "show.js", "mark.js"])
      .then(() => self.ArchiveMark(query, self.ArchiveParts.root))
      .catch(() => {}); // the page reads well without marks
  }
})();
