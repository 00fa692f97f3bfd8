// Maps and objects. Follows zclconf/go-cty function/stdlib/collection.go.

import {
  ANY,
  conversionMessage,
  convert,
  listOf,
  listValue,
  mapValue,
  objectValue,
  STRING,
  sortedEntries,
  stringValue,
  tupleValue,
  typeOf,
  typesEqual,
  type Value,
} from "../values/index.js";
import { argumentAt, collectionAt, mappingAt, parameter, sequenceAt, textAt, wrongKind } from "./arguments.js";
import { CallError, type EagerFunction } from "./declare.js";

export const mappingFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "keys",
    description: "Returns the keys of a map or the attribute names of an object, sorted.",
    params: [parameter("inputMap", ANY)],
    returns: "list of string, or a tuple for an object",
    examples: [{ call: "keys({ b = 1, a = 2 })", result: '["a", "b"]' }],
    call: (args) => {
      const mapping = mappingAt(args, 0);
      const names = sortedEntries(mapping.entries).map(([key]) => stringValue(key));
      return mapping.kind === "map" ? listValue(STRING, names) : tupleValue(names);
    },
  },
  {
    kind: "function",
    name: "values",
    description: "Returns the values of a map or object, in the order of their sorted keys.",
    params: [parameter("mapping", ANY)],
    returns: "list, or a tuple for an object",
    examples: [{ call: "values({ b = 1, a = 2 })", result: "[2, 1]" }],
    call: (args) => {
      const mapping = mappingAt(args, 0);
      const items = sortedEntries(mapping.entries).map(([, value]) => value);
      return mapping.kind === "map" ? listValue(mapping.element, items) : tupleValue(items);
    },
  },
  {
    kind: "function",
    name: "lookup",
    description: "Returns the value with a key from a map or object, or a default when there is none.",
    params: [parameter("inputMap", ANY), parameter("key", STRING), parameter("default", ANY)],
    returns: "the type of the value",
    examples: [
      { call: 'lookup({ a = "x" }, "a", "none")', result: '"x"' },
      { call: 'lookup({ a = "x" }, "b", "none")', result: '"none"' },
    ],
    call: (args) => {
      const mapping = mappingAt(args, 0);
      const fallback = argumentAt(args, 2);
      // Converted even when it is not used, so that a wrong default does not wait for the key to be missing.
      const converted = convert(fallback, mapping.kind === "map" ? mapping.element : ANY);
      if (converted.kind === "failed") {
        throw new CallError(`the default must fit the elements of the map: ${conversionMessage(converted)}`, 2);
      }
      return mapping.entries.get(textAt(args, 1)) ?? converted.value;
    },
  },
  {
    kind: "function",
    name: "merge",
    description:
      "Merges maps and objects; of equal keys the last one counts, and nulls among the arguments are passed over.",
    params: [],
    variadic: { name: "maps", type: ANY, allowsNull: true },
    returns: "a map when all arguments are maps of one type, else an object",
    examples: [
      { call: "merge({ a = 1, b = 2 }, { b = 3 })", result: "{ a = 1, b = 3 }" },
      { call: "merge()", result: "{}" },
    ],
    call: merge,
  },
  {
    kind: "function",
    name: "zipmap",
    description:
      "Makes a map of a list of keys and a list of values, or an object of keys and a tuple; of equal keys the last one counts.",
    params: [parameter("keys", listOf(STRING)), parameter("values", ANY)],
    returns: "map, or an object for a tuple",
    examples: [{ call: 'zipmap(["a", "b"], [1, 2])', result: "{ a = 1, b = 2 }" }],
    call: (args) => {
      const keys = collectionAt(args, 0);
      const values = sequenceAt(args, 1);
      if (keys.length !== values.items.length) {
        throw new CallError(`the numbers of keys (${keys.length}) and values (${values.items.length}) differ`);
      }
      const entries = new Map<string, Value>();
      for (const [i, key] of keys.entries()) {
        if (key.kind === "null") throw new CallError(`key ${i} is null`, 0);
        entries.set(textAt([key], 0), argumentAt(values.items, i));
      }
      return values.kind === "list" ? mapValue(values.element, entries) : objectValue(entries);
    },
  },
];

function merge(args: readonly Value[]): Value {
  const entries = new Map<string, Value>();
  for (const [i, value] of args.entries()) {
    const type = typeOf(value);
    if (type.kind !== "map" && type.kind !== "object" && type.kind !== "any")
      throw wrongKind(value, "a map or object", i);
    if (!("entries" in value)) continue;
    for (const [key, item] of value.entries) entries.set(key, item);
  }
  const types = args.map(typeOf);
  const [first] = types;
  const isMap = first?.kind === "map" && types.every((type) => typesEqual(type, first));
  return isMap ? mapValue(first.element, entries) : objectValue(entries);
}
