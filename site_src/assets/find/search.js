/* The search page: the form, the state in the address, the list of documents. Facets and lines have files of their own. */
(function () {
  "use strict";

  const { Engine, FIELDS, READ_SHARDS, parse, search, sorted, totals } = self.ArchiveFind;
  const { about, el, marked, place, titleLink, warnings } = self.ArchiveShow;
  const { address, languageOf, labels, say, snippet } = self.ArchiveWords;

  const PAGE = 10; // documents at a time
  const FIRST = 3; // passages of a document before the reader asks for all
  const PAUSE = 160; // milliseconds after the last key
  const FACETS = Object.keys(FIELDS).filter((name) => name !== "title");
  const SORTS = ["relevance", "oldest", "newest"];
  const VIEWS = ["documents", "lines"];

  const root = self.ArchiveParts.root;
  const engine = new Engine(root + "find/");
  const app = document.getElementById("find-app");
  const parts = {};
  let state = null;
  let result = null;
  let latest = 0;

  // -- the state, and the address it is kept in -------------------------------------------------------------------

  function read() {
    const given = new URLSearchParams(location.search);
    const chosen = {};
    for (const name of FACETS) if (given.getAll("f." + name).length) chosen[name] = given.getAll("f." + name);
    return {
      find: given.get("find") || "",
      sort: SORTS.includes(given.get("sort")) ? given.get("sort") : "relevance",
      view: VIEWS.includes(given.get("view")) ? given.get("view") : "documents",
      shown: Math.max(PAGE, Math.min(1000, Number(given.get("n")) || PAGE)),
      chosen,
    };
  }

  function write(push) {
    const given = new URLSearchParams();
    if (state.find) given.set("find", state.find);
    if (state.sort !== "relevance") given.set("sort", state.sort);
    if (state.view !== "documents") given.set("view", state.view);
    if (state.shown > PAGE) given.set("n", state.shown);
    for (const name of Object.keys(state.chosen)) for (const value of state.chosen[name]) given.append("f." + name, value);
    const text = given.toString();
    const there = location.pathname + (text ? "?" + text : "");
    if (there === location.pathname + location.search) return;
    history[push ? "pushState" : "replaceState"](null, "", there);
  }

  /* Changes the state. What a click does can be undone with the back button; what is typed is one step in all. */
  function change(values, push) {
    if ("find" in values) engine.most = READ_SHARDS;
    Object.assign(state, { shown: PAGE }, values);
    write(push);
    run();
  }

  function toggle(name, value) {
    const chosen = Object.assign({}, state.chosen);
    const values = chosen[name] || [];
    chosen[name] = values.includes(value) ? values.filter((one) => one !== value) : values.concat(value);
    if (!chosen[name].length) delete chosen[name];
    change({ chosen }, true);
  }

  // -- searching --------------------------------------------------------------------------------------------------

  async function run() {
    const number = ++latest;
    const stale = () => number !== latest;
    const slow = setTimeout(() => stale() || tell(say("search.busy")), 250);
    try {
      await self.ArchivePage.search(stale);
    } catch (error) {
      if (!stale()) fail(error);
    }
    clearTimeout(slow);
  }

  async function perform(stale) {
    parts.input.value = parts.input.value.trim() === state.find ? parts.input.value : state.find;
    if (!state.find.trim() && !Object.keys(state.chosen).length) return idle();
    await engine.ready();
    if (stale()) return;
    const asked = parse(state.find, engine.folding);
    notices(asked.notices);
    if (!asked.terms.length && !asked.filters.length && !Object.keys(state.chosen).length) return nothing(asked);
    const found = await search(engine, asked, state.chosen, labels);
    if (stale()) return;
    found.ordered = sorted(engine, found.hits, state.sort);
    found.query = state.find;
    result = found;
    app.dataset.state = "found";
    controls(); // before what stands below them, which else would move
    await Promise.all([
      state.view === "lines" ? self.ArchiveLines.show(page, stale) : documents(0, stale),
      self.ArchiveFacets.show(page, stale),
    ]);
    if (!stale()) summary();
  }

  function summary() {
    const count = result.hits.length ? say("search.found", totals(result, say)) : emptiness();
    tell(result.whole ? count : count + say("list.sentence") + say("search.least"));
    if (!result.whole) parts.status.append(" ", el("button", { type: "button", class: "find-whole", onclick: wholly }, say("search.whole")));
  }

  /* Reads all that a quoted phrase may stand in, however much that is. */
  function wholly() {
    engine.most = Infinity;
    run();
  }

  function emptiness() {
    if (!result.whole) return say("search.none");
    const filtered = result.limits || (Object.keys(state.chosen).length && result.matched.length);
    const query = result.terms.length > 1 ? "search.none.together" : "search.none.query";
    return say("search.none") + say("list.sentence") + say(filtered ? "search.none.filters" : query);
  }

  function tell(text) {
    if (parts.status.textContent !== text) parts.status.textContent = text;
  }

  function notices(list) {
    parts.notices.replaceChildren();
    for (const notice of list) parts.notices.append(el("li", {}, say("notice." + notice.what, notice.text)));
  }

  /* Nothing asked yet: how to ask. */
  function idle() {
    result = null;
    app.dataset.state = "idle";
    notices([]);
    parts.results.replaceChildren();
    self.ArchiveFacets.clear(page);
    tell(say("search.start"));
  }

  function nothing() {
    result = null;
    app.dataset.state = "idle";
    parts.results.replaceChildren();
    self.ArchiveFacets.clear(page);
    tell(say("search.none"));
  }

  function fail(error) {
    app.dataset.state = "failed";
    parts.results.replaceChildren(el("p", { class: "find-failed" }, el("button", { type: "button", onclick: run }, say("search.retry"))));
    tell(say("search.error", String(error.message).replace(root, "")));
  }

  // -- the list of documents --------------------------------------------------------------------------------------

  /* Documents from `from` on, up to as many as are to be shown. */
  async function documents(from, stale) {
    const hits = result.ordered.slice(from, state.shown);
    const asked = result;
    const wanted = hits.map((hit) => (hit.units.length ? hit.units.slice(0, FIRST) : [engine.first[hit.document]]));
    const texts = await engine.texts([].concat.apply([], wanted));
    if (stale()) return;
    const items = hits.map((hit, at) => item(hit, wanted[at].map((unit) => texts.get(unit)), asked));
    const list = from ? parts.results.querySelector("ol") : el("ol", { class: "find-docs" });
    list.append.apply(list, items);
    if (!from) parts.results.replaceChildren(list);
    const button = parts.results.querySelector(".find-more");
    if (button) button.remove();
    const left = asked.ordered.length - state.shown;
    if (left > 0) parts.results.append(el("button", { type: "button", class: "find-more", onclick: further }, say("more", Math.min(PAGE, left), left)));
  }

  async function further() {
    const from = state.shown;
    const number = latest;
    state.shown += PAGE;
    write(false);
    await documents(from, () => number !== latest);
    const next = parts.results.querySelectorAll(".find-docs > li")[from];
    if (next) next.querySelector("a").focus();
  }

  function item(hit, units, asked) {
    const list = el("ul", { class: "find-passages" });
    if (hit.units.length) units.forEach((unit) => list.append(passage(unit, asked)));
    const document_ = units[0].about;
    return el(
      "li", { "data-document": document_.id },
      el("h2", {}, titleLink(root, document_, asked.query)), about(document_),
      hit.apart ? el("p", { class: "find-apart" }, say("apart")) : null,
      list, rest(hit, list, asked)
    );
  }

  function passage(unit, asked) {
    const marks = engine.marks(unit, asked.terms);
    return el(
      "li", { "data-unit": unit.unit, "data-anchor": unit.anchor },
      el("a", { href: root + address(unit.about, unit.anchor, asked.query), lang: languageOf(unit.about) }, marked(snippet(unit.text, marks, 30, 110))),
      el("span", { class: "find-place" }, place(unit)), warnings(unit)
    );
  }

  /* The way to the other passages of a document. */
  function rest(hit, list, asked) {
    const left = hit.units.length - FIRST;
    if (left <= 0) return null;
    const button = el("button", { type: "button", class: "find-rest" }, say("more.units", left));
    button.addEventListener("click", async () => {
      const at = list.children.length;
      const texts = await engine.texts(hit.units.slice(FIRST));
      for (const unit of hit.units.slice(FIRST)) list.append(passage(texts.get(unit), asked));
      button.remove();
      if (list.children[at]) list.children[at].querySelector("a").focus();
    });
    return button;
  }

  // -- the page ---------------------------------------------------------------------------------------------------

  function build() {
    parts.input = el("input", {
      type: "search", name: "find", id: "find-input", placeholder: say("search.placeholder"), autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", "aria-describedby": "find-status",
    });
    const label = el("label", { for: "find-input", class: "find-label" }, say("search.label"));
    parts.form = el("form", { role: "search", class: "find-form", onsubmit: submit }, label, parts.input, el("button", { type: "submit" }, say("search.go")));
    parts.notices = el("ul", { class: "find-notices", "aria-live": "polite" });
    parts.status = el("p", { class: "find-status", id: "find-status", role: "status" });
    parts.controls = el("div", { class: "find-controls" });
    parts.facets = el("aside", { class: "find-facets", "aria-label": say("filters") });
    parts.chosen = el("ul", { class: "find-chosen" });
    parts.histogram = el("section", { class: "find-histogram" });
    parts.results = el("div", { class: "find-results", id: "results" });
    app.replaceChildren(
      parts.form, parts.notices, help(), parts.status, parts.chosen,
      el("div", { class: "find-columns" }, el("div", { class: "find-main" }, parts.controls, parts.results), parts.facets)
    );
    let typing = 0;
    parts.input.addEventListener("input", (event) => {
      clearTimeout(typing);
      if (!event.isComposing) typing = setTimeout(typed, PAUSE);
    });
    parts.input.addEventListener("compositionend", () => (typing = setTimeout(typed, PAUSE)));
    app.addEventListener("keydown", keys);
  }

  function typed() {
    const find = parts.input.value.trim();
    if (find !== state.find) change({ find }, false);
  }

  function submit(event) {
    event.preventDefault();
    change({ find: parts.input.value.trim() }, true);
  }

  function help() {
    const lines = ["phrase", "and", "not", "quote", "field"].map((key) => el("li", {}, say("help." + key)));
    return el("details", { class: "find-help" }, el("summary", {}, say("help")), el("ul", {}, lines));
  }

  /* Of results only: there is nothing to sort where nothing was found. */
  function controls() {
    if (!result || !result.hits.length) return void parts.controls.replaceChildren();
    const sorts = SORTS.map((name) => el("option", { value: name, selected: name === state.sort }, say("sort." + name)));
    const views = VIEWS.map((name) =>
      el("button", { type: "button", "aria-pressed": String(name === state.view), onclick: () => change({ view: name }, true) }, say("view." + name))
    );
    const select = el("select", { onchange: (event) => change({ sort: event.target.value }, true) }, sorts);
    const export_ = el("button", { type: "button", class: "find-csv", onclick: () => self.ArchiveLines.save(page) }, say("csv"));
    parts.controls.replaceChildren(
      el("label", {}, say("sort"), " ", select),
      el("span", { role: "group", "aria-label": say("view") }, views),
      result.terms.length ? export_ : ""
    );
  }

  /* Up and down through the results, Escape back to the form. */
  function keys(event) {
    const links = [...parts.results.querySelectorAll("h2 a, .find-passages a, .find-lines a, .find-more")];
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && at >= 0) parts.input.focus();
    else if (step && (at >= 0 || (step > 0 && document.activeElement === parts.input)) && links.length) {
      (links[at + step] || (step < 0 ? parts.input : links[at])).focus();
      event.preventDefault();
    }
    event.stopPropagation(); // letters typed here are not shortcuts of the theme
  }

  const page = {
    engine, parts, root, change, tell, toggle,
    get state() { return state; },
    get result() { return result; },
  };
  self.ArchivePage = { search: perform };

  function start() {
    build();
    parts.input.value = state.find;
    controls();
  }

  state = read();
  start();
  document.addEventListener("archive:language", () => {
    start();
    run();
  });
  window.addEventListener("popstate", () => {
    state = read();
    parts.input.value = state.find;
    run();
  });
  if (!state.find) parts.input.focus({ preventScroll: true });
  run();
})();
