// Tokens → bodies of rules, comprehensions and `every`. Follows open-policy-agent/opa v1/ast/parser.go.

import { RegoError } from "../error.js";
import type { BodyParser } from "./body-parser.js";
import type { Cursor } from "./cursor.js";
import type { TermParser } from "./parse-term.js";
import type { TokenKind } from "./token.js";
import { type Body, type Call, type Expr, operatorName, operatorRef, termExpr, type Var, type With } from "./tree.js";

export function createBodyParser(cursor: Cursor, terms: TermParser): BodyParser {
  /** From behind the opening mark to behind the closing one. */
  function body(end: TokenKind): Body {
    if (cursor.is(end)) throw new RegoError("rego_parse_error", cursor.token().at, "found empty body");
    const exprs: Expr[] = [];
    for (;;) {
      exprs.push(literal());
      if (cursor.is(";")) {
        cursor.advance();
      } else if (cursor.is(end)) {
        cursor.advance();
        return exprs;
      } else if (!cursor.isAfterLineBreak()) {
        cursor.fail(`expected \\n or ; or ${end}`);
      }
    }
  }

  function literal(): Expr {
    const { at } = cursor.token();
    if (cursor.allowKeywordRef()) return { ...expression(false), at };
    const isNegated = cursor.is("not");
    if (isNegated) cursor.advance();
    if (cursor.is("some", "every")) {
      if (isNegated) cursor.fail(`illegal negation of '${cursor.token().kind}'`);
      return cursor.is("some") ? some() : every();
    }
    return { ...expression(isNegated), at };
  }

  function expression(isNegated: boolean): Expr {
    const left = terms.infix();
    if (!cursor.is("assign", "eq")) return termExpr(left, { isNegated, withs: withs() });
    const { kind, at } = cursor.advance();
    const args = [left, terms.infix()];
    const call: Call = { kind: "call", operator: operatorRef(at, kind), args, at: left.at };
    return termExpr(call, { isNegated, withs: withs() });
  }

  function withs(): readonly With[] {
    const read: With[] = [];
    while (cursor.is("with")) {
      const { at } = cursor.advance();
      if (!cursor.is("identifier")) cursor.fail("expected ident");
      const target = terms.term();
      if (target.kind !== "ref" && target.kind !== "var") cursor.fail("expected with target path");
      if (!cursor.is("as")) cursor.fail("expected as keyword");
      cursor.advance();
      read.push({ target, value: terms.infix(), at });
    }
    return read;
  }

  function some(): Expr {
    const { at } = cursor.advance();
    const domain = cursor.attempt(() => {
      const term = terms.infix();
      return term.kind === "call" ? term : undefined;
    });
    if (domain !== undefined) {
      const found = membership(domain) ?? cursor.fail("expected `x in xs` or `x, y in xs` expression");
      return { kind: "some-in", ...found, withs: withs(), at };
    }
    return { kind: "some-vars", vars: declared(), withs: [], at };
  }

  function declared(): readonly Var[] {
    const vars: Var[] = [];
    for (;;) {
      if (!cursor.is("identifier")) cursor.fail("expected var");
      vars.push(terms.variable());
      if (!cursor.is(",")) return vars;
      cursor.advance();
    }
  }

  function every(): Expr {
    const { at } = cursor.advance();
    const expected = "expected `x[, y] in xs { ... }` expression";
    const domain = terms.infix();
    const found = domain.kind === "call" ? membership(domain) : undefined;
    if (found === undefined) return cursor.fail(expected);
    const { key, value } = found;
    if (key !== undefined && key.kind !== "var") return cursor.fail("expected key to be a variable");
    if (value.kind !== "var") return cursor.fail("expected value to be a variable");
    if (!cursor.is("{")) cursor.fail("missing body");
    cursor.advance();
    const inner = cursor.nested(() => body("}"));
    const rest = { value, domain: found.domain, body: inner, withs: withs(), at };
    return { kind: "every", ...(key === undefined ? {} : { key }), ...rest };
  }

  return { body, literal };
}

function membership({ operator, args }: Call) {
  const [first, second, third] = args;
  if (first === undefined || second === undefined) return undefined;
  const name = operatorName(operator);
  if (name === "internal.member_2" && third === undefined) return { value: first, domain: second };
  if (name === "internal.member_3" && third !== undefined) return { key: first, value: second, domain: third };
  return undefined;
}
