// Tokens → rules. Follows open-policy-agent/opa v1/ast/parser.go, parser_ext.go and, for what v1 of the language asks, rego_v1.go.

import { RegoError } from "../error.js";
import type { BodyParser } from "./body-parser.js";
import type { Cursor } from "./cursor.js";
import { rootRef, type TermParser } from "./parse-term.js";
import { isKeyword } from "./token.js";
import {
  type Body,
  type Expr,
  type Head,
  operatorName,
  type Rule,
  scalar,
  type Term,
  termExpr,
  type Var,
} from "./tree.js";
import { isGround, someTerm } from "./visit.js";

/** Undefined where what follows is no rule. */
export type RuleParser = () => readonly Rule[] | undefined;

export function createRuleParser(cursor: Cursor, terms: TermParser, bodies: BodyParser): RuleParser {
  function rules(): readonly Rule[] | undefined {
    const start = cursor.position();
    const { at } = cursor.token();
    cursor.allowKeywordRef();
    const isDefault = cursor.is("default");
    if (isDefault) {
      cursor.advance();
      cursor.allowKeywordRef();
    }
    if (cursor.is("identifier")) {
      const head = heading(isDefault);
      if (isDefault) return [defaultRule(head, at)];
      const read = withBody(head, at);
      if (read !== undefined) return read;
    }
    cursor.restore(start);
    return undefined;
  }

  function heading(isDefault: boolean): Head {
    const { at } = cursor.token();
    const name = terms.variable();
    if (!cursor.token().isSpaced && OPERATORS.has(cursor.token().kind)) cursor.fail();
    const { ref, args } = headOf(cursor.is("(", ".", "[") ? terms.ref(name) : rootRef(name));
    const shape = { ref, args, at };
    if (cursor.is("contains")) {
      const example = `(e.g., ${refText(ref)} contains <VALUE> { ... })`;
      if (args !== undefined)
        cursor.fail(`the contains keyword can only be used with multi-value rule definitions ${example}`);
      cursor.advance();
      return { ...shape, key: terms.infix(), value: undefined };
    }
    if (cursor.is("eq", "assign")) {
      cursor.advance();
      return { ...shape, value: terms.infix() };
    }
    if (isDefault && ref.length === 2 && args === undefined) {
      throw new RegoError("rego_parse_error", at, "illegal default rule (must have a value)");
    }
    return { ...shape, value: scalar(true, at) };
  }

  function headOf(term: Term): Pick<Head, "ref" | "args"> {
    const path: Term = term.kind === "call" ? term.operator : term;
    const args = term.kind === "call" ? term.args : undefined;
    if (path.kind === "var") return { ref: [path], args };
    if (path.kind === "ref" && path.head.kind === "var") return { ref: [path.head, ...path.path], args };
    return cursor.fail("expected rule head name");
  }

  function defaultRule(head: Head, at: Rule["at"]): Rule {
    const fail = (what: string): never => {
      throw new RegoError("rego_parse_error", at, `illegal default rule (${what})`);
    };
    const { value } = head;
    if (value === undefined) return fail("must have a value");
    const illegal = someTerm(value, (term) =>
      term.kind === "ref" || term.kind === "var" || term.kind === "call" ? term : undefined,
    );
    if (illegal !== undefined) fail(`value cannot contain ${illegal.kind}`);
    const seen = new Set<string>();
    for (const arg of head.args ?? []) {
      if (arg.kind !== "var") return fail(`arguments cannot contain ${arg.kind}`);
      if (seen.has(arg.name)) fail(`arguments cannot be repeated ${arg.name}`);
      seen.add(arg.name);
    }
    return { isDefault: true, head, body: trueBody(at), at };
  }

  function withBody(head: Head, at: Rule["at"]): readonly Rule[] | undefined {
    const hasIf = cursor.is("if");
    if (!hasIf && !cursor.is("{")) {
      return head.key === undefined ? undefined : [{ isDefault: false, head, body: trueBody(at), at }];
    }
    const what = head.args === undefined ? "rule" : "function";
    const body = hasIf ? ruleBody() : bracedBody();
    if (!hasIf) throw new RegoError("rego_parse_error", at, `\`if\` keyword is required before ${what} body`);
    const otherwise = cursor.is("else") && !cursor.allowKeywordRef() ? elseRule(head) : undefined;
    const first: Rule = { isDefault: false, head, body, ...(otherwise === undefined ? {} : { otherwise }), at };
    return [first, ...chained(first)];
  }

  /** `if a == b` or `if { … }`: what begins with a brace is a body unless it reads as a comprehension or an object. */
  function ruleBody(): Body {
    cursor.advance();
    const literal = cursor.attempt(() => {
      const read = bodies.literal();
      return read.kind === "term" && read.term.kind === "set" ? undefined : read;
    });
    return literal === undefined ? bracedBody() : [literal];
  }

  function bracedBody(): Body {
    cursor.advance();
    return bodies.body("}");
  }

  /** More bodies for the same head. */
  function chained({ head, otherwise }: Rule): readonly Rule[] {
    const read: Rule[] = [];
    while (cursor.is("{")) {
      const { at } = cursor.token();
      if (otherwise !== undefined) throw new RegoError("rego_parse_error", at, "expected else keyword");
      read.push({ isDefault: false, head, body: bracedBody(), at });
    }
    return read;
  }

  function elseRule(head: Head): Rule {
    const { at } = cursor.token();
    const fail = (message: string): never => {
      throw new RegoError("rego_parse_error", at, message);
    };
    if (!head.ref.slice(1).every(isGround)) fail("else keyword cannot be used on rules with variables in head");
    if (head.key !== undefined) fail("else keyword cannot be used on multi-value rules");
    cursor.advance();
    let value: Term = scalar(true, at);
    if (cursor.is("assign", "eq")) {
      cursor.advance();
      value = terms.infix();
      if (!cursor.is("if", "{")) return { isDefault: false, head: { ...head, value, at }, body: trueBody(at), at };
    } else if (!cursor.is("if", "{")) {
      cursor.fail("expected else value term or rule body");
    }
    if (!cursor.is("if")) {
      throw new RegoError(
        "rego_parse_error",
        at,
        `\`if\` keyword is required before ${head.args === undefined ? "rule" : "function"} body`,
      );
    }
    cursor.advance();
    if (cursor.is("eof")) cursor.fail("rule body expected");
    const body = cursor.is("{") ? bracedBody() : [bodies.literal()];
    const otherwise = cursor.is("else") ? cursor.nested(() => elseRule(head)) : undefined;
    return {
      isDefault: false,
      head: { ...head, value, at },
      body,
      ...(otherwise === undefined ? {} : { otherwise }),
      at,
    };
  }

  return rules;
}

const OPERATORS: ReadonlySet<string> = new Set("plus minus mul div rem and or equal neq gt gte lt lte".split(" "));

function trueBody(at: Rule["at"]): Body {
  return [termExpr(scalar(true, at))];
}

/** `p := 1`, `f(x) := 2`, `p.q[x] := 3`: an expression that stands where a rule does. */
export function ruleOfExpr(expr: Expr): Rule {
  const fail = (message: string): never => {
    throw new RegoError("rego_parse_error", expr.at, message);
  };
  if (expr.withs.length > 0) return fail("expressions using with keyword cannot be used for rule head");
  if (expr.kind === "some-vars" || expr.kind === "some-in")
    return fail("'some' declarations cannot be used for rule head");
  if (expr.kind === "every") return fail("expression cannot be used for rule head");
  if (expr.isNegated) return fail("negated expressions cannot be used for rule head");
  const { term, at } = expr;
  const make = (name: Term, value: Term): Rule => {
    const head = { ...headPath(name, fail), value, at };
    const [first] = head.ref;
    if (isKeyword(first.name) && head.ref.length < 2) fail(`${first.name} keyword cannot be used for rule name`);
    return { isDefault: false, head, body: trueBody(value.at), at };
  };
  if (term.kind === "call") {
    const [left, right] = term.args;
    const called = operatorName(term.operator);
    if (called === "eq" || called === "assign") {
      return left !== undefined && right !== undefined ? make(left, right) : fail("assignment requires two operands");
    }
    if (called?.startsWith("internal.") === true) return fail("rule name conflicts with built-in function");
    if (term.args.length === 0) return fail("rule argument list must take at least one argument");
    return make(term, scalar(true, at));
  }
  if (term.kind !== "ref" || term.path.length === 0) return fail(`${term.kind} cannot be used for rule name`);
  if (term.path.length > 1) return fail("rule must have value assignment and/or body declaration");
  return fail("`contains` keyword is required for partial set rules");
}

function headPath(name: Term, fail: (message: string) => never): Pick<Head, "ref" | "args"> {
  const path: Term = name.kind === "call" ? name.operator : name;
  const args = name.kind === "call" ? name.args : undefined;
  if (path.kind === "var") return { ref: [path], args };
  if (path.kind !== "ref") return fail(`${path.kind} cannot be used for rule name`);
  if (path.head.kind !== "var") return fail("invalid rule head");
  return { ref: [path.head, ...path.path], args };
}

/** As it is written, for messages. */
function refText([name, ...path]: readonly [Var, ...Term[]]): string {
  return name.name + path.map((part) => (part.kind === "scalar" ? `.${String(part.value)}` : "[...]")).join("");
}
