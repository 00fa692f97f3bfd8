// What type a value has, and casts. Follows open-policy-agent/opa v1/topdown/type.go, type_name.go and casts.go.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { isNumber, numberFromText, setOf, type TypeName, typeName, type Value } from "../values/index.js";
import { argument, declare, itemsAt, refuse } from "./arguments.js";

const TYPES: readonly TypeName[] = ["number", "string", "boolean", "array", "set", "object", "null"];

/** Those that give back what they get or nothing; for arrays and sets see below. */
const CASTS: readonly TypeName[] = ["string", "boolean", "null", "object"];

export const typeFunctions: readonly BuiltinDeclaration[] = [
  ...TYPES.map((type) => declare(`is_${type}`, "(any) -> boolean", (args) => typeName(argument(args, 0)) === type)),
  ...CASTS.map((type) =>
    declare(`cast_${type}`, `(any) -> ${type === "object" ? "object[any: any]" : type}`, (args) => {
      const value = argument(args, 0);
      return typeName(value) === type ? value : refuse(0, value, type);
    }),
  ),
  declare("cast_array", "(any) -> array[any]", (args) => [...itemsAt(args, 0)]),
  declare("cast_set", "(any) -> set[any]", (args) => setOf(itemsAt(args, 0))),
  declare("type_name", "(any) -> string", (args) => typeName(argument(args, 0))),
  declare("to_number", "(number | string | boolean | null) -> number", (args) => toNumber(argument(args, 0))),
];

function toNumber(value: Value): Value {
  if (isNumber(value)) return value;
  if (value === null || typeof value === "boolean") return value === true ? 1 : 0;
  if (typeof value !== "string") return refuse(0, value, "null", "boolean", "number", "string");
  // Go reads hexadecimal numbers, too, but OPA cannot calculate with what it keeps of them.
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value) || !Number.isFinite(Number(value))) {
    throw new BuiltinError("argument 1 is no number");
  }
  return numberFromText(value);
}
