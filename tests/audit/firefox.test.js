/* What a reader does who has unpacked the archive and opened it in Firefox: from the disk, on the site that was built.
 *
 * `make audit` runs this on site/. The words it looks for are taken from the data of the archive, so any archive will do.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { firefox, watched } from "./firefox.js";

const SITE = resolve(process.env.ARCHIVE_SITE || "../../site");
const BASE = pathToFileURL(SITE).href + "/";
const LENGTH = 7; // characters of the phrase that is looked for

const wanted = phrase(readFileSync(join(SITE, "data", "documents.jsonl"), "utf-8"));
let browser;

before(async () => {
  browser = await firefox();
  console.log(`${browser.version}, ${BASE}`);
});
after(() => browser && browser.close());

/* A phrase of a paragraph that stands nowhere else in the archive: from a Traditional text if there is one. */
function phrase(lines) {
  const documents = lines.trim().split("\n").map((line) => JSON.parse(line));
  const parts = documents.flatMap((one) => one.blocks.filter((part) => part.kind === "paragraph").map((part) => ({ one, part })));
  const all = parts.map(({ part }) => part.text).join("\n");
  parts.sort((a, b) => (b.one.script === "Hant") - (a.one.script === "Hant"));
  for (const { one, part } of parts) {
    for (const [run] of part.text.matchAll(/\p{Script=Han}{7,}/gu)) {
      const printed = run.slice(0, LENGTH);
      if (all.split(printed).length === 2) return { id: one.id, anchor: part.anchor, printed, paragraph: part.text };
    }
  }
  throw new Error(`no phrase of ${LENGTH} characters in ${SITE}/data/documents.jsonl`);
}

/* Opens a page, does what is asked there, and holds the page to silence. */
async function on(path, act, size) {
  const { page, complaints } = await watched(browser, BASE, size);
  try {
    await page.goto(BASE + path);
    await act(page);
    assert.deepEqual(complaints, []);
  } finally {
    await page.close();
  }
}

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent));
const shown = (page, selector) => page.waitForSelector(selector, { visible: true });

/* The phrase as the search compares it: in the other script, where it was printed in Traditional characters. */
async function folded(page, text) {
  await page.waitForFunction(() => self.ArchiveFind && self.ArchiveFind.Engine);
  return page.evaluate(async (given) => {
    const engine = await new self.ArchiveFind.Engine("find/").ready();
    return engine.folding.fold(given).text;
  }, text);
}

/* The part of the line that a reader has before the eyes. */
const inView = (page, selector) =>
  page.$eval(selector, (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

test("the watch sees an error, a warning and a request to another host", async () => {
  const { page, complaints } = await watched(browser, BASE);
  await page.goto(BASE + "index.html");
  await page.evaluate(async () => {
    console.error("one");
    console.warn("two");
    setTimeout(() => { throw new Error("three"); });
    await fetch("http://elsewhere.invalid/four").catch(() => {});
  });
  await new Promise((done) => setTimeout(done, 300));
  await page.close();
  for (const part of ["console: one", "console: two", "three", "request: http://elsewhere.invalid/four"]) {
    assert.ok(complaints.some((one) => one.includes(part)), `${part} in ${JSON.stringify(complaints)}`);
  }
});

test("from the home page: search in the box, open a hit, and the words are marked", () =>
  on("index.html", async (page) => {
    await page.focus("input[name=query]");
    await page.keyboard.type(wanted.printed);
    const link = await shown(page, `.md-search-result__link[href*="${wanted.id}.html"][href*="#${wanted.anchor}"]`);
    assert.deepEqual([...new Set(await texts(page, ".md-search-result__list mark"))], [wanted.printed]);
    await Promise.all([page.waitForNavigation(), link.click()]);
    await shown(page, "mark.find-hit.now");
    assert.ok(page.url().includes(`documents/${wanted.id}.html`));
    assert.equal((await texts(page, "mark.find-hit")).join(""), wanted.printed);
    assert.ok(await inView(page, "mark.find-hit.now"));
    assert.match((await texts(page, ".find-step-count"))[0], /1.*1/);
  }));

test("the search page: the other script, facets and their counts, the concordance", () =>
  on("search.html", async (page) => {
    const asked = await folded(page, wanted.printed);
    await page.type("#find-input", asked);
    await shown(page, ".find-docs > li");
    assert.deepEqual([...new Set(await texts(page, ".find-passages mark"))], [wanted.printed]);
    const facet = await shown(page, "[data-facet=type] label");
    const count = Number(await facet.$eval(".count", (one) => one.textContent));
    await facet.click();
    await shown(page, ".find-chosen li");
    await page.waitForFunction((number) => document.querySelectorAll(".find-docs > li").length === number, {}, count);
    assert.match(page.url(), /f\.type=/);
    const [, lines] = await page.$$(".find-controls [role=group] button");
    await lines.click();
    await shown(page, ".find-lines li");
    assert.deepEqual(await texts(page, ".find-lines mark"), [wanted.printed]);
    const left = (await texts(page, ".find-lines .find-left"))[0];
    assert.ok(wanted.paragraph.includes(left + wanted.printed));
    await page.goBack();
    await shown(page, ".find-docs > li");
  }));

test("a search that finds nothing says so", () =>
  on("search.html?find=" + encodeURIComponent("龘龘龘龘"), async (page) => {
    await page.waitForFunction(() => /没有找到/.test(document.getElementById("find-status").textContent));
    assert.equal((await page.$$(".find-docs > li")).length, 0);
  }));

test("a quotation is checked: exact, near, and not in this archive", () =>
  on("verify.html", async (page) => {
    const other = [...wanted.printed].reverse().join("");
    const near = wanted.printed.slice(0, -1) + "龘";
    for (const [quotation, how] of [[wanted.printed, "exact"], [near, "near"], ["龘龘龘" + other.slice(0, 1) + "龘龘龘", "none"]]) {
      await page.$eval("#verify-text", (one) => (one.value = ""));
      await page.type("#verify-text", quotation);
      await page.click(".verify-form button");
      await shown(page, `.verify-answers [data-answer=${how}]`);
    }
    const asked = await folded(page, wanted.printed);
    await page.goto(BASE + "verify.html?quote=" + encodeURIComponent(asked));
    await shown(page, `.verify-answers [data-answer=${asked === wanted.printed ? "exact" : "script"}]`);
    assert.equal(await page.$eval(".verify-places > li", (one) => one.dataset.document), wanted.id);
  }));

test("script and language are switched, remembered from page to page, and put back", () =>
  on(`documents/${wanted.id}.html`, async (page) => {
    const mode = await page.$eval(".doc-text", (one) => (one.lang === "zh-Hant" ? "hans" : "hant"));
    const paragraph = () => page.$eval(`[id="${wanted.anchor}"]`, (one) => one.textContent);
    const published = await paragraph();
    await page.click(".switches > summary");
    await page.click(`[data-set-script=${mode}]`);
    await shown(page, ".script-mark");
    assert.notEqual(await paragraph(), published);
    await page.click("[data-set-ui=en]");
    await page.waitForFunction(() => document.documentElement.dataset.ui === "en");
    await page.goto(BASE + "documents/index.html");
    assert.equal(await page.$eval("h1", (one) => one.textContent.trim()), "Documents");
    await page.goto(BASE + `documents/${wanted.id}.html`);
    await shown(page, ".script-mark");
    assert.notEqual(await paragraph(), published);
    await page.click(".script-mark button");
    await page.waitForSelector(".script-mark", { hidden: true });
    assert.equal(await paragraph(), published);
    await page.evaluate(() => localStorage.clear());
  }));

test("the three views lead to the same line, and a paragraph is quoted", () =>
  on(`documents/${wanted.id}.html#${wanted.anchor}`, async (page) => {
    for (const view of ["marked", "reading"]) {
      await Promise.all([page.waitForNavigation(), page.click(`.views [data-view=${view}]`)]);
      await shown(page, `[id="${wanted.anchor}"]`);
    }
    await page.focus(`[id="${wanted.anchor}"] .no`);
    await page.keyboard.press("Enter");
    await shown(page, ".passage-bar");
  }));

test("on a phone nothing is wider than the screen", async () => {
  for (const path of ["index.html", "search.html?find=" + encodeURIComponent(wanted.printed), `documents/${wanted.id}.html`]) {
    const size = { width: 390, height: 844 };
    await on(path, async (page) => {
      if (path.startsWith("search")) await shown(page, ".find-docs > li");
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= size.width, path);
    }, size);
  }
});
