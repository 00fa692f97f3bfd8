// The functions of templates: Go's own, and those that docker's commands add. Follows Go's text/template/funcs.go and docker/cli
// templates/templates.go.

/** What a template sees. Undefined is what a map does not have. */
export type Value =
  | undefined
  | null
  | string
  | number
  | boolean
  | readonly Value[]
  | ReadonlyMap<string, Value>
  | Struct;

/** A thing with these fields and no others. */
export interface Struct {
  readonly fields: Readonly<Record<string, Value>>;
  /** As `json` shows it. */
  readonly json: unknown;
  /** As text. */
  readonly text: string;
}

/** @throws {Error} whose message says what does not fit. */
export type TemplateFunction = (args: readonly Value[]) => Value;

export function isMap(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isStruct(value: Value): value is Struct {
  return typeof value === "object" && value !== null && !isMap(value) && !isList(value);
}

/** What `if` takes for true. */
export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return value.size > 0;
  return Boolean(value);
}

/** As Go prints it. */
export function shown(value: Value): string {
  if (value === undefined) return "<no value>";
  if (value === null) return "<nil>";
  if (isList(value)) return `[${value.map(shown).join(" ")}]`;
  if (isMap(value))
    return `map[${sorted(value)
      .map(([key, item]) => `${key}:${shown(item)}`)
      .join(" ")}]`;
  return isStruct(value) ? value.text : String(value);
}

export function plainJson(value: Value): unknown {
  if (value === undefined) return null;
  // A list of Go's that nothing was put into is nil, and each of ours that is empty is one of these.
  if (isList(value)) return value.length === 0 ? null : value.map(plainJson);
  if (isMap(value)) return Object.fromEntries(sorted(value).map(([key, item]) => [key, plainJson(item)]));
  return isStruct(value) ? value.json : value;
}

function sorted(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([one], [other]) => (one < other ? -1 : 1));
}

function text(value: Value | undefined): string {
  if (typeof value === "string") return value;
  throw new Error(`it takes a text, and not ${kindOf(value)}`);
}

function number(value: Value | undefined): number {
  if (typeof value === "number" && Number.isInteger(value)) return value;
  throw new Error(`it takes a whole number, and not ${kindOf(value)}`);
}

function kindOf(value: Value): string {
  if (value === undefined || value === null) return "nothing";
  if (isList(value)) return "a list";
  if (isMap(value)) return "a map";
  if (isStruct(value)) return "a thing with fields";
  return { string: `the text ${JSON.stringify(value)}`, number: `the number ${value}`, boolean: `${value}` }[
    typeof value as "string" | "number" | "boolean"
  ];
}

/** How many arguments there must be, at least and at most. */
function counted(least: number, most: number, run: TemplateFunction): TemplateFunction {
  return (args) => {
    if (args.length >= least && args.length <= most) return run(args);
    const wanted =
      least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
    throw new Error(`it takes ${wanted} arguments, and here are ${args.length}`);
  };
}

const any = Number.POSITIVE_INFINITY;

export const templateFunctions: Readonly<Record<string, TemplateFunction>> = {
  json: counted(1, 1, ([value]) => JSON.stringify(plainJson(value)).replace(/[\u2028\u2029]/g, escaped)),
  split: counted(2, 2, ([value, by]) => text(value).split(text(by))),
  join: counted(2, 2, ([value, by]) => joined(value, text(by))),
  title: counted(1, 1, ([value]) => text(value).replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase())),
  lower: counted(1, 1, ([value]) => text(value).toLowerCase()),
  upper: counted(1, 1, ([value]) => text(value).toUpperCase()),
  pad: counted(3, 3, ([value, before, after]) => padded(text(value), number(before), number(after))),
  truncate: counted(2, 2, ([value, length]) => cut(text(value), number(length))),
  // What decides them is worked out before they are called, and they are given no more than that.
  and: counted(1, any, (args) => args.find((value) => !isTrue(value)) ?? args.at(-1)),
  or: counted(1, any, (args) => args.find(isTrue) ?? args.at(-1)),
  not: counted(1, 1, ([value]) => !isTrue(value)),
  len: counted(1, 1, ([value]) => lengthOf(value)),
  index: counted(1, any, ([value, ...keys]) => keys.reduce<Value>(at, value)),
  slice: counted(1, 3, ([value, from = 0, to]) =>
    sliced(value, number(from), to === undefined ? undefined : number(to)),
  ),
  print: (args) => printed(args),
  println: (args) => `${args.map(shown).join(" ")}\n`,
  printf: counted(1, any, ([form, ...args]) => formatted(text(form), args)),
  html: (args) =>
    printed(args).replace(
      /[&<>"']/g,
      (sign) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "#34", "'": "#39" }[sign]};`,
    ),
  urlquery: (args) => encodeURIComponent(printed(args)).replaceAll("%20", "+"),
  eq: counted(2, any, ([first, ...others]) => others.map((other) => compared(first, other)).includes(0)),
  ne: counted(2, 2, ([one, other]) => compared(one, other) !== 0),
  lt: counted(2, 2, ([one, other]) => ordered(one, other) < 0),
  le: counted(2, 2, ([one, other]) => ordered(one, other) <= 0),
  gt: counted(2, 2, ([one, other]) => ordered(one, other) > 0),
  ge: counted(2, 2, ([one, other]) => ordered(one, other) >= 0),
};

/** The head of a table shows names of columns as they are, whatever is done to what stands below. */
export const headFunctions: Readonly<Record<string, TemplateFunction>> = {
  ...templateFunctions,
  ...Object.fromEntries(
    ["json", "split", "join", "title", "lower", "upper", "truncate"].map((name) => [
      name,
      ([value]: readonly Value[]) => value,
    ]),
  ),
};

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16)}`;
}

function joined(value: Value, by: string): string {
  if (value === undefined || value === null) return "";
  if (isList(value)) return value.map(shown).join(by);
  if (isMap(value)) return [...value.values()].map(shown).sort().join(by);
  throw new Error(`it takes a list, and not ${kindOf(value)}`);
}

function padded(value: string, before: number, after: number): string {
  return value === "" ? "" : `${" ".repeat(Math.max(0, before))}${value}${" ".repeat(Math.max(0, after))}`;
}

/** By bytes, as Go does. */
function cut(value: string, length: number): string {
  if (length < 0) throw new Error(`${length} is no length`);
  return Buffer.from(value).subarray(0, length).toString();
}

function lengthOf(value: Value): number {
  if (typeof value === "string") return Buffer.byteLength(value);
  if (isList(value)) return value.length;
  if (isMap(value)) return value.size;
  throw new Error(`${kindOf(value)} has no length`);
}

function at(value: Value, key: Value): Value {
  if (isMap(value)) return value.get(text(key)) ?? "";
  const list = typeof value === "string" ? [...Buffer.from(value)] : value;
  if (!isList(list)) throw new Error(`${kindOf(value)} has no index`);
  const place = number(key);
  if (place < 0 || place >= list.length) throw new Error(`there is no ${place} in ${kindOf(value)} of ${list.length}`);
  return list[place];
}

function sliced(value: Value, from: number, to: number | undefined): Value {
  const length = lengthOf(value);
  const end = to ?? length;
  if (from < 0 || end > length || from > end)
    throw new Error(`there is no ${from}:${end} in ${kindOf(value)} of ${length}`);
  if (typeof value === "string") return Buffer.from(value).subarray(from, end).toString();
  if (isList(value)) return value.slice(from, end);
  throw new Error(`${kindOf(value)} cannot be cut`);
}

/** With a blank between two neither of which is a text. */
function printed(args: readonly Value[]): string {
  return args
    .map((value, place) => {
      const previous = args[place - 1];
      const isApart = place > 0 && typeof value !== "string" && typeof previous !== "string";
      return `${isApart ? " " : ""}${shown(value)}`;
    })
    .join("");
}

/** The verbs v, s, d, q and t, with a width. */
function formatted(form: string, args: readonly Value[]): string {
  let next = 0;
  const result = form.replace(
    /%(-?)(0?)(\d*)(.|$)/g,
    (whole, left: string, zero: string, width: string, verb: string) => {
      if (verb === "%") return "%";
      if (!["v", "s", "d", "q", "t"].includes(verb))
        throw new Error(`"${whole}" is not known; there are %v, %s, %d, %q, %t and %%`);
      if (next >= args.length) throw new Error(`there is no argument for "${whole}"`);
      const value = args[next];
      next += 1;
      const said = verb === "d" ? String(number(value)) : verb === "q" ? JSON.stringify(shown(value)) : shown(value);
      if (left !== "") return said.padEnd(Number(width));
      return said.padStart(Number(width), zero === "0" ? "0" : " ");
    },
  );
  if (next < args.length) throw new Error(`it has ${next} verbs, and here are ${args.length} arguments`);
  return result;
}

function compared(one: Value, other: Value): number {
  if (one === null || other === null || one === undefined || other === undefined) return one === other ? 0 : 1;
  if (typeof one === "boolean" && typeof other === "boolean") return Number(one) - Number(other);
  return ordered(one, other);
}

function ordered(one: Value, other: Value): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one === "string" && typeof other === "string") return Buffer.compare(Buffer.from(one), Buffer.from(other));
  throw new Error(`${kindOf(one)} and ${kindOf(other)} cannot be compared`);
}
