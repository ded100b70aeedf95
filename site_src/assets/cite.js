/* 引用: a button that copies a reference, and the reader's date in its place, also where a reader copies by hand. */
(function () {
  "use strict";
  var list = document.querySelector(".citations");
  if (!list) return;
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
    var area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done;
  }
  list.querySelectorAll(".citation").forEach(function (part) {
    var button = document.createElement("button"), status = document.createElement("span");
    button.type = "button";
    button.textContent = "复制";
    button.setAttribute("aria-label", "复制 " + part.closest("div").querySelector("dt").textContent + " 引文");
    status.setAttribute("role", "status");
    button.addEventListener("click", function () {
      status.textContent = write(dated(part)) ? "已复制" : "请选中文字后复制";
      button.focus();
    });
    part.after(" ", button, " ", status);
  });
  list.addEventListener("copy", function (event) { // a reference chosen whole, by hand
    var chosen = getSelection(), part = chosen.rangeCount && chosen.getRangeAt(0).commonAncestorContainer;
    part = part && (part.nodeType === 1 ? part : part.parentElement).closest(".citation");
    if (!part || String(chosen).trim() !== part.textContent.trim()) return;
    event.clipboardData.setData("text/plain", dated(part));
    event.preventDefault();
  });
})();
