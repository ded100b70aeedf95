/* Parts of pages that the search makes. Text becomes an element's text and is never read as HTML. */
(function () {
  "use strict";

  const words = self.ArchiveWords;

  /* An element: `el("p", {class: "note"}, "text", child)`. What is null or false is left out. */
  function el(name, attributes) {
    const made = document.createElement(name);
    for (const key of Object.keys(attributes || {})) {
      const value = attributes[key];
      if (key.slice(0, 2) === "on") made.addEventListener(key.slice(2), value);
      else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    for (let at = 2; at < arguments.length; at++) append(made, arguments[at]);
    return made;
  }

  function append(parent, child) {
    if (Array.isArray(child)) child.forEach((one) => append(parent, one));
    else if (child !== null && child !== undefined && child !== false && child !== "") parent.append(child);
  }

  /* Parts of a snippet, the marked ones marked. */
  function marked(parts) {
    return parts.map((part) => (part[1] ? el("mark", {}, part[0]) : part[0]));
  }

  function about(document_) {
    const parts = words.essentials(document_).map((text) => el("span", {}, text));
    return el("p", { class: "find-about" }, parts, standing(document_));
  }

  function standing(document_) {
    return words.standing(document_).map((text, at) => el("span", { class: at ? "mark lacking" : "mark" }, text));
  }

  /* What is against a passage, each with its reason where the mouse rests. */
  function warnings(unit) {
    return words.warnings(unit).map((one) => el("span", { class: one.quiet ? "find-warning quiet" : "find-warning", title: one.why || null }, one.text));
  }

  /* Where a unit stands: the line of the witness, and what it is if not a paragraph. */
  function place(unit) {
    const line = /^l(\d+)/.exec(unit.anchor);
    const kind = words.label("kind", unit.kind);
    return [kind, line ? words.say("line", line[1]) : ""].filter(Boolean).join(" · ");
  }

  function titleLink(root, document_, query) {
    const shown = el("bdi", { lang: words.languageOf(document_) }, words.title(document_));
    return el("a", { href: root + words.address(document_, "", query), class: "find-title" }, shown);
  }

  self.ArchiveShow = { about, append, el, marked, place, standing, titleLink, warnings };
})();
