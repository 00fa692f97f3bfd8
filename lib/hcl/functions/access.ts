// Finding elements. Follows zclconf/go-cty function/stdlib/collection.go and buildx bake/hclparser/stdlib.go.

import {
  ANY,
  boolValue,
  integerValue,
  isWhole,
  NUMBER,
  numberToInteger,
  showValue,
  typeName,
  typeOf,
  type Value,
  valuesEqual,
} from "../values/index.js";
import { argumentAt, collectionAt, integerAt, parameter, sequenceAt, wrongKind } from "./arguments.js";
import { CallError, type EagerFunction } from "./declare.js";

const LIST = parameter("list", ANY);

export const accessFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "length",
    description:
      "Counts the elements of a list, tuple, set or map, or the attributes of an object; `strlen` is for strings.",
    params: [parameter("collection", ANY)],
    returns: "number",
    examples: [
      { call: 'length(["a", "b"])', result: "2" },
      { call: "length({ a = 1 })", result: "1" },
    ],
    call: (args) => {
      const value = argumentAt(args, 0);
      if ("items" in value) return integerValue(value.items.length);
      if ("entries" in value) return integerValue(value.entries.size);
      const hint = value.kind === "string" ? "; `strlen` counts the characters of a string" : "";
      throw new CallError(`${wrongKind(value, "a list, tuple, set, map or object", 0).message}${hint}`, 0);
    },
  },
  {
    kind: "function",
    name: "index",
    description: "Returns the element with a key: a number for a list or tuple, a string for a map or object.",
    params: [parameter("collection", ANY), parameter("key", ANY)],
    returns: "the type of the element",
    examples: [
      { call: 'index(["a", "b"], 1)', result: '"b"' },
      { call: 'index({ a = "x" }, "a")', result: '"x"' },
    ],
    call: (args) => {
      const collection = argumentAt(args, 0);
      const key = argumentAt(args, 1);
      const wanted = keyKind(collection);
      if (key.kind !== wanted) {
        throw new CallError(`the key of a ${collection.kind} is a ${wanted}, but this is ${typeName(typeOf(key))}`, 1);
      }
      const found = elementWithKey(collection, key);
      if (found === undefined) throw new CallError(`there is no element with the key ${showValue(key)}`, 1);
      return found;
    },
  },
  {
    kind: "function",
    name: "hasindex",
    description: "Tells whether `index` would find an element with a key.",
    params: [parameter("collection", ANY), parameter("key", ANY)],
    returns: "bool",
    examples: [
      { call: 'hasindex(["a", "b"], 2)', result: "false" },
      { call: 'hasindex({ a = 1 }, "a")', result: "true" },
    ],
    call: (args) => {
      const collection = argumentAt(args, 0);
      keyKind(collection);
      return boolValue(elementWithKey(collection, argumentAt(args, 1)) !== undefined);
    },
  },
  {
    kind: "function",
    name: "indexof",
    description: "Returns the position of the first element that equals a value, type included; none is an error.",
    params: [LIST, parameter("value", ANY)],
    returns: "number",
    examples: [{ call: 'indexof(["a", "b"], "b")', result: "1" }],
    call: (args) => {
      const { items } = sequenceAt(args, 0);
      if (items.length === 0) throw new CallError("an empty list has no elements to search", 0);
      const wanted = argumentAt(args, 1);
      const at = items.findIndex((item) => valuesEqual(item, wanted));
      if (at < 0) throw new CallError(`no element equals ${showValue(wanted)}`, 1);
      return integerValue(at);
    },
  },
  {
    kind: "function",
    name: "element",
    description: "Returns the element at an index that wraps around: past the end it starts again, and -1 is the last.",
    params: [LIST, parameter("index", NUMBER)],
    returns: "the type of the element",
    examples: [
      { call: 'element(["a", "b", "c"], 4)', result: '"b"' },
      { call: 'element(["a", "b", "c"], -1)', result: '"c"' },
    ],
    call: (args) => {
      const { items } = sequenceAt(args, 0);
      const index = integerAt(args, 1);
      if (items.length === 0) throw new CallError("an empty list has no elements", 0);
      return argumentAt(items, ((index % items.length) + items.length) % items.length);
    },
  },
  {
    kind: "function",
    name: "contains",
    description: "Tells whether one of the elements of a list, tuple or set equals a value, type included.",
    params: [LIST, parameter("value", ANY)],
    returns: "bool",
    examples: [
      { call: 'contains(["a", "b"], "a")', result: "true" },
      { call: 'contains([1, 2], "1")', result: "false" },
    ],
    call: (args) => {
      const wanted = argumentAt(args, 1);
      return boolValue(collectionAt(args, 0).some((item) => valuesEqual(item, wanted)));
    },
  },
];

/** What kind of key finds an element of `collection`. */
function keyKind(collection: Value): "number" | "string" {
  switch (collection.kind) {
    case "list":
    case "tuple":
      return "number";
    case "map":
    case "object":
      return "string";
    default:
      throw wrongKind(collection, "a list, tuple, map or object", 0);
  }
}

function elementWithKey(collection: Value, key: Value): Value | undefined {
  if ("entries" in collection) return key.kind === "string" ? collection.entries.get(key.value) : undefined;
  if (!("items" in collection) || key.kind !== "number" || !isWhole(key.value)) return undefined;
  return collection.items[numberToInteger(key.value) ?? -1];
}
