/* The facets of the search page, with their counts, and documents over time. */
(function () {
  "use strict";

  const { FIELDS, counts, histogram } = self.ArchiveFind;
  const { el } = self.ArchiveShow;
  const { label, say } = self.ArchiveWords;

  const NAMES = Object.keys(FIELDS).filter((name) => name !== "title");
  const FIRST = 6; // values before the reader asks for more
  const open = new Set(); // facets whose values are all shown

  async function show(page, stale) {
    const result = page.result;
    const counted = await Promise.all(NAMES.map((name) => counts(page.engine, result, name)));
    if (stale()) return;
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.value : null;
    const wide = matchMedia("(min-width: 60em)").matches;
    const was = page.parts.facets.querySelector("details");
    const sets = NAMES.map((name, at) => facet(page, name, counted[at])).filter(Boolean);
    const box = el("details", { open: was ? was.open : wide }, el("summary", {}, say("filters")), bars(page), sets);
    page.parts.facets.replaceChildren(box);
    chosen(page);
    if (focused) {
      const again = [...box.querySelectorAll("[data-value]")].find((one) => one.dataset.value === focused);
      if (again) again.focus();
    }
  }

  function clear(page) {
    page.parts.facets.replaceChildren();
    page.parts.chosen.replaceChildren();
    page.parts.controls.replaceChildren();
  }

  function facet(page, name, values) {
    const picked = page.state.chosen[name] || [];
    const listed = values.concat(picked.filter((value) => !values.some((one) => one[0] === value)).map((value) => [value, 0]));
    if (!listed.length) return null;
    if (name === "year") listed.sort((one, other) => (one[0] < other[0] ? 1 : -1));
    const all = open.has(name) || listed.length <= FIRST + 1;
    const shown = all ? listed : listed.filter((one, at) => at < FIRST || picked.includes(one[0]));
    const more = el("button", { type: "button", class: "find-rest", onclick: () => { open.add(name); show(page, () => false); } }, say("filters.more", listed.length - shown.length));
    return el(
      "fieldset", { "data-facet": name },
      el("legend", {}, say("facet." + name)),
      shown.map((one) => value(page, name, one[0], one[1], picked.includes(one[0]))),
      all ? null : more
    );
  }

  function value(page, name, text, count, checked) {
    const box = el("input", { type: "checkbox", "data-value": name + ":" + text, onchange: () => page.toggle(name, text) });
    box.checked = checked;
    return el("label", {}, box, el("bdi", {}, label(name, text)), el("span", { class: "count" }, String(count)));
  }

  /* The values that were clicked, each to be taken away. */
  function chosen(page) {
    const items = [];
    for (const name of Object.keys(page.state.chosen)) {
      for (const text of page.state.chosen[name]) {
        const words = say("facet." + name) + "：" + label(name, text);
        items.push(el("li", {}, el("button", { type: "button", title: say("filters.remove", words), "aria-label": say("filters.remove", words), onclick: () => page.toggle(name, text) }, words + " ×")));
      }
    }
    if (items.length > 1) items.push(el("li", {}, el("button", { type: "button", onclick: () => page.change({ chosen: {} }, true) }, say("filters.clear"))));
    page.parts.chosen.replaceChildren.apply(page.parts.chosen, items);
  }

  function bars(page) {
    const told = histogram(page.engine, page.result.hits);
    const keys = [...told.counts.keys()].filter((key) => key > 0).sort((one, other) => one - other);
    if (!keys.length) return null;
    const low = told.byMonth ? 1 : keys[0], high = told.byMonth ? 12 : keys[keys.length - 1];
    const most = Math.max.apply(null, [...told.counts.values()]);
    const heading = told.byMonth ? say("histogram.months", told.year) : say("histogram");
    const list = el("ol", { class: "find-bars" });
    for (let key = low; key <= high; key++) list.append(bar(page, told, key, told.counts.get(key) || 0, most));
    const ends = el("p", { class: "find-ends" }, el("span", {}, String(low)), el("span", {}, high > low ? String(high) : ""));
    const undated = told.undated ? el("p", { class: "find-undated" }, say("histogram.undated", told.undated)) : null;
    return el("figure", { class: "find-histogram" }, el("figcaption", {}, heading), list, ends, undated);
  }

  function bar(page, told, key, count, most) {
    const name = told.byMonth ? say("month", key) : say("year", key);
    const words = say("histogram.bar", name, count);
    const height = "height: " + (count ? Math.max(4, Math.round((100 * count) / most)) : 0) + "%";
    if (told.byMonth || !count) return el("li", { title: words }, el("span", { role: "img", "aria-label": words, style: height }));
    return el("li", {}, el("button", { type: "button", title: words, "aria-label": words, onclick: () => page.toggle("year", String(key)) }, el("span", { style: height })));
  }

  self.ArchiveFacets = { clear, show };
})();
