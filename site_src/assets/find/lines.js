/* Every occurrence on a line of its own, in its context (KWIC), and the same as a table to take away. */
(function () {
  "use strict";

  const { el } = self.ArchiveShow;
  const { address, flagWords, label, languageOf, say, title, when } = self.ArchiveWords;

  const PAGE = 50; // lines at a time
  const WIDTH = 28; // characters on either side
  const AT_ONCE = 12; // documents whose texts are loaded together

  /* Occurrences, in the order of the documents: an iterator that loads texts as it goes. */
  function reader(page) {
    const { engine, result } = page;
    let next = 0, ready = [];
    async function fill() {
      const hits = result.ordered.slice(next, next + AT_ONCE);
      next += hits.length;
      const units = [].concat.apply([], hits.map((hit) => hit.units));
      const texts = await engine.texts(units);
      for (const unit of units) {
        for (const mark of engine.marks(texts.get(unit), result.terms)) ready.push({ unit: texts.get(unit), start: mark[0], end: mark[1] });
      }
    }
    return {
      async take(count) {
        while (ready.length < count && next < result.ordered.length) await fill();
        return ready.splice(0, count);
      },
      get documents() { return next; },
      get done() { return !ready.length && next >= result.ordered.length; },
    };
  }

  async function show(page, stale) {
    if (!page.result.terms.length) {
      page.parts.results.replaceChildren(el("p", {}, say("view.empty")));
      return;
    }
    const read = reader(page);
    const list = el("ol", { class: "find-lines" });
    const first = await read.take(PAGE);
    if (stale()) return;
    page.parts.results.replaceChildren(list);
    add(page, list, first, read, stale);
  }

  function add(page, list, lines, read, stale) {
    for (const one of lines) list.append(line(page, one));
    if (read.done) return;
    const button = el("button", { type: "button", class: "find-more" }, say("lines", list.children.length) + " ↓");
    button.addEventListener("click", async () => {
      const at = list.children.length;
      const more = await read.take(PAGE);
      button.remove();
      if (stale()) return;
      add(page, list, more, read, stale);
      if (list.children[at]) list.children[at].querySelector("a").focus();
    });
    list.after(button);
  }

  function line(page, one) {
    const { unit, start, end } = one;
    const href = page.root + address(unit.about, unit.anchor, page.result.query);
    return el(
      "li", { "data-unit": unit.unit },
      el("a", { href, lang: languageOf(unit.about) },
        el("span", { class: "find-left" }, el("span", {}, back(unit.text, start))),
        el("mark", {}, unit.text.slice(start, end)),
        el("span", { class: "find-right" }, ahead(unit.text, end))),
      el("span", { class: "find-source" }, el("bdi", {}, title(unit.about)), " · ", when(unit.about)),
      el("span", { class: "find-source" }, self.ArchiveShow.standing(unit.about), self.ArchiveShow.warnings(unit))
    );
  }

  function back(text, start) {
    return Array.from(text.slice(Math.max(0, start - 2 * WIDTH), start)).slice(-WIDTH).join("");
  }

  function ahead(text, end) {
    return Array.from(text.slice(end, end + 2 * WIDTH)).slice(0, WIDTH).join("");
  }

  // -- the table --------------------------------------------------------------------------------------------------

  const COLUMNS = [
    "document", "title", "date", "dating", "type", "people", "kind", "anchor", "left", "match", "right", "flags", "gaps",
    "edits", "completeness", "review", "script", "address",
  ];

  function row(one) {
    const { unit, start, end } = one;
    const told = unit.about;
    const flags = unit.flags.map((flag) => Array.from(unit.text).slice(flag[0], flag[1]).join("") + "：" + flagWords(flag));
    const gaps = [unit.gaps & 1 ? say("gap.before") : "", unit.gaps & 2 ? say("gap.after") : ""].filter(Boolean);
    const completeness = told.completeness.split("+").map((part) => label("completeness", part));
    return [
      told.id, title(told), told.date || "", dating(told), label("type", told.type),
      told.people.join("|"), unit.kind, unit.anchor, unit.text.slice(0, start), unit.text.slice(start, end), unit.text.slice(end),
      flags.join("|"), gaps.join("|"), unit.edits, completeness.join("|"), label("review", told.review), told.script || "",
      address(told, unit.anchor, ""),
    ];
  }

  /* What the date is the date of, and whether the text says so or we infer it. */
  function dating(told) {
    if (!told.date) return "";
    return [label("dating", told.dating) || told.dating, told.inferred ? say("inferred") : ""].filter(Boolean).join("|");
  }

  /* A cell as CSV has it: quoted where needed, nothing altered. */
  function cell(value) {
    const text = String(value);
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  let stopped = true;

  async function save(page) {
    if (!stopped) {
      stopped = true;
      return;
    }
    stopped = false;
    const button = page.parts.controls.querySelector(".find-csv");
    const read = reader(page);
    const asked = page.result;
    const rows = [COLUMNS.map((name) => say("column." + name))];
    while (!read.done && !stopped && page.result === asked) {
      for (const one of await read.take(500)) rows.push(row(one));
      button.textContent = say("csv.stop");
      page.tell(say("csv.busy", read.documents, asked.ordered.length));
    }
    const whole = read.done;
    stopped = true;
    button.textContent = say("csv");
    if (!whole || page.result !== asked) return;
    download(rows.map((one) => one.map(cell).join(",")).join("\n") + "\n", "find-" + asked.query.replace(/[^\w\u3400-\u9fff]+/g, "-").slice(0, 40) + ".csv");
    page.tell(say("csv.done", rows.length - 1) + (asked.whole ? "" : say("search.least")));
  }

  function download(text, name) {
    const link = el("a", { href: URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv;charset=utf-8" })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  self.ArchiveLines = { save, show };
})();
