// Makes the codecs beside this file from its protos: `npm run gen`. Only what run time needs: encode and decode.
// Several bundles, since not every run needs all of them.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import pbjs from "protobufjs-cli/pbjs.js";

const here = dirname(fileURLToPath(import.meta.url));

const bundles = {
  control: ["control.proto", "gateway.proto", "content-read.proto"],
  session: ["session.proto"],
  content: ["content.proto"],
  sourcepolicy: ["sourcepolicy.proto"],
  policysession: ["policysession.proto"],
} as const;

const encodeAndDecodeOnly = [
  "--no-create",
  "--no-verify",
  "--no-convert",
  "--no-delimited",
  "--no-typeurl",
  "--no-service",
];

/** The generated files: text by file name. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "bakehouse-gen-"));
  try {
    const files = new Map<string, string>();
    for (const [name, protos] of Object.entries(bundles)) {
      const out = join(folder, `${name}.js`);
      const declarations = join(folder, `${name}.d.ts`);
      // The declarations are made from the comments in the code, but what is loaded at run time goes without them.
      await runPbjs([...argsFor(name, out), "--dts", ...protos]);
      files.set(`${name}.d.ts`, await readFile(declarations, "utf8"));
      await runPbjs([...argsFor(name, out), "--no-comments", ...protos]);
      files.set(`${name}.js`, await readFile(out, "utf8"));
    }
    return files;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function argsFor(name: string, out: string): string[] {
  const root = `bakehouse-${name}`;
  return [
    ...["--target", "static-module", "--wrap", "esm", "--root", root, "--path", here, "--out", out],
    ...encodeAndDecodeOnly,
  ];
}

function runPbjs(args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    pbjs.main(args, (error) => (error === null ? resolve() : reject(error)));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of await generate()) await writeFile(join(here, name), text);
}
