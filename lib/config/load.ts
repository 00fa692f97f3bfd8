// Bake files → Config: the whole way from text to declared targets.

import { loadCompose } from "../compose/index.js";
import { type FunctionWorld, loadFunctions, randomFunctionNames } from "../hcl/functions/index.js";
import { calledFunctions, type Expression } from "../hcl/index.js";
import {
  type Diagnostic,
  decodeFile,
  hasErrors,
  type Report,
  type SourceFile,
  sortDiagnostics,
  type WithDiagnostics,
} from "../source/index.js";
import { type EvaluatedBlocks, makeBlocks } from "./blocks.js";
import type { Builtins } from "./builtins.js";
import { makeCells } from "./cell.js";
import { collectDiagnostics } from "./collect.js";
import { type ComposeTargets, composeTargets } from "./compose.js";
import type { Config } from "./config.js";
import { type Declarations, readDeclarations } from "./declarations.js";
import { makeVariableTexts, type VariableTexts } from "./environment.js";
import type { BakeFile, FileSystem } from "./files.js";
import { parseFiles } from "./format.js";
import { gatherConfig } from "./gather.js";
import { makeGlobals } from "./globals.js";
import { areFileRelative } from "./path-base.js";
import type { RemoteUrl } from "./remote.js";

export interface LoadOptions {
  readonly files: readonly BakeFile[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--var`, as typed. */
  readonly vars?: readonly string[];
  /** Variables that cannot be overridden. */
  readonly builtins: Builtins;
  readonly world: FunctionWorld;
  /** For what compose files name, and `.env`. */
  readonly fileSystem: FileSystem;
  /** Absolute path of the directory of the run. */
  readonly directory: string;
  /** Unknown attributes and blocks are errors. */
  readonly isStrict?: boolean;
  readonly remote?: RemoteUrl;
}

/**
 * Evaluates everything in `files`. All that is wrong in them is reported, sorted and once each; what may be wrong only
 * because some text could not be read is not.
 */
export async function loadConfig(options: LoadOptions): Promise<WithDiagnostics<Config>> {
  const { report, found } = collectDiagnostics();
  const isFileRelative = areFileRelative(options.env, report);
  const parsed = parseFiles(options.files, report);
  const isBroken = hasErrors(found());
  const bodies = parsed.bodies.map(({ body, directory }) => ({
    body,
    directory: isFileRelative ? directory : undefined,
  }));
  const declarations = readDeclarations(bodies, report);
  const texts = makeVariableTexts(
    {
      env: options.env,
      vars: options.vars ?? [],
      isDeclared: (name) => declarations.variables.has(name) || Object.hasOwn(options.builtins, name),
      // Compose files use variables that nobody declares.
      declaredNames: () => (parsed.compose.length > 0 ? [] : declarations.variables.keys()),
    },
    report,
  );
  const compose = await readCompose(parsed.compose, isFileRelative, texts, options, report);
  const isComplete = !hasErrors(found());
  const { variables, blocks } = await evaluateAll(declarations, texts, options, report);
  const config = gatherConfig({ compose, blocks, variables, isComplete }, options.remote);
  return { value: config, diagnostics: finishDiagnostics(found(), isBroken, options) };
}

async function evaluateAll(
  declarations: Declarations,
  texts: VariableTexts,
  { files, builtins, world }: LoadOptions,
  report: Report,
) {
  const rank = new Map(files.map(({ file }, index) => [file, index]));
  const cells = makeCells((file) => rank.get(file) ?? files.length, report);
  const blocks = makeBlocks(declarations, cells, report);
  const called = functionNames(declarations);
  const functions = await loadFunctions(called);
  const globals = makeGlobals(
    { declarations, builtins, texts, cells, functions, world, blocks: blocks.references },
    report,
  );
  const variables = globals.evaluateVariables();
  blocks.expand(globals, !randomFunctionNames.some((name) => called.has(name)));
  const evaluated: EvaluatedBlocks = blocks.evaluate();
  globals.evaluateAttributes();
  return { variables, blocks: evaluated };
}

/** The functions that any expression calls. */
function functionNames(declarations: Declarations): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (expression: Expression | undefined): void => {
    if (expression !== undefined) for (const { name } of calledFunctions(expression)) names.add(name);
  };
  const { variables, functions, globals, targets, groups } = declarations;
  for (const attribute of globals.values()) add(attribute.expression);
  for (const { attributes } of [...variables.values(), ...functions.values(), ...targets, ...groups]) {
    for (const attribute of attributes.values()) add(attribute.expression);
  }
  for (const { validations } of variables.values()) {
    for (const { condition, message } of validations) {
      add(condition?.expression);
      add(message?.expression);
    }
  }
  return names;
}

async function readCompose(
  files: readonly BakeFile[],
  isFileRelative: boolean,
  texts: VariableTexts,
  { fileSystem, world }: LoadOptions,
  report: Report,
): Promise<ComposeTargets> {
  const [first] = files;
  if (first === undefined) return { targets: [] };
  const dotenv = readOptional(fileSystem, ".env", report);
  const project = await loadCompose(
    files.map(({ file }) => file),
    {
      env: texts.lookup,
      homeDirectory: world.homeDir,
      readFile: (path) => readOptional(fileSystem, path, report)?.text,
      ...(dotenv !== undefined && { dotenv }),
    },
  );
  for (const diagnostic of project.diagnostics) report(diagnostic);
  return composeTargets(project.value, isFileRelative ? first.directory : undefined, report);
}

/** undefined: there is none. What cannot be read is reported and counts as none. */
function readOptional(fileSystem: FileSystem, path: string, report: Report): SourceFile | undefined {
  if (fileSystem.stat(path) !== "file") return undefined;
  try {
    const { value, diagnostics } = decodeFile(path, fileSystem.read(path));
    for (const diagnostic of diagnostics) report(diagnostic);
    return value;
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    report({ severity: "error", code: "file-not-found", summary: `Cannot read "${path}": ${problem}` });
    return undefined;
  }
}

/** What a declaration that could not be read may have given: its absence is no mistake of its own. */
const consequences: ReadonlySet<string> = new Set([
  "missing-attribute",
  "unknown-block",
  "unknown-function",
  "unknown-target",
  "unknown-variable",
]);

function finishDiagnostics(
  diagnostics: readonly Diagnostic[],
  isBroken: boolean,
  { files, isStrict }: LoadOptions,
): readonly Diagnostic[] {
  const told = isBroken ? diagnostics.filter(({ code }) => !consequences.has(code)) : diagnostics;
  return sortDiagnostics(
    isStrict === true ? told.map(refused) : told,
    files.map(({ file }) => file),
  );
}

/** What is passed over with a warning, as an error. */
function refused(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.code !== "unknown-attribute" && diagnostic.code !== "unknown-block") return diagnostic;
  const { detail, ...rest } = diagnostic;
  const help = detail?.replace(/^It is ignored\. ?/, "") ?? "";
  return { ...rest, severity: "error", ...(help !== "" && { detail: help }) };
}
