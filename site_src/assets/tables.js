/* Tables with data-tools: filter, choose, sort. Without this they are whole. Folded on a narrow screen; archive.css keeps
 * the room for it, so that nothing moves when it comes. */
(function () {
  "use strict";
  var FEW = 5 /* as in generator/render/tables.py */, zh = new Intl.Collator("zh", { numeric: true });
  function make(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    made.textContent = text || "";
    return made;
  }
  function value(row, at) { // as the page says it in Chinese, whatever is shown
    var cell = row.cells[at];
    if (cell.dataset.v === undefined && cell.querySelector("[data-en]")) cell.dataset.v = chinese(cell);
    return (cell.dataset.v || cell.textContent).trim();
  }
  function said(element) { return self.archiveLanguage.chinese(element); }
  function chinese(cell) {
    var copy = cell.cloneNode(true), shown = cell.querySelectorAll("[data-en]");
    copy.querySelectorAll("[data-en]").forEach(function (one, at) { one.textContent = said(shown[at]); });
    return copy.textContent.trim();
  }
  function english(rows, at, wanted) { // the English of a value, where it is a label and no name
    var row = rows.find(function (one) { return value(one, at) === wanted; }), label = row.cells[at].querySelector("[data-en]");
    return label && said(label) === wanted ? label.dataset.en : "";
  }
  document.querySelectorAll("table[data-tools]").forEach(function (table) {
    var body = table.tBodies[0], rows = [].slice.call(body.rows), tests = [];
    if (rows.length < FEW) return;
    var heads = [].slice.call(table.tHead.rows[0].cells);
    var bar = make("div", { class: "tools", role: "group", "aria-label": "筛选：" + said(table.caption) });
    if (table.caption.dataset.en) bar.setAttribute("data-en-aria-label", "Filter: " + table.caption.dataset.en);
    var shown = make("output", { class: "count", "aria-live": "polite" });
    function labelled(text, en, control) {
      var label = make("label", {}), name = make("span", {}, text);
      if (en) name.dataset.en = en;
      label.append(name, control);
      bar.append(label);
      control.addEventListener("input", filter);
    }
    function filter() {
      var left = 0;
      rows.forEach(function (row) {
        row.hidden = !tests.every(function (test) { return test(row); });
        left += row.hidden ? 0 : 1;
      });
      shown.textContent = left + " / " + rows.length;
    }
    var words = make("input", { type: "search", autocomplete: "off" });
    labelled("筛选", "Filter", words);
    tests.push(function (row) {
      var sorted = [].map.call(row.cells, function (cell) { return cell.dataset.v || ""; }).join(" ");
      var labels = [].map.call(row.querySelectorAll("[data-en]"), function (one) { return one.dataset.en; }).join(" ");
      var text = (row.textContent + " " + labels + " " + (row.dataset.f || "") + " " + sorted).toLowerCase();
      return words.value.toLowerCase().split(/\s+/).every(function (word) { return text.includes(word); });
    });
    heads.forEach(function (head, at) {
      var name = said(head), english_ = head.dataset.en, button = make("button", { type: "button" }, name);
      delete head.dataset.en;
      head.removeAttribute("lang");
      if (english_) button.dataset.en = english_;
      if ("choose" in head.dataset) {
        var found = new Set(rows.map(function (row) { return value(row, at); }));
        if (found.size > 1) {
          var choice = make("select", {});
          choice.append(make("option", { value: "\0", "data-en": "all" }, "全部"));
          Array.from(found).sort(zh.compare).forEach(function (one) {
            var option = make("option", { value: one }, one || "（空）"), en = one ? english(rows, at, one) : "(none)";
            if (en) option.dataset.en = en;
            choice.append(option);
          });
          labelled(name, english_, choice);
          tests.push(function (row) { return choice.value === "\0" || value(row, at) === choice.value; });
        }
      }
      head.replaceChildren(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (one) { one.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        rows.slice().sort(function (a, b) {
          return (down ? -1 : 1) * zh.compare(value(a, at), value(b, at));
        }).forEach(function (row) { body.append(row); });
      });
    });
    bar.append(shown);
    var fold = make("details", { class: "filters" }), title = make("summary", {}, "筛选");
    title.dataset.en = "Filter";
    fold.open = matchMedia("(min-width: 48em)").matches;
    fold.append(title, bar);
    var room = table.previousElementSibling; // kept by the generator
    if (room && room.matches("div.filters")) room.replaceWith(fold);
    else table.before(fold);
    filter();
  });
})();
