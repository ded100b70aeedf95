/* Where a browser is. */

import { accessSync } from "node:fs";
import { delimiter, join } from "node:path";

/* The path of a program: the one named, or the first of these names on the PATH. */
export function executable(what, named, names) {
  if (named) return named;
  const folders = (process.env.PATH || "").split(delimiter);
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    try {
      accessSync(path);
      return path;
    } catch {
      continue; // not here
    }
  }
  throw new Error(`no ${what}: run \`make audit\`, or name one in ARCHIVE_${what.toUpperCase()}`);
}
