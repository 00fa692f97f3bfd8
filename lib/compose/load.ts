// Files → one project: parse, interpolate, bring into canonical form, include, extend, merge, read.

import {
  type Diagnostic,
  type Range,
  type Report,
  type SourceFile,
  sortDiagnostics,
  suggest,
  type WithDiagnostics,
} from "../source/index.js";
import { canonicalModel, type Model, withDefaultContexts } from "./canonical.js";
import { parseDotenv } from "./dotenv.js";
import { resolveEnvironments } from "./environment.js";
import { applyExtends } from "./extends.js";
import { dotenvPath, type Include, readIncludes } from "./include.js";
import { interpolateTree, type Lookup } from "./interpolate.js";
import { mergeImported, mergeModels } from "./merge.js";
import { type Place, reportShape } from "./mistake.js";
import { parseYaml } from "./parse.js";
import { isRemoteFile, type PathBase } from "./paths.js";
import type { ComposeOptions, ComposeProject } from "./project.js";
import { readProject } from "./read.js";
import { get, type MapTree, scalarText, startOf, type Tree } from "./tree.js";

const projectNameVariable = "COMPOSE_PROJECT_NAME";

/** What is one for a whole run. */
interface Session {
  readonly report: Report;
  /** Variables that were warned of. */
  readonly warned: Set<string>;
  readonly readFile: (path: string) => Promise<SourceFile | undefined>;
  /** Set when something could not be read at all, so that what it may have declared is not missed aloud. */
  isBroken: boolean;
  /** Services whose base could not be found. */
  readonly unfinished: Set<string>;
}

/** What holds for the files of the command line, or for those of one `include`. */
interface Setting {
  readonly session: Session;
  readonly base: PathBase;
  readonly lookup: Lookup;
  /** The files being included around these, outermost first. */
  readonly around: readonly string[];
  /** The services of files that were extended already, by path; grows. */
  readonly bases: Map<string, MapTree>;
}

/** Behind the door's `loadCompose`. */
export async function loadProject(
  files: readonly SourceFile[],
  options: ComposeOptions,
): Promise<WithDiagnostics<ComposeProject>> {
  const diagnostics = collector();
  const session: Session = {
    report: diagnostics.report,
    warned: new Set(),
    readFile: cachedReader(options),
    isBroken: false,
    unfinished: new Set(),
  };
  const dotenv =
    options.dotenv === undefined ? undefined : parseDotenv(options.dotenv, { ...session, lookup: options.env });
  const env: Lookup = (name) => options.env(name) ?? dotenv?.get(name);
  const parsed = files.map((file) => ({ file, documents: documentsOf(file, session) }));
  const all = parsed.flatMap(({ documents }) => documents);
  const name = projectName(all, env, session) ?? (env(projectNameVariable) || (options.projectName ?? "bake"));
  const setting: Setting = {
    session,
    base: { directory: "", home: options.homeDirectory },
    lookup: (key) => (key === projectNameVariable ? name : env(key)),
    around: [],
    bases: new Map(),
  };
  const model = await loadSet(parsed, setting, reportEmpty);
  const project = await readProject(model, { ...session, name, lookup: setting.lookup });
  return { value: project, diagnostics: diagnostics.sorted(files) };

  function reportEmpty({ file, documents }: ParsedFile, own: Model): void {
    if (own.services !== undefined || own.secrets !== undefined || session.isBroken) return;
    session.report({
      severity: "error",
      code: "compose-empty",
      summary: `${file.name} declares no services and no secrets`,
      detail: 'A compose file needs "services" at its top level, or "include" of a file that has them.',
      ...(misspeltServices(documents) ?? { subject: startOf(file) }),
    });
  }
}

/** The key at the top of a file that was meant as `services`. */
function misspeltServices(documents: readonly MapTree[]) {
  for (const { key, keyRange } of documents.flatMap(({ entries }) => [...entries.values()])) {
    if (suggest(key, ["services"]) !== undefined) return { subject: keyRange, hint: 'did you mean "services"?' };
  }
  return undefined;
}

interface ParsedFile {
  readonly file: SourceFile;
  readonly documents: readonly MapTree[];
}

/** Loads files that merge into one, in order. `onFile` hears what each says by itself. */
async function loadSet(
  files: readonly ParsedFile[],
  setting: Setting,
  onFile: (parsed: ParsedFile, own: Model) => void = () => {},
): Promise<Model> {
  let merged: Model = {};
  for (const parsed of files) {
    let own: Model = {};
    for (const document of parsed.documents) {
      const model = await loadDocument(document, parsed.file, setting);
      own = { ...own, ...model };
      merged = mergeModels(merged, model, setting.session.report);
    }
    onFile(parsed, own);
  }
  return merged;
}

async function loadDocument(document: MapTree, file: SourceFile, setting: Setting): Promise<Model> {
  const { session, base } = setting;
  const values = interpolated(document, setting);
  let model = canonicalModel(values, { base, ...reportsOf(session) });
  for (const include of readIncludes(values, base, reportsOf(session).reportBreak)) {
    const imported = await loadInclude(include, file, setting);
    model = mergeImported(imported, model, session.report);
  }
  return applyExtends(model, {
    file: file.name,
    report: session.report,
    onUnfinished: (name) => session.unfinished.add(name),
    servicesOf: (path, use) => servicesOf(path, use, setting),
  });
}

function interpolated(document: MapTree, { session, lookup }: Setting): MapTree {
  const values = interpolateTree(document, { ...session, lookup });
  if (values.kind !== "map") throw new Error("internal error: interpolation changed the kind of a node");
  return values;
}

async function loadInclude(include: Include, includer: SourceFile, outer: Setting): Promise<Model> {
  const { session } = outer;
  const around = [...outer.around, includer.name];
  const files: ParsedFile[] = [];
  for (const { path, range } of include.files) {
    const file = await readNamed(path, range, session);
    if (file === undefined) continue;
    if (around.includes(file.name)) {
      const route = [...around.slice(around.indexOf(file.name)), file.name].map((name) => `"${name}"`);
      const detail = `It goes round: ${route.join(" includes ")}.`;
      session.report({
        severity: "error",
        code: "compose-cycle",
        summary: `${file.name} includes itself`,
        detail,
        subject: range,
      });
      continue;
    }
    files.push({ file, documents: documentsOf(file, session) });
  }
  const lookup = await includedLookup(include, outer);
  const setting: Setting = { session, base: include.base, lookup, around, bases: new Map() };
  const model = await loadSet(files, setting);
  return resolveEnvironments(withDefaultContexts(model, include.base), setting.lookup);
}

/** The environment of the including file, then the env files of the include. */
async function includedLookup(include: Include, { session, lookup }: Setting): Promise<Lookup> {
  const known = new Map<string, string>();
  const dotenv = include.envFiles === undefined ? await session.readFile(dotenvPath(include.base)) : undefined;
  if (dotenv !== undefined) read(dotenv);
  for (const { path, range } of include.envFiles ?? []) {
    const file = await readNamed(path, range, session);
    if (file !== undefined) read(file);
  }
  return (name) => lookup(name) ?? known.get(name);

  function read(file: SourceFile): void {
    for (const [key, value] of parseDotenv(file, { ...session, lookup, earlier: known })) known.set(key, value);
  }
}

/** The services of a file that is named by `extends`. What it includes, and what its services extend, is not looked at here. */
async function servicesOf(path: string, use: Range, setting: Setting): Promise<MapTree | undefined> {
  const { session, bases } = setting;
  const known = bases.get(path);
  if (known !== undefined) return known;
  const file = await readNamed(path, use, session);
  if (file === undefined) return undefined;
  const base: PathBase = { ...setting.base, directory: directoryOf(path) };
  let merged: Model = {};
  for (const document of documentsOf(file, session)) {
    const model = canonicalModel(interpolated(document, setting), { base, ...reportsOf(session) });
    merged = mergeModels(merged, model, session.report);
  }
  const services: MapTree = merged.services ?? { kind: "map", range: startOf(file), entries: new Map() };
  bases.set(path, services);
  return services;
}

/** `reportBreak` is for errors that hide what a file declares. */
function reportsOf(session: Session): { readonly report: Report; readonly reportBreak: Report } {
  return {
    report: session.report,
    reportBreak: (diagnostic) => {
      if (diagnostic.severity === "error") session.isBroken = true;
      session.report(diagnostic);
    },
  };
}

function directoryOf(path: string): string {
  return path.includes("/") ? path.slice(0, Math.max(path.lastIndexOf("/"), 1)) : "";
}

/** Reads a file that the user named at `use`. */
async function readNamed(path: string, use: Range, session: Session): Promise<SourceFile | undefined> {
  const file = await session.readFile(path);
  if (file !== undefined) return file;
  reportsOf(session).reportBreak({
    severity: "error",
    code: "file-not-found",
    summary: `No file "${path}"`,
    detail: isRemoteFile(path)
      ? "Files on other machines cannot be included or extended; copy it beside the project."
      : "Paths in a compose file are about the directory of the run, those in an included file about its own directory.",
    subject: use,
  });
  return undefined;
}

function documentsOf(file: SourceFile, session: Session): readonly MapTree[] {
  const { documents, isWhole } = parseYaml(file, session.report);
  if (!isWhole) session.isBroken = true;
  return documents.flatMap((document) => {
    if (document.kind === "map") return [document];
    // A document with nothing in it, as after a last `---`.
    if (document.kind === "null") return [];
    const place: Place = { path: file.name, step: file.name, report: reportsOf(session).reportBreak };
    reportShape(place, document, 'a mapping with "services"');
    return [];
  });
}

/** The last `name` at the top of a document; it may use variables. */
function projectName(documents: readonly MapTree[], lookup: Lookup, session: Session): string | undefined {
  let name: string | undefined;
  for (const document of documents) {
    const tree: Tree | undefined = get(document, "name");
    if (tree === undefined) continue;
    const text = scalarText(interpolateTree(tree, { ...session, lookup }));
    if (text === undefined) reportShape({ path: "name", step: "name", report: session.report }, tree, "a text");
    else if (text !== "") name = text;
  }
  return name;
}

function cachedReader({ readFile }: ComposeOptions): Session["readFile"] {
  const files = new Map<string, SourceFile | undefined>();
  return async (path) => {
    if (!files.has(path)) {
      const text = await readFile(path);
      files.set(path, text === undefined ? undefined : { name: path, text });
    }
    return files.get(path);
  };
}

/** Keeps each mistake once: a node that several services share is read for each of them, and only the path differs. */
function collector() {
  const found = new Map<string, Diagnostic>();
  return {
    report: (diagnostic: Diagnostic): void => {
      const { code, summary, subject } = diagnostic;
      const id = [code, summary, subject?.file.name, subject?.start, subject?.end].join("\0");
      if (!found.has(id)) found.set(id, diagnostic);
    },
    sorted: (files: readonly SourceFile[]) => sortDiagnostics([...found.values()], files),
  };
}
