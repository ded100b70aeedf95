/* All that the search says, in Chinese and in English: one table. No word of the interface stands anywhere else. */
(function () {
  "use strict";

  const WORDS = {
    // values of the contract
    "type.speech": ["讲话", "speech"],
    "type.remarks": ["致辞", "remarks"],
    "type.declaration": ["宣言", "declaration"],
    "type.joint-statement": ["联合声明", "joint statement"],
    "type.communique": ["公报", "communiqué"],
    "type.letter": ["信函", "letter"],
    "type.interview": ["访谈", "interview"],
    "type.press-conference": ["记者会", "press conference"],
    "type.news": ["新闻报道", "news report"],
    "type.feature": ["特写", "feature"],
    "type.other": ["其他", "other"],
    "script.Hans": ["简体", "Simplified"],
    "script.Hant": ["繁体", "Traditional"],
    "script.mixed": ["简繁混用", "both scripts"],
    "completeness.complete": ["完整", "complete"],
    "completeness.missing-start": ["缺开头", "beginning lost"],
    "completeness.missing-middle": ["中间有缺", "middle lost"],
    "completeness.missing-end": ["缺结尾", "end lost"],
    "review.not-proofread": ["未经人工校读", "not proofread"],
    "review.problematic": ["人工查看，存在问题", "problems remain"],
    "review.proofread": ["已人工校读", "proofread"],
    "review.validated": ["已人工复核", "validated"],
    "kind.title": ["题名", "title"],
    "kind.supplied": ["编者拟题", "title by the editor"],
    "kind.subtitle": ["副题", "subtitle"],
    "kind.byline": ["署名", "byline"],
    "kind.dateline": ["电头", "dateline"],
    "kind.credit": ["来源与责编", "credit"],
    "kind.note": ["附注", "note"],
    "kind.heading": ["小标题", "heading"],
    "kind.paragraph": ["", ""],
    "dating.date": ["", ""],
    "dating.dateline_date": ["电头", "dateline"],
    "dating.published": ["刊发", "published"],
    "dating.covers": ["所述", "covers"],
    "role.speaker": ["", ""],
    "role.issuer": ["", ""],
    "role.quoted": ["引述", "quoting"],
    // facets
    "facet.type": ["类型", "Type"],
    "facet.year": ["年份", "Year"],
    "facet.speaker": ["讲话人与发布者", "Speaker, issuer"],
    "facet.quoted": ["被引述", "Quoted"],
    "facet.event": ["会议与事件", "Event"],
    "facet.initiative": ["倡议与概念", "Initiative"],
    "facet.venue": ["地点", "Venue"],
    "facet.script": ["文字", "Script"],
    "facet.completeness": ["完整性", "Completeness"],
    "facet.review": ["校读", "Review"],
    // results
    untitled: ["〔无题〕", "[untitled] "],
    undated: ["日期不详", "undated"],
    inferred: ["推断", "inferred"],
    total: ["{0} 篇，{1} 段", "{0} document{0s}, {1} passage{1s}"],
    "total.least": ["至少 {0} 篇，{1} 段", "at least {0} document{0s}, {1} passage{1s}"],
    "total.documents": ["{0} 篇", "{0} document{0s}"],
    all: ["，可筛选、排序、逐句列出、导出", ", to filter, sort, list line by line, export"],
    "all.title": ["到检索页看全部结果", "All results on the search page"],
    line: ["第 {0} 行", "line {0}"],
    "more.units": ["另有 {0} 段", "{0} more passage{0s}"],
    "fewer.units": ["收起", "fewer"],
    apart: ["各词不在同一段", "words in different passages"],
    flagged: ["存疑 {0} 处", "{0} doubtful"],
    "flagged.why": ["存疑：{0}", "doubtful: {0}"],
    "flagged.likely": ["疑为“{0}”", "perhaps “{0}”"],
    "gap.before": ["此前有缺文", "text lost before"],
    "gap.after": ["此后有缺文", "text lost after"],
    edited: ["整理 {0} 处", "{0} repair{0s}"],
    "edited.why": ["本段文字经整理，逐处可查", "repairs in this passage are recorded one by one"],
    // the search page
    search: ["检索", "Search"],
    "search.label": ["检索全部文献", "Search all documents"],
    "search.placeholder": ["词句、人名、篇名……简体繁体均可", "words, names, titles, in either script"],
    "search.go": ["检索", "Search"],
    "search.none": ["没有找到。", "Nothing found."],
    "search.none.filters": ["没有符合全部条件的文献；可以去掉一些条件。", "Nothing meets all conditions; take one away."],
    "search.none.query": [
      "本档案没有一段含有这些字（简体、繁体、异体均已比对）。",
      "No passage of this archive has these characters, in any script or variant.",
    ],
    "search.none.together": ["没有一篇同时含有这几个词句。", "No document has all of these together."],
    "search.start": ["键入即检索。", "Type to search."],
    "search.busy": ["检索中……", "Searching …"],
    "search.error": [
      "检索用的文件没有载入：{0}。请检查网络；若由本地打开，请确认压缩包已完整解开。",
      "A file of the search did not load: {0}. Check the network, or that the archive was unpacked whole.",
    ],
    "search.retry": ["重试", "Try again"],
    "search.found": ["找到 {0}。", "Found {0}."],
    "search.least": [
      "带引号的词句须逐段核对标点，只核对了一部分；所列无误，尚未列全。",
      "Marks in quoted words are checked passage by passage, and not all was read: what is listed is right, but there may be more.",
    ],
    "search.whole": ["全部核对", "Check all"],
    "filters": ["筛选", "Filters"],
    "filters.clear": ["清除全部筛选", "Clear all filters"],
    "filters.remove": ["去掉筛选：{0}", "Remove filter: {0}"],
    "filters.more": ["再列 {0} 项", "{0} more"],
    sort: ["排序", "Sort"],
    "sort.relevance": ["相关", "relevance"],
    "sort.oldest": ["由早到晚", "oldest first"],
    "sort.newest": ["由晚到早", "newest first"],
    view: ["显示", "View"],
    "view.documents": ["按篇", "documents"],
    "view.lines": ["逐句", "concordance"],
    "view.empty": ["请先键入要检索的词句。", "Type words to search for first."],
    csv: ["导出 CSV", "Export CSV"],
    "csv.busy": ["正在导出：{0} / {1} 篇", "Exporting: {0} of {1} documents"],
    "csv.stop": ["停止导出", "Stop"],
    "csv.done": ["已导出 {0} 行。", "{0} line{0s} exported."],
    more: ["再显示 {0} 篇（还有 {1} 篇）", "Show {0} more of {1}"],
    lines: ["已列 {0} 行", "{0} line{0s} shown"],
    histogram: ["各年篇数", "Documents by year"],
    "histogram.months": ["{0} 年各月篇数", "Documents of {0} by month"],
    "histogram.bar": ["{0}：{1} 篇", "{0}: {1} document{1s}"],
    "histogram.undated": ["另有 {0} 篇年份不详", "{0} of unknown year"],
    month: ["{0} 月", "{0}"],
    year: ["{0} 年", "{0}"],
    help: ["怎样检索", "How to search"],
    "help.phrase": [
      "连写的字是一个词句，须原样相连：一带一路。标点、空格、全半角、大小写、简繁和异体不计。",
      "Characters written together are a phrase. Punctuation, spaces, width, case, script and variants do not count.",
    ],
    "help.and": [
      "空格隔开的词句须同时出现：疫苗 合作。同在一段的排在前面。",
      "A space between phrases means both; those in one passage come first.",
    ],
    "help.not": ["前加减号的不要：合作 -疫苗。整篇不含才列出。", "A minus excludes documents: 合作 -疫苗."],
    "help.quote": ["英文双引号内标点、空格须相同：\"和平、发展\"。", "Straight quotes keep punctuation: \"和平、发展\"."],
    "help.field": [
      "限定项目：题名:宣言　讲话人:习近平　类型:新闻　年:2020　地点:莫斯科　倡议:一带一路　校读:未经　完整:缺",
      "Fields: title: speaker: quoted: type: year: venue: event: initiative: script: completeness: review:",
    ],
    "notice.unclosed": ["引号没有配对，已当作没有引号。", "A quotation mark is not closed and was ignored."],
    "notice.empty": ["“{0}”只有标点，无法检索，已略去。", "“{0}” is only punctuation and was left out."],
    "notice.novalue": ["“{0}”没有写明要找的内容，已略去。", "“{0}” names nothing to look for and was left out."],
    "notice.field": [
      "没有名为“{0}”的项目，已作为正文检索。可用：题名、讲话人、引述、类型、年、地点、会议、倡议、文字、完整、校读。",
      "There is no field “{0}”; searched as text.",
    ],
    "notice.only-not": ["减号前没有要找的词，已当作没有减号。", "There is nothing before the minus; it was ignored."],
    "notice.all-not": [
      "只写了要排除的词；以下是不含它们的全部文献。",
      "Only words to exclude were given: these are all documents without them.",
    ],
    // export
    "column.document": ["编号", "document"],
    "column.title": ["题名", "title"],
    "column.date": ["日期", "date"],
    "column.dating": ["日期性质", "dating"],
    "column.type": ["类型", "type"],
    "column.people": ["人物", "people"],
    "column.kind": ["部位", "part"],
    "column.anchor": ["行", "line"],
    "column.left": ["上文", "left"],
    "column.match": ["命中", "match"],
    "column.right": ["下文", "right"],
    "column.flags": ["存疑", "flags"],
    "column.gaps": ["缺文", "gaps"],
    "column.edits": ["本段整理处数", "repairs in the passage"],
    "column.completeness": ["完整性", "completeness"],
    "column.review": ["校读", "review"],
    "column.script": ["文字", "script"],
    "column.address": ["地址", "address"],
    // hits on the page of a document
    "step.count": ["第 {0} 处，共 {1} 处", "{0} of {1}"],
    "step.previous": ["上一处", "previous"],
    "step.next": ["下一处", "next"],
    "step.close": ["清除标记", "clear marks"],
    "step.back": ["回到检索", "back to the search"],
    "step.label": ["检索命中", "Search hits"],
    "step.none": ["本页没有“{0}”", "“{0}” is not on this page"],
    // checking a quotation
    "verify.label": ["要核对的引文", "Quotation to check"],
    "verify.go": ["核对", "Check"],
    "verify.short": ["引文太短：至少要有四个字（标点不计）。", "Too short: four characters at least, punctuation aside."],
    "verify.long": ["引文太长：请分句核对，每次至多 {0} 字。", "Too long: check it in parts of at most {0} characters."],
    "verify.busy": ["核对中……", "Checking …"],
    "verify.exact": ["逐字相同", "Exact"],
    "verify.script": ["相同，只是字形（简繁、异体）不同", "Same but for script or variant forms"],
    "verify.punctuation": ["相同，只是标点或空格不同", "Same but for punctuation or spaces"],
    "verify.both": ["相同，只是字形和标点不同", "Same but for script and punctuation"],
    "verify.near": ["相近，有出入", "Near, with differences"],
    "verify.none": ["不在本档案中", "Not in this archive"],
    "verify.none.more": [
      "只说明本档案所收各篇的读本没有这句话，不说明别处没有。",
      "This says only that no document of this archive reads so; it says nothing of any other place.",
    ],
    "verify.agrees": ["与本档案读本一致", "agrees with this archive's reading"],
    "verify.flagged": ["该句存疑，勿据以引用", "the passage is doubtful: do not quote from it"],
    "verify.places": ["{0} 处", "{0} place{0s}"],
    "verify.more": ["另有 {0} 处", "{0} more place{0s}"],
    "verify.said": [
      "核对的是本档案所藏文本，不断定该语真伪。",
      "This checks the text held here. It says nothing about authenticity.",
    ],
    "verify.yours": ["引文", "your quotation"],
    "verify.ours": ["本档案", "this archive"],
    "verify.differences": ["引文与此不同：", "Your quotation differs: "],
    "verify.changed": ["“{0}”，此处作“{1}”", "“{0}” where this has “{1}”"],
    "verify.added": ["多“{0}”", "“{0}” added"],
    "verify.left": ["少“{0}”", "“{0}” left out"],
    "verify.others": ["另有 {0} 处", "{0} more"],
    "verify.edited": ["此处文字经整理 {0} 处，可对照原件", "{0} repair{0s} here: compare the witness"],
    "verify.whole": ["整段引文", "The whole quotation"],
    "verify.part": ["第 {0} 句", "Sentence {0}"],
    "verify.parts": ["整段不见于一处；逐句核对如下。", "Not found in one place as a whole; sentence by sentence:"],
    "verify.supplied": ["编者拟题，非原文", "a title by the editor, not of the text"],
    "list.and": ["；", "; "],
    "list.sentence": ["", " "],
    "list.comma": ["，", ", "],
    "list.names": ["、", ", "],
    "list.more": ["等", " and others"],
    "list.colon": ["：", ": "],
  };

  /* 1 where the reader has chosen English (assets/language.js), at every word anew: the choice may change. */
  function language() {
    if (typeof document === "undefined") return /[?&]ui=en/.test(self.location.search) ? 1 : 0; // the worker of the box
    let page = document;
    try {
      if (!document.documentElement.dataset.ui && self.parent !== self) page = self.parent.document; // a frame in its place
    } catch (strange) {} // a page of another site shows this one
    return page.documentElement.dataset.ui === "en" ? 1 : 0;
  }

  /* The words for a key, with `{0}`, `{1}` … filled in; `{0s}` is the ending of an English plural, by the number {0}. */
  function say(key) {
    const words = WORDS[key];
    if (!words) return key;
    const given = arguments;
    return words[language()].replace(/\{(\d)(s?)\}/g, (_, at, many) => {
      const value = String(given[Number(at) + 1]);
      return many ? (value === "1" ? "" : "s") : value;
    });
  }

  function has(key) {
    return key in WORDS;
  }

  /* The words for a value of the contract; a value without any is its own. Both languages are what a reader may type. */
  function labels(facet, value) {
    return WORDS[facet + "." + value] || [];
  }

  function label(facet, value) {
    return has(facet + "." + value) ? say(facet + "." + value) : value;
  }

  // -- what is said of a document ---------------------------------------------------------------------------------

  const DOUBT = { "~": ["约", "about "], "?": ["疑为", "perhaps "], "%": ["疑约", "perhaps about "] };

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

  /* An EDTF date in words; what is not understood stands as it is. */
  function date(edtf) {
    const ends = edtf.split("/");
    const yearless = edtf.includes("XXXX") ? (language() ? " (year unknown)" : "（年份不详）") : "";
    return ends.map(oneDate).join(language() ? " – " : "至") + yearless;
  }

  function oneDate(edtf) {
    const found = /^(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(edtf);
    if (!found) return edtf === "" || edtf === ".." ? (language() ? "unknown" : "未知") : edtf;
    const year = found[1] === "XXXX" ? "" : found[1];
    const doubt = found[4] ? DOUBT[found[4]][language()] : "";
    if (language()) return doubt + [found[3] && Number(found[3]), found[2] && MONTHS[found[2] - 1], year].filter(Boolean).join(" ");
    return doubt + (year && year + "年") + (found[2] ? Number(found[2]) + "月" : "") + (found[3] ? Number(found[3]) + "日" : "");
  }

  function title(about) {
    if (about.title === null) return say("untitled") + about.id;
    return about.supplied ? "[" + about.title + "]" : about.title;
  }

  /* Kind, people, date: as under the title on the document's page. */
  function essentials(about) {
    const people = about.people.slice(0, 3).join(say("list.names")) + (about.people.length > 3 ? say("list.more") : "");
    const role = say("role." + about.role);
    return [label("type", about.type), about.people.length ? (role ? role + " " : "") + people : "", when(about)].filter(Boolean);
  }

  /* The date, what it is the date of, and, in brackets, that it was inferred. */
  function when(about) {
    if (!about.date) return say("undated");
    const day = about.inferred ? "[" + date(about.date) + "]" : date(about.date);
    return [day, say("dating." + about.dating), about.inferred ? say("inferred") : ""].filter(Boolean).join(" ");
  }

  /* Who has read the text, and what it lacks: shown wherever the document is. */
  function standing(about) {
    const lacking = about.completeness.split("+").filter((part) => part !== "complete");
    return [label("review", about.review)].concat(lacking.map((part) => label("completeness", part)));
  }

  /* What is against a passage: flags, gaps beside it, edits in it. `why` says more, `quiet` ones are no cause for doubt. */
  function warnings(unit) {
    const found = [];
    const reasons = unit.flags.map((flag) => say("flagged.why", flagWords(flag))).join("\n");
    if (unit.kind === "supplied") found.push({ text: say("verify.supplied") });
    if (unit.flags.length) found.push({ text: say("flagged", unit.flags.length), why: reasons });
    if (unit.gaps & 1) found.push({ text: say("gap.before") });
    if (unit.gaps & 2) found.push({ text: say("gap.after") });
    if (unit.edits) found.push({ text: say("edited", unit.edits), why: say("edited.why"), quiet: true });
    return found;
  }

  function flagWords(flag) {
    return (flag[2] ? say("flagged.likely", flag[2]) + say("list.comma") : "") + (language() && flag[4] ? flag[4] : flag[3]);
  }

  /* The address of a unit's place on its page, with the words to mark there. */
  function address(about, anchor, query) {
    const asked = query ? "?find=" + encodeURIComponent(query) : "";
    return "documents/" + encodeURIComponent(about.id) + ".html" + asked + (anchor ? "#" + encodeURIComponent(anchor) : "");
  }

  /* A piece of text around its first mark: [[text, marked], …]. */
  function snippet(text, marks, before, after) {
    const first = marks.length ? marks[0][0] : 0;
    let start = Math.max(0, first - before), end = Math.min(text.length, first + after);
    if (marks.length) end = Math.max(end, Math.min(text.length, marks[0][1]));
    if (start > 0 && isLow(text, start)) start--;
    if (end < text.length && isLow(text, end)) end++;
    const parts = [];
    let at = start;
    if (start > 0) parts.push(["…", false]);
    for (const [from, to] of marks) {
      if (from >= end) break;
      if (from > at) parts.push([text.slice(at, from), false]);
      parts.push([text.slice(from, Math.min(to, end)), true]);
      at = Math.min(to, end);
    }
    if (at < end) parts.push([text.slice(at, end), false]);
    if (end < text.length) parts.push(["…", false]);
    return parts;
  }

  function isLow(text, at) {
    const code = text.charCodeAt(at);
    return code >= 0xdc00 && code < 0xe000;
  }

  function languageOf(about) {
    return { Hans: "zh-Hans", Hant: "zh-Hant" }[about.script] || "zh";
  }

  self.ArchiveWords = {
    WORDS, address, date, essentials, flagWords, has, label, labels, languageOf, say, snippet, standing, title, warnings, when,
  };
})();
