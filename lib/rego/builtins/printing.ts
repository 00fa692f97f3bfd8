// `print` and template strings as the compiler of OPA writes them: arrays of sets, where a set without members was undefined.
// Follows open-policy-agent/opa v1/topdown/print.go and template_string.go.

import { type BuiltinDeclaration, HaltError } from "../builtin.js";
import { formatValue, isSet, type Value } from "../values/index.js";
import { arrayAt, declare } from "./arguments.js";

export const printFunctions: readonly BuiltinDeclaration[] = [
  declare("internal.print", "(array[set[any]])", (args, { onPrint }) => {
    for (const line of combinations(arrayAt(args, 0))) onPrint(line.join(" "));
    return true;
  }),
  declare("internal.template_string", "(array[any]) -> string", (args) => {
    const [text, other] = combinations(arrayAt(args, 0));
    if (other !== undefined) throw new HaltError("a template string must not have several values");
    return text?.join("") ?? "";
  }),
];

/** One for each way to take a member of every set. */
function combinations(parts: readonly Value[]): readonly (readonly string[])[] {
  return parts.reduce<readonly (readonly string[])[]>(
    (lines, part) => lines.flatMap((line) => textsOf(part).map((text) => [...line, text])),
    [[]],
  );
}

function textsOf(part: Value): readonly string[] {
  if (isSet(part)) return part.size === 0 ? ["<undefined>"] : part.members().map(textOf);
  if (typeof part === "object" && part !== null) throw new HaltError("what is printed must be scalars or sets");
  return [textOf(part)];
}

function textOf(value: Value): string {
  return typeof value === "string" ? value : formatValue(value);
}
