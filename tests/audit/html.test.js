/* Every page that was built is valid HTML, as the Nu Html Checker of the W3C sees it. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { test } from "node:test";
import jar from "vnu-jar";

const SITE = resolve(process.env.ARCHIVE_SITE || "../../site");
// Without it Firefox opens a page again with the drawer open, or with edits hidden, as they were left; for a box that is
// ticked the standard knows no other way to say so. Two of these are in Material's template, the others are ours.
const KEPT = /^Attribute “autocomplete” is only allowed when the input type is/;
const KEPT_ON = /<input(?=[^>]* type="checkbox")(?=[^>]* id="(?:__drawer|__search|show-[a-z]+)")[^>]* autocomplete="off"/;

/* What the checker says of files or folders: errors and, where asked, its warnings. */
function messages(...parts) {
  const asked = ["-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", "--errors-only", "--skip-non-html"];
  const done = spawnSync("java", [...asked, ...parts], { encoding: "utf-8", maxBuffer: 2 ** 29 });
  assert.ifError(done.error);
  assert.equal(done.status, 0, done.stderr);
  return JSON.parse(done.stdout).messages;
}

const kept = (one) => KEPT.test(one.message) && KEPT_ON.test(one.extract);

test("the checker sees what is wrong", () => {
  const told = messages(resolve("faulty.html")).map((one) => one.message).join("\n");
  for (const part of ["Duplicate ID", "not allowed as child", "Attribute “autocomplete”"]) assert.ok(told.includes(part), told);
  assert.ok(!messages(resolve("faulty.html")).some(kept));
});

test("every page is valid HTML", () => {
  const wrong = messages(SITE).filter((one) => !kept(one));
  assert.deepEqual(wrong.map((one) => `${one.url}:${one.lastLine} ${one.message}\n    ${one.extract}`).slice(0, 20), []);
});
