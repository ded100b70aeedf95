/* 简体、繁體: shows texts in the other script, as OpenCC's t2s and s2t convert them (tables: generator/conversion.py).
 * What was published is kept and comes back exactly; what is copied is what was published. The mark that says so stands
 * on the page before any text is changed (overrides/main.html). */
(function () {
  "use strict";
  const TABLES = { hant: "s2t", hans: "t2s" };
  const LANGUAGES = { hant: "zh-Hant", hans: "zh-Hans" };
  const ROOT = document.currentScript.src.replace(/assets\/script\.js.*$/, "");
  // Never converted: raw text, quoted forms, citations, what identifies or is typed. `data-published` says so of others.
  const LEFT = "script,style,noscript,template,textarea,input,pre,code,kbd,samp,del,ins,.raw,.citations,[data-published]," +
    '[data-en][lang="en"]'; // and what stands in English now
  const INLINE = new Set("A ABBR B BDI BDO CITE DATA DFN EM FONT I MARK Q RUBY S SMALL SPAN STRONG SUB SUP TIME U VAR WBR".split(" "));
  const HAN = /[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\ud840-\ud8bf]/;
  const html = document.documentElement;

  let mode = ""; // what the texts are shown in: "hans", "hant", or as published
  let wanted = "";
  const tables = {};

  // -- converting -------------------------------------------------------------------------------------------------

  self.archiveScriptTable = function (name, told) {
    const characters = pairs(told.characters), phrases = new Map();
    let last = [];
    for (const line of told.phrases.split("\n")) {
      const parts = line.split("=");
      last = last.slice(0, parseInt(parts[0][0], 36)).concat(Array.from(parts[0].slice(1)));
      const to = last.map((char) => characters.get(char) || char);
      for (const change of parts.slice(1)) to[parseInt(change[0], 36)] = change.slice(1);
      let key = "";
      for (const char of last) {
        key += char;
        if (!phrases.has(key)) phrases.set(key, null); // the way to a longer one
      }
      phrases.set(key, to);
    }
    tables[name] = { usual: pairs(told.usual), characters, phrases };
  };

  function pairs(text) {
    const chars = Array.from(text), found = new Map();
    for (let at = 0; at < chars.length; at += 2) found.set(chars[at], chars[at + 1]);
    return found;
  }

  /* The longest phrase, else the character; one code point for each. */
  function convert(text, table) {
    const chars = Array.from(text), usual = chars.map((char) => table.usual.get(char) || char), out = [];
    let at = 0;
    while (at < chars.length) {
      const described = description(chars, at, 16, { left: 64 });
      if (described > at) { // a character described by its parts: ⿰木目
        while (at < described) out.push(chars[at++]);
        continue;
      }
      let key = "", best = null;
      for (let end = at; end < usual.length; end++) {
        key += usual[end];
        const found = table.phrases.get(key);
        if (found === undefined) break;
        if (found) best = found;
      }
      if (!best) best = [table.characters.get(usual[at]) || usual[at]];
      for (const char of best) out.push(char);
      at += best.length;
    }
    return out.join("");
  }

  const PARTS = "⿰2⿱2⿲3⿳3⿴2⿵2⿶2⿷2⿸2⿹2⿺2⿻2⿼2⿽2\u2ffe1\u2fff1"; // signs of description, and how many parts follow

  /* Where a whole description that begins here ends; here itself where there is none. */
  function description(chars, at, depth, room) {
    if (PARTS.indexOf(chars[at]) < 0 || chars[at] < "\u2ff0") return at;
    return part(chars, at, depth, room) || at;
  }

  function part(chars, at, depth, room) {
    if (at >= chars.length || !depth || !room.left--) return 0;
    const sign = chars[at] >= "\u2ff0" && chars[at] <= "\u2fff" ? PARTS.indexOf(chars[at]) : -1;
    let end = at + 1;
    for (let left = sign < 0 ? 0 : Number(PARTS[sign + 1]); left && end; left--) end = part(chars, end, depth - 1, room);
    return end;
  }

  // -- the texts of a page ----------------------------------------------------------------------------------------
  // Phrases go across links and marks: the text nodes of a block that stand together are one run, converted as a whole.

  const records = new WeakMap(); // block → for each of its runs what was published and what is shown
  const single = new WeakMap(); // the same for a text node, where its run has been changed by others

  function isBlock(element) {
    return !INLINE.has(element.tagName) || "en" in element.dataset;
  }

  function blockOf(node) {
    let element = node.nodeType === 1 ? node : node.parentElement;
    while (element && element !== document.body && element.parentElement && !isBlock(element)) element = element.parentElement;
    return element;
  }

  function runs(root) {
    const found = [], orders = new Map();
    if (!root || (root.closest && root.closest(LEFT))) return found;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === 1 && node.matches(LEFT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    let run = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === 1) {
        if (isBlock(node) || node.tagName === "BR") run = null;
        continue;
      }
      const block = blockOf(node);
      if (!run || run.block !== block) {
        run = { block, order: orders.get(block) || 0, nodes: [] };
        orders.set(block, run.order + 1);
        found.push(run);
      }
      run.nodes.push(node);
    }
    return found;
  }

  /* What was published in each text node of a run. */
  function published(run) {
    const told = records.get(run.block) || [], shown = run.nodes.map((node) => node.data).join("");
    const known = [told[run.order]].concat(told).find((one) => one && one.shown === shown);
    if (known) return cut(known.published, run.nodes.map((node) => node.data));
    return run.nodes.map((node) => {
      const own = single.get(node);
      return own && own.shown === node.data ? own.published : node.data;
    });
  }

  /* A text cut as others are, by code points: of a character beyond the first plane the form may be within it. */
  function cut(text, like) {
    const chars = Array.from(text);
    let at = 0;
    return like.map((one) => chars.slice(at, (at += Array.from(one).length)).join(""));
  }

  function render(root, table) {
    for (const run of runs(root)) {
      const parts = published(run), text = parts.join("");
      if (!HAN.test(text)) continue;
      const shown = table ? convert(text, table) : text, pieces = cut(shown, parts);
      run.nodes.forEach((node, at) => {
        if (node.data !== pieces[at]) node.data = pieces[at];
        if (table) single.set(node, { published: parts[at], shown: pieces[at] });
        else single.delete(node);
      });
      const told = records.get(run.block) || [];
      told[run.order] = table ? { published: text, shown } : undefined;
      records.set(run.block, told);
    }
  }

  /* Fonts choose their forms by language. */
  function tag(root, language) {
    const marked = root.querySelectorAll ? [...root.querySelectorAll("[lang^=zh], [data-lang]")] : [];
    for (const element of root === document.body ? [html, ...marked] : marked) {
      if (element.closest(LEFT)) continue;
      if (language && /^zh(?!-Latn)/.test(element.lang)) {
        if (!element.dataset.lang) element.dataset.lang = element.lang;
        element.lang = language;
      } else if (!language && element.dataset.lang) {
        element.lang = element.dataset.lang;
        delete element.dataset.lang;
      }
    }
  }

  // -- showing it -------------------------------------------------------------------------------------------------

  const observer = new MutationObserver((changes) => {
    const roots = new Set();
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") roots.add(blockOf(target));
      else addedNodes.forEach((node) => node.nodeType === 1 || node.nodeType === 3 ? roots.add(blockOf(node)) : 0);
    }
    roots.forEach((root) => { if (root && root.isConnected) change(root); });
  });

  function change(root) {
    render(root, tables[TABLES[mode]]);
    tag(root, LANGUAGES[mode]);
    observer.takeRecords(); // our own
  }

  function show(now) {
    observer.disconnect();
    if (mode && !now) { // back to what was published
      render(document.body, null);
      tag(document.body, "");
    }
    mode = now;
    if (!mode) return;
    change(document.body);
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  }

  function set(value) {
    wanted = TABLES[value] ? value : "";
    if (wanted) html.dataset.script = wanted;
    else delete html.dataset.script;
    const name = TABLES[wanted];
    if (!name || tables[name]) return done();
    if (document.querySelector('script[data-table="' + name + '"]')) return; // on its way
    const script = document.createElement("script");
    script.charset = "utf-8";
    script.dataset.table = name;
    script.src = ROOT + "data/script/" + name + ".js"; // a page on a disk may load a script
    script.onload = () => {
      if (TABLES[wanted] === name) tables[name] ? done() : set("");
    };
    script.onerror = () => { // the texts stay as published, and the page says nothing else
      script.remove();
      if (TABLES[wanted] === name) set("");
    };
    document.head.append(script);
  }

  function done() {
    if (mode !== wanted) {
      if (mode) show("");
      show(wanted);
    }
    document.dispatchEvent(new CustomEvent("archive:script", { detail: api.mode }));
  }

  /* Puts all back as published until the function that it returns is called. */
  function pause() {
    const was = mode;
    show("");
    return () => show(was);
  }

  // -- what was published, for others -----------------------------------------------------------------------------

  /* The published text of a range: as `String(range)` would give it if nothing were converted. */
  function publishedIn(range) {
    if (!mode) return String(range);
    const parts = new Map();
    for (const run of runs(blockOf(range.commonAncestorContainer))) {
      published(run).forEach((text, at) => parts.set(run.nodes[at], text));
    }
    const top = range.commonAncestorContainer;
    const walker = document.createTreeWalker(top.nodeType === 1 ? top : top.parentNode, NodeFilter.SHOW_TEXT);
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!range.intersectsNode(node)) continue;
      const start = node === range.startContainer ? range.startOffset : 0;
      const end = node === range.endContainer ? range.endOffset : node.data.length;
      const was = parts.has(node) ? parts.get(node) : node.data;
      text += cut(was, [node.data.slice(0, start), node.data.slice(start, end)])[1];
    }
    return text;
  }

  /* What the reader has chosen, with its line ends, as published. */
  function chosen() {
    const selection = getSelection(), shown = Array.from(String(selection)), range = selection.getRangeAt(0);
    const flat = Array.from(String(range)), was = Array.from(publishedIn(range));
    let at = 0, text = "";
    for (const char of shown) {
      if (!/\s/.test(char)) {
        while (at < flat.length && flat[at] !== char) at++;
        if (at === flat.length) return was.join("");
        text += was[at++];
      } else text += char;
    }
    return text;
  }

  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!mode || event.defaultPrevented || !selection.rangeCount || selection.isCollapsed) return;
    if (/^(TEXTAREA|INPUT)$/.test((document.activeElement || {}).tagName)) return;
    event.clipboardData.setData("text/plain", chosen());
    event.preventDefault();
  });

  const api = {
    get mode() { return mode || "published"; },
    published: publishedIn,
    set,
    pause,
    convert: (text, to) => convert(text, tables[TABLES[to]]),
  };
  self.archiveScript = api;

  const start = () => { if (html.dataset.script) set(html.dataset.script); };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
