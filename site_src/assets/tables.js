/* Tables with data-tools: filter, choose, sort. Without this they are whole. */
(function () {
  "use strict";
  var FEW = 5, zh = new Intl.Collator("zh", { numeric: true });
  function make(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    made.textContent = text || "";
    return made;
  }
  function value(row, at) {
    var cell = row.cells[at];
    return (cell.dataset.v || cell.textContent).trim();
  }
  document.querySelectorAll("table[data-tools]").forEach(function (table) {
    var body = table.tBodies[0], rows = [].slice.call(body.rows), tests = [];
    if (rows.length < FEW) return;
    var heads = [].slice.call(table.tHead.rows[0].cells);
    var bar = make("div", { class: "tools", role: "group", "aria-label": "筛选：" + table.caption.textContent });
    var shown = make("output", { class: "count", "aria-live": "polite" });
    function labelled(text, control) {
      var label = make("label", {}, text);
      label.append(control);
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
    labelled("筛选", words);
    tests.push(function (row) {
      var sorted = [].map.call(row.cells, function (cell) { return cell.dataset.v || ""; }).join(" ");
      var text = (row.textContent + " " + (row.dataset.f || "") + " " + sorted).toLowerCase();
      return words.value.toLowerCase().split(/\s+/).every(function (word) { return text.includes(word); });
    });
    heads.forEach(function (head, at) {
      var button = make("button", { type: "button" }, head.textContent);
      if ("choose" in head.dataset) {
        var found = new Set(rows.map(function (row) { return value(row, at); }));
        if (found.size > 1) {
          var choice = make("select", {});
          choice.append(make("option", { value: "\0" }, "全部"));
          Array.from(found).sort(zh.compare).forEach(function (one) {
            choice.append(make("option", { value: one }, one || "（空）"));
          });
          labelled(head.textContent, choice);
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
    table.before(bar);
    filter();
  });
})();
