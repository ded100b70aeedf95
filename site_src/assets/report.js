/* 报告错误: what is wrong here goes to the archive's issue form, filled in; offline, or without one, as text to copy. */
(function () {
  "use strict";
  var MOST = 200; // characters of a quotation: an address must stay short
  var article = document.querySelector("article[data-document]");
  if (!article) return;
  var told = article.dataset, box;
  function say(zh, en) { return document.documentElement.dataset.ui === "en" ? en : zh; }
  function quoted(part) {
    var chosen = getSelection(), text = part.textContent;
    if (chosen.rangeCount && part.contains(chosen.getRangeAt(0).commonAncestorContainer)) text = String(chosen) || text;
    text = Array.from(text.trim());
    return text.length > MOST ? text.slice(0, MOST / 2).join("") + "……" + text.slice(-MOST / 4).join("") : text.join("");
  }
  function facts(part) {
    return {
      document: told.document + " " + document.querySelector("article h1").textContent.trim(),
      place: part.id + say("（", " (") + told.seed + say("）", ")"),
      quotation: quoted(part),
      release: (told.release ? told.release + say("，", ", ") : "") + "SHA-256 " + told.sha256.slice(0, 16)
    };
  }
  function written(fact, part) {
    // From a disk the address would tell where the reader keeps the files.
    var page = (location.protocol === "file:" ? "documents/" + told.document + ".html" : location.href.split(/[?#]/)[0]);
    page += "#" + part.id;
    return [say("文献：", "Document: ") + fact.document, say("位置：", "Place: ") + fact.place, say("网址：", "Address: ") + page,
      say("引文：", "Words: ") + fact.quotation, say("版本：", "Release: ") + fact.release, say("应作：", "Should be: "),
      say("依据：", "Authority: ")].join("\n");
  }
  function form(fact, text) {
    if (!/^https:\/\//.test(told.repository)) return "";
    var query = new URLSearchParams(fact);
    query.set("template", "correction.yml");
    query.set("title", "[" + told.document + "#" + fact.place.split(/[（ ]/)[0] + "] ");
    query.set("body", text);
    return told.repository.replace(/\/+$/, "") + "/issues/new?" + query;
  }
  function show(text, address) {
    if (!box) {
      box = document.createElement("dialog");
      box.className = "report-box";
      box.setAttribute("aria-labelledby", "report-title");
      box.innerHTML = '<form method="dialog"><h2 id="report-title" data-en="Report a mistake">报告错误</h2>' +
        '<label for="report-text" data-en="Add what it should be and on what authority, copy, and send it to the archive’s editor.">' +
        '请补上“应作”与“依据”，复制后交给本档案的编者。</label>' +
        '<textarea id="report-text" rows="10" spellcheck="false"></textarea><p><button type="button" data-en="Copy">复制</button> ' +
        '<a target="_blank" rel="noopener" data-en="Fill in online">在线填写</a> <button data-en="Close">关闭</button> <span role="status"></span></p></form>';
      box.querySelector("button[type=button]").addEventListener("click", copy);
      document.body.append(box);
    }
    box.querySelector("textarea").value = text;
    box.querySelector("[role=status]").textContent = "";
    box.querySelector("a").href = address || "";
    box.querySelector("a").hidden = !address;
    box.showModal();
  }
  function copy() {
    var area = box.querySelector("textarea"), status = box.querySelector("[role=status]");
    area.select();
    var done = document.execCommand("copy"); // works from a disk too, where the newer way is refused
    status.textContent = done ? say("已复制", "Copied") : say("请按 Ctrl+C 复制", "Press Ctrl+C to copy");
  }
  article.addEventListener("mousedown", function (event) { // keeps the words that the reader has chosen
    if (event.target.closest("a.report")) event.preventDefault();
  });
  article.addEventListener("click", function (event) {
    var control = event.target.closest("a.report");
    if (!control || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    control.focus(); // where the reader comes back to
    var part = control.parentElement, fact = facts(part), text = written(fact, part), address = form(fact, text);
    if (address && navigator.onLine && location.protocol !== "file:") open(address, "_blank", "noopener");
    else show(text, address);
  });
})();
