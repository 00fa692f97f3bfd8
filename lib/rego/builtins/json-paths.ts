// Parts of documents by paths: filter, remove and patch. Follows open-policy-agent/opa v1/topdown/json.go and RFC 6902.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { equalValues, isArray, isObject, isSet, objectOf, setOf, type Value } from "../values/index.js";
import { argument, arrayAt, declare, itemsAt, objectAt } from "./arguments.js";

export const pathFunctions: readonly BuiltinDeclaration[] = [
  declare("json.filter", "(object[any: any], array[string | array[any]] | set[string | array[any]]) -> any", (args) =>
    filter(objectAt(args, 0), pathTree(args)),
  ),
  declare("json.remove", "(object[any: any], array[string | array[any]] | set[string | array[any]]) -> any", (args) =>
    remove(objectAt(args, 0), pathTree(args)),
  ),
  declare("json.patch", '(any, array[object{"op": string, "path": any}[any: any]]) -> any', (args) => {
    const operations = arrayAt(args, 1);
    return operations.reduce<Value | undefined>(applyOperation, argument(args, 0));
  }),
];

/** The paths as a tree; a leaf stands for all that is below it. */
interface PathTree {
  isLeaf: boolean;
  readonly children: { key: Value; tree: PathTree }[];
  find: (key: Value) => PathTree | undefined;
}

type Path = readonly Value[];

function pathTree(args: readonly Value[]): PathTree {
  const root = emptyTree();
  for (const path of itemsAt(args, 1).map(pathOf)) {
    let tree = root;
    for (const key of path) {
      if (tree.isLeaf) break;
      let next = tree.find(key);
      if (next === undefined) {
        next = emptyTree();
        tree.children.push({ key, tree: next });
      }
      tree = next;
    }
    // An empty path asks for nothing.
    if (path.length > 0) tree.isLeaf = true;
  }
  return root;
}

function emptyTree(): PathTree {
  const children: PathTree["children"] = [];
  // Paths are few; keys are any values.
  return { isLeaf: false, children, find: (key) => children.find((child) => equalValues(child.key, key))?.tree };
}

/** `a/b/0` with or without a slash before, or an array of keys. */
function pathOf(value: Value): Path {
  if (isArray(value)) return value;
  if (typeof value !== "string") throw new BuiltinError("a path must be a string or an array");
  if (value === "") return [];
  return value
    .replace(/^\/+/, "")
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function filter(value: Value, tree: PathTree): Value {
  if (tree.isLeaf) return value;
  const kept = (key: Value, held: Value): readonly Value[] => {
    const below = tree.find(key);
    return below === undefined ? [] : [filter(held, below)];
  };
  if (isArray(value)) return value.flatMap((item, i) => kept(String(i), item));
  if (isSet(value)) return setOf(value.members().flatMap((member) => kept(member, member)));
  if (!isObject(value)) return value;
  return objectOf(value.entries().flatMap(([key, held]) => kept(key, held).map((result) => [key, result] as const)));
}

function remove(value: Value, tree: PathTree): Value {
  const kept = (key: Value, held: Value): readonly Value[] => {
    const below = tree.find(key);
    if (below === undefined) return [held];
    return below.isLeaf ? [] : [remove(held, below)];
  };
  if (isArray(value)) return value.flatMap((item, i) => kept(String(i), item));
  if (isSet(value)) return setOf(value.members().flatMap((member) => kept(member, member)));
  if (!isObject(value)) return value;
  return objectOf(value.entries().flatMap(([key, held]) => kept(key, held).map((result) => [key, result] as const)));
}

/** Undefined: the whole document was removed. */
function applyOperation(document: Value | undefined, operation: Value): Value | undefined {
  if (!isObject(operation)) throw new BuiltinError("an operation must be an object");
  const member = (name: string): Value => {
    const value = operation.get(name);
    if (value === undefined) throw new BuiltinError(`an operation lacks ${name}`);
    return value;
  };
  const path = pathOf(member("path"));
  const op = member("op");
  switch (op) {
    case "add":
      return insert(document, path, member("value"));
    case "remove":
      return cut(document, path);
    case "replace":
      return insert(cut(document, path), path, member("value"));
    case "move": {
      const from = pathOf(member("from"));
      return insert(cut(document, from), path, valueAt(document, from));
    }
    case "copy":
      return insert(document, path, valueAt(document, pathOf(member("from"))));
    case "test":
      if (!equalValues(valueAt(document, path), member("value"))) throw new BuiltinError("the test of a patch failed");
      return document;
    default:
      throw new BuiltinError("an operation has an unknown op");
  }
}

function valueAt(document: Value | undefined, path: Path): Value {
  if (document === undefined) throw new BuiltinError("the document was removed");
  const [step, ...rest] = path;
  return step === undefined ? document : valueAt(below(document, step), rest);
}

function below(value: Value, step: Value): Value {
  const found = isArray(value)
    ? value[indexOf(value, step)]
    : isObject(value)
      ? value.get(step)
      : isSet(value) && value.has(step)
        ? step
        : undefined;
  if (found === undefined) throw new BuiltinError("a path of the patch leads nowhere");
  return found;
}

function insert(document: Value | undefined, path: Path, value: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (document === undefined) throw new BuiltinError("the document was removed");
  if (rest.length > 0) return replaceBelow(document, step, insert(below(document, step), rest, value));
  if (isObject(document)) return objectOf([...document.entries(), [step, value]]);
  if (isSet(document)) {
    if (!equalValues(step, value)) throw new BuiltinError("the path into a set must be what is added");
    return setOf([...document.members(), value]);
  }
  if (!isArray(document)) throw new BuiltinError("a path of the patch leads into a scalar");
  const index = indexOf(document, step);
  if (index > document.length) throw new BuiltinError("an index of the patch is out of bounds");
  return document.toSpliced(index, 0, value);
}

function cut(document: Value | undefined, path: Path): Value | undefined {
  if (document === undefined) throw new BuiltinError("the document was removed");
  const [step, ...rest] = path;
  if (step === undefined) return undefined;
  const child = below(document, step);
  if (rest.length > 0) return replaceBelow(document, step, cut(child, rest) ?? null);
  if (isArray(document)) return document.toSpliced(indexOf(document, step), 1);
  if (isObject(document)) return objectOf(document.entries().filter(([key]) => !equalValues(key, step)));
  return isSet(document) ? setOf(document.members().filter((member) => !equalValues(member, step))) : document;
}

function replaceBelow(document: Value, step: Value, value: Value): Value {
  if (isArray(document)) return document.with(indexOf(document, step), value);
  if (isObject(document)) return objectOf([...document.entries(), [step, value]]);
  if (!isSet(document)) return document;
  return setOf([...document.members().filter((member) => !equalValues(member, step)), value]);
}

/** `-` is behind the last. */
function indexOf(array: readonly Value[], step: Value): number {
  if (step === "-") return array.length;
  const index = typeof step === "string" && /^\+?(?:0|[1-9]\d*)$/.test(step) ? Number(step) : step;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0)
    throw new BuiltinError("a step of the patch is no index");
  return index;
}
