// The project that both programs build: files of every kind, each with a time of its own that is long past.

import { chmodSync, linkSync, lutimesSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** When every file of the project was changed. A file with another time was made by a build. */
export const changedAt = new Date("2001-02-03T04:05:06Z");

const files = {
  Dockerfile: "FROM scratch\nCOPY plain /all/\nCOPY ignored/keep.txt secret.txt /\n",
  "secret.txt": "a secret in a file\n",
  "plain/a.txt": "a\n",
  "plain/sub/b.txt": "b\n",
  "plain/sub/deep/c.txt": "c\n",
  "plain/sub/deep/d.log": "d\n",
  "lower/dockerfile": "FROM scratch\nCOPY . /lower/\n",
  "dockerfiles/elsewhere.Dockerfile": "FROM scratch\nCOPY . /elsewhere/\n",
  "dockerfiles/ignoring.Dockerfile": "FROM scratch\nCOPY . /ignoring/\n",
  "dockerfiles/ignoring.Dockerfile.dockerignore": "**/*.log\nnode\n",
  "ignored/Dockerfile": "FROM scratch\nCOPY . /\n",
  "ignored/special.Dockerfile": "FROM scratch\nCOPY . /special/\n",
  "ignored/special.Dockerfile.dockerignore": "*\n!keep.txt\n!node/**/kept\n",
  "ignored/.dockerignore":
    "# what is not wanted\n*.log\n**/temporary\n/node/*\n!node/kept\n  spaced.txt  \nDockerfile*\n[ab]?.bin\n",
  "ignored/keep.txt": "keep\n",
  "ignored/drop.log": "drop\n",
  "ignored/spaced.txt": "spaced\n",
  "ignored/a1.bin": "1",
  "ignored/c1.bin": "2",
  "ignored/deep/temporary/file": "gone\n",
  "ignored/deep/drop.log": "kept, as the pattern is for the top\n",
  "ignored/node/gone/file": "gone\n",
  "ignored/node/kept/file": "kept\n",
  "ignored/node/also/kept": "kept\n",
  "tree/links/file": "linked\n",
  "tree/links/folder/inside": "inside\n",
  "tree/empty/file": "",
  "tree/large/part": "part\n",
} as const;

const names = [
  "ä ö ü.txt",
  "日本語",
  "😀.md",
  "a-b",
  "a.b",
  "a",
  'a b\'s "c"',
  "ﬀ",
  "e\u0301",
  "back\\slash",
  "star*",
  ".hidden",
  "#hash",
  "~tilde$",
];
const modes = [0o600, 0o640, 0o755, 0o444, 0o000, 0o4755, 0o2755, 0o1644, 0o777];

/** Writes the project, without its bake file. */
export function writeProject(folder: string): void {
  for (const [path, content] of Object.entries(files)) write(path, content);
  for (const name of names) write(`tree/names/${name}`, `${name}\n`);
  for (const name of ["a", "a-b", "ä"]) write(`tree/names/folders/${name}/file`, name);
  for (const mode of modes) {
    const path = `tree/modes/${mode.toString(8).padStart(4, "0")}`;
    write(path, "mode\n");
    chmodSync(join(folder, path), mode);
  }
  for (const [path, mode] of [
    ["sticky", 0o1777],
    ["narrow", 0o700],
    ["setgid", 0o2775],
  ] as const) {
    mkdirSync(join(folder, "tree/modes", path));
    chmodSync(join(folder, "tree/modes", path), mode);
  }
  for (const path of ["folder", "deep/folder"]) mkdirSync(join(folder, "tree/empty", path), { recursive: true });
  const links = join(folder, "tree/links");
  symlinkSync("file", join(links, "symbolic"));
  symlinkSync("/etc/passwd", join(links, "symbolic-absolute"));
  symlinkSync("../../nowhere", join(links, "symbolic-broken"));
  symlinkSync("folder", join(links, "symbolic-folder"));
  linkSync(join(links, "file"), join(links, "hard"));
  linkSync(join(links, "file"), join(links, "folder/hard"));
  // Larger than any one message, and nothing that packs well.
  const large = Buffer.alloc(9 * 1024 * 1024 + 17);
  for (let index = 0, state = 1; index < large.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    large[index] = state >>> 24;
  }
  writeFileSync(join(folder, "tree/large/file"), large);
  setTimes(folder);

  function write(path: string, content: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function setTimes(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) setTimes(path);
    lutimesSync(path, changedAt, changedAt);
  }
}
