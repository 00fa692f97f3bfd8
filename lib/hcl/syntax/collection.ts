// What stands in brackets: tuples, objects, for expressions and the arguments of calls.

import type { Opener, ReadExpression, Reader } from "./reader.js";
import { isPastItem, recoverInList } from "./recovery.js";
import type { TokenKind } from "./scanner.js";
import type { Expression, Name, ObjectItem, ObjectKey } from "./tree.js";
import { closeBracket, failUnexpected } from "./unexpected.js";

/** Reads `[ … ]`, a tuple or a for expression. */
export function readTuple(reader: Reader, readExpression: ReadExpression): Expression {
  const { start } = reader;
  const opener = reader.enter(false);
  if (isFor(reader)) return readFor(reader, { opener, readExpression });
  const items = readItems(reader, { opener, closer: "]", item: readExpression });
  return items === undefined ? reader.invalid(start) : { kind: "tuple", items, range: reader.rangeFrom(start) };
}

/** Reads `name(…)` or `space::name(…)`; the parser stands behind the first name, which began at `start`. */
export function readCall(reader: Reader, start: number, readExpression: ReadExpression): Expression {
  let name = reader.text.slice(start, reader.previousEnd);
  while (reader.is("::")) {
    reader.advance();
    if (!reader.is("identifier")) {
      failUnexpected(reader, 'the name of a function after "::"');
      return reader.invalid(start);
    }
    name += `::${reader.word()}`;
    reader.advance();
  }
  const range = reader.rangeFrom(start);
  if (!reader.is("(")) {
    failUnexpected(reader, `"(" after the function name ${name}`);
    return reader.invalid(start);
  }
  const opener = reader.enter(false);
  let isExpanding = false;
  const args = readItems(reader, {
    opener,
    closer: ")",
    item: () => {
      const arg = readExpression(reader);
      if (reader.failed || !reader.is("...")) return arg;
      reader.advance();
      isExpanding = true;
      if (!reader.is(")")) failUnexpected(reader, '")" after "...", which only the last argument may have');
      return arg;
    },
  });
  if (args === undefined) return reader.invalid(start);
  const close = reader.range(reader.previousEnd - 1, reader.previousEnd);
  return { kind: "call", name: { name, range }, args, isExpanding, close, range: reader.rangeFrom(start) };
}

/** Reads `{ … }`, an object or a for expression. */
export function readObject(reader: Reader, readExpression: ReadExpression): Expression {
  const { start } = reader;
  const opener = reader.enter(false);
  if (isFor(reader)) return readFor(reader, { opener, readExpression });
  reader.newlines = true;
  const items = readItems(reader, {
    opener,
    closer: "}",
    item: () => readObjectItem(reader, readExpression),
  });
  return items === undefined
    ? reader.invalid(start)
    : { kind: "object", form: "native", items, range: reader.rangeFrom(start) };
}

interface ListForm<T> {
  readonly opener: Opener;
  readonly closer: "]" | ")" | "}";
  /** Reads one; on failure it says so in `reader.failed`, and what it made counts all the same. */
  readonly item: (reader: Reader) => T;
}

/** Reads items up to the closing bracket and with it. After a broken item the next one is tried; undefined: given up. */
function readItems<T>(reader: Reader, { opener, closer, item }: ListForm<T>): readonly T[] | undefined {
  const items: T[] = [];
  const depth = reader.open.length;
  // In objects a line end separates as well as a comma.
  const endsWithLine = closer === "}";
  let isCommaReported = false;
  for (;;) {
    while (reader.is("newline")) reader.advance();
    if (reader.kind === closer) {
      reader.leave();
      return items;
    }
    items.push(item(reader));
    if (!reader.failed) {
      if (reader.is(",")) {
        reader.advance();
        continue;
      }
      if (reader.kind === closer || reader.is("newline")) continue;
      if (beginsItem(reader, opener)) {
        const end = reader.previousEnd;
        if (!isCommaReported)
          reader.report("syntax", reader.range(end, end), `A "," is missing before ${reader.found()}`, {
            detail: `${endsWithLine ? "Items on one line are" : "Items are"} separated by commas.`,
          });
        isCommaReported = true;
        continue;
      }
      closeBracket(reader, opener, { closer, expected: `"," or "${closer}"` });
    }
    if (!recoverInList(reader, opener, depth, endsWithLine)) return undefined;
    if (reader.is(",")) reader.advance();
  }
}

/** Whether the token looks like the next item, so that only a comma is missing before it. */
function beginsItem(reader: Reader, opener: Opener): boolean {
  const { kind } = reader;
  if (kind === "open-quote") return true;
  if (opener.kind === "{") return kind === "identifier";
  if (kind !== "identifier") return kind === "number" || kind === "{";
  const isOnNewLine = reader.text.slice(reader.previousEnd, reader.start).includes("\n");
  return isOnNewLine && !isPastItem(reader, opener, reader.start);
}

function readObjectItem(reader: Reader, readExpression: ReadExpression): ObjectItem {
  const { start } = reader;
  const key = readKey(reader, readExpression);
  if (!reader.failed) {
    if (reader.is("=") || reader.is(":")) {
      reader.advance();
      if (reader.is("newline") || reader.is(",")) failUnexpected(reader, "a value");
    } else failUnexpected(reader, '"=" after the key', { detail: "An item of an object is written key = value." });
  }
  const value = reader.failed ? reader.invalid(start) : readExpression(reader);
  return { key, value, range: reader.rangeFrom(start) };
}

/** A bare name is itself, and so are the keywords; what more there is, is an expression. */
function readKey(reader: Reader, readExpression: ReadExpression): ObjectKey {
  const { start } = reader;
  if (reader.is(",")) failUnexpected(reader, "a key");
  const expression = reader.failed ? reader.invalid(start) : readExpression(reader);
  const { range } = expression;
  if (expression.kind === "variable") return { kind: "name", name: expression.name, range };
  if (expression.kind === "literal" && expression.value.kind !== "number")
    return { kind: "name", name: reader.text.slice(start, reader.previousEnd), range };
  return { kind: "expression", expression, range };
}

function isFor(reader: Reader): boolean {
  return reader.is("identifier") && reader.word() === "for";
}

interface ForForm {
  readonly opener: Opener;
  readonly readExpression: ReadExpression;
}

/** Reads a for expression from its `for` to its closing bracket. */
function readFor(reader: Reader, { opener, readExpression }: ForForm): Expression {
  const isObject = opener.kind === "{";
  const closer = isObject ? "}" : "]";
  const invalid = reader.invalid(opener.start);
  reader.advance();
  const names = readForNames(reader);
  if (names === undefined) return invalid;
  const collection = readExpression(reader);
  if (!expect(reader, ":", '":" after what the for expression goes over')) return invalid;
  let value = readExpression(reader);
  let key: Expression | undefined;
  if (!reader.failed && reader.is("=>")) {
    if (!isObject)
      reader.report("syntax", reader.here(), 'A for expression in "[" makes a list, and a list has no keys', {
        detail: 'Write it in "{" to make an object, or leave out the key and "=>".',
      });
    reader.advance();
    key = value;
    value = readExpression(reader);
  } else if (!reader.failed && isObject)
    failUnexpected(reader, '"=>" and a value', {
      detail: 'A for expression in "{" makes an object, so it wants key => value. For a list write it in "[".',
    });
  let isGrouping = false;
  if (!reader.failed && reader.is("...")) {
    if (!isObject)
      reader.report("syntax", reader.here(), '"..." groups values by key, and a list has no keys', {
        detail: 'Write the for expression in "{" and with key => value to group.',
      });
    isGrouping = true;
    reader.advance();
  }
  let condition: Expression | undefined;
  if (!reader.failed && reader.is("identifier") && reader.word() === "if") {
    reader.advance();
    condition = readExpression(reader);
  }
  if (!closeBracket(reader, opener, { closer, expected: `"if" or "${closer}"` })) return invalid;
  const range = reader.rangeFrom(opener.start);
  return {
    kind: "for",
    ...names,
    collection,
    ...(key && { key }),
    value,
    ...(condition && { condition }),
    isGrouping,
    range,
  };
}

/** Reads `v in` or `k, v in`, also for the directives of templates. */
export function readForNames(reader: Reader): { readonly keyName?: Name; readonly valueName: Name } | undefined {
  const first = readName(reader);
  if (first === undefined) return undefined;
  let second: Name | undefined;
  if (reader.is(",")) {
    reader.advance();
    second = readName(reader);
    if (second === undefined) return undefined;
  }
  if (!reader.is("identifier") || reader.word() !== "in") {
    failUnexpected(reader, '"in" and what "for" goes over');
    return undefined;
  }
  reader.advance();
  return second === undefined ? { valueName: first } : { keyName: first, valueName: second };
}

function readName(reader: Reader): Name | undefined {
  if (!reader.is("identifier")) {
    failUnexpected(reader, 'the name of a variable after "for"');
    return undefined;
  }
  const { start } = reader;
  const name = reader.word();
  reader.advance();
  return { name, range: reader.rangeFrom(start) };
}

function expect(reader: Reader, kind: TokenKind, expected: string): boolean {
  if (reader.failed) return false;
  if (reader.kind !== kind) {
    failUnexpected(reader, expected);
    return false;
  }
  reader.advance();
  return true;
}
