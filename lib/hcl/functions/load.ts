// Finds functions by name and loads the families that they belong to.

import type { FunctionDeclaration } from "./declare.js";

/** The families of the reference, each with its functions. A family is a file, and a chunk of the bundle. */
export const FUNCTION_FAMILIES = {
  number: [
    "absolute",
    "add",
    "ceil",
    "divide",
    "floor",
    "int",
    "log",
    "max",
    "min",
    "modulo",
    "multiply",
    "negate",
    "parseint",
    "pow",
    "range",
    "signum",
    "subtract",
  ],
  logic: [
    "and",
    "can",
    "coalesce",
    "convert",
    "equal",
    "greaterthan",
    "greaterthanorequalto",
    "lessthan",
    "lessthanorequalto",
    "not",
    "notequal",
    "or",
    "try",
  ],
  string: [
    "basename",
    "chomp",
    "dirname",
    "indent",
    "join",
    "lower",
    "replace",
    "reverse",
    "sanitize",
    "split",
    "strlen",
    "substr",
    "title",
    "trim",
    "trimprefix",
    "trimspace",
    "trimsuffix",
    "upper",
  ],
  format: ["format", "formatlist"],
  regex: ["regex", "regex_replace", "regexall"],
  access: ["contains", "element", "hasindex", "index", "indexof", "length"],
  sequence: ["chunklist", "coalescelist", "compact", "concat", "distinct", "flatten", "reverselist", "slice", "sort"],
  mapping: ["keys", "lookup", "merge", "values", "zipmap"],
  set: ["sethaselement", "setintersection", "setproduct", "setsubtract", "setsymmetricdifference", "setunion"],
  encoding: [
    "base64decode",
    "base64encode",
    "byteslen",
    "bytesslice",
    "csvdecode",
    "jsondecode",
    "jsonencode",
    "urlencode",
  ],
  time: ["formatdate", "formattimestamp", "timeadd", "timestamp", "unixtimestampparse"],
  hash: ["md5", "rsadecrypt", "sha1", "sha256", "sha512", "uuidv4", "uuidv5"],
  bcrypt: ["bcrypt"],
  network: ["cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets"],
  version: ["semvercmp"],
  system: ["homedir"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FunctionFamily = keyof typeof FUNCTION_FAMILIES;

const LOADERS: Readonly<Record<FunctionFamily, () => Promise<readonly FunctionDeclaration[]>>> = {
  number: async () => (await import("./number.js")).numberFunctions,
  logic: async () => (await import("./logic.js")).logicFunctions,
  string: async () => (await import("./string.js")).stringFunctions,
  format: async () => (await import("./format.js")).formatFunctions,
  regex: async () => (await import("./regex.js")).regexFunctions,
  access: async () => (await import("./access.js")).accessFunctions,
  sequence: async () => (await import("./sequence.js")).sequenceFunctions,
  mapping: async () => (await import("./mapping.js")).mappingFunctions,
  set: async () => (await import("./set.js")).setFunctions,
  encoding: async () => (await import("./encoding.js")).encodingFunctions,
  time: async () => (await import("./time.js")).timeFunctions,
  hash: async () => (await import("./hash.js")).hashFunctions,
  bcrypt: async () => (await import("./bcrypt.js")).bcryptFunctions,
  network: async () => (await import("./network.js")).networkFunctions,
  version: async () => (await import("./version.js")).versionFunctions,
  system: async () => (await import("./system.js")).systemFunctions,
};

const familyOf: ReadonlyMap<string, FunctionFamily> = new Map(
  families().flatMap((family) => FUNCTION_FAMILIES[family].map((name) => [name, family] as const)),
);

/** All names, for suggestions and to see what a bake file shadows. */
export const standardFunctionNames: ReadonlySet<string> = new Set(familyOf.keys());

/** Those that give something else each time they are called, with `world.random`. */
export const randomFunctionNames: readonly string[] = ["bcrypt", "uuidv4"];

/**
 * The functions among `names`, with others of their families; names of other functions are passed over. Without names,
 * all functions. What is loaded once stays loaded.
 */
export async function loadFunctions(
  names: Iterable<string> = standardFunctionNames,
): Promise<ReadonlyMap<string, FunctionDeclaration>> {
  const wanted = new Set<FunctionFamily>();
  for (const name of names) {
    const family = familyOf.get(name);
    if (family !== undefined) wanted.add(family);
  }
  const loaded = await Promise.all([...wanted].map((family) => LOADERS[family]()));
  return new Map(loaded.flat().map((declaration) => [declaration.name, declaration]));
}

function families(): FunctionFamily[] {
  // Object.keys loses the type that the literal above has.
  return Object.keys(FUNCTION_FAMILIES) as FunctionFamily[];
}
