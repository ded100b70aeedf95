/* Cards for links in the text: what a name is, what an editor notes, shown on hover and focus. Without this they are
 * links, and notes are footnotes. The names come from small scripts (data/cards/), which a page on a disk may load too. */
(function () {
  "use strict";
  var WAIT = 180, LINGER = 220; // milliseconds: a pointer that passes by opens nothing, one on its way to the card keeps it
  var own = document.currentScript, root = own.src.replace(/assets\/links\.js.*$/, "");
  var cards = {}, asked = {}, card, shown, timer;
  var BEYOND = /(?:^|\/)(initiatives|people|organisations|events|venues|texts)\/([a-z0-9][a-z0-9-]*)_?\.html$/;

  self.archiveCards = function (name, found) {
    cards[name] = found;
    (asked[name] || []).forEach(function (then) { then(); });
    asked[name] = [];
  };

  function make(name, text, cls) {
    var made = document.createElement(name);
    made.className = cls || "";
    made.textContent = text;
    return made;
  }

  // -- what a card says ---------------------------------------------------------------------------------------------

  function load(name, then) {
    if (cards[name]) return then();
    if (asked[name]) return void asked[name].push(then);
    asked[name] = [then];
    var script = document.createElement("script");
    script.charset = "utf-8";
    script.src = root + "data/cards/" + name + ".js";
    script.onerror = function () { delete asked[name]; script.remove(); }; // a link stays a link
    document.head.append(script);
  }

  function aboutName(link, then) {
    var found = BEYOND.exec(link.pathname);
    if (!found) return;
    var name = found[1] + "-" + found[2][0];
    load(name, function () {
      var told = cards[name][found[2]];
      if (!told) return;
      var head = make("p", "", "card-name");
      var english = document.documentElement.dataset.ui === "en";
      head.append(make("span", english ? told.kind_en : told.kind, "kind"), make("strong", told.zh));
      if (english) head.firstChild.lang = "en";
      var parts = [head];
      if (told.en) parts.push(make("p", told.en, "card-en"));
      if (told.en) parts[1].lang = "en";
      var said = make("p", (english && told.said_en) || told.said, "card-said");
      if (english && told.said_en) said.lang = "en";
      if (told.said) parts.push(said);
      var count = make("p", english ? told.count_en : told.count, "card-count");
      if (english) count.lang = "en";
      parts.push(count);
      then(parts);
    });
  }

  function aboutNote(number, then) {
    var note = document.getElementById("note-" + number);
    if (!note) return;
    var copy = note.cloneNode(true), parts = [];
    copy.removeAttribute("id");
    copy.querySelectorAll(".back").forEach(function (back) { back.remove(); });
    [].forEach.call(copy.children, function (child) {
      if (child.textContent) parts.push(make("p", child.textContent, "card-" + (child.className || "quote")));
    });
    then(parts);
  }

  // -- showing it ---------------------------------------------------------------------------------------------------

  function target(node) {
    return node.closest && node.closest("a.mention, a.note-ref, .noted");
  }

  function ask(link, x, y) {
    clearTimeout(timer);
    if (link === shown) return;
    var show = function (parts) { if (wanted === link) place(link, parts, x, y); };
    wanted = link;
    if (link.matches("a.mention")) aboutName(link, show);
    else aboutNote(link.dataset.n || link.dataset.note, show);
  }
  var wanted;

  function place(link, parts, x, y) {
    hide();
    wanted = shown = link;
    if (!card) {
      card = make("div", "", "hover-card md-typeset");
      card.id = "hover-card";
      card.setAttribute("role", "tooltip");
      card.addEventListener("pointerenter", function () { clearTimeout(timer); });
      card.addEventListener("pointerleave", leave);
      document.body.append(card);
    }
    card.replaceChildren.apply(card, parts);
    card.hidden = false;
    if (link.title) { link.dataset.title = link.title; link.removeAttribute("title"); } // not two at once
    link.setAttribute("aria-describedby", card.id);
    var boxes = [].slice.call(link.getClientRects()), wide = document.documentElement.clientWidth;
    var box = boxes.find(function (one) { return x >= one.left && x <= one.right && y >= one.top && y <= one.bottom; }) || boxes[0];
    var size = card.getBoundingClientRect();
    var above = box.bottom + 6 + size.height > innerHeight && box.top > size.height + 6;
    card.style.left = Math.max(8, Math.min(box.left, wide - size.width - 8)) + scrollX + "px";
    card.style.top = (above ? box.top - size.height - 6 : box.bottom + 6) + scrollY + "px";
  }

  function hide() {
    clearTimeout(timer);
    wanted = null;
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    if (shown.dataset.title) { shown.title = shown.dataset.title; delete shown.dataset.title; }
    shown = null;
    card.hidden = true;
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(hide, LINGER);
  }

  // A finger follows the link at once: only a mouse or pen opens a card by being over it.
  document.addEventListener("pointerover", function (event) {
    var link = event.pointerType !== "touch" && target(event.target);
    if (!link) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT, link, event.clientX, event.clientY);
  });
  document.addEventListener("pointerout", function (event) {
    var link = target(event.target);
    if (link && !link.contains(event.relatedTarget)) leave();
  });
  document.addEventListener("focusin", function (event) {
    var link = target(event.target);
    if (link && link.matches(":focus-visible")) ask(link);
    else if (shown && !card.contains(event.target)) hide();
  });
  document.addEventListener("focusout", function (event) { if (event.target === shown) hide(); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shown) hide();
  });
  document.addEventListener("click", hide);
})();
