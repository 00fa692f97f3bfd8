// Templates of `--format`, read: those of Go's text/template, which docker's commands take. Follows Go's text/template/parse.

import { itemsOf, TemplateError, type Token } from "./template-tokens.js";

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "show"; readonly pipe: Pipe }
  /** `if` and `with`, the first branch that is true; an `else` has no pipe. */
  | { readonly kind: "if" | "with"; readonly branches: readonly Branch[] }
  | {
      readonly kind: "range";
      readonly pipe: Pipe;
      readonly body: readonly Piece[];
      readonly otherwise: readonly Piece[];
    }
  | { readonly kind: "break" | "continue" };

export interface Branch {
  readonly pipe?: Pipe;
  readonly body: readonly Piece[];
}

export interface Pipe {
  readonly at: number;
  /** Variables that take the value, without `$`. */
  readonly names: readonly string[];
  /** They are there already. */
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

export type Command = readonly [Operand, ...Operand[]];

export type Operand = { readonly at: number } & (
  | { readonly kind: "dot" | "nil" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  /** `$` is the one without a name. */
  | { readonly kind: "variable" | "function"; readonly name: string }
  | { readonly kind: "field"; readonly of: Operand; readonly name: string }
  | { readonly kind: "pipe"; readonly pipe: Pipe }
);

/**
 * Reads a template; `\t` and `\n` in its text are a tab and a line end, as docker's commands have it. `functions` are those there are.
 * @throws {TemplateError}
 */
export function parseTemplate(template: string, functions: ReadonlySet<string>): readonly Piece[] {
  const items = itemsOf(template);
  let next = 0;
  const { pieces, end } = list(0, new Set());
  if (end !== undefined) throw new TemplateError(end.at, `there is nothing that "${end.word}" belongs to`);
  return pieces;

  /** Pieces up to an `end` or `else`, which comes back; `depth` is that of ranges around. */
  function list(depth: number, names: ReadonlySet<string>): { pieces: readonly Piece[]; end?: End } {
    const pieces: Piece[] = [];
    let known = names;
    for (let item = items[next]; item !== undefined; item = items[next]) {
      next += 1;
      if (item.kind === "text") {
        pieces.push(item);
        continue;
      }
      const [first, ...rest] = item.tokens;
      const word = first?.kind === "word" ? first.text : "";
      if (first === undefined) throw new TemplateError(item.at, "there is nothing between {{ and }}");
      switch (word) {
        case "end":
        case "else":
          if (word === "end" && rest.length > 0) throw unexpected(rest[0]);
          return { pieces, end: { word, at: first.at, rest } };
        case "if":
        case "with":
          pieces.push({ kind: word, branches: branches(word, first.at, rest, depth, known) });
          break;
        case "range":
          pieces.push(range(first.at, rest, depth, known));
          break;
        case "break":
        case "continue":
          if (rest.length > 0) throw unexpected(rest[0]);
          if (depth === 0) throw new TemplateError(first.at, `"${word}" stands outside of every range`);
          pieces.push({ kind: word });
          break;
        case "define":
        case "block":
        case "template":
          throw new TemplateError(first.at, `templates inside of templates ("${word}") are not known here`);
        default: {
          const pipe = pipeOf(item.tokens, item.at, known);
          if (!pipe.isAssignment) known = new Set([...known, ...pipe.names]);
          pieces.push({ kind: "show", pipe });
        }
      }
    }
    return { pieces };
  }

  function closed(depth: number, names: ReadonlySet<string>, word: string, at: number) {
    const { pieces, end } = list(depth, names);
    if (end === undefined) throw new TemplateError(at, `"${word}" has no {{end}}`);
    return { pieces, end };
  }

  function branches(
    word: "if" | "with",
    at: number,
    tokens: readonly Token[],
    depth: number,
    names: ReadonlySet<string>,
  ): readonly Branch[] {
    const pipe = pipeOf(tokens, at, names);
    const inner = new Set([...names, ...pipe.names]);
    const { pieces: body, end } = closed(depth, inner, word, at);
    if (end.word === "end") return [{ pipe, body }];
    const [again, ...rest] = end.rest;
    if (again === undefined) {
      const last = closed(depth, inner, word, at);
      if (last.end.word !== "end") throw new TemplateError(last.end.at, "there is an else already");
      return [{ pipe, body }, { body: last.pieces }];
    }
    if (again.kind !== "word" || again.text !== word) throw unexpected(again);
    return [{ pipe, body }, ...branches(word, again.at, rest, depth, inner)];
  }

  function range(at: number, tokens: readonly Token[], depth: number, names: ReadonlySet<string>): Piece {
    const pipe = pipeOf(tokens, at, names, 2);
    const inner = new Set([...names, ...pipe.names]);
    const { pieces: body, end } = closed(depth + 1, inner, "range", at);
    if (end.word === "end") return { kind: "range", pipe, body, otherwise: [] };
    if (end.rest.length > 0) throw unexpected(end.rest[0]);
    const last = closed(depth, inner, "range", at);
    if (last.end.word !== "end") throw new TemplateError(last.end.at, "there is an else already");
    return { kind: "range", pipe, body, otherwise: last.pieces };
  }

  function pipeOf(tokens: readonly Token[], at: number, names: ReadonlySet<string>, mostNames = 1): Pipe {
    return readPipe(tokens, at, { functions, names, mostNames });
  }
}

interface End {
  readonly word: "end" | "else";
  readonly at: number;
  readonly rest: readonly Token[];
}

interface Known {
  readonly functions: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly mostNames: number;
}

function readPipe(tokens: readonly Token[], at: number, known: Known): Pipe {
  let next = 0;
  const pipe = read(at, known.mostNames);
  if (next < tokens.length) throw unexpected(tokens[next]);
  return pipe;

  function isSign(text: string, offset = 0): boolean {
    const token = tokens[next + offset];
    return token?.kind === "sign" && token.text === text;
  }

  function read(start: number, mostNames: number): Pipe {
    const names: string[] = [];
    let isAssignment = false;
    const isPair = mostNames > 1 && isSign(",", 1) && tokens[next + 2]?.kind === "variable";
    const width = isPair ? 3 : 1;
    if (tokens[next]?.kind === "variable" && (isSign(":=", width) || isSign("=", width))) {
      isAssignment = isSign("=", width);
      for (const token of [tokens[next], ...(isPair ? [tokens[next + 2]] : [])]) {
        const name = token?.text.slice(1) ?? "";
        if (isAssignment && !known.names.has(name)) throw noVariable(token);
        names.push(name);
      }
      next += width + 1;
    }
    const commands = [command()];
    while (isSign("|")) {
      next += 1;
      commands.push(command());
    }
    return { at: start, names, isAssignment, commands };
  }

  function command(): Command {
    const first = operand();
    const others: Operand[] = [];
    while (next < tokens.length && !isSign("|") && !isSign(")")) others.push(operand());
    return [first, ...others];
  }

  function operand(): Operand {
    let value = simple();
    for (let token = tokens[next]; token?.kind === "field" && token.isClose; token = tokens[next]) {
      next += 1;
      value = { kind: "field", of: value, name: token.text.slice(1), at: token.at };
    }
    return value;
  }

  function simple(): Operand {
    const token = tokens[next];
    if (token === undefined) throw new TemplateError(tokens.at(-1)?.at ?? at, "there is no value");
    next += 1;
    const { kind, text, at: where } = token;
    switch (kind) {
      case "dot":
        return { kind: "dot", at: where };
      case "field":
        return { kind: "field", of: { kind: "dot", at: where }, name: text.slice(1), at: where };
      case "variable":
        if (text !== "$" && !known.names.has(text.slice(1))) throw noVariable(token);
        return { kind: "variable", name: text.slice(1), at: where };
      case "string":
        return { kind: "literal", value: unquoted(token), at: where };
      case "number":
        return { kind: "literal", value: Number(text), at: where };
      case "word":
        if (text === "true" || text === "false") return { kind: "literal", value: text === "true", at: where };
        if (text === "nil") return { kind: "nil", at: where };
        if (known.functions.has(text)) return { kind: "function", name: text, at: where };
        throw new TemplateError(
          where,
          `there is no function "${text}"; there are ${[...known.functions].sort().join(", ")}`,
        );
      case "sign": {
        if (text !== "(") throw unexpected(token);
        const pipe = read(where, 1);
        if (!isSign(")")) throw new TemplateError(where, "this parenthesis is not closed");
        next += 1;
        return { kind: "pipe", pipe, at: where };
      }
    }
  }
}

function noVariable(token: Token | undefined): TemplateError {
  return new TemplateError(token?.at ?? 0, `there is no variable ${token?.text}`);
}

function unexpected(token: Token | undefined): TemplateError {
  return new TemplateError(token?.at ?? 0, `"${token?.text}" is not expected here`);
}

function unquoted({ text, at }: Token): string {
  if (text.startsWith("`")) return text.slice(1, -1);
  return text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)/g, (_, code: string) => {
    const simple: Readonly<Record<string, string>> = {
      n: "\n",
      t: "\t",
      r: "\r",
      "\\": "\\",
      '"': '"',
      a: "\x07",
      b: "\b",
    };
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const meant = simple[code];
    if (meant === undefined) throw new TemplateError(at, `"\\${code}" stands for nothing in a string`);
    return meant;
  });
}
