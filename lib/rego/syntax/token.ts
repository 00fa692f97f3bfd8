// Tokens of Rego. The kinds have the names that OPA's messages give them (v1/ast/internal/tokens).

import type { Place } from "../error.js";

export type TokenKind =
  | "eof"
  | "illegal"
  | "identifier"
  | "number"
  | "string"
  | "template-string-part"
  | "template-string-end"
  | "raw-template-string-part"
  | "raw-template-string-end"
  | Keyword
  | Mark;

export type Keyword =
  | "package"
  | "import"
  | "as"
  | "default"
  | "else"
  | "not"
  | "some"
  | "with"
  | "null"
  | "true"
  | "false"
  | "in"
  | "every"
  | "contains"
  | "if";

export type Mark =
  | "["
  | "]"
  | "{"
  | "}"
  | "("
  | ")"
  | ","
  | ":"
  | "."
  | ";"
  | "plus"
  | "minus"
  | "mul"
  | "div"
  | "rem"
  | "and"
  | "or"
  | "eq"
  | "equal"
  | "assign"
  | "neq"
  | "gt"
  | "lt"
  | "gte"
  | "lte";

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string all of it with its quotes, of a part of a template what stands between the marks around it. */
  readonly text: string;
  readonly at: Place;
  /** Space, a line break or a comment stands before it. */
  readonly isSpaced: boolean;
  readonly isOnNewLine: boolean;
  /** Why it is `illegal`. */
  readonly problem?: string;
}

const KEYWORDS: ReadonlySet<string> = new Set<Keyword>([
  "package",
  "import",
  "as",
  "default",
  "else",
  "not",
  "some",
  "with",
  "null",
  "true",
  "false",
  "in",
  "every",
  "contains",
  "if",
]);

export function isKeyword(text: string): text is Keyword {
  return KEYWORDS.has(text);
}
