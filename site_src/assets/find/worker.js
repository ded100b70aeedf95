/* Material's search box asks, and this answers: {type: 0} is set-up, 1 ready, 2 a query, 3 its result.
 *
 * Nothing is loaded before there is something to look for. On file:// this runs in a frame that stands in for a worker
 * (assets/vendor/iframe-worker.js). Replies carry no number, so one that a newer query has overtaken is not sent.
 */
(function () {
  "use strict";

  const inPage = typeof document !== "undefined";
  const here = (inPage ? document.querySelector("script[src]").src : self.location.href).replace(/[?#].*$/, "");
  const folder = here.slice(0, here.lastIndexOf("/") + 1);
  const PARTS = ["folding.js", "engine.js", "query.js", "words.js"];
  const MOST = 9; // documents; with the way to the search page, what Material shows without scrolling
  const PAUSE = 80; // milliseconds; who types fast is answered when done

  let engine = null;
  let latest = 0;

  addEventListener("message", (event) => {
    const message = event.data || {};
    if (message.type === 0) postMessage({ type: 1 });
    if (message.type === 2) reply(String(message.data), ++latest);
  });

  async function reply(query, number) {
    let items = [];
    try {
      if (query.trim()) {
        await new Promise((done) => setTimeout(done, PAUSE));
        if (number !== latest) return;
        items = await answer(query, () => number !== latest);
      }
    } catch (error) {
      engine = null;
      items = [failure(error)];
    }
    if (number === latest && items) postMessage({ type: 3, data: { items } });
  }

  function start() {
    if (!engine) {
      engine = loadAll().then(() => new self.ArchiveFind.Engine(new URL("../../find/", folder).href).ready());
    }
    return engine;
  }

  function loadAll() {
    const urls = PARTS.map((name) => folder + name);
    if (self.ArchiveWords) return Promise.resolve();
    if (!inPage) return Promise.resolve().then(() => self.importScripts.apply(self, urls));
    return urls.reduce((before, url) => before.then(() => add(url)), Promise.resolve());
  }

  function add(url) {
    return new Promise((done, fail) => {
      const script = document.createElement("script");
      script.charset = "utf-8";
      script.onload = done;
      script.onerror = () => fail(new Error(url));
      script.src = url;
      document.head.appendChild(script);
    });
  }

  // -- answers in Material's form ---------------------------------------------------------------------------------

  async function answer(query, stale) {
    const found = await start();
    const { parse, search, sorted } = self.ArchiveFind;
    const asked = parse(query, found.folding);
    const notices = asked.notices.map((notice) => note(notice));
    if (!asked.terms.length && !asked.filters.length) return notices;
    const result = await search(found, asked, {}, self.ArchiveWords.labels);
    if (stale()) return null;
    const best = sorted(found, result.hits, "relevance").slice(0, MOST);
    const texts = await found.texts([].concat.apply([], best.map((hit) => shown(found, hit))));
    if (stale()) return null;
    const groups = best.map((hit) => group(found, hit, result, query, texts));
    return notices.concat(groups, result.hits.length || !result.whole ? [all(result, query)] : []);
  }

  /* The units of a document that are shown; its first, where none is a hit of its own. */
  function shown(found, hit) {
    return hit.units.length ? hit.units.slice(0, 4) : [found.first[hit.document]];
  }

  function group(found, hit, result, query, texts) {
    const words = self.ArchiveWords;
    const units = shown(found, hit).map((unit) => texts.get(unit));
    const about = units[0].about;
    const terms = {};
    const sections = units.map((unit, at) => {
      const marks = found.marks(unit, result.terms);
      for (const [start, end] of marks) terms[unit.text.slice(start, end)] = true;
      const heading = at === 0 ? words.essentials(about).concat(words.standing(about)).join(" · ") : "";
      return item(words.address(about, unit.anchor, query), esc(heading), html(unit, marks), at < 2 ? 2 : 1);
    });
    const head = item(words.address(about, "", query), esc(words.title(about)), "", 2);
    for (const one of [head].concat(sections)) one.terms = terms;
    return [head].concat(sections);
  }

  function html(unit, marks) {
    const words = self.ArchiveWords;
    const parts = words.snippet(unit.text, marks, 16, 70).map((part) => (part[1] ? "<mark>" + esc(part[0]) + "</mark>" : esc(part[0])));
    const warned = words.warnings(unit).map((one) => '<span class="find-warning' + (one.quiet ? " quiet" : "") + '">' + esc(one.text) + "</span>");
    return '<p lang="' + words.languageOf(unit.about) + '">' + parts.join("") + "</p>" + warned.join(" ");
  }

  /* The last item: how much there is in all, and the way to it. `box.js` repeats the total above the list. */
  function all(result, query) {
    const { say } = self.ArchiveWords;
    const total = '<span class="find-total">' + esc(self.ArchiveFind.totals(result, say)) + "</span>";
    const address = "search.html?find=" + encodeURIComponent(query);
    return [item(address, esc(say("all.title")), "<p>" + total + esc(say("all")) + "</p>", 1)];
  }

  function note(notice) {
    const text = self.ArchiveWords.say("notice." + notice.what, notice.text);
    return [item("search.html", esc(text), "", 1)];
  }

  function failure(error) {
    const words = self.ArchiveWords;
    const text = words ? words.say("search.error", error.message) : "检索文件没有载入 · the search could not be loaded";
    return [item("search.html", esc(text), "", 1)];
  }

  function item(location, title, text, score) {
    return { location, title, text, score, terms: {} };
  }

  function esc(text) {
    return text.replace(/[&<>"']/g, (char) => "&#" + char.charCodeAt(0) + ";");
  }
})();
