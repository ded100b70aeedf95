/* Chromium for Lighthouse: the one of the system, as in the other tests. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { executable } from "./programs.js";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const QUIET = ["--no-sandbox", "--no-first-run", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/* A browser with a home of its own; `close` removes it. */
export async function chromium() {
  const home = mkdtempSync(join(tmpdir(), "archive-audit-"));
  const executablePath = executable("Chromium", process.env.ARCHIVE_CHROMIUM, NAMES);
  const started = await puppeteer.launch({ executablePath, headless: true, args: QUIET, env: { ...process.env, HOME: home }, userDataDir: join(home, "profile") });
  const close = async () => {
    await started.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { started, close };
}
