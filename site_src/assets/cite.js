/* 引用: a button that copies a reference, and the reader's date in its place, also where a reader copies by hand. The
 * style that a reader copies is remembered; assets/passage.js asks for it here. */
(function () {
  "use strict";
  var list = document.querySelector(".citations"), KEY = "archive-citation-style";
  if (!list) return;
  var parts = [].slice.call(list.querySelectorAll(".citation"));
  function say(zh, en) { return document.documentElement.dataset.ui === "en" ? en : zh; }
  function two(number) { return String(number).padStart(2, "0"); }
  function today(style) {
    var now = new Date(), year = now.getFullYear(), day = now.getDate();
    if (style === "chicago") return now.toLocaleString("en-US", {month: "long"}) + " " + day + ", " + year;
    if (style === "mla") {
      var month = now.toLocaleString("en-US", {month: "long"});
      return day + " " + (month.length > 4 ? (month === "September" ? "Sept" : month.slice(0, 3)) + "." : month) + " " + year;
    }
    return "[" + year + "-" + two(now.getMonth() + 1) + "-" + two(day) + "]";
  }
  function dated(part) {
    var place = part.querySelector(".accessed"), text = part.textContent;
    if (!place) return text;
    var at = text.lastIndexOf(place.textContent);
    return text.slice(0, at) + today(part.dataset.style) + text.slice(at + place.textContent.length);
  }
  function write(text) { // execCommand works from a disk too, where the newer way is refused
    var area = document.createElement("textarea"), chosen = getSelection();
    var range = chosen.rangeCount && chosen.getRangeAt(0), focus = document.activeElement;
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    if (focus && focus !== document.body) focus.focus({preventScroll: true});
    if (range) { // what the reader had chosen stays chosen
      chosen.removeAllRanges();
      chosen.addRange(range);
    }
    return done;
  }

  // -- the style a reader last chose ------------------------------------------------------------------------------------

  function byStyle(style) {
    return parts.find(function (part) { return part.dataset.style === style; });
  }
  function remembered() {
    var style = null;
    try { style = localStorage.getItem(KEY); } catch (refused) { /* then it is not remembered */ }
    return byStyle(style) ? style : parts[0].dataset.style;
  }
  function remember(style) {
    try { localStorage.setItem(KEY, style); } catch (refused) { /* then it is not remembered */ }
  }

  // -- copying ----------------------------------------------------------------------------------------------------------

  var buttons = parts.map(function (part) {
    var button = document.createElement("button"), status = document.createElement("span");
    button.type = "button";
    status.setAttribute("role", "status");
    button.addEventListener("click", function () {
      remember(part.dataset.style);
      status.textContent = write(dated(part)) ? say("已复制", "Copied") : say("请选中文字后复制", "Select the text and copy it");
      button.focus();
    });
    part.after(" ", button, " ", status);
    return {element: button, style: part.closest("div").querySelector("dt").textContent};
  });
  function label() {
    buttons.forEach(function (button) {
      button.element.textContent = say("复制", "Copy");
      button.element.setAttribute("aria-label", say("复制 " + button.style + " 引文", "Copy the " + button.style + " reference"));
    });
  }
  label();
  document.addEventListener("archive:language", label);
  list.addEventListener("copy", function (event) { // a reference chosen whole, by hand
    var chosen = getSelection(), part = chosen.rangeCount && chosen.getRangeAt(0).commonAncestorContainer;
    part = part && (part.nodeType === 1 ? part : part.parentElement).closest(".citation");
    if (!part || String(chosen).trim() !== part.textContent.trim()) return;
    event.clipboardData.setData("text/plain", dated(part));
    event.preventDefault();
  });

  self.ArchiveCite = {
    styles: buttons.map(function (button, index) { return {id: parts[index].dataset.style, name: button.style}; }),
    reference: function (style) { return dated(byStyle(style)); },
    style: remembered,
    remember: remember,
    write: write
  };
})();
