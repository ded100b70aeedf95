/* The language of the interface: Chinese as written, English from `data-en` (generator/render/words.py); remembered.
 * Stands in the head, so that a page never shows first the one and then the other. Texts of documents are not touched. */
(function () {
  "use strict";
  const KEYS = { ui: ["archive-language", ["zh", "en"]], script: ["archive-script", ["hans", "hant"]] };
  const ATTRIBUTES = ["title", "aria-label", "placeholder", "alt"];
  const MARKED = ["data-en"].concat(ATTRIBUTES.map((name) => "data-en-" + name));
  const SELECTOR = MARKED.map((name) => "[" + name + "]").join(",");
  // What Material writes itself; its templates stay as they are. [element, attribute or nothing for the text, English]
  const MATERIAL = [
    [".md-skip", "", "Skip to content"],
    [".md-header__inner", "aria-label", "Header"],
    [".md-search", "aria-label", "Search"],
    [".md-search__input", "placeholder", "Search"],
    [".md-search__input", "aria-label", "Search"],
    [".md-search__options", "aria-label", "Search"],
    [".md-search__options button", "title", "Clear"],
    [".md-search__options button", "aria-label", "Clear"],
    [".md-nav--primary", "aria-label", "Navigation"],
    [".md-nav--secondary", "aria-label", "On this page"],
    [".md-nav--secondary > .md-nav__title", "", "On this page"],
    [".md-footer__inner", "aria-label", "Footer"],
  ];
  const PALETTE = ["Colours: as the system", "Colours: light", "Colours: dark"];
  const SEARCHING = {
    "正在初始化搜索引擎": "Loading the search",
    "键入以开始搜索": "Type to search",
    "没有找到符合条件的结果": "Nothing found",
    "检索结果": "Results",
  };

  const html = document.documentElement;
  const kept = new WeakMap(); // of an element shown in English: its Chinese words and attributes

  function read(which) {
    try {
      const value = localStorage.getItem(KEYS[which][0]);
      return KEYS[which][1].includes(value) ? value : "";
    } catch (refused) {
      return "";
    }
  }

  function remember(which, value) {
    try {
      localStorage.setItem(KEYS[which][0], value);
    } catch (refused) {} // not remembered, but shown
  }

  const isEnglish = () => html.dataset.ui === "en";

  // -- one element ------------------------------------------------------------------------------------------------

  /* The text node that holds an element's words. */
  function words(element) {
    const nodes = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    return nodes[0] || element.appendChild(document.createTextNode(""));
  }

  function toEnglish(element) {
    const was = kept.get(element) || { attributes: {} };
    kept.set(element, was);
    if (element.dataset.en) {
      const node = words(element);
      if (was.shown === undefined) was.lang = element.getAttribute("lang");
      if (node.data !== was.shown) was.text = node.data;
      if (node.data !== element.dataset.en) node.data = element.dataset.en;
      was.shown = element.dataset.en;
      if (element.getAttribute("lang") !== "en") element.setAttribute("lang", "en");
    }
    for (const name of ATTRIBUTES) {
      const english = element.getAttribute("data-en-" + name);
      if (english === null || element.getAttribute(name) === english) continue;
      was.attributes[name] = element.getAttribute(name);
      element.setAttribute(name, english);
    }
  }

  function toChinese(element) {
    const was = kept.get(element);
    if (!was) return;
    kept.delete(element);
    if (was.shown !== undefined) {
      const node = words(element);
      if (node.data === was.shown) node.data = was.text;
      if (was.lang === null) element.removeAttribute("lang");
      else element.setAttribute("lang", was.lang);
    }
    for (const name in was.attributes) {
      if (was.attributes[name] === null) element.removeAttribute(name);
      else element.setAttribute(name, was.attributes[name]);
    }
  }

  function each(root, change) {
    if (root.nodeType !== 1) return;
    if (root.matches(SELECTOR)) change(root);
    root.querySelectorAll(SELECTOR).forEach(change);
  }

  // -- the page ---------------------------------------------------------------------------------------------------

  /* As the page is read, and whenever something comes to it later: before it is painted. */
  new MutationObserver((changes) => {
    if (!isEnglish()) return;
    for (const { type, target, addedNodes } of changes) {
      const element = target.nodeType === 1 ? target : target.parentElement;
      if (element && type !== "childList" && element.matches(SELECTOR)) toEnglish(element);
      if (type !== "childList") continue;
      if (element.matches(SELECTOR)) toEnglish(element);
      addedNodes.forEach((node) => each(node, toEnglish));
    }
  }).observe(html, { childList: true, subtree: true, characterData: true, attributeFilter: MARKED });

  function show(value) {
    const resume = self.archiveScript ? self.archiveScript.pause() : null; // what is kept is what was published
    html.dataset.ui = value;
    each(html, isEnglish() ? toEnglish : toChinese);
    if (resume) resume();
    pressed();
    document.dispatchEvent(new CustomEvent("archive:language", { detail: value }));
  }

  function pressed() {
    document.querySelectorAll("[data-set-ui], [data-set-script]").forEach((button) => {
      const now = "setUi" in button.dataset ? button.dataset.setUi === html.dataset.ui : button.dataset.setScript === (html.dataset.script || "");
      button.setAttribute("aria-pressed", String(now));
    });
  }

  html.classList.replace("no-js", "js"); // as Material does at the end of the page, when the header would have to move
  html.dataset.ui = read("ui") || (/^en\b/.test(html.lang) ? "en" : "zh");
  if (read("script")) html.dataset.script = read("script");
  if (isEnglish()) each(html, toEnglish); // what stands before this script: the title of the page

  document.addEventListener("DOMContentLoaded", () => {
    for (const [selector, attribute, english] of MATERIAL) {
      document.querySelectorAll(selector).forEach((element) => element.setAttribute(attribute ? "data-en-" + attribute : "data-en", english));
    }
    document.querySelectorAll(".md-header__option label").forEach((label, at, all) => {
      label.setAttribute("data-en-title", PALETTE[(at + 1) % all.length] || "");
    });
    document.querySelectorAll(".md-header__option input").forEach((input, at) => {
      input.setAttribute("data-en-aria-label", PALETTE[at] || "");
    });
    menu();
    pressed();
  });

  /* The drawer's names, and the line over Material's results: both are Material's, and found by what they say. */
  function menu() {
    const told = document.getElementById("archive-menu");
    const english = told ? JSON.parse(told.textContent) : {};
    document.querySelectorAll(".md-nav--primary .md-ellipsis, .md-nav--primary .md-nav__title").forEach((element) => {
      const link = element.closest("a[href*='#']"), heading = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const found = (heading && heading.dataset.en) || english[words(element).data.trim()];
      if (found) element.dataset.en = found;
      const inner = found && link && link.closest("li").querySelector("nav");
      if (inner) inner.setAttribute("data-en-aria-label", found);
    });
    document.querySelectorAll(".md-nav--primary .md-logo").forEach((logo) => {
      const found = english[logo.title];
      if (found) ["title", "aria-label"].forEach((name) => logo.setAttribute("data-en-" + name, found));
    });
    const meta = document.querySelector(".md-search-result__meta");
    if (!meta) return;
    const follow = () => {
      const found = SEARCHING[meta.textContent.trim()];
      if (found) meta.dataset.en = found;
    };
    new MutationObserver(follow).observe(meta, { childList: true, characterData: true, subtree: true });
    follow();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-set-ui], [data-set-script]");
    if (!button) return;
    if ("setUi" in button.dataset) {
      remember("ui", button.dataset.setUi);
      if (button.dataset.setUi !== html.dataset.ui) show(button.dataset.setUi);
    } else {
      remember("script", button.dataset.setScript);
      if (self.archiveScript) self.archiveScript.set(button.dataset.setScript);
    }
    pressed();
  });
  document.addEventListener("archive:script", pressed);

  /* A menu closes when the reader goes on elsewhere. */
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.switches[open]").forEach((open) => {
      if (!open.contains(event.target)) open.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector("details.switches[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  /* What an element says in Chinese, whatever it shows. */
  function chinese(element) {
    const was = kept.get(element);
    return was && was.text !== undefined ? was.text : element.textContent;
  }

  self.archiveLanguage = { chinese, isEnglish, show };
})();
