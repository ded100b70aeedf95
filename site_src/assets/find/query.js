/* What a reader may ask, and the documents that answer: phrases, several of them, some excluded, fields and facets. */
(function () {
  "use strict";

  const { below, both } = self.ArchiveFind;

  const FIELDS = {
    title: ["题名", "標題", "标题", "題名", "title"],
    type: ["类型", "類型", "type"],
    year: ["年", "年份", "year"],
    speaker: ["讲话人", "講話人", "发言人", "發言人", "speaker"],
    quoted: ["引述", "quoted"],
    event: ["会议", "會議", "事件", "event"],
    initiative: ["倡议", "倡議", "概念", "initiative"],
    venue: ["地点", "地點", "venue"],
    script: ["文字", "字形", "script"],
    completeness: ["完整", "完整性", "completeness"],
    review: ["校读", "校讀", "review"],
  };
  const FIELD_OF = new Map();
  for (const name of Object.keys(FIELDS)) for (const word of FIELDS[name]) FIELD_OF.set(word, name);

  const SPACE = /[\s\u3000]/;
  const NOT = "-\uff0d\u2212";
  const QUOTE = '"\uff02';

  // -- reading a query --------------------------------------------------------------------------------------------

  /* The words of a query as typed: [{text, quoted, not, field}], and what was wrong with it. */
  function tokens(query) {
    const found = [], notices = [];
    const chars = Array.from(query);
    let at = 0;
    const until = (ends) => {
      const start = at;
      while (at < chars.length && !ends(chars[at])) at++;
      return chars.slice(start, at).join("");
    };
    while (at < chars.length) {
      if (SPACE.test(chars[at])) {
        at++;
        continue;
      }
      const token = { text: "", quoted: false, not: false, field: null };
      if (NOT.includes(chars[at]) && at + 1 < chars.length && !SPACE.test(chars[at + 1])) {
        token.not = true;
        at++;
      }
      const field = fieldAt(chars, at);
      if (field) {
        token.field = field.name;
        token.words = field.wide ? chars.slice(at, at + field.length).join("") : null;
        at += field.length;
      }
      if (at < chars.length && QUOTE.includes(chars[at]) && closes(chars, at + 1)) {
        at++;
        token.text = until((char) => QUOTE.includes(char));
        token.quoted = true;
        at++;
      } else {
        if (QUOTE.includes(chars[at]) && !chars.slice(at + 1).some((char) => QUOTE.includes(char))) notices.push({ what: "unclosed" });
        token.text = until((char) => SPACE.test(char));
      }
      found.push(token);
    }
    if (found.length === 1 && found[0].not) {
      found[0].not = false;
      notices.push({ what: "only-not" });
    }
    return { tokens: found, notices };
  }

  /* Is there a quotation mark, at the end of a word, that ends the one before `at`? One inside a word is text. */
  function closes(chars, at) {
    const end = chars.findIndex((char, place) => place >= at && QUOTE.includes(char));
    return end >= 0 && (end + 1 === chars.length || SPACE.test(chars[end + 1]));
  }

  function fieldAt(chars, at) {
    const colon = chars.slice(at, at + 14).findIndex((char) => char === ":" || char === "：");
    if (colon < 1) return null;
    const name = FIELD_OF.get(chars.slice(at, at + colon).join("").toLowerCase());
    return name ? { name, length: colon + 1, wide: chars[at + colon] === "：" } : null;
  }

  /* A query taken apart: `terms` are looked for, `filters` are values of facets that were typed. */
  function parse(query, folding) {
    const read = tokens(query);
    const asked = { terms: [], filters: [], notices: read.notices };
    for (const token of read.tokens) {
      const folded = folding.fold(token.text).text;
      const unknown = /^[A-Za-z\u4e00-\u9fff]{2,8}:[^/\s]/.exec(token.text);
      if (!token.field && !token.quoted && unknown) asked.notices.push({ what: "field", text: token.text });
      if (!folded) asked.notices.push({ what: token.field ? "novalue" : "empty", text: token.text });
      else if (!token.field || token.field === "title") asked.terms.push(Object.assign(token, { folded }));
      else asked.filters.push(Object.assign(token, { folded }));
    }
    if (read.tokens.length > 1 && ![...asked.terms, ...asked.filters].some((one) => !one.not)) {
      asked.notices.push({ what: "all-not" });
    }
    return asked;
  }

  // -- answering --------------------------------------------------------------------------------------------------

  /* Everything that answers a query. `chosen` are values clicked: {facet: [value, …]}; `labels(facet, value)` are the
     words a value is shown with, which a typed one may name. */
  async function search(engine, given, chosen, labels) {
    const asked = await settled(engine, given, labels);
    const wanted = asked.terms.filter((term) => !term.not);
    const answers = await Promise.all(wanted.map((term) => answer(engine, term)));
    const unwanted = await Promise.all(asked.terms.filter((term) => term.not).map((term) => answer(engine, term)));
    const found = wanted.length ? together(engine, answers.map((one) => one.units)) : everything(engine);
    const out = new Set(); // what may have an excluded word is not shown either
    for (const one of unwanted) for (const units of [one.units, one.unread]) for (const unit of units) out.add(engine.documentOf(unit));
    let hits = found.filter((hit) => !out.has(hit.document));
    for (const filter of asked.filters) hits = await typed(engine, hits, filter, labels);
    const masks = await Promise.all(Object.keys(chosen).map((name) => mask(engine, name, chosen[name])));
    return {
      terms: wanted,
      limits: asked.filters.length + unwanted.length, // fields and excluded words
      matched: hits, // before the clicked values: what the counts of the facets are made from
      masks,
      hits: hits.filter((hit) => masks.every((one) => one.allowed[hit.document])),
      whole: answers.concat(unwanted).every((one) => !one.unread.length), // else there may be more than is shown
    };
  }

  /* A field with a full-width colon may as well be text (会议：一是……): it is, where it names no value. */
  async function settled(engine, given, labels) {
    const asked = { terms: given.terms.slice(), filters: [] };
    for (const filter of given.filters) {
      const named = !filter.words || fitting(engine, await engine.column(filter.field), filter, labels).includes(true);
      if (named) asked.filters.push(filter);
      else {
        const text = filter.words + filter.text;
        asked.terms.push(Object.assign({}, filter, { field: null, text, folded: engine.folding.fold(text).text }));
      }
    }
    return asked;
  }

  async function answer(engine, term) {
    const found = term.quoted
      ? await engine.quoted(term.text)
      : { units: await engine.phrase(term.folded), unread: [] };
    if (term.field !== "title") return found;
    const titles = (units) => units.filter((unit) => engine.isTitle(unit));
    return { units: titles(found.units), unread: titles(found.unread) };
  }

  /* Documents that have all terms: with the units that have all of them, else (`apart`) with those that have any. */
  function together(engine, lists) {
    const common = byDocument(engine, lists.reduce(both));
    if (lists.length === 1) return [...common].map(([document, units]) => ({ document, units, apart: false }));
    const each = lists.map((units) => byDocument(engine, units));
    const found = [];
    for (const document of each[0].keys()) {
      if (!each.every((one) => one.has(document))) continue;
      const here = common.get(document);
      if (here) found.push({ document, units: here, apart: false });
      else {
        const units = new Set();
        for (const one of each) for (const unit of one.get(document)) units.add(unit);
        found.push({ document, units: [...units].sort((one, other) => one - other), apart: true });
      }
    }
    return found;
  }

  function everything(engine) {
    return Array.from({ length: engine.count }, (_, document) => ({ document, units: [], apart: false }));
  }

  function byDocument(engine, units) {
    const found = new Map();
    let document = -1;
    for (let at = 0; at < units.length; at++) {
      if (document < 0 || units[at] >= engine.first[document + 1]) document = below(engine.first, units[at]);
      const list = found.get(document);
      if (list) list.push(units[at]);
      else found.set(document, [units[at]]);
    }
    return found;
  }

  /* Hits whose documents have a value that a typed field names, or (excluded) have none such. */
  async function typed(engine, hits, filter, labels) {
    const column = await engine.column(filter.field);
    const fits = fitting(engine, column, filter, labels);
    return hits.filter((hit) => {
      let has = false;
      for (let at = column.from[hit.document]; at < column.from[hit.document + 1]; at++) {
        has = has || fits[column.values[at]];
      }
      return has !== filter.not;
    });
  }

  /* Which values of a facet a typed one names. */
  function fitting(engine, column, filter, labels) {
    return column.labels.map((value) =>
      [value].concat(labels(filter.field, value)).some((word) => {
        const folded = engine.folding.fold(word).text;
        return filter.quoted ? folded === filter.folded : folded.includes(filter.folded);
      })
    );
  }

  /* Which documents have one of the clicked values of a facet. */
  async function mask(engine, name, values) {
    const column = await engine.column(name);
    const wanted = new Set(values.map((value) => column.labels.indexOf(value)));
    const allowed = new Uint8Array(engine.count);
    for (let document = 0; document < engine.count; document++) {
      for (let at = column.from[document]; at < column.from[document + 1]; at++) {
        if (wanted.has(column.values[at])) allowed[document] = 1;
      }
    }
    return { name, allowed };
  }

  // -- what is made of the hits -----------------------------------------------------------------------------------

  /* Is the year told? A day without one has its month and day alone (generator/find/index.py). */
  function hasYear(date) {
    return date >> 9 > 0;
  }

  /* Hits in order. By relevance: all words in one paragraph first, then in the title, then by how many paragraphs. */
  function sorted(engine, hits, order) {
    const date = (hit) => engine.dates[hit.document];
    const placed = (hit) => (date(hit) ? (hasYear(date(hit)) ? 0 : 1) : 2); // in time; a day of no known year; no date
    const titled = (hit) => (hit.units.length && engine.isTitle(hit.units[0]) ? 1 : 0);
    const relevance = (one, other) =>
      one.apart - other.apart || other.titled - one.titled || other.units.length - one.units.length ||
      one.document - other.document;
    const oldest = (one, other) =>
      placed(one) - placed(other) || date(one) - date(other) || one.document - other.document;
    const newest = (one, other) =>
      placed(one) - placed(other) || date(other) - date(one) || one.document - other.document;
    for (const hit of hits) hit.titled = titled(hit);
    return hits.slice().sort({ oldest, newest }[order] || relevance);
  }

  /* How many of the documents found have each value of a facet, its own clicked values set aside: [[value, count]]. */
  async function counts(engine, result, name) {
    const column = await engine.column(name);
    const others = result.masks.filter((one) => one.name !== name);
    const counted = new Uint32Array(column.labels.length);
    for (const hit of result.matched) {
      if (!others.every((one) => one.allowed[hit.document])) continue;
      for (let at = column.from[hit.document]; at < column.from[hit.document + 1]; at++) counted[column.values[at]]++;
    }
    return column.labels
      .map((value, at) => [value, counted[at]])
      .filter((one) => one[1])
      .sort((one, other) => other[1] - one[1]);
  }

  /* How many documents there are of each year; of each month where all are of one year. */
  function histogram(engine, hits) {
    const dates = hits.map((hit) => engine.dates[hit.document]).filter(hasYear);
    const years = new Set(dates.map((date) => date >> 9));
    const byMonth = years.size === 1;
    const counted = new Map();
    for (const date of dates) {
      const key = byMonth ? (date >> 5) & 15 : date >> 9;
      counted.set(key, (counted.get(key) || 0) + 1);
    }
    return { byMonth, year: byMonth ? [...years][0] : null, counts: counted, undated: hits.length - dates.length };
  }

  /* How many units were found, over all documents. */
  function unitCount(hits) {
    return hits.reduce((sum, hit) => sum + hit.units.length, 0);
  }

  /* How much was found, in words: documents and units; "at least" where not all was read. */
  function totals(result, say) {
    const documents = result.hits.length.toLocaleString("en"), units = unitCount(result.hits).toLocaleString("en");
    if (!result.terms.length) return say("total.documents", documents);
    return say(result.whole ? "total" : "total.least", documents, units);
  }

  Object.assign(self.ArchiveFind, { FIELDS, counts, histogram, parse, search, sorted, tokens, totals, unitCount });
})();
