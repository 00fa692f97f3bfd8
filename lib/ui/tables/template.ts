// Templates of `--format`, carried out. Follows Go's text/template/exec.go and docker/cli cli/command/formatter.

import { tabbed } from "./tabbed.js";
import {
  headFunctions,
  isList,
  isMap,
  isStruct,
  isTrue,
  shown,
  type TemplateFunction,
  templateFunctions,
  type Value,
} from "./template-functions.js";
import { type Command, type Operand, type Piece, type Pipe, parseTemplate } from "./template-syntax.js";
import { TemplateError } from "./template-tokens.js";

export interface Template {
  /** Columns are as wide as what is in them, below a head. */
  readonly isTable: boolean;
  /** One text for all rows. @throws {TemplateError} */
  readonly rows: (rows: readonly Value[], heads: Readonly<Record<string, string>>) => string;
}

const names: ReadonlySet<string> = new Set(Object.keys(templateFunctions));

/** Reads `{{…}}`, or `table {{…}}`. @throws {TemplateError} */
export function readTemplate(format: string): Template {
  const isTable = format.startsWith("table");
  // What is no part of the template is blank, so that places in it are those in the format.
  const blanked = isTable ? format.replace("table", "     ") : format;
  const start = blanked.length - blanked.replace(/^ +/, "").length;
  const template = blanked.replace(/^ +| +$/g, "");
  const pieces = placed(() => parseTemplate(template, names));
  return {
    isTable,
    rows(rows, heads) {
      const text = rows.map((row) => `${placed(() => run(pieces, row, templateFunctions))}\n`).join("");
      if (!isTable) return text;
      return tabbed(`${headOf(pieces, new Map(Object.entries(heads)))}\n${text}`);
    },
  };

  function placed<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw new TemplateError(error.at + start, error.message);
    }
  }
}

/** What could be written, where a template does not fit a head: docker's commands leave it at that. */
function headOf(pieces: readonly Piece[], heads: ReadonlyMap<string, Value>): string {
  const written: string[] = [];
  try {
    run(pieces, heads, headFunctions, written);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  return written.join("");
}

type Variables = Map<string, { value: Value }>;
type Ending = "break" | "continue" | undefined;

function run(
  pieces: readonly Piece[],
  root: Value,
  functions: Readonly<Record<string, TemplateFunction>>,
  written: string[] = [],
): string {
  all(pieces, root, new Map([["", { value: root }]]));
  return written.join("");

  function all(list: readonly Piece[], dot: Value, outer: Variables): Ending {
    const variables: Variables = new Map(outer);
    for (const piece of list) {
      const ending = one(piece, dot, variables);
      if (ending !== undefined) return ending;
    }
    return undefined;
  }

  function one(piece: Piece, dot: Value, variables: Variables): Ending {
    switch (piece.kind) {
      case "text":
        written.push(piece.text);
        return undefined;
      case "show": {
        const value = pipeline(piece.pipe, dot, variables);
        if (piece.pipe.names.length === 0) written.push(shown(value));
        return undefined;
      }
      case "if":
      case "with": {
        const inner: Variables = new Map(variables);
        for (const { pipe, body } of piece.branches) {
          if (pipe === undefined) return all(body, dot, inner);
          const value = pipeline(pipe, dot, inner);
          if (isTrue(value)) return all(body, piece.kind === "with" ? value : dot, inner);
        }
        return undefined;
      }
      case "range":
        return range(piece, dot, variables);
      case "break":
      case "continue":
        return piece.kind;
    }
  }

  function range({ pipe, body, otherwise }: Piece & { kind: "range" }, dot: Value, variables: Variables): Ending {
    const value = commands(pipe, dot, variables);
    const entries = entriesOf(value, pipe.at);
    if (entries.length === 0) return all(otherwise, dot, variables);
    for (const [key, item] of entries) {
      const inner: Variables = new Map(variables);
      const values = pipe.names.length === 2 ? [key, item] : [item];
      for (const [at, name] of pipe.names.entries()) put(name, values[at], pipe.isAssignment, inner);
      if (all(body, item, inner) === "break") break;
    }
    return undefined;
  }

  function pipeline(pipe: Pipe, dot: Value, variables: Variables): Value {
    const value = commands(pipe, dot, variables);
    for (const name of pipe.names) put(name, value, pipe.isAssignment, variables);
    return value;
  }

  function put(name: string, value: Value, isAssignment: boolean, variables: Variables): void {
    const known = isAssignment ? variables.get(name) : undefined;
    if (known === undefined) variables.set(name, { value });
    else known.value = value;
  }

  function commands(pipe: Pipe, dot: Value, variables: Variables): Value {
    let last: readonly Value[] = [];
    for (const command of pipe.commands) last = [call(command, last, dot, variables)];
    return last[0];
  }

  function call([first, ...others]: Command, last: readonly Value[], dot: Value, variables: Variables): Value {
    if (first.kind === "nil") throw new TemplateError(first.at, "nil is no value by itself");
    if (first.kind !== "function") {
      if (others.length + last.length > 0)
        throw new TemplateError(first.at, "this takes no arguments: only functions do");
      return value(first, dot, variables);
    }
    const args: Value[] = [];
    for (const [at, operand] of others.entries()) {
      const found = value(operand, dot, variables);
      args.push(found);
      const isDecided = (first.name === "and" && !isTrue(found)) || (first.name === "or" && isTrue(found));
      if (isDecided && at < others.length) return found;
    }
    try {
      return functions[first.name]?.([...args, ...last]);
    } catch (error) {
      if (error instanceof TemplateError || !(error instanceof Error)) throw error;
      throw new TemplateError(first.at, `"${first.name}": ${error.message}`);
    }
  }

  function value(operand: Operand, dot: Value, variables: Variables): Value {
    switch (operand.kind) {
      case "dot":
        return dot;
      case "nil":
        return null;
      case "literal":
        return operand.value;
      case "variable":
        return variables.get(operand.name)?.value;
      case "function":
        return call([operand], [], dot, variables);
      case "pipe":
        return pipeline(operand.pipe, dot, new Map(variables));
      case "field":
        return field(value(operand.of, dot, variables), operand.name, operand.at);
    }
  }
}

function field(value: Value, name: string, at: number): Value {
  // Of what a map does not have there is nothing more to ask: heads show `<no value>`.
  if (value === undefined) return undefined;
  if (isMap(value)) return value.get(name);
  if (!isStruct(value)) throw new TemplateError(at, `there is no .${name}: what it is asked of has no fields`);
  if (Object.hasOwn(value.fields, name)) return value.fields[name];
  throw new TemplateError(
    at,
    `there is no .${name}; there are ${Object.keys(value.fields)
      .map((known) => `.${known}`)
      .join(", ")}`,
  );
}

function entriesOf(value: Value, at: number): readonly (readonly [Value, Value])[] {
  if (value === undefined || value === null) return [];
  if (isList(value)) return [...value.entries()];
  if (isMap(value)) return [...value].sort(([one], [other]) => (one < other ? -1 : 1));
  if (typeof value === "number" && Number.isInteger(value))
    return Array.from({ length: value }, (_, place) => [place, place]);
  throw new TemplateError(at, "a range takes a list, a map or a number");
}
