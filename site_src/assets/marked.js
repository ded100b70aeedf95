/* The marked view: what each edit did or each doubt says, why and by whom, shown where it stands; arrow keys go from one to the next; the
 * kinds that were hidden stay hidden. Without this an edit is a link to its rule and reason below. */
(function () {
  "use strict";
  var KEY = "archive-kinds", WAIT = 120;
  var text = document.querySelector(".layout-marked .doc-text"), boxes = document.querySelectorAll(".kinds input");
  if (!text || !boxes.length) return;
  var edits = [].slice.call(text.parentNode.parentNode.querySelectorAll("a.e, a.doubt")), card, shown, timer, touched;

  function say(zh, en) { return document.documentElement.dataset.ui === "en" ? en : zh; }

  function make(name, cls, words) {
    var made = document.createElement(name);
    if (cls) made.className = cls;
    if (words !== undefined) made.textContent = words;
    return made;
  }

  // -- kinds that are hidden ----------------------------------------------------------------------------------------

  function hidden() {
    return [].filter.call(boxes, function (box) { return !box.checked; }).map(function (box) { return box.id; });
  }

  try {
    (localStorage.getItem(KEY) || "").split(" ").forEach(function (id) {
      var box = id && document.getElementById(id);
      if (box) box.checked = false;
    });
  } catch (refused) { /* nothing is remembered then */ }
  document.querySelector(".kinds").addEventListener("change", function () {
    try { localStorage.setItem(KEY, hidden().join(" ")); } catch (refused) { return; }
    rove(visible()[0]);
  });

  function visible() {
    var without = hidden().map(function (id) { return id.replace("show-", ""); });
    return edits.filter(function (edit) { return !without.some(function (kind) { return edit.classList.contains(kind); }); });
  }

  // -- one stop of the Tab key, arrows from there -------------------------------------------------------------------

  function rove(to) {
    edits.forEach(function (edit) { edit.tabIndex = edit === to ? 0 : -1; });
  }

  function step(from, by) {
    var all = visible(), at = all.indexOf(from), to = all[at + by];
    if (at < 0 || !to) return;
    rove(to);
    to.focus();
    to.scrollIntoView({block: "nearest"});
  }

  // -- the card -----------------------------------------------------------------------------------------------------

  var SIGNS = {"\n": "↵", "\r": "", "\t": "→", "\u3000": "□", " ": "·", "\u00a0": "⍽"};
  function seen(words) { return words.trim() ? words : words.replace(/[\s\u00a0]/g, function (one) { return one in SIGNS ? SIGNS[one] : "·"; }); }

  function line(edit) {
    var before = null;
    text.querySelectorAll("[id^='l']").forEach(function (place) {
      if (place.compareDocumentPosition(edit) & (Node.DOCUMENT_POSITION_FOLLOWING)) before = place;
    });
    var found = /\d+/.exec((before || edit.closest("[id^='l']") || {id: ""}).id);
    return found ? found[0] : "";
  }

  function words(edit, ground) {
    var made = make("p", "words"); // in the language of the text: the shapes of marks depend on it
    made.lang = text.lang;
    if (edit.matches(".doubt")) return doubted(made, ground);
    var was = edit.querySelector("del"), now = edit.querySelector("ins");
    if (edit.classList.contains("same")) made.append(edit.textContent);
    if (was) made.append(make("span", "was", seen(was.textContent)));
    if (now) made.append(was ? " → " : "", make("span", "now", seen(now.textContent)));
    return made;
  }

  function doubted(made, ground) {
    var likely = ground.querySelector(".likely"), perhaps = make("span", "", say("疑为 ", "perhaps "));
    made.append(ground.querySelector("q").textContent);
    perhaps.lang = say("zh", "en");
    if (likely) made.append("  ", perhaps, make("span", "now", likely.textContent));
    return made;
  }

  function fill(edit) {
    var ground = document.querySelector(edit.getAttribute("href")), all = visible(), foot = make("p", "foot");
    var rule = make("p"), name = ground.querySelector(".rule"), steps = ground.querySelector(".rule + span:not(.reason, .who)");
    rule.append(make("strong", "", name.textContent), steps ? steps.textContent : "");
    foot.append(ground.querySelector(".who").textContent, " · ", say("第" + line(edit) + "行", "line " + line(edit)),
      " · " + (all.indexOf(edit) + 1) + " / " + all.length + " · ", say("← → 前后各处", "← → the others"));
    card.replaceChildren(words(edit, ground), rule, make("p", "reason", ground.querySelector(".reason").textContent), foot);
  }

  function show(edit) {
    if (!card) {
      card = make("div", "hover-card edit-card md-typeset");
      card.id = "edit-card";
      card.setAttribute("role", "tooltip");
      document.body.append(card);
    }
    hide();
    shown = edit;
    fill(edit);
    card.hidden = false;
    edit.setAttribute("aria-describedby", card.id);
    var box = edit.getClientRects()[0] || edit.getBoundingClientRect(), size = card.getBoundingClientRect();
    var above = box.bottom + 8 + size.height > innerHeight && box.top > size.height + 8;
    card.style.left = Math.max(8, Math.min(box.left, html().clientWidth - size.width - 8)) + scrollX + "px";
    card.style.top = (above ? box.top - size.height - 8 : box.bottom + 8) + scrollY + "px";
  }

  function html() { return document.documentElement; }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  function of(node) { return node.closest && node.closest(".layout-marked :is(a.e, a.doubt)"); }

  document.addEventListener("pointerover", function (event) {
    var edit = event.pointerType !== "touch" && of(event.target);
    if (!edit) return;
    clearTimeout(timer);
    timer = setTimeout(show, WAIT, edit);
  });
  document.addEventListener("pointerout", function (event) {
    var edit = of(event.target);
    if (edit && !edit.contains(event.relatedTarget) && edit !== document.activeElement) hide();
  });
  document.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch"; });
  document.addEventListener("focusin", function (event) {
    var edit = of(event.target);
    if (edit && edit.matches(":focus-visible")) { rove(edit); show(edit); } else if (!edit) hide();
  });
  document.addEventListener("click", function (event) { // a finger's first touch shows, the second follows the link
    var edit = of(event.target);
    if (!edit) return void hide();
    if (touched && shown !== edit) { event.preventDefault(); show(edit); }
  });
  document.addEventListener("keydown", function (event) {
    var edit = of(event.target), by = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    if (event.key === "Escape") hide();
    if (!edit || !by || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    step(edit, by);
  });
  document.addEventListener("archive:language", function () { if (shown) show(shown); });
  rove(visible()[0]);
})();
