// Where the parser is in the tokens, and what it says when it cannot go on.

import { RegoError } from "../error.js";
import { isKeyword, type Token, type TokenKind } from "./token.js";

/**
 * How deep terms may nest. Walking a tree takes about a dozen stack frames a level, and Node's stack holds some ten thousand;
 * OPA, whose stack grows, allows 100 000.
 */
const MAX_DEPTH = 400;

export interface Cursor {
  readonly token: () => Token;
  readonly is: (...kinds: readonly TokenKind[]) => boolean;
  /** The token behind the present one. */
  readonly peek: () => Token;
  readonly advance: () => Token;
  readonly position: () => number;
  readonly restore: (position: number) => void;
  /** The text of the last token that was passed ends in another line than the present one begins in. */
  readonly isAfterLineBreak: () => boolean;
  /** Takes a keyword for a name where a `.` or a `[` follows at once: `if.x` is a reference. */
  readonly allowKeywordRef: () => boolean;
  /** Takes any keyword for a name. */
  readonly allowKeyword: () => void;
  /** @throws RegoError at the present token */
  readonly fail: (note?: string) => never;
  /** Undefined, and back to where it was, when `parse` fails or says so. */
  readonly attempt: <T>(parse: () => T) => T | undefined;
  readonly nested: <T>(parse: () => T) => T;
}

export function createCursor(scanned: readonly Token[]): Cursor {
  const tokens = [...scanned];
  let position = 0;
  let depth = 0;

  const at = (index: number): Token => {
    const token = tokens[Math.min(index, tokens.length - 1)];
    if (token === undefined) throw new Error("internal error: no tokens");
    return token;
  };
  const token = () => at(position);
  const takeForName = () => {
    tokens[position] = { ...token(), kind: "identifier" };
  };

  return {
    token,
    is: (...kinds) => kinds.includes(token().kind),
    peek: () => at(position + 1),
    advance: () => at(position++),
    position: () => position,
    restore: (to) => {
      position = to;
    },
    isAfterLineBreak: () => token().isOnNewLine,
    allowKeywordRef() {
      if (!isKeyword(token().kind)) return false;
      const next = at(position + 1);
      if (next.isSpaced || (next.kind !== "." && next.kind !== "[")) return false;
      takeForName();
      return true;
    },
    allowKeyword() {
      if (isKeyword(token().kind)) takeForName();
    },
    fail(note) {
      throw unexpected(token(), note);
    },
    attempt(parse) {
      const start = position;
      const startDepth = depth;
      try {
        const result = parse();
        if (result === undefined) position = start;
        return result;
      } catch (error) {
        if (!(error instanceof RegoError)) throw error;
        position = start;
        depth = startDepth;
        return undefined;
      }
    },
    nested(parse) {
      if (depth >= MAX_DEPTH) throw new RegoError("rego_parse_error", token().at, "max recursion depth exceeded");
      depth++;
      const result = parse();
      depth--;
      return result;
    },
  };
}

function unexpected({ kind, at, problem }: Token, note: string | undefined): RegoError {
  if (problem !== undefined) return new RegoError("rego_parse_error", at, problem);
  const message = `unexpected ${kind} ${isKeyword(kind) ? "keyword" : "token"}`;
  return new RegoError("rego_parse_error", at, note === undefined ? message : `${message}: ${note}`);
}
