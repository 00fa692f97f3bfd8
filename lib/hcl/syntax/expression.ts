// Expressions. Follows hashicorp/hcl hclsyntax/spec.md, Expressions; the order of precedence is that of parser.go.

import { parseNumber, type Value } from "../values/index.js";
import { readCall, readObject, readTuple } from "./collection.js";
import { readWithoutMarker } from "./heredoc.js";
import type { Reader } from "./reader.js";
import { isItemAt } from "./recovery.js";
import type { TokenKind } from "./scanner.js";
import { readTemplate } from "./template.js";
import type {
  AccessExpression,
  BinaryOperator,
  Expression,
  IndexStep,
  NameStep,
  Reference,
  SplatStep,
  Step,
  UnaryOperator,
} from "./tree.js";
import { closeBracket, failUnexpected, readForeignString } from "./unexpected.js";

/** Reads as much as is one expression. What cannot be read was reported, and `reader.failed` tells. */
export function readExpression(reader: Reader): Expression {
  if (!reader.sink()) return reader.invalid(reader.start);
  const { start } = reader;
  const condition = readBinary(reader, 1);
  const expression = !reader.failed && reader.is("?") ? readConditional(reader, start, condition) : condition;
  reader.rise();
  return expression;
}

function readConditional(reader: Reader, start: number, condition: Expression): Expression {
  const question = reader.here();
  reader.advance();
  checkLineGoesOn(reader, "?");
  const whenTrue = readExpression(reader);
  if (reader.failed) return reader.invalid(start);
  if (!reader.is(":")) {
    failUnexpected(reader, '":" and the value for when the condition is false', {
      related: [{ message: 'this "?" wants a ":"', range: question }],
    });
    return reader.invalid(start);
  }
  reader.advance();
  checkLineGoesOn(reader, ":");
  const whenFalse = readExpression(reader);
  return { kind: "conditional", condition, whenTrue, whenFalse, range: reader.rangeFrom(start) };
}

/** Tighter operators have higher numbers; all are left-associative. */
function precedenceOf(kind: TokenKind): number {
  switch (kind) {
    case "||":
      return 1;
    case "&&":
      return 2;
    case "==":
    case "!=":
      return 3;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return 4;
    case "+":
    case "-":
      return 5;
    case "*":
    case "/":
    case "%":
      return 6;
    default:
      return 0;
  }
}

function readBinary(reader: Reader, lowest: number): Expression {
  const { start } = reader;
  let left = readUnary(reader);
  while (!reader.failed) {
    const precedence = precedenceOf(reader.kind);
    if (precedence < lowest || precedence === 0) break;
    // Only operators have a precedence.
    const operator = reader.kind as BinaryOperator;
    reader.advance();
    checkLineGoesOn(reader, operator);
    const right = readBinary(reader, precedence + 1);
    left = { kind: "binary", operator, left, right, range: reader.rangeFrom(start) };
  }
  return left;
}

/** A line that ends in an operator is told once, and what the next line holds is read as if it stood behind it. */
function checkLineGoesOn(reader: Reader, operator: string): void {
  if (!reader.is("newline") || isItemAt(reader.text, reader.end) || !/\S/.test(reader.text.slice(reader.end))) return;
  const subject = reader.range(reader.previousEnd - operator.length, reader.previousEnd);
  reader.report("syntax", subject, `The line ends behind "${operator}", and an expression ends with its line`, {
    detail: "Inside of parentheses it may go over several lines: put them around all of it.",
  });
  while (reader.is("newline")) reader.advance();
}

function readUnary(reader: Reader): Expression {
  const { kind, start } = reader;
  if (kind !== "-" && kind !== "!") return readAccess(reader);
  if (!reader.sink()) return reader.invalid(start);
  const operator: UnaryOperator = kind;
  reader.advance();
  const operand = readUnary(reader);
  reader.rise();
  return { kind: "unary", operator, operand, range: reader.rangeFrom(start) };
}

function readAccess(reader: Reader): Expression {
  const { start } = reader;
  const source = readTerm(reader);
  if (reader.failed || (!reader.is(".") && !reader.is("["))) return source;
  const steps: Step[] = [];
  readSteps(reader, steps);
  if (steps.length === 0) return source;
  const reference = referenceOf(reader, source, steps);
  return { kind: "access", source, steps, ...(reference && { reference }), range: reader.rangeFrom(start) };
}

function referenceOf(reader: Reader, source: Expression, steps: readonly Step[]): AccessExpression["reference"] {
  if (source.kind !== "variable") return undefined;
  const names: NameStep[] = [];
  for (const step of steps) {
    if (step.kind !== "name") break;
    names.push(step);
  }
  const last = names[names.length - 1];
  if (last === undefined) return undefined;
  const range = { file: reader.file, start: source.range.start, end: last.range.end };
  return { root: source.name, steps: names, range } satisfies Reference;
}

/** Reads all of `.name`, `.0`, `.*`, `[key]` and `[*]` that follow. */
function readSteps(reader: Reader, steps: Step[]): void {
  while (!reader.failed) {
    if (reader.is(".")) readDot(reader, steps);
    else if (reader.is("[")) readBrackets(reader, steps);
    else return;
  }
}

function readDot(reader: Reader, steps: Step[]): void {
  const { start } = reader;
  reader.advance();
  if (reader.is("*")) {
    reader.advance();
    const marker = reader.rangeFrom(start);
    const each: Step[] = [];
    while (!reader.failed && reader.is(".")) readNameOrNumber(reader, each);
    steps.push({ kind: "splat", steps: each, marker, range: reader.rangeFrom(start) } satisfies SplatStep);
    return;
  }
  readMember(reader, start, steps);
}

function readNameOrNumber(reader: Reader, steps: Step[]): void {
  const { start } = reader;
  reader.advance();
  if (reader.is("*")) {
    reader.fail("syntax", reader.here(), 'A ".*" cannot follow another one', {
      detail: 'Use "[*]", which may be nested, or a for expression.',
    });
    return;
  }
  readMember(reader, start, steps);
}

/** What stands behind the dot at `start`: a name, or the number of the older way to index. */
function readMember(reader: Reader, start: number, steps: Step[]): void {
  if (reader.is("identifier")) {
    const name = reader.word();
    reader.advance();
    steps.push({ kind: "name", name, range: reader.rangeFrom(start) } satisfies NameStep);
    return;
  }
  if (!reader.is("number")) {
    failUnexpected(reader, 'a name after "."');
    return;
  }
  const word = reader.word();
  if (word.includes(".")) {
    const [first, second] = word.split(".");
    reader.fail("syntax", reader.here(), `".${word}" reads as one fraction, not as two indexes`, {
      hint: `write [${first}][${second}]`,
    });
    return;
  }
  const key = readNumber(reader);
  steps.push({ kind: "index", key, range: reader.rangeFrom(start) } satisfies IndexStep);
}

function readBrackets(reader: Reader, steps: Step[]): void {
  const { start } = reader;
  const opener = reader.enter(false);
  if (reader.is("*")) {
    reader.advance();
    if (!closeBracket(reader, opener, { closer: "]", expected: '"]" after "[*"' })) return;
    const marker = reader.rangeFrom(start);
    const each: Step[] = [];
    if (!reader.sink()) return;
    readSteps(reader, each);
    reader.rise();
    steps.push({ kind: "splat", steps: each, marker, range: reader.rangeFrom(start) } satisfies SplatStep);
    return;
  }
  const key = readExpression(reader);
  if (!closeBracket(reader, opener, { closer: "]", expected: '"]" after the index' })) return;
  steps.push({ kind: "index", key, range: reader.rangeFrom(start) } satisfies IndexStep);
}

function readTerm(reader: Reader): Expression {
  switch (reader.kind) {
    case "identifier":
      return readWord(reader);
    case "number":
      return readNumber(reader);
    case "open-quote":
    case "open-heredoc":
      return readTemplate(reader, readExpression);
    case "[":
      return readTuple(reader, readExpression);
    case "{":
      return readObject(reader, readExpression);
    case "(":
      return readParentheses(reader);
    default:
      return readNoTerm(reader);
  }
}

const keywords: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", { kind: "bool", value: true }],
  ["false", { kind: "bool", value: false }],
  ["null", { kind: "null", type: { kind: "any" } }],
]);

function readWord(reader: Reader): Expression {
  const { start } = reader;
  const name = reader.word();
  reader.advance();
  if (reader.is("(") || reader.is("::")) return readCall(reader, start, readExpression);
  const range = reader.rangeFrom(start);
  if (name === "if" && (reader.is("identifier") || reader.is("open-quote") || reader.is("!"))) {
    reader.fail("syntax", range, 'There is no "if" for values', {
      detail: "A choice is written CONDITION ? VALUE : OTHER.",
    });
    return reader.invalid(start);
  }
  const value = keywords.get(name);
  return value === undefined ? { kind: "variable", name, range } : { kind: "literal", value, range };
}

function readNumber(reader: Reader): Expression {
  const { start } = reader;
  const word = reader.word();
  const value = parseNumber(word);
  reader.advance();
  const range = reader.rangeFrom(start);
  if (value === undefined || value.kind === "infinite") {
    const isTooLarge = value !== undefined;
    reader.report(
      "invalid-number",
      range,
      isTooLarge ? `"${word}" is too large a number` : `"${word}" is not a number`,
      {
        ...(!isTooLarge && { detail: "Numbers are decimal, as 12, 0.5 or 2e3." }),
      },
    );
    return { kind: "invalid", range };
  }
  if (reader.is("identifier") && reader.start === reader.previousEnd && reader.word() !== "if")
    return failSuffix(reader, start, word);
  return { kind: "literal", value: { kind: "number", value }, range };
}

/** Such as `0x1f`, `1_000` or `10MB`. */
function failSuffix(reader: Reader, start: number, digits: string): Expression {
  const whole = digits + reader.word();
  reader.advance();
  const range = reader.rangeFrom(start);
  reader.report("invalid-number", range, `"${whole}" is not a number`, {
    ...(/^[\d_]+$/.test(whole) && { hint: `write ${whole.replaceAll("_", "")}` }),
    detail: "Numbers are decimal and without separators or units; anything else is a string, in quotes.",
  });
  return { kind: "invalid", range };
}

function readParentheses(reader: Reader): Expression {
  const { start } = reader;
  const opener = reader.enter(false);
  const expression = readExpression(reader);
  if (!closeBracket(reader, opener, { closer: ")", expected: '")"' })) return reader.invalid(start);
  return { kind: "parentheses", expression, range: reader.rangeFrom(start) };
}

function readNoTerm(reader: Reader): Expression {
  const { start } = reader;
  const foreign = reader.is("bad") ? readForeignString(reader) : undefined;
  if (foreign !== undefined) return foreign;
  if (!readWithoutMarker(reader)) failUnexpected(reader, "a value");
  return reader.invalid(start);
}
