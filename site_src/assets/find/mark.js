/* On the page of a document: marks the words that were looked for, as they are printed there, and steps through them. */
(function () {
  "use strict";

  const { el } = self.ArchiveShow;
  const { say } = self.ArchiveWords;
  const { Folding, parse, places } = self.ArchiveFind;

  self.ArchiveMark = async function (query, root) {
    const folding = await table(root);
    const terms = parse(query, folding).terms.filter((term) => !term.not);
    const hits = [];
    for (const unit of document.querySelectorAll("article h1 bdi, .subtitle bdi, .doc-text > :not(.gap, .also)")) {
      const text = unit.textContent;
      const folded = folding.fold(text), kept = folding.keep(text);
      const ranges = [];
      for (const term of terms) {
        if (term.field === "title" && !unit.closest("h1")) continue;
        const found = term.quoted ? places(kept, folding.keep(term.text).text) : places(folded, term.folded);
        for (const range of found) ranges.push(range);
      }
      for (const range of apart(ranges)) hits.push(wrap(unit, range[0], range[1]));
    }
    if (terms.length) bar(hits, query, root);
  };

  function table(root) {
    return new self.ArchiveFind.Engine(root + "find/").chunks.get("fold").then((values) => new Folding(values[0]));
  }

  function apart(ranges) {
    ranges.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    const found = [];
    for (const range of ranges) {
      const last = found[found.length - 1];
      if (last && range[0] < last[1]) last[1] = Math.max(last[1], range[1]);
      else found.push(range.slice());
    }
    return found;
  }

  /* Marks for a stretch of an element's text, one a text node: links and anchors in it stay whole. */
  function wrap(unit, start, end) {
    const made = [];
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let at = 0;
    for (let node = walker.nextNode(); node && at < end; node = walker.nextNode()) {
      if (at + node.data.length > start) nodes.push([node, Math.max(0, start - at), Math.min(node.data.length, end - at)]);
      at += node.data.length;
    }
    for (const [node, from, to] of nodes) {
      const middle = from > 0 ? node.splitText(from) : node;
      if (to - from < middle.data.length) middle.splitText(to - from);
      const mark = el("mark", { class: "find-hit" });
      middle.replaceWith(mark);
      mark.append(middle);
      made.push(mark);
    }
    return made;
  }

  // -- stepping ---------------------------------------------------------------------------------------------------

  function bar(hits, query, root) {
    let now = -1;
    const count = el("output", { class: "find-step-count" });
    const step = (by) => () => go((now + by + hits.length) % hits.length);
    const button = (key, sign, by, letter) =>
      el("button", { type: "button", onclick: step(by), disabled: !hits.length, title: say(key) + " (" + letter + ")", "aria-label": say(key) }, sign);
    const made = el("div", { class: "find-steps", role: "region" });

    function build() {
      made.setAttribute("aria-label", say("step.label"));
      made.replaceChildren(
        button("step.previous", "‹", -1, "["), count, button("step.next", "›", 1, "]"),
        el("a", { href: root + "search.html?find=" + encodeURIComponent(query) }, say("step.back")),
        el("button", { type: "button", onclick: clear, class: "find-step-close" }, say("step.close"))
      );
      count.textContent = hits.length ? say("step.count", now < 0 ? "–" : now + 1, hits.length) : say("step.none", query);
    }

    function go(to) {
      if (now >= 0) hits[now].forEach((mark) => mark.classList.remove("now"));
      now = to;
      hits[now].forEach((mark) => mark.classList.add("now"));
      hits[now][0].scrollIntoView({ block: "center" });
      count.textContent = say("step.count", now + 1, hits.length);
    }

    function clear() {
      for (const mark of [].concat.apply([], hits)) mark.replaceWith(mark.firstChild);
      for (const unit of document.querySelectorAll("article h1 bdi, .subtitle bdi, .doc-text > *")) unit.normalize();
      document.removeEventListener("keydown", keys);
      document.removeEventListener("archive:language", build);
      made.remove();
      const address = new URL(location.href);
      address.searchParams.delete("find");
      history.replaceState(history.state, "", address.href);
    }

    function keys(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      if (event.key === "]" && hits.length) step(1)();
      if (event.key === "[" && hits.length) step(-1)();
    }

    build();
    document.body.append(made);
    document.addEventListener("archive:language", build);
    document.addEventListener("keydown", keys);
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const first = target ? hits.findIndex((marks) => target.contains(marks[0]) || follows(target, marks[0])) : 0;
    if (hits.length) go(Math.max(0, first));
  }

  /* Does a mark stand in or after the place that the address leads to? */
  function follows(target, mark) {
    return Boolean(target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  }
})();
