// Tokens → terms: scalars, collections, comprehensions, references, calls and operators. Follows open-policy-agent/opa v1/ast/parser.go.

import { RegoError } from "../error.js";
import { numberFromText } from "../values/index.js";
import type { BodyParser } from "./body-parser.js";
import type { Cursor } from "./cursor.js";
import { isTooBig, scalarName, stringValue, unescaped } from "./literal.js";
import { createCollectionParser } from "./parse-collection.js";
import type { TokenKind } from "./token.js";
import {
  type Call,
  type Expr,
  isCallOf,
  operatorRef,
  type Ref,
  type ScalarTerm,
  scalar,
  type Template,
  type Term,
  type Var,
  variable,
} from "./tree.js";

export interface TermParser {
  /** A term with its operators; `k, v in xs` is one where no list is being read. */
  readonly infix: () => Term;
  readonly term: () => Term;
  readonly variable: () => Var;
  /** What follows a head: `.x`, `[y]`, `(z)`. */
  readonly ref: (head: Term) => Term;
}

/** How tightly operators bind. All of one level go from left to right. */
const LEVELS: ReadonlyMap<TokenKind, number> = new Map<TokenKind, number>([
  ["equal", 0],
  ["neq", 0],
  ["lt", 0],
  ["gt", 0],
  ["lte", 0],
  ["gte", 0],
  ["or", 1],
  ["and", 2],
  ["plus", 3],
  ["minus", 3],
  ["mul", 4],
  ["div", 4],
  ["rem", 4],
]);

/** A chain of operators is a term as deep as it is long. */
const MAX_CHAIN = 400;

export function createTermParser(cursor: Cursor, bodies: () => BodyParser): TermParser {
  // Terms are tried as heads of comprehensions first and then read again as parts of longer ones: without this, twice a level.
  const known = new Map<number, { readonly term: Term; readonly end: number }>();

  function infix(): Term {
    return cursor.nested(() => membership({ isInList: false }));
  }

  function infixInList(): Term {
    return cursor.nested(() => membership({ isInList: true }));
  }

  function membership({ isInList }: { isInList: boolean }): Term {
    let left = operators(0);
    for (let links = 0; ; links++) {
      const pair = isInList || !cursor.is(",") ? undefined : cursor.attempt(() => pairMembership(left));
      if (pair === undefined) {
        cursor.allowKeywordRef();
        if (!cursor.is("in")) return left;
        const operator = operatorRef(cursor.advance().at, "internal", "member_2");
        left = { kind: "call", operator, args: [left, operators(0)], at: left.at };
      } else {
        left = pair;
      }
      if (!cursor.is("in")) return left;
      checkChain(links);
    }
  }

  function pairMembership(key: Term): Call {
    cursor.advance();
    const value = operators(0);
    if (!cursor.is("in")) cursor.fail();
    const operator = operatorRef(cursor.advance().at, "internal", "member_3");
    return { kind: "call", operator, args: [key, value, operators(0)], at: key.at };
  }

  function operators(loosest: number): Term {
    let left = term();
    for (let links = 0; ; links++) {
      const { kind, at } = cursor.token();
      const level = LEVELS.get(kind);
      if (level === undefined || level < loosest) return left;
      checkChain(links);
      cursor.advance();
      left = { kind: "call", operator: operatorRef(at, kind), args: [left, operators(level + 1)], at: left.at };
    }
  }

  function checkChain(links: number): void {
    if (links >= MAX_CHAIN) {
      throw new RegoError("rego_parse_error", cursor.token().at, "max recursion depth exceeded");
    }
  }

  function term(): Term {
    const start = cursor.position();
    const seen = known.get(start);
    if (seen !== undefined) {
      cursor.restore(seen.end);
      return seen.term;
    }
    const read = cursor.nested(() => finish(unfinished()));
    known.set(start, { term: read, end: cursor.position() });
    return read;
  }

  function unfinished(): Term {
    const token = cursor.token();
    switch (token.kind) {
      case "null":
      case "true":
      case "false":
        cursor.advance();
        return scalar(token.kind === "null" ? null : token.kind === "true", token.at);
      case "minus":
      case ".":
      case "number":
        return number();
      case "string":
        cursor.advance();
        return scalar(stringValue(token), token.at);
      case "template-string-part":
      case "template-string-end":
      case "raw-template-string-part":
      case "raw-template-string-end":
        return template();
      case "identifier":
      case "contains":
        return readVariable();
      case "[":
        return array();
      case "{":
        return setOrObject();
      case "(":
        return parenthesised();
      default:
        return cursor.fail();
    }
  }

  /** What stands at once behind a term belongs to it. */
  function finish(head: Term): Term {
    if (!cursor.token().isSpaced && cursor.is("(", ".", "[")) return ref(head);
    return head.kind === "var" ? rootRef(head) : head;
  }

  function readVariable(): Var {
    const { text, at } = cursor.token();
    // Each wildcard is a variable of its own, the same when it is read again.
    const name = text === "_" ? `$${cursor.position()}` : text;
    cursor.advance();
    return variable(name, at);
  }

  function parenthesised(): Term {
    cursor.advance();
    const inner = infix();
    if (!cursor.is(")")) {
      throw new RegoError("rego_parse_error", cursor.token().at, "non-terminated expression");
    }
    cursor.advance();
    return inner;
  }

  function number(): Term {
    const { at } = cursor.token();
    let text = "";
    if (cursor.is("minus")) {
      text = "-";
      cursor.advance();
      if (!cursor.is("number", ".")) cursor.fail("expected number");
    }
    if (cursor.is(".")) {
      text += ".";
      cursor.advance();
      if (!cursor.is("number")) cursor.fail("expected number");
    }
    const { text: digits } = cursor.token();
    if (!text.endsWith(".") && /^0[0-9]/.test(digits)) cursor.fail("expected number without leading zero");
    const value = isTooBig(text + digits) ? undefined : numberFromText(text + digits);
    if (value === undefined) throw new RegoError("rego_parse_error", cursor.token().at, "number too big");
    cursor.advance();
    return scalar(value, at);
  }

  function template(): Template {
    const { at } = cursor.token();
    const parts: (ScalarTerm | Expr)[] = [];
    for (;;) {
      const piece = cursor.token();
      if (piece.problem !== undefined) cursor.fail();
      cursor.advance();
      const text = piece.kind.startsWith("raw")
        ? piece.text
        : unescaped(piece, piece.text, "illegal template-string part");
      if (text !== "") parts.push(scalar(text, piece.at));
      if (piece.kind.endsWith("end")) return { kind: "template", parts, at };
      parts.push(templateExpr());
      if (!cursor.is("}")) {
        throw new RegoError("rego_parse_error", cursor.token().at, "expected } to end template string expression");
      }
      cursor.advance();
    }
  }

  function templateExpr(): ScalarTerm | Expr {
    const expr = bodies().literal();
    const refuse = (what: string): never => {
      throw new RegoError("rego_parse_error", expr.at, `unexpected ${what} in template-string expression`);
    };
    if (expr.kind === "every") return refuse("'every'");
    if (expr.kind !== "term") return refuse("'some'");
    if (expr.isNegated) return refuse("negation ('not')");
    if (isCallOf(expr.term, "eq")) return refuse("unification ('=')");
    if (isCallOf(expr.term, "assign")) return refuse("assignment (':=')");
    return expr.term.kind === "scalar" ? expr.term : expr;
  }

  function ref(head: Term): Term {
    return cursor.nested(() => refParts(head));
  }

  function refParts(head: Term): Term {
    if (head.kind === "scalar" || head.kind === "template" || head.kind === "ref") {
      const what = head.kind === "scalar" ? scalarName(head) : head.kind === "ref" ? "ref" : "template-string";
      throw new RegoError("rego_parse_error", head.at, `illegal ref (head cannot be ${what})`);
    }
    const path: Term[] = [];
    const whole = (): Ref => ({ kind: "ref", head, path, at: head.at });
    for (let isFirst = true; isFirst || !cursor.token().isSpaced; isFirst = false) {
      if (cursor.is(".")) {
        cursor.advance();
        if (cursor.token().isSpaced) {
          throw new RegoError(
            "rego_parse_error",
            cursor.token().at,
            "unexpected whitespace token: expected identifier",
          );
        }
        cursor.allowKeyword();
        if (!cursor.is("identifier")) cursor.fail("expected identifier");
        const { text, at } = cursor.advance();
        path.push(scalar(text, at));
      } else if (cursor.is("[")) {
        cursor.advance();
        path.push(infix());
        if (!cursor.is("]")) cursor.fail("expected [");
        cursor.advance();
      } else if (cursor.is("(")) {
        return finish(call(whole()));
      } else {
        break;
      }
    }
    return whole();
  }

  function call(operator: Ref): Term {
    cursor.advance();
    const args = list(")");
    const { at } = operator;
    if (
      args.length === 0 &&
      operator.head.kind === "var" &&
      operator.head.name === "set" &&
      operator.path.length === 0
    ) {
      return { kind: "set", items: [], at };
    }
    return { kind: "call", operator, args, at };
  }

  const { list, array, setOrObject } = createCollectionParser(cursor, { term, infixInList, bodies });

  return { infix, term, variable: readVariable, ref };
}

/** A name that is a document's is a reference even without a path. */
export function rootRef(head: Var): Term {
  if (head.name !== "input" && head.name !== "data") return head;
  return { kind: "ref", head, path: [], at: head.at };
}
