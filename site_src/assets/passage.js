/* 引用所选: words chosen in a text, to be copied with their place, a reference, and what is known against them; and the
 * links to such words, which mark them and say when the text has changed since. What is quoted is the published form,
 * whatever form is shown. How the links are made: about/decisions/0084-quoted-passages.md. */
(function () {
  "use strict";
  var SETTLED = 250, TOLD = 1500; // milliseconds: without a change the reader has chosen; so long a button says it is done
  var UNITS = "article h1 bdi[id], .subtitle bdi[id], .doc-text :is(.para, .heading, .field)[id]";
  var NO_TEXT = ".no, .report, .flag-ref, .note-ref, .also, button"; // signs and controls in a unit: no words of it
  var QUOTE = /^([a-z]\d+(?:c\d+)?)-(\d+)-(\d+)-([0-9a-z]+)$/;
  var BASE = 1000003, PRIME = 2147483647; // products of a digest and the base stay exact in a double
  var article = document.querySelector("article[data-document]"), cite = self.ArchiveCite;
  var told = document.querySelector(".citations");
  if (!article || !cite) return;
  function say(zh, en) { return document.documentElement.dataset.ui === "en" ? en : zh; }

  // -- the text: units, one after another, with a line break between them; offsets are code points -----------------------

  var stream = [], units = [].map.call(document.querySelectorAll(UNITS), function (element) {
    var unit = {element: element, id: element.id, chars: Array.from(words(element, true))};
    unit.at = stream.length ? stream.push(10) : 0;
    unit.chars.forEach(function (char) { stream.push(char.codePointAt(0)); });
    return unit;
  });

  function texts(element) {
    var walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(NO_TEXT)) found.push(walker.currentNode);
    return found;
  }

  /* The words of an element: as they are shown, or as they were published where assets/script.js shows another script. */
  function words(element, asPublished) {
    return texts(element).map(function (text) {
      if (!asPublished || !self.archiveScript) return text.data;
      var range = document.createRange();
      range.selectNodeContents(text);
      return self.archiveScript.published(range);
    }).join("");
  }

  function size(text) { return Array.from(text).length; }

  /* How many characters of an element's text stand before a place in the page. */
  function before(element, node, offset) {
    var edge = document.createRange(), count = 0;
    edge.setStart(node, offset);
    texts(element).some(function (text) {
      if (text === node) count += size(text.data.slice(0, offset));
      else if (edge.comparePoint(text, 0) < 0) count += size(text.data);
      return text === node || edge.comparePoint(text, 0) >= 0;
    });
    return count;
  }

  /* A place in what is shown, as a place in what was published. A conversion puts one character for one; where it did
   * not, the whole unit is taken. */
  function published(unit, offset, end) {
    var shown = size(words(unit.element));
    return shown === unit.chars.length ? offset : offset && (end || offset === shown) ? unit.chars.length : 0;
  }

  /* The published text that a range of the page covers, without blanks at its ends; null where it covers none. */
  function covered(range) {
    var start = -1, end = -1;
    units.forEach(function (unit) {
      if (!range.intersectsNode(unit.element)) return;
      var from = published(unit, before(unit.element, range.startContainer, range.startOffset), false);
      var to = published(unit, before(unit.element, range.endContainer, range.endOffset), true);
      if (to <= from) return;
      if (start < 0) start = unit.at + from;
      end = unit.at + to;
    });
    while (start < end && blank(stream[start])) start += 1;
    while (start < end && blank(stream[end - 1])) end -= 1;
    return start < end ? {start: start, end: end} : null;
  }

  function blank(code) { return /\s/.test(String.fromCodePoint(code)); }

  /* The parts of a span, unit by unit. */
  function pieces(span) {
    return units.map(function (unit) {
      var from = Math.max(0, span.start - unit.at), to = Math.min(unit.chars.length, span.end - unit.at);
      return {unit: unit, from: from, to: to};
    }).filter(function (piece) { return piece.from < piece.to; });
  }

  // -- what is known of a passage ----------------------------------------------------------------------------------------

  /* The anchor of the raw line in which a place stands. Lines without text stand where they were: of several, the last. */
  function anchor(unit, offset) {
    var found = unit.id;
    unit.element.querySelectorAll('span[id^="l"]').forEach(function (point) {
      var at = before(unit.element, point, 0);
      if (at > 0 && at <= offset) found = point.id;
    });
    return found;
  }

  function line(id) { return parseInt(id.slice(1), 10); }

  function flags(parts) {
    var found = [];
    parts.forEach(function (part) {
      part.unit.element.querySelectorAll(".flag").forEach(function (flag) {
        var from = before(part.unit.element, flag, 0), to = from + size(words(flag)), last = found[found.length - 1];
        if (to <= part.from || from >= part.to) return;
        var same = last && last.unit === part.unit && last.said === flag.title && last.to === from;
        if (same) last.to = to; // names and notes cut a flag into pieces
        else found.push({unit: part.unit, from: from, to: to, said: flag.title});
      });
    });
    return found.map(function (flag) { return {text: flag.unit.chars.slice(flag.from, flag.to).join(""), said: flag.said}; });
  }

  /* Gaps within a passage, and those that it runs up to. */
  function gaps(parts) {
    var first = parts[0], last = parts[parts.length - 1];
    var next = units[units.indexOf(last.unit) + 1], previous = units[units.indexOf(first.unit) - 1];
    var from = first.from === 0 && previous ? previous : first.from === 0 ? null : first.unit;
    var to = last.to === last.unit.chars.length ? next : last.unit;
    return [].filter.call(document.querySelectorAll(".doc-text .gap"), function (gap) {
      return (!from || follows(from.element, gap)) && (!to || follows(gap, to.element));
    }).map(function (gap) {
      var inside = follows(first.unit.element, gap) && follows(gap, last.unit.element);
      return {element: gap, text: words(gap, true), inside: inside};
    });
  }

  function follows(one, other) {
    return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  function passage(span) {
    var parts = pieces(span), first = parts[0], last = parts[parts.length - 1];
    var start = anchor(first.unit, first.from), end = anchor(last.unit, last.to - 1);
    return {
      span: span, parts: parts, flags: flags(parts), gaps: gaps(parts), anchor: start,
      lines: line(start) === line(end) ? line(start) : Math.min(line(start), line(end)) + "–" + Math.max(line(start), line(end)),
      review: say(told.dataset.review, told.dataset.reviewEn)
    };
  }

  /* The words, and where something is missing between them, that. */
  function quotation(found) {
    var lines = [], missing = found.gaps.filter(function (gap) { return gap.inside; });
    found.parts.forEach(function (part) {
      while (missing.length && follows(missing[0].element, part.unit.element)) lines.push("〔" + missing.shift().text + "〕");
      lines.push(part.unit.chars.slice(part.from, part.to).join(""));
    });
    return lines.join("\n");
  }

  function whole(found) {
    var lines = [quotation(found), "", cite.reference(cite.style())];
    lines.push(say("原件第" + found.lines + "行：", "Raw " + (isNaN(found.lines) ? "lines " : "line ") + found.lines + ": ") + link(found));
    found.flags.forEach(function (flag) { lines.push("“" + flag.text + "”——" + flag.said); });
    found.gaps.forEach(function (gap) { lines.push(say("缺文：", "Gap: ") + gap.text); });
    lines.push(say("整理状态：", "State of the text: ") + found.review);
    return lines.join("\n");
  }

  // -- links ---------------------------------------------------------------------------------------------------------------

  /* A digest of a stretch of the text. It is there to see a change, not to withstand a forger; what it is for: a stretch
   * one further on is reckoned from the one before, so that a passage that has moved is found by its digest alone. */
  function digest(start, end) {
    var sum = 0;
    for (var at = start; at < end; at += 1) sum = (sum * BASE + stream[at] + 1) % PRIME;
    return sum;
  }

  function link(found) {
    var first = found.parts[0], span = found.span;
    var quote = [first.unit.id, first.from, span.end - span.start, digest(span.start, span.end).toString(36)].join("-");
    return address() + "?quote=" + quote + "#" + found.anchor;
  }

  /* Where the archive is published; else where it is read, but never where a reader keeps files. */
  function address() {
    if (told.dataset.address) return told.dataset.address;
    if (location.protocol === "file:") return "documents/" + article.dataset.document + ".html";
    return location.href.split(/[?#]/)[0];
  }

  /* Where the digest is that of a stretch so long; of several, the one nearest to where it was. */
  function search(wanted, length, near) {
    var best = -1, top = 1, sum = 0;
    if (!length || length > stream.length) return best;
    sum = digest(0, length);
    for (var power = 1; power < length; power += 1) top = (top * BASE) % PRIME;
    for (var at = 0; ; at += 1) {
      if (sum === wanted && (best < 0 || Math.abs(at - near) < Math.abs(best - near))) best = at;
      if (at + length >= stream.length) return best;
      sum = (sum + PRIME - ((stream[at] + 1) * top) % PRIME) % PRIME;
      sum = (sum * BASE + stream[at + length] + 1) % PRIME;
    }
  }

  /* The place that a link names: a unit, or a raw line within one. */
  function named(id) {
    var place = document.getElementById(id);
    var unit = place && units.find(function (one) { return one.element.contains(place); });
    return unit ? unit.at + (unit.element === place ? 0 : before(unit.element, place, 0)) : -1;
  }

  function open(asked) {
    var from = named(asked[1]), length = Number(asked[3]), wanted = parseInt(asked[4], 36);
    var at = from < 0 ? -1 : from + Number(asked[2]);
    var same = at >= 0 && length > 0 && at + length <= stream.length && digest(at, at + length) === wanted;
    if (!same) at = search(wanted, length, at);
    var marks = at < 0 ? [] : mark({start: at, end: at + length});
    notice(same ? "same" : marks.length ? "moved" : "lost", marks);
    var target = marks[0] || document.getElementById(location.hash.slice(1)) || document.getElementById(asked[1]);
    function scroll() { if (target) target.scrollIntoView({block: marks.length ? "center" : "start"}); }
    scroll();
    if (document.readyState !== "complete") addEventListener("load", scroll); // after the browser's own way to the line
  }

  function mark(span) {
    var made = [];
    pieces(span).forEach(function (piece) {
      var at = 0;
      texts(piece.unit.element).forEach(function (text) {
        var chars = Array.from(text.data), from = Math.max(0, piece.from - at), to = Math.min(chars.length, piece.to - at);
        at += chars.length;
        if (from >= to) return;
        var middle = from ? text.splitText(chars.slice(0, from).join("").length) : text;
        if (to < chars.length) middle.splitText(chars.slice(from, to).join("").length);
        var wrap = document.createElement("mark");
        wrap.className = "passage";
        middle.replaceWith(wrap);
        wrap.append(middle);
        made.push(wrap);
      });
    });
    return made;
  }

  // -- the bar ---------------------------------------------------------------------------------------------------------------

  var bar, current, drawn, timer, held = false, origin = null, closed = null;

  function make(name, text, attributes) {
    var made = document.createElement(name);
    made.textContent = text || "";
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  function button(text, action, label) {
    var made = make("button", text, {type: "button", title: label || text, "aria-label": label || text, "data-text": text});
    made.addEventListener("click", action);
    return made;
  }

  function show(label, draw) {
    if (!bar) {
      bar = make("section", "", {class: "passage-bar"});
      bar.addEventListener("mousedown", function (event) { // the words stay chosen
        if (event.target.tagName !== "SELECT") event.preventDefault();
      });
      bar.addEventListener("focusout", function () { setTimeout(settle, 0); });
      document.body.append(bar);
    }
    drawn = function () {
      bar.setAttribute("aria-label", label());
      bar.replaceChildren.apply(bar, draw());
    };
    drawn();
    bar.hidden = false;
  }

  function close() {
    var back = bar.contains(document.activeElement) ? origin : null;
    clearTimeout(timer);
    bar.hidden = true;
    closed = current;
    current = drawn = origin = null;
    held = false;
    if (back) back.focus();
  }

  function offer(span) {
    current = span;
    show(function () { return say("引用所选文字", "Quote the chosen words"); }, function () {
      var found = passage(span), status = make("span", "", {role: "status"});
      var copying = function (text) {
        return function (event) {
          var pressed = event.currentTarget;
          status.textContent = cite.write(text()) ? say("已复制", "Copied") : say("未能复制", "Could not copy");
          pressed.textContent = status.textContent;
          setTimeout(function () { pressed.textContent = pressed.dataset.text; }, TOLD);
        };
      };
      var buttons = make("p", "", {class: "passage-do"});
      buttons.append(
        styles(),
        button(say("复制引文", "Copy"), copying(function () { return whole(found); }),
          say("复制引文，连同出处与说明", "Copy the words with their source and what is known against them")),
        button(say("仅文字", "Words"), copying(function () { return quotation(found); }), say("仅复制文字", "Copy the words only")),
        button(say("仅链接", "Link"), copying(function () { return link(found); }), say("仅复制链接", "Copy the link only")),
        status
      );
      return [summary(found), buttons];
    });
    aside();
  }

  /* What is quoted, and what is known against it, before it is copied. */
  function summary(found) {
    var made = make("p", "", {class: "passage-what"}), count = found.parts.reduce(function (sum, part) { return sum + part.to - part.from; }, 0);
    made.append(make("span", say(count + " 字", count + (count === 1 ? " character" : " characters"))));
    made.append(make("span", say("原件第" + found.lines + "行", "raw " + (isNaN(found.lines) ? "lines " : "line ") + found.lines)));
    if (found.flags.length) made.append(make("span", say("存疑 ", "doubtful: ") + found.flags.length, {class: "known"}));
    if (found.gaps.length) made.append(make("span", say("缺文 ", "gaps: ") + found.gaps.length, {class: "known"}));
    made.append(make("span", found.review), button("×", close, say("关闭", "Close")));
    return made;
  }

  function styles() {
    var label = make("label"), choice = make("select");
    label.append(make("span", say("格式 ", "Style ")));
    cite.styles.forEach(function (style) { choice.append(make("option", style.name, {value: style.id})); });
    choice.value = cite.style();
    choice.addEventListener("change", function () { cite.remember(choice.value); });
    label.append(choice);
    return label;
  }

  /* The bar stands below; where the end of what is chosen would be under it, above. */
  function aside() {
    bar.classList.remove("above");
    var chosen = getSelection(), range = chosen.rangeCount && !chosen.isCollapsed && chosen.getRangeAt(0);
    var boxes = range ? range.getClientRects() : [], end = boxes[boxes.length - 1];
    var room = bar.getBoundingClientRect();
    bar.classList.toggle("above", Boolean(end && end.bottom > room.top && end.top < room.bottom));
  }

  function notice(kind, marks) {
    show(function () { return say("引文的链接", "A link to a quotation"); }, function () {
      var text = {
        same: say("已标出所引的文字，与引用时相同。", "The words quoted are marked; they are as they were when quoted."),
        moved: say("此处文字在引用之后有改动；所引的话未变，已在现在的位置标出。", "The text here has changed since it was quoted; the words quoted have not, and are marked where they now stand."),
        lost: say("此处文字在引用之后有改动，篇中已没有与所引完全相同的话。请按出处所注的版本核对。", "The text here has changed since it was quoted, and the words quoted are nowhere in it as they were. Compare the release that the citation names.")
      }[kind];
      var said = make("p", text, {class: "passage-what " + kind, role: "status"}), buttons = make("p", "", {class: "passage-do"});
      buttons.append(button(marks.length ? say("清除标记", "Clear the mark") : say("关闭", "Close"), function () {
        marks.forEach(function (made) { made.replaceWith.apply(made, made.childNodes); });
        units.forEach(function (unit) { unit.element.normalize(); });
        marks = [];
        close();
      }));
      return [said, buttons];
    });
    held = true;
  }

  // -- choosing ---------------------------------------------------------------------------------------------------------------

  var down = false;

  function settle() {
    var chosen = getSelection(), range = chosen.rangeCount && !chosen.isCollapsed && chosen.getRangeAt(0);
    if (down || (bar && bar.contains(document.activeElement))) return;
    var span = range && article.contains(range.commonAncestorContainer) ? covered(range) : null;
    if (!span && bar && !bar.hidden && !held) return close();
    if (!span) closed = null;
    if (!span || same(span, current) || same(span, closed)) return; // what was closed stays so until something else is chosen
    held = false;
    origin = null;
    offer(span);
  }

  function same(one, other) {
    return Boolean(other) && one.start === other.start && one.end === other.end;
  }

  function paragraph(unit, from) {
    getSelection().removeAllRanges();
    held = true;
    origin = from;
    offer({start: unit.at, end: unit.at + unit.chars.length});
  }

  function focus() {
    if (current) bar.querySelector(".passage-do button").focus();
  }

  function unitOf(node) {
    return units.find(function (unit) { return unit.chars.length && unit.element.contains(node); });
  }

  /* The paragraph where the reader is: that of the focus, else the first in view. */
  function here() {
    var focus = document.activeElement;
    return unitOf(focus) || units.find(function (unit) { return unit.chars.length && unit.element.getBoundingClientRect().bottom > 80; });
  }

  document.addEventListener("selectionchange", function () {
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLED);
  });
  document.addEventListener("pointerdown", function (event) {
    if (bar && bar.contains(event.target)) return;
    down = event.pointerType === "mouse";
    if (current && held) close();
  });
  ["pointerup", "pointercancel"].forEach(function (name) {
    document.addEventListener(name, function () {
      if (!down) return;
      down = false;
      clearTimeout(timer);
      timer = setTimeout(settle, 0);
    });
  });
  article.addEventListener("click", function (event) { // the number of a paragraph: its link, and the way to quote it whole
    var number = event.target.closest("a.no"), unit = number && unitOf(number);
    if (!unit || event.metaKey || event.ctrlKey || event.shiftKey) return;
    paragraph(unit, number);
    if (event.detail === 0) setTimeout(focus, 0); // from the keyboard; following the link takes the focus away first
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && bar && !bar.hidden) return close();
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyQ") return;
    event.preventDefault();
    clearTimeout(timer);
    closed = null;
    var from = document.activeElement === document.body ? null : document.activeElement;
    settle();
    if (!current && here()) paragraph(here(), from);
    focus();
    if (current) origin = origin || from;
  });
  document.addEventListener("archive:language", function () {
    if (bar && !bar.hidden && drawn) drawn();
  });
  document.getElementById("cite-passage").hidden = false; // says how, where there is a way
  article.querySelectorAll(".doc-text a.no").forEach(function (number) { number.setAttribute("aria-keyshortcuts", "Alt+Q"); });

  var asked = QUOTE.exec(new URLSearchParams(location.search).get("quote") || "");
  if (asked) open(asked);
})();
