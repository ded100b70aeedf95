/* Does the archive hold these words? Exact, but for script, but for punctuation, near, or not here: and never more. */
(function () {
  "use strict";

  const { Engine, places } = self.ArchiveFind;
  const { about, el, marked, place, titleLink, warnings } = self.ArchiveShow;
  const { address, flagWords, languageOf, say, snippet } = self.ArchiveWords;

  const SHORTEST = 4, LONGEST = 600; // characters, marks aside
  const FIRST = 5; // places before the reader asks for more
  const SAMPLE = 10; // pairs that a near passage is looked for with
  const READ = 10; // passages that are compared character by character
  const TOLD = 6; // differences that are told in words
  const NEAR = 0.34; // share of characters that may differ
  const END = /[。！？!?；;\n\r]+/;

  const root = self.ArchiveParts.root;
  const engine = new Engine(root + "find/");
  const app = document.getElementById("verify-app");
  const text = el("textarea", { id: "verify-text", rows: 4, spellcheck: "false", lang: "zh" });
  const status = el("p", { class: "find-status", role: "status" });
  const answers = el("div", { class: "verify-answers" });
  let latest = 0;

  // -- comparing --------------------------------------------------------------------------------------------------

  /* How a quotation and a place in a text are the same: both have the same characters when folded. */
  function sameness(quotation, unit, start, end) {
    const folded = engine.folding.fold(quotation);
    const from = folded.starts[0], to = folded.ends[folded.ends.length - 1];
    const lead = quotation.slice(0, from), tail = quotation.slice(to);
    const mine = quotation.slice(from, to), theirs = unit.text.slice(start, end);
    const around = unit.text.slice(Math.max(0, start - lead.length), start) === lead && unit.text.slice(end, end + tail.length) === tail;
    if (mine === theirs && around) return "exact";
    if (bare(mine) === bare(theirs)) return "punctuation";
    const same = engine.folding.keep(mine).text === engine.folding.keep(theirs).text;
    return same && around ? "script" : "both";
  }

  /* A text without marks and spaces, its characters as they are. */
  function bare(given) {
    return Array.from(given).filter((char) => engine.folding.fold(char).text).join("");
  }

  /* The best place for `wanted` in `given` (both folded, as arrays): how many characters differ, and where. A last character
   * that differs is another one rather than one too many, where the text goes on without a mark (`runsOn`). */
  function align(wanted, given, runsOn) {
    const width = given.length + 1;
    const from = new Uint8Array((wanted.length + 1) * width); // 0 same or other, 1 missing here, 2 added here
    let last = new Uint16Array(width), row = new Uint16Array(width);
    for (let at = 1; at <= wanted.length; at++) {
      row[0] = at;
      from[at * width] = 1;
      for (let to = 1; to < width; to++) {
        const across = last[to - 1] + (wanted[at - 1] === given[to - 1] ? 0 : 1);
        const down = last[to] + 1, right = row[to - 1] + 1;
        const best = Math.min(across, down, right);
        row[to] = best;
        from[at * width + to] = best === across ? 0 : best === down ? 1 : 2;
      }
      [last, row] = [row, last];
    }
    let end = 0;
    for (let to = 1; to < width; to++) {
      if (last[to] < last[end] || (last[to] === last[end] && to === end + 1 && runsOn(end))) end = to;
    }
    return Object.assign(traced(wanted, given, from, width, end), { distance: last[end] });
  }

  /* Which characters of either side differ, walking back from the end of the best place; and as `changes`, one stretch
   * after another, from where to where on either side. */
  function traced(wanted, given, from, width, end) {
    const yours = [], ours = [], changes = [];
    let at = wanted.length, to = end;
    const changed = (less, more) => {
      const last = changes[0];
      const open = last && last[0] === at && last[2] === to ? last : [at, at, to, to];
      if (open !== last) changes.unshift(open);
      if (less) yours.push((open[0] = --at));
      if (more) ours.push((open[2] = --to));
    };
    while (at > 0) {
      const way = to === 0 ? 1 : from[at * width + to];
      if (way === 0 && wanted[at - 1] === given[to - 1]) at--, to--;
      else changed(way !== 2, way !== 1);
    }
    return { yours: new Set(yours), ours: new Set(ours), changes: changes.map((one) => whole_(one, wanted, given)), start: to, end };
  }

  /* A change within a number or a word of letters is one of all of it: 200 for 300, not 2 for 3. */
  function whole_([start, stop, low, high], wanted, given) {
    const LETTER = /[0-9a-z.%]/;
    const within = LETTER.test(wanted.slice(start, stop).concat(given.slice(low, high)).join(""));
    while (within && start > 0 && low > 0 && LETTER.test(wanted[start - 1]) && wanted[start - 1] === given[low - 1]) start--, low--;
    while (within && stop < wanted.length && high < given.length && LETTER.test(wanted[stop]) && wanted[stop] === given[high]) stop++, high++;
    return [start, stop, low, high];
  }

  // -- looking ----------------------------------------------------------------------------------------------------

  async function whole(quotation) {
    const folded = engine.folding.fold(quotation).text;
    const units = await engine.phrase(folded);
    const texts = await engine.texts(units.subarray(0, 60));
    const found = [];
    for (const unit of texts.values()) {
      for (const [start, end] of places(engine.folded(unit), folded)) {
        found.push({ unit, start, end, how: sameness(quotation, unit, start, end) });
      }
    }
    const order = ["exact", "script", "punctuation", "both"];
    found.sort((one, other) => order.indexOf(one.how) - order.indexOf(other.how) || one.unit.unit - other.unit.unit);
    return { places: found, more: units.length - texts.size };
  }

  /* Passages that share many rare pairs with the quotation, compared character by character. */
  async function near(quotation) {
    const wanted = Array.from(engine.folding.fold(quotation).text);
    const pairs = wanted.slice(1).map((char, at) => wanted[at] + char);
    const light = [...new Set(pairs)].filter((pair) => !engine.weight(pair));
    const rare = light.length > 2 ? light : [...new Set(pairs)];
    const step = Math.max(1, rare.length / SAMPLE);
    const sample = Array.from({ length: Math.min(SAMPLE, rare.length) }, (_, at) => rare[Math.floor(at * step)]);
    const votes = new Map();
    for (const units of await Promise.all(sample.map((pair) => engine.units("k", pair)))) {
      for (const unit of units) votes.set(unit, (votes.get(unit) || 0) + 1);
    }
    const best = [...votes].sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, READ).map((one) => one[0]);
    const texts = await engine.texts(best);
    const found = best.map((unit) => compared(wanted, quotation, texts.get(unit)));
    return found.filter((one) => one.distance <= NEAR * wanted.length).sort((one, other) => one.distance - other.distance);
  }

  function compared(wanted, quotation, unit) {
    const mine = characters(engine.folding.fold(quotation)), theirs = characters(engine.folded(unit));
    const told = align(wanted, theirs.map((one) => one.char), (at) => at > 0 && theirs[at - 1].end === theirs[at].start);
    const reaches = (chars, set) => [...set].map((at) => [chars[at].start, chars[at].end]);
    const words = (given, chars, from, to) => (from < to ? given.slice(chars[from].start, chars[to - 1].end) : "");
    return {
      unit, distance: told.distance,
      start: told.start < told.end ? theirs[told.start].start : 0,
      end: told.start < told.end ? theirs[told.end - 1].end : 0,
      ours: reaches(theirs, told.ours),
      yours: reaches(mine, told.yours),
      changes: told.changes.map(([start, stop, low, high]) => [words(quotation, mine, start, stop), words(unit.text, theirs, low, high)]),
    };
  }

  /* The characters of a folded text, each with its reach in the text as written. */
  function characters(folded) {
    const found = [];
    let at = 0;
    for (const char of folded.text) {
      found.push({ char, start: folded.starts[at], end: folded.ends[at] });
      at += char.length;
    }
    return found;
  }

  // -- telling ----------------------------------------------------------------------------------------------------

  /* The flags in the sentences that a place lies in. */
  function flagsAt(unit, start, end) {
    const chars = Array.from(unit.text);
    const offset = (at) => chars.slice(0, at).join("").length;
    let from = start, to = end;
    while (from > 0 && !/[。！？]/.test(unit.text[from - 1])) from--;
    while (to < unit.text.length && !/[。！？]/.test(unit.text[to - 1])) to++;
    return unit.flags.filter((flag) => offset(flag[0]) < to && offset(flag[1]) > from);
  }

  function verdict(how, flags, kind) {
    const words = [say("verify." + how)];
    if (kind === "supplied") words.push(say("verify.supplied"));
    else if (how === "exact") words.push(say("verify.agrees"));
    if (flags.length) words.push(say("verify.flagged"));
    return el("p", { class: "verify-verdict " + how + (flags.length ? " doubtful" : "") }, words.join(say("list.and")));
  }

  function shown(found) {
    const { unit, start, end } = found;
    const flags = flagsAt(unit, start, end);
    const query = Array.from(engine.folding.fold(unit.text.slice(start, end)).text).slice(0, 60).join("");
    const marks = found.ours ? found.ours.slice().sort((one, other) => one[0] - other[0]) : [[start, end]];
    const context = found.ours ? window_(unit.text, marks, start, end) : snippet(unit.text, marks, 60, end - start + 60);
    return el(
      "li", { "data-how": found.how || "near", "data-document": unit.about.id, "data-anchor": unit.anchor },
      verdict(found.how || "near", flags, unit.kind),
      el("p", { class: "verify-context", lang: languageOf(unit.about) }, found.ours ? el("span", { class: "label" }, say("verify.ours")) : null, marked(context)),
      found.changes ? differences(found) : null,
      flags.map((flag) => el("p", { class: "find-warning" }, say("flagged.why", flagWords(flag)))),
      el("p", { class: "verify-where" }, titleLink(root, unit.about, query), " ", el("a", { href: root + address(unit.about, unit.anchor, query) }, place(unit)), " ", warnings(unit)),
      about(unit.about)
    );
  }

  /* The passage with the characters that differ marked, and a little around it. */
  function window_(given, marks, start, end) {
    const from = Math.max(0, start - 30), to = Math.min(given.length, end + 30);
    const parts = [[from > 0 ? "…" : "", false]];
    let at = from;
    for (const [low, high] of marks) {
      parts.push([given.slice(at, low), false], [given.slice(low, high), true]);
      at = high;
    }
    parts.push([given.slice(at, to) + (to < given.length ? "…" : ""), false]);
    return parts;
  }

  function yours(quotation, found) {
    const marks = found.yours.slice().sort((one, other) => one[0] - other[0]);
    return el(
      "p", { class: "verify-context", lang: "zh" }, el("span", { class: "label" }, say("verify.yours")),
      marked(window_(quotation, marks, 0, quotation.length))
    );
  }

  /* In what a quotation differs from a place, in words. */
  function differences(found) {
    const told = found.changes.slice(0, TOLD).map(([mine, theirs]) => {
      if (!theirs) return say("verify.added", mine);
      return mine ? say("verify.changed", mine, theirs) : say("verify.left", theirs);
    });
    if (found.changes.length > TOLD) told.push(say("verify.others", found.changes.length - TOLD));
    return el("p", { class: "verify-differences" }, say("verify.differences"), told.join(say("list.and")));
  }

  function listed(found, more) {
    const list = el("ol", { class: "verify-places" }, found.slice(0, FIRST).map(shown));
    const rest = found.slice(FIRST);
    if (!rest.length && !more) return list;
    const button = el("button", { type: "button", class: "find-more" }, say("verify.more", rest.length + more));
    button.addEventListener("click", () => {
      rest.forEach((one) => list.append(shown(one)));
      button.remove();
    });
    return [list, button];
  }

  async function answer(quotation) {
    const found = await whole(quotation);
    if (found.places.length) return { how: found.places[0].how, shown: listed(found.places, found.more), all: found.places.length + found.more };
    const close = await near(quotation);
    if (close.length) return { how: "near", shown: [yours(quotation, close[0]), listed(close.slice(0, 3), 0)], all: Math.min(3, close.length) };
    return { how: "none", shown: el("p", {}, say("verify.none.more")), all: 0 };
  }

  function section(heading, quotation, told) {
    return el(
      "section", { "data-answer": told.how },
      el("h2", {}, heading ? heading + say("list.colon") : "", say("verify." + told.how), told.all ? el("span", { class: "count" }, say("verify.places", told.all)) : ""),
      heading ? el("blockquote", { lang: "zh" }, quotation) : null, told.shown
    );
  }

  async function check(stale) {
    const quotation = text.value.trim();
    answers.replaceChildren();
    if (!quotation) return status.replaceChildren();
    await engine.ready();
    const length = Array.from(engine.folding.fold(quotation).text).length;
    if (length < SHORTEST) return (status.textContent = say("verify.short"));
    if (length > LONGEST) return (status.textContent = say("verify.long", LONGEST));
    const told = await answer(quotation);
    const sentences = quotation.split(END).map((one) => one.trim()).filter((one) => Array.from(engine.folding.fold(one).text).length >= SHORTEST);
    const parted = ["near", "none"].includes(told.how) && sentences.length > 1;
    const sections = parted && told.how === "none" ? [] : [section("", quotation, told)];
    if (parted) sections.push(el("p", {}, say("verify.parts")));
    for (let at = 0; parted && at < sentences.length && !stale(); at++) {
      sections.push(section(say("verify.part", at + 1), sentences[at], await answer(sentences[at])));
    }
    if (stale()) return;
    answers.replaceChildren.apply(answers, sections);
    const places_ = told.all ? say("list.comma") + say("verify.places", told.all) : "";
    status.textContent = parted ? say("verify.parts") : say("verify." + told.how) + places_;
  }

  async function run() {
    const number = ++latest;
    const stale = () => number !== latest;
    status.textContent = say("verify.busy");
    try {
      await check(stale);
    } catch (error) {
      if (!stale()) status.textContent = say("search.error", String(error.message).replace(root, ""));
    }
  }

  function submit(event) {
    event.preventDefault();
    const quotation = text.value.trim();
    const there = location.pathname + (quotation && quotation.length < 400 ? "?quote=" + encodeURIComponent(quotation) : "");
    history.replaceState(null, "", there);
    run();
  }

  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
    event.stopPropagation();
  });
  function build() {
    app.replaceChildren(
      el("form", { class: "verify-form", onsubmit: submit },
        el("label", { for: "verify-text", class: "find-label" }, say("verify.label")), text, el("button", { type: "submit" }, say("verify.go"))),
      el("p", { class: "verify-said" }, say("verify.said")), status, answers
    );
  }

  build();
  document.addEventListener("archive:language", () => {
    build();
    if (text.value.trim()) run();
  });
  text.value = new URLSearchParams(location.search).get("quote") || "";
  if (text.value) run();
})();
