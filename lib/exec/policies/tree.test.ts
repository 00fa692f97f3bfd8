import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PolicyPathError, type PolicyRoot, readPolicyFile } from "./tree.js";

let cwd: string;
let root: PolicyRoot;

beforeAll(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), "policy-tree-")));
  mkdirSync(path.join(cwd, "app", "sub"), { recursive: true });
  writeFileSync(path.join(cwd, "outside.rego"), "outside");
  writeFileSync(path.join(cwd, "app", "inside.rego"), "inside");
  symlinkSync("../inside.rego", path.join(cwd, "app", "sub", "link.rego"));
  symlinkSync("../outside.rego", path.join(cwd, "app", "escape.rego"));
  root = { kind: "folder", directory: path.join(cwd, "app") };
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function read(name: string, limit = 100): Promise<string | undefined> {
  const content = await readPolicyFile({ name }, limit, { root, cwd });
  return content === undefined ? undefined : new TextDecoder().decode(content);
}

test("names are about the context, with cwd:// about the folder of the run", async () => {
  expect(await read("inside.rego")).toBe("inside");
  expect(await read("sub/../inside.rego")).toBe("inside");
  expect(await read(path.join(cwd, "app", "inside.rego"))).toBe("inside");
  expect(await read("cwd://outside.rego")).toBe("outside");
  expect(await read("cwd://app/inside.rego")).toBe("inside");
});

test("a link may lead anywhere in the context", async () => {
  expect(await read("sub/link.rego")).toBe("inside");
});

test("what is not there is undefined", async () => {
  expect(await read("none.rego")).toBeUndefined();
  expect(await read("inside.rego/none")).toBeUndefined();
  expect(await read("cwd://inside.rego")).toBeUndefined();
});

test.for(["../outside.rego", "escape.rego", "/etc/hostname", "cwd://../x.rego"])(
  "%s leads out of what a policy may read",
  async (name) => {
    await expect(read(name)).rejects.toThrow(PolicyPathError);
  },
);

test("no more than asked for is read", async () => {
  expect(await read("inside.rego", 3)).toBe("ins");
});

test("a context that is no place has no files but those of the run", async () => {
  const nowhere = { root: { kind: "none" }, cwd } as const;
  expect(await readPolicyFile({ name: "inside.rego" }, 9, nowhere)).toBeUndefined();
  expect(await readPolicyFile({ name: "cwd://outside.rego" }, 3, nowhere)).toEqual(Buffer.from("out"));
});
