// Flags as data: one table gives the parser, its errors and the help text. Reads arguments as pflag does for docker buildx.

import { parseArgs } from "node:util";
import { suggest } from "../lib/source/index.js";

/** How one flag is written. `list` may be given again and again; `bool` may carry `=false`. */
export interface Flag {
  readonly kind: "bool" | "string" | "list";
  readonly short?: string;
  /** What stands for the value in the help text. */
  readonly value?: string;
  readonly description: string;
  /** Accepted, but left out of the help text. */
  readonly isHidden?: boolean;
}

export type FlagTable = Readonly<Record<string, Flag>>;

type FlagValue<F extends Flag> = F["kind"] extends "bool"
  ? boolean | undefined
  : F["kind"] extends "list"
    ? readonly string[]
    : string | undefined;

/** The value of each flag by its name; a flag that was not given is undefined, a list empty. */
export type FlagValues<T extends FlagTable> = { readonly [K in keyof T]: FlagValue<T[K]> };

export interface Arguments<T extends FlagTable> {
  readonly flags: FlagValues<T>;
  readonly operands: readonly string[];
}

/** The user wrote a flag that does not exist, or wrote one wrongly. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/**
 * Flags may stand anywhere among the operands; `--` ends them.
 * @throws {UsageError} for an unknown flag, a missing value, or a value that is no bool.
 */
export function parseArguments<const T extends FlagTable>(table: T, args: readonly string[]): Arguments<T> {
  const { tokens } = parseArgs({
    args: withLongBools(table, args),
    options: optionsOf(table),
    strict: false,
    tokens: true,
  });
  const values = new Map<string, boolean | string | string[]>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    // pflag takes `-f=FILE`, too.
    else if (token.kind === "option") read(token.name, token.rawName, withoutEquals(token));
  }
  const flags: Record<string, boolean | string | readonly string[] | undefined> = {};
  for (const [name, flag] of Object.entries(table))
    flags[name] = values.get(name) ?? (flag.kind === "list" ? [] : undefined);
  // Built from the table's own keys with the kinds it names.
  return { flags: flags as FlagValues<T>, operands };

  function read(name: string, rawName: string, value: string | undefined): void {
    const flag = Object.hasOwn(table, name) ? table[name] : undefined;
    if (flag === undefined) throw new UsageError(unknownFlag(table, rawName));
    if (flag.kind === "bool") values.set(name, boolOf(rawName, value));
    else if (value === undefined) throw new UsageError(`flag needs a value: ${rawName} ${flag.value ?? "VALUE"}`);
    else if (flag.kind === "string") values.set(name, value);
    else {
      const list = values.get(name);
      if (Array.isArray(list)) list.push(value);
      else values.set(name, [value]);
    }
  }
}

/** `-q=false` as `--quiet=false`: Node would read a group of short flags, one of them `-=`. */
function withLongBools(table: FlagTable, args: readonly string[]): string[] {
  const end = args.indexOf("--");
  return args.map((arg, index) => {
    const [, short, value] = /^-([A-Za-z])=(.*)$/s.exec(arg) ?? [];
    if (short === undefined || (end !== -1 && index > end)) return arg;
    const name = Object.keys(table).find((one) => table[one]?.kind === "bool" && table[one]?.short === short);
    return name === undefined ? arg : `--${name}=${value}`;
  });
}

function withoutEquals({ rawName, value, inlineValue }: OptionToken): string | undefined {
  return inlineValue === true && !rawName.startsWith("--") ? value?.replace(/^=/, "") : value;
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** The table as aligned lines, sorted by name. */
export function describeFlags(table: FlagTable): string {
  const rows = Object.entries(table)
    .filter(([, flag]) => flag.isHidden !== true)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, flag]) => {
      const short = flag.short === undefined ? "    " : `-${flag.short}, `;
      const value = flag.kind === "bool" ? "" : ` ${flag.value ?? "VALUE"}`;
      return { left: `  ${short}--${name}${value}`, right: flag.description };
    });
  const width = Math.max(...rows.map(({ left }) => left.length)) + 2;
  return rows.map(({ left, right }) => `${left.padEnd(width)}${right}\n`).join("");
}

function optionsOf(table: FlagTable) {
  const options: Record<string, { type: "boolean" | "string"; short?: string }> = {};
  for (const [name, flag] of Object.entries(table)) {
    const type = flag.kind === "bool" ? "boolean" : "string";
    options[name] = flag.short === undefined ? { type } : { type, short: flag.short };
  }
  return options;
}

function boolOf(rawName: string, value: string | undefined): boolean {
  if (value === undefined) return true;
  if (/^(1|t|true)$/i.test(value)) return true;
  if (/^(0|f|false)$/i.test(value)) return false;
  throw new UsageError(
    `invalid value "${value}" for ${rawName}: write ${rawName}, ${rawName}=true or ${rawName}=false`,
  );
}

function unknownFlag(table: FlagTable, rawName: string): string {
  const near = suggest(
    rawName.replace(/^-+/, ""),
    Object.keys(table).filter((name) => table[name]?.isHidden !== true),
  );
  return `unknown flag: ${rawName}${near === undefined ? "" : `, did you mean --${near}?`}`;
}
