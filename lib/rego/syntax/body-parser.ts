// What terms need of bodies, which need terms themselves.

import type { TokenKind } from "./token.js";
import type { Body, Expr } from "./tree.js";

/** What stands inside comprehensions and templates; read by `parse-body.ts`. */
export interface BodyParser {
  readonly body: (end: TokenKind) => Body;
  readonly literal: () => Expr;
}
