// What lies in a directory, as one comparable value.

import * as fs from "node:fs";
import { join } from "node:path";

/** Every entry below `root`, sorted: `PATH/` has the permissions, a file those and its bytes, a symlink its text. */
export function listing(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (directory: string) => {
    for (const name of fs.readdirSync(join(root, directory)).sort()) {
      const where = join(directory, name);
      const stat = fs.lstatSync(join(root, where));
      const mode = (stat.mode & 0o7777).toString(8);
      if (stat.isSymbolicLink()) found[where] = `-> ${fs.readlinkSync(join(root, where))}`;
      else if (stat.isFIFO()) found[where] = `${mode} pipe`;
      else if (stat.isDirectory()) {
        found[`${where}/`] = mode;
        visit(where);
      } else found[where] = `${mode} ${fs.readFileSync(join(root, where), "utf8")}`;
    }
  };
  visit("");
  return found;
}
