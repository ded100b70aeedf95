/* Reading, marked, witness: three pages of one text (generator/render/views.py). Going from one to another this takes the
 * reader to the same raw line, and opens the next document in the view that was chosen last. Without it they are links. */
(function () {
  "use strict";
  var KEY = "archive-view", ABOVE = 6, NEAR = 60; // pixels: what begins so far above or below the edge is at the top
  var html = document.documentElement, own = document.currentScript.dataset.view;

  function kept() {
    try { return localStorage.getItem(KEY); } catch (refused) { return null; }
  }

  function keep(view) {
    try { localStorage.setItem(KEY, view); } catch (refused) { return; }
  }

  function link(view) {
    return document.querySelector('.views a[data-view="' + view + '"]');
  }

  // -- the view chosen last -----------------------------------------------------------------------------------------

  /* Only who goes on to a whole document within the archive is taken on: not who comes back, looks for words, or opens
   * what somebody cited, be it a place or, from elsewhere, a document. What is cited is the reading text. */
  function follows(view) {
    var way = (performance.getEntriesByType("navigation")[0] || {}).type;
    return own === "document" && (view === "marked" || view === "witness") && way === "navigate" &&
      !location.search && !location.hash && isFromHere();
  }

  /* On a disk no page tells where a reader comes from; what others cite is the archive on the web. */
  function isFromHere() {
    return location.protocol === "file:" || document.referrer.indexOf(location.origin + "/") === 0;
  }

  var wanted = kept();
  if (follows(wanted)) {
    html.style.visibility = "hidden"; // nobody sees the one page for a moment and then the other
    document.addEventListener("DOMContentLoaded", function () {
      var there = link(wanted);
      if (there) location.replace(there.href);
      else html.style.visibility = "";
    });
  }

  // -- the same place in the other view -----------------------------------------------------------------------------

  /* The address of a view at an anchor. A witness of many lines has several pages; its anchors are lines and nothing else. */
  function address(way, anchor, line) {
    if (!anchor) return way.href;
    if (way.dataset.view !== "witness") return way.href.split("#")[0] + anchor;
    var told = way.closest(".views").dataset, page = 1 + Math.floor((line - 1) / told.lines);
    return told.raw + (page > 1 ? "_" + page : "") + ".html#l" + line;
  }

  /* The element at the upper edge of what can be read: the first that begins there, else the one that goes on there;
   * none at the head of the page. */
  function topmost(found, edge) {
    var low = 0, high = found.length;
    function top(at) { return found[at].getBoundingClientRect().top - edge; }
    while (low < high) {
      var middle = (low + high) >> 1;
      if (top(middle) < -ABOVE) low = middle + 1;
      else high = middle;
    }
    if (!low && !(found.length && top(0) < NEAR)) return null;
    return low && !(low < found.length && top(low) < NEAR) ? found[low - 1] : found[low];
  }

  function inText(edge) {
    var at = topmost(document.querySelectorAll('.doc-text [id^="l"], .doc-text [id^="g"]'), edge);
    return at ? "#" + at.id : "";
  }

  /* On a witness the place of the line at the top in this document, or of the next line that is in it. */
  function inWitness(edge, id) {
    var lines = document.querySelectorAll(".raw .line"), at = [].indexOf.call(lines, topmost(lines, edge));
    for (; at >= 0 && at < lines.length; at++) {
      var there = lines[at].querySelector('.to a[href*="/' + CSS.escape(id) + '.html#"]');
      if (there) return there.hash;
    }
    return "";
  }

  document.addEventListener("click", function (event) {
    var way = event.target.closest && event.target.closest(".views a[data-view]");
    if (!way) return;
    keep(way.dataset.view);
    var bar = way.closest(".views"), edge = bar.getBoundingClientRect().bottom;
    var place = own === "witness" ? inWitness(edge, bar.dataset.document) : inText(edge);
    way.href = address(way, place, +(/\d+/.exec(place) || [0])[0]);
  }, true);
})();
