// Go's text/template as far as `{{ .name.below }}` goes. Whoever needs more builds the text in Rego: there is no reader of that language here.
// Follows open-policy-agent/opa v1/topdown/template.go.

import { type BuiltinDeclaration, BuiltinError, HaltError } from "../builtin.js";
import { formatValue, isObject, type Value, type ValueObject } from "../values/index.js";
import { declare, objectAt, stringAt } from "./arguments.js";

export const templateFunctions: readonly BuiltinDeclaration[] = [
  declare("strings.render_template", "(string, object[string: any]) -> string", (args) => {
    const template = stringAt(args, 0);
    const variables = objectAt(args, 1);
    // A hyphen trims the space on its side.
    const trimmed = template.replace(/\s*\{\{-\s/g, "{{ ").replace(/\s-\}\}\s*/g, " }}");
    return trimmed.replace(/\{\{(.*?)(\}\}|$)/gs, (_, action: string, close: string) => {
      if (close === "") throw new BuiltinError("an action of the template is not closed");
      const [, path] = /^\s*((?:\.[\p{L}_][\p{L}\p{Nd}_]*)+)\s*$/u.exec(action) ?? [];
      if (path === undefined) {
        throw new HaltError(`strings.render_template: only {{ .name }} is supported, not {{${action}}}`);
      }
      return textOf(valueAt(variables, path.slice(1).split(".")));
    });
  }),
];

function valueAt(variables: ValueObject, path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((value, name) => {
    if (value === undefined || !isObject(value))
      throw new BuiltinError(`the template asks for ${name} of what has none`);
    return value.get(name);
  }, variables);
}

function textOf(value: Value | undefined): string {
  if (value === undefined || value === null) return "<undefined>";
  if (typeof value === "string") return value;
  if (typeof value === "object")
    throw new HaltError("strings.render_template: arrays, sets and objects are not supported");
  return formatValue(value);
}
