// Text → module. Follows open-policy-agent/opa v1/ast/parser.go: metadata comments are comments like all others here.

import { RegoError, withinStack } from "../error.js";
import type { BodyParser } from "./body-parser.js";
import { type Cursor, createCursor } from "./cursor.js";
import { createBodyParser } from "./parse-body.js";
import { createRuleParser, ruleOfExpr } from "./parse-rule.js";
import { createTermParser, type TermParser } from "./parse-term.js";
import { scan } from "./scan.js";
import { isKeyword } from "./token.js";
import type { Import, Module, Rule, Term } from "./tree.js";

/**
 * Reads one file of Rego v1. Linear in the length of the text.
 * @throws RegoErrors with the first mistake
 */
export function parseModule(file: string, text: string): Module {
  const start = { file, row: 1, column: 1 };
  return withinStack("rego_parse_error", start, () => parseTokens(file, createCursor(scan(file, text))));
}

function parseTokens(file: string, cursor: Cursor): Module {
  const terms: TermParser = createTermParser(cursor, () => bodies);
  const bodies: BodyParser = createBodyParser(cursor, terms);
  const parseRules = createRuleParser(cursor, terms, bodies);
  const start = cursor.token().at;
  if (cursor.is("eof")) throw new RegoError("rego_parse_error", { ...start, row: 1, column: 1 }, "empty module");
  if (!cursor.is("package")) {
    throw new RegoError("rego_parse_error", start, "package expected");
  }
  const name = parsePackage(cursor, terms);
  const imports: Import[] = [];
  const rules: Rule[] = [];
  while (!cursor.is("eof")) {
    const isRef = isKeywordRef(cursor);
    if (cursor.is("package") && !isRef)
      throw new RegoError("rego_parse_error", cursor.token().at, "unexpected package");
    if (cursor.is("import") && !isRef) imports.push(parseImport(cursor, terms));
    else rules.push(...(parseRules() ?? [ruleOfExpr(bareExpr(cursor, bodies))]));
  }
  return { file, package: name, packageAt: start, imports, rules };
}

function isKeywordRef(cursor: Cursor): boolean {
  const next = cursor.peek();
  return !next.isSpaced && (next.kind === "." || next.kind === "[");
}

/** What stands where a rule does and is none; another expression behind a semicolon is a mistake. */
function bareExpr(cursor: Cursor, bodies: BodyParser) {
  const expr = bodies.literal();
  if (cursor.is(";")) {
    throw new RegoError("rego_parse_error", expr.at, "multiple expressions cannot be used for rule head");
  }
  return expr;
}

function parsePackage(cursor: Cursor, terms: TermParser): readonly string[] {
  cursor.advance();
  cursor.allowKeyword();
  if (!cursor.is("identifier")) cursor.fail();
  return stringPath(terms.term(), cursor);
}

function parseImport(cursor: Cursor, terms: TermParser): Import {
  const { at } = cursor.advance();
  cursor.allowKeyword();
  if (!cursor.is("identifier")) cursor.fail();
  const pathAt = cursor.token().at;
  const path = stringPath(terms.term(), cursor);
  const [root = "", ...rest] = path;
  if (!ROOTS.has(root)) {
    const wanted = [...ROOTS].sort().join(", ");
    throw new RegoError(
      "rego_parse_error",
      pathAt,
      `unexpected import path, must begin with one of: {${wanted}}, got: ${root}`,
    );
  }
  const last = rest.at(-1) ?? root;
  if (cursor.is("as")) {
    cursor.advance();
    if (!cursor.is("identifier")) cursor.fail("expected var");
    const name = cursor.advance().text;
    return { path, name, at };
  }
  if (root !== "future" && isKeyword(last)) {
    throw new RegoError("rego_parse_error", at, `unexpected import path, must not end with a keyword, got: ${last}`);
  }
  checkFutureImport(path, at);
  return { path, name: last, at };
}

const ROOTS: ReadonlySet<string> = new Set(["data", "future", "input", "rego"]);
const FUTURE: ReadonlySet<string> = new Set(["in", "every", "contains", "if"]);

/** All of them are part of the language by now. */
function checkFutureImport([root, ...path]: readonly string[], at: Import["at"]): void {
  const fail = (message: string): never => {
    throw new RegoError("rego_parse_error", at, message);
  };
  if (root === "rego" && (path.length !== 1 || path[0] !== "v1")) fail("invalid import, must be `rego.v1`");
  if (root !== "future") return;
  if (path[0] !== "keywords" || path.length > 2) fail("invalid import, must be `future.keywords`");
  const [, keyword] = path;
  if (keyword !== undefined && !FUTURE.has(keyword))
    fail(`unexpected keyword, must be one of ${[...FUTURE].join(", ")}`);
}

function stringPath(term: Term, cursor: Cursor): readonly string[] {
  if (term.kind === "var") return [term.name];
  if (term.kind !== "ref" || term.head.kind !== "var") return cursor.fail("expected path");
  return [
    term.head.name,
    ...term.path.map((part) => {
      if (part.kind === "scalar" && typeof part.value === "string") return part.value;
      throw new RegoError("rego_parse_error", part.at, `unexpected ${part.kind} token: expecting string`);
    }),
  ];
}
