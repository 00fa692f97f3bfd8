// The import graph of the source, type imports included, and the rules of the house on it.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** Paths are relative to the root, with `/`. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** Which rooms a room may import, beside itself. The order is that of the map in lib/README.md. */
export const allowedImports: Readonly<Record<string, readonly string[]>> = {
  source: [],
  async: [],
  hcl: ["source", "async"],
  compose: ["source", "async"],
  config: ["source", "async", "hcl", "compose"],
  plan: ["source", "async", "config"],
  buildkit: ["source", "async"],
  builder: ["source", "async", "buildkit"],
  rego: ["source", "async"],
  policy: ["source", "async", "rego", "buildkit"],
  exec: ["source", "async", "plan", "config", "builder", "buildkit", "policy"],
  ui: ["source", "async", "exec", "buildkit", "plan", "config"],
};

/** Reads every TypeScript file below `rooms` of `root` but the tests, and what each imports from its own project. */
export function readImportGraph(root: string, rooms: readonly string[]): ImportGraph {
  const graph = new Map<string, readonly string[]>();
  for (const room of rooms) {
    for (const entry of readdirSync(join(root, room), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !isSource(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      graph.set(slashed(relative(root, file)), importsOf(root, file));
    }
  }
  return graph;
}

/** One sentence for each broken rule. */
export function brokenRules(graph: ImportGraph): readonly string[] {
  return [...cycles(graph), ...badArrows(graph)];
}

function isSource(name: string): boolean {
  return name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith(".d.ts");
}

function importsOf(root: string, file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  const { module, program } = parseSync(file, text);
  const requests = new Set<string>();
  for (const { moduleRequest } of module.staticImports) requests.add(moduleRequest.value);
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest } of entries) if (moduleRequest) requests.add(moduleRequest.value);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    requests.add(text.slice(moduleRequest.start + 1, moduleRequest.end - 1));
  }
  new Visitor({
    TSImportType(node) {
      requests.add(node.source.value);
    },
  }).visit(program);
  return [...requests]
    .filter((request) => request.startsWith("."))
    .map((request) => slashed(relative(root, resolve(dirname(file), request))).replace(/\.js$/, ".ts"));
}

function cycles(graph: ImportGraph): readonly string[] {
  const found: string[] = [];
  const visits = new Map<string, "open" | "done">();
  const path: string[] = [];
  for (const file of graph.keys()) visit(file);
  return found;

  function visit(file: string): void {
    if (visits.has(file)) return;
    visits.set(file, "open");
    path.push(file);
    for (const used of graph.get(file) ?? []) {
      if (visits.get(used) === "open")
        found.push(`cycle: ${[...path.slice(path.indexOf(used)), used].join(" imports ")}`);
      else visit(used);
    }
    path.pop();
    visits.set(file, "done");
  }
}

function badArrows(graph: ImportGraph): readonly string[] {
  const found: string[] = [];
  for (const [file, imports] of graph) {
    const room = roomOf(file);
    for (const used of imports) {
      const other = roomOf(used);
      if (other === room) continue;
      if (other === "cmd") found.push(`${file} imports ${used}: nothing imports cmd`);
      else if (other === undefined) found.push(`${file} imports ${used}, which is in no room`);
      else if (room !== "cmd" && !(allowedImports[room ?? ""] ?? []).includes(other))
        found.push(`${file} imports ${used}: ${room} may not know ${other}`);
      else if (used !== `lib/${other}/index.ts` && !isSideDoor(used))
        found.push(`${file} imports ${used}: rooms import doors only`);
    }
  }
  return found;
}

/** A room may have a second door that is loaded only when needed: `lib/ROOM/NAME/index.ts`. */
function isSideDoor(file: string): boolean {
  return /^lib\/[^/]+\/[^/]+\/index\.ts$/.test(file);
}

function roomOf(file: string): string | undefined {
  const [top, room] = file.split("/");
  if (top === "cmd") return "cmd";
  return top === "lib" && room !== undefined && room in allowedImports ? room : undefined;
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
