/* Firefox, driven over WebDriver BiDi, and what a page may not do in it: complain, or ask another host for anything. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { executable } from "./programs.js";

const NAMES = ["firefox-esr", "firefox"];
// What a browser asks for by itself is not the site's doing; what is left on, the watch would count against the site.
const QUIET = {
  "app.update.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "privacy.trackingprotection.enabled": false,
};

/* A browser with a home of its own, so that nobody's profile is read or written; `close` removes it. */
export async function firefox() {
  const home = mkdtempSync(join(tmpdir(), "archive-audit-"));
  const started = await puppeteer.launch({
    browser: "firefox",
    executablePath: executable("Firefox", process.env.ARCHIVE_FIREFOX, NAMES),
    headless: true,
    env: { ...process.env, HOME: home },
    extraPrefsFirefox: QUIET,
  });
  const close = async () => {
    await started.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { started, close, version: await started.version() };
}

/* A page, and the list of what it did that none may do. `base` is what all of its requests must begin with. */
export async function watched(browser, base, size = { width: 1280, height: 900 }) {
  const page = await browser.started.newPage();
  await page.setViewport(size);
  page.setDefaultTimeout(15_000);
  const complaints = [];
  const own = (url) => [base, "data:", "blob:", "about:"].some((start) => url.startsWith(start));
  page.on("console", (said) => ["error", "warn"].includes(said.type()) && complaints.push(`console: ${said.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("request", (request) => own(request.url()) || complaints.push(`request: ${request.url()}`));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return { page, complaints };
}
