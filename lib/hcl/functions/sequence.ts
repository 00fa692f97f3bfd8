// Lists, tuples and what is done to their elements. Follows zclconf/go-cty function/stdlib/collection.go and sequence.go.

import {
  ANY,
  compareBytewise,
  conversionMessage,
  convert,
  listOf,
  listValue,
  NUMBER,
  STRING,
  stringValue,
  type Type,
  tupleValue,
  typeOf,
  unify,
  type Value,
  valuesEqual,
} from "../values/index.js";
import {
  argumentAt,
  collectionAt,
  counted,
  integerAt,
  itemsOf,
  parameter,
  sequenceAt,
  textAt,
  wrongKind,
} from "./arguments.js";
import { CallError, type EagerFunction } from "./declare.js";

const LIST = parameter("list", ANY);
/** A tuple given here becomes a list, its elements of one type. */
const UNIFORM_LIST = parameter("list", listOf(ANY));

export const sequenceFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "concat",
    description:
      "Puts lists and tuples one behind the other: lists make a list, with a tuple among them they make a tuple.",
    params: [],
    variadic: parameter("seqs", ANY),
    returns: "list or tuple",
    examples: [{ call: 'concat(["a"], ["b", "c"])', result: '["a", "b", "c"]' }],
    call: concat,
  },
  {
    kind: "function",
    name: "flatten",
    description: "Replaces elements that are lists, tuples or sets by their elements, at every depth.",
    params: [LIST],
    returns: "tuple",
    examples: [{ call: "flatten([[1, [2]], 3])", result: "[1, 2, 3]" }],
    call: (args) => tupleValue(flattened(collectionAt(args, 0))),
  },
  {
    kind: "function",
    name: "distinct",
    description: "Drops elements that are there before, keeping the order.",
    params: [UNIFORM_LIST],
    returns: "list",
    examples: [{ call: 'distinct(["a", "b", "a"])', result: '["a", "b"]' }],
    call: (args) => {
      const list = sequenceAt(args, 0);
      return listValue(elementTypeOf(list), withoutRepeats(list.items));
    },
  },
  {
    kind: "function",
    name: "compact",
    description: "Drops empty strings and nulls from a list of strings.",
    params: [parameter("list", listOf(STRING))],
    returns: "list of string",
    examples: [{ call: 'compact(["a", "", "b"])', result: '["a", "b"]' }],
    call: (args) => {
      const kept = collectionAt(args, 0).filter((item) => item.kind === "string" && item.value !== "");
      return listValue(STRING, kept);
    },
  },
  {
    kind: "function",
    name: "reverselist",
    description: "Reverses the elements of a list, tuple or set; `reverse` is for strings.",
    params: [LIST],
    returns: "list or tuple",
    examples: [{ call: "reverselist([1, 2, 3])", result: "[3, 2, 1]" }],
    call: (args) => {
      const value = argumentAt(args, 0);
      const items = [...collectionAt(args, 0)].reverse();
      return value.kind === "tuple" ? tupleValue(items) : listValue(elementTypeOf(value), items);
    },
  },
  {
    kind: "function",
    name: "slice",
    description: "Takes the elements from a start index up to but not including an end index.",
    params: [LIST, parameter("start_index", NUMBER), parameter("end_index", NUMBER)],
    returns: "list or tuple",
    examples: [{ call: 'slice(["a", "b", "c", "d"], 1, 3)', result: '["b", "c"]' }],
    call: slice,
  },
  {
    kind: "function",
    name: "chunklist",
    description:
      "Splits a list into lists of a given size, of which the last may be shorter; size 0 means one list with all.",
    params: [UNIFORM_LIST, parameter("size", NUMBER)],
    returns: "list of lists",
    examples: [
      { call: 'chunklist(["a", "b", "c"], 2)', result: '[["a", "b"], ["c"]]' },
      { call: 'chunklist(["a", "b"], 0)', result: '[["a", "b"]]' },
    ],
    call: (args) => {
      const list = sequenceAt(args, 0);
      const size = integerAt(args, 1);
      if (size < 0) throw new CallError(`a size cannot be negative, but this is ${size}`, 1);
      const element = elementTypeOf(list);
      const chunks: Value[] = [];
      for (let at = 0; at < list.items.length; at += size || list.items.length) {
        chunks.push(listValue(element, list.items.slice(at, size === 0 ? undefined : at + size)));
      }
      return listValue(listOf(element), chunks);
    },
  },
  {
    kind: "function",
    name: "sort",
    description: "Sorts a list of strings by their bytes; numbers are sorted as text.",
    params: [parameter("list", listOf(STRING))],
    returns: "list of string",
    examples: [
      { call: 'sort(["b", "a"])', result: '["a", "b"]' },
      { call: "sort([10, 9, 1])", result: '["1", "10", "9"]' },
    ],
    call: (args) => {
      const texts = collectionAt(args, 0).map((item, i) => {
        if (item.kind === "null") throw new CallError(`element ${i} is null, and null cannot be sorted`, 0);
        return textAt([item], 0);
      });
      return listValue(STRING, texts.sort(compareBytewise).map(stringValue));
    },
  },
  {
    kind: "function",
    name: "coalescelist",
    description: "Returns the first list or tuple that is not empty.",
    params: [],
    variadic: { name: "vals", type: ANY, allowsNull: true },
    returns: "list or tuple",
    examples: [{ call: 'coalescelist([], ["a"], ["b"])', result: '["a"]' }],
    call: (args) => {
      if (args.length === 0) throw new CallError("at least one argument is required");
      for (const [i, value] of args.entries()) {
        const kind = typeOf(value).kind;
        if (kind !== "list" && kind !== "tuple") throw wrongKind(value, "a list or tuple", i);
      }
      const found = args.find((value) => "items" in value && value.items.length > 0);
      if (found === undefined) throw new CallError("all arguments are empty");
      return found;
    },
  },
];

function elementTypeOf(value: Value): Type {
  return value.kind === "list" || value.kind === "set" ? value.element : ANY;
}

function concat(args: readonly Value[]): Value {
  if (args.length === 0) throw new CallError("at least one list or tuple is required");
  const sequences = args.map((_, i) => sequenceAt(args, i));
  const common = sequences.every(({ kind }) => kind === "list") ? unify(sequences.map(typeOf)) : undefined;
  if (common?.kind !== "list") return tupleValue(sequences.flatMap(({ items }) => items));
  const items = sequences.flatMap((list, i) => {
    const result = convert(list, common);
    if (result.kind === "failed") throw new CallError(conversionMessage(result), i);
    return itemsOf(result.value) ?? [];
  });
  return listValue(common.element, items);
}

function flattened(items: readonly Value[]): readonly Value[] {
  return items.flatMap((item) => {
    const inner = itemsOf(item);
    return inner === undefined ? [item] : flattened(inner);
  });
}

function withoutRepeats(items: readonly Value[]): readonly Value[] {
  // Strings, of which lists can be long, are looked up; the rest is compared.
  const texts = new Set<string>();
  const kept: Value[] = [];
  for (const item of items) {
    if (item.kind === "string") {
      if (texts.has(item.value)) continue;
      texts.add(item.value);
    } else if (kept.some((other) => valuesEqual(other, item))) {
      continue;
    }
    kept.push(item);
  }
  return kept;
}

function slice(args: readonly Value[]): Value {
  const value = argumentAt(args, 0);
  if (value.kind === "set") {
    throw new CallError("a set has no indices; `convert` it to a list first", 0);
  }
  const sequence = sequenceAt(args, 0);
  const { length } = sequence.items;
  const start = integerAt(args, 1);
  const end = integerAt(args, 2);
  for (const [i, index] of [start, end].entries()) {
    if (index < 0) throw new CallError(`an index cannot be negative, but this is ${index}`, i + 1);
    if (index > length)
      throw new CallError(`the list has ${counted(length, "element")}, but this index is ${index}`, i + 1);
  }
  if (start > end) throw new CallError(`the start ${start} lies behind the end ${end}`, 1);
  const items = sequence.items.slice(start, end);
  return sequence.kind === "tuple" ? tupleValue(items) : listValue(elementTypeOf(sequence), items);
}
