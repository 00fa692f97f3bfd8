// Files of a policy → a program: with what they import, and the rules that come with this program.

import { builtins } from "../rego/builtins/index.js";
import {
  type BuiltinDeclaration,
  compileModules,
  type Module,
  type Program,
  parseModule,
  RegoError,
  withPackage,
} from "../rego/index.js";
import type { SourceFile } from "../source/index.js";
import { helperFile } from "./helpers.js";
import type { PolicyOptions, ReadPolicyFile } from "./options.js";
import { PolicyError, placesOf, rangeAt } from "./policy-error.js";

export interface CompiledPolicy {
  readonly program: Program;
  /** By name, for whoever tells where something is. */
  readonly sources: ReadonlyMap<string, SourceFile>;
}

const maxImportSize = 4 * 1024 * 1024;

/** @throws PolicyError */
export async function compilePolicy(
  { files, readFile }: Pick<PolicyOptions, "files" | "readFile">,
  functions: readonly BuiltinDeclaration[],
): Promise<CompiledPolicy> {
  const sources = new Map<string, SourceFile>();
  try {
    const modules = [helperFile, ...files].map(({ filename, text }) => parse(filename, text));
    const imported = await importedModules(modules, readFile, parse, sources);
    const all = new Map([...builtins, ...functions.map((declaration) => [declaration.name, declaration] as const)]);
    return { program: compileModules([...modules, ...imported], { builtins: all }), sources };
  } catch (error) {
    if (error instanceof RegoError) throw new PolicyError(error.message, placesOf(error, sources));
    throw error;
  }

  function parse(name: string, text: string): Module {
    sources.set(name, { name, text });
    return parseModule(name, text);
  }
}

/** `import data.lib.names` is `lib/names.rego`, which is that package whatever it calls itself; imports of imports as well. */
async function importedModules(
  given: readonly Module[],
  readFile: ReadPolicyFile | undefined,
  parse: (name: string, text: string) => Module,
  sources: ReadonlyMap<string, SourceFile>,
): Promise<readonly Module[]> {
  const packages = new Set(given.map((module) => module.package.join("/")));
  const imported: Module[] = [];
  const waiting = [...given];
  for (let module = waiting.shift(); module !== undefined; module = waiting.shift()) {
    for (const { path, at } of module.imports) {
      const [root, ...names] = path;
      if (root !== "data" || names.length === 0 || packages.has(names.join("/"))) continue;
      const file = `${names.join("/")}.rego`;
      const bytes = await readFile?.(file, maxImportSize);
      if (bytes === undefined) {
        const message = `there is no file "${file}" for the import of ${path.join(".")}`;
        const source = sources.get(at.file);
        throw new PolicyError(message, source === undefined ? [] : [{ message, range: rangeAt(source, at) }]);
      }
      packages.add(names.join("/"));
      const read = withPackage(parse(file, new TextDecoder().decode(bytes)), names);
      imported.push(read);
      waiting.push(read);
    }
  }
  return imported;
}
