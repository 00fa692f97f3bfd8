// Bodies: attributes and blocks. Follows hashicorp/hcl hclsyntax/spec.md, Structural Elements.

import type { Range } from "../../source/index.js";
import { readExpression } from "./expression.js";
import type { Opener, Reader } from "./reader.js";
import { isItemAt, recoverAfterItem } from "./recovery.js";
import { readTemplate } from "./template.js";
import type { Attribute, Block, Expression, Label, NativeBody } from "./tree.js";
import { failUnexpected, readForeignString } from "./unexpected.js";

type Item = Attribute | Block;

/** Reads a whole file. */
export function readFile(reader: Reader): NativeBody {
  reader.advance();
  const items = readItems(reader, undefined);
  return { kind: "native-body", items, range: reader.range(0, reader.text.length) };
}

/** Reads items up to the brace that closes `opener`, which the parser then stands on, or up to the end. */
function readItems(reader: Reader, opener: Opener | undefined): readonly Item[] {
  const items: Item[] = [];
  const named = new Map<string, Attribute>();
  const isOneLine = opener !== undefined && !reader.is("newline");
  // A block on one line that holds too much is one mistake, however much it holds.
  let isReported = false;
  for (;;) {
    switch (reader.kind) {
      case "newline":
        reader.advance();
        break;
      case "end":
        return items;
      case "}":
        if (opener !== undefined) return items;
        reader.report("syntax", reader.here(), 'This "}" closes nothing', {
          detail: 'Every "{" before it is closed already.',
        });
        reader.advance();
        break;
      default: {
        const { start } = reader;
        const base = reader.open.length;
        const item = reader.is("identifier") ? readNamed(reader) : readMisplaced(reader);
        if (item !== undefined) items.push(item);
        if (item?.kind === "attribute") checkOnce(reader, named, item);
        if (!reader.failed) {
          if (!isOneLine) endItem(reader, item?.kind ?? "attribute");
          else if (isReported) skipComma(reader);
          else isReported = endOneLine(reader, item?.kind ?? "attribute");
        }
        if (reader.failed) {
          recoverAfterItem(reader, start, base);
          isReported = true;
        }
      }
    }
  }
}

function checkOnce(reader: Reader, named: Map<string, Attribute>, attribute: Attribute): void {
  const { name, nameRange } = attribute;
  const first = named.get(name);
  if (first === undefined) named.set(name, attribute);
  else
    reader.report("duplicate-attribute", nameRange, `"${name}" is set a second time`, {
      related: [{ message: "the first time is here", range: first.nameRange }],
    });
}

/** After an item its line ends. Where another item begins instead, that is said, and it is read as if it stood below. */
function endItem(reader: Reader, kind: Item["kind"]): void {
  if (reader.is("newline") || reader.is("end")) return;
  const end = reader.range(reader.previousEnd, reader.previousEnd);
  const thing = kind === "attribute" ? "An attribute" : "A block";
  if (reader.is(",") && kind === "attribute") {
    reader.report("syntax", reader.here(), "Attributes are separated by line ends, not by commas", {
      hint: 'remove the ","',
    });
    reader.advance();
    return;
  }
  if (reader.is("}") || isItem(reader)) {
    reader.report("syntax", reader.is("}") ? reader.here() : end, `${thing} ends with its line`, {
      hint: `put ${reader.found()} on a line of its own`,
    });
    return;
  }
  const remarks = reader.is("=") ? { hint: 'to compare, write "=="' } : { detail: `${thing} ends with its line.` };
  failUnexpected(reader, "the end of the line", remarks);
}

/** After the item of a block on one line that line's brace closes the block; says whether something else was reported. */
function endOneLine(reader: Reader, kind: Item["kind"]): boolean {
  if (kind === "attribute" && (reader.is("}") || reader.is("end"))) return false;
  const detail = "A block on one line holds one attribute and its closing brace; otherwise each has a line of its own.";
  if (kind === "block")
    reader.report("one-line-block", reader.here(), "A block in another one begins and ends on lines of its own", {
      detail,
    });
  else if (reader.is("newline"))
    reader.report("one-line-block", reader.here(), 'Expected "}" on the line of its "{"', { detail });
  else if (reader.is(",") || isItem(reader))
    reader.report("one-line-block", reader.here(), "A block on one line holds no more than one attribute", { detail });
  else failUnexpected(reader, '"}" after the attribute', { detail });
  skipComma(reader);
  return true;
}

/** Whether what stands here instead of a line end reads like an item that lacks only that. */
function isItem(reader: Reader): boolean {
  return reader.is("identifier") && isItemAt(reader.text, reader.start);
}

function skipComma(reader: Reader): void {
  if (reader.is(",")) reader.advance();
}

/** Reads an attribute or block; the parser stands on its name. */
function readNamed(reader: Reader): Item | undefined {
  const { start } = reader;
  const name = reader.word();
  reader.advance();
  const nameRange = reader.rangeFrom(start);
  switch (reader.kind) {
    case "=":
      reader.advance();
      return readValue(reader, name, nameRange);
    case ":":
      reader.report("missing-equals", reader.here(), `"${name}" is set with ":" instead of "="`, {
        hint: 'write "="',
      });
      reader.advance();
      // As YAML has it, the value follows below: that is the same mistake.
      if (reader.is("newline") || reader.is("end")) reader.failed = true;
      return readValue(reader, name, nameRange);
    case "{":
    case "open-quote":
    case "identifier":
    case "bad":
      return readBlock(reader, { start, name, nameRange });
    default:
      return readWithoutEquals(reader, name, nameRange);
  }
}

function readWithoutEquals(reader: Reader, name: string, nameRange: Range): Item | undefined {
  const isValue = reader.is("[") || reader.is("number") || reader.is("open-heredoc");
  if (!isValue && !reader.is("newline") && !reader.is("end")) {
    failUnexpected(reader, `"=" or "{" after "${name}"`, { detail: howItemsAreWritten });
    return undefined;
  }
  const end = reader.range(reader.previousEnd, reader.previousEnd);
  reader.report("missing-equals", isValue ? end : nameRange, `"${name}" is not followed by "=" or "{"`, {
    ...(isValue && { hint: 'write "=" here' }),
    detail: howItemsAreWritten,
  });
  return isValue ? readValue(reader, name, nameRange) : undefined;
}

const howItemsAreWritten = 'An attribute is written name = value, a block name "label" { … }.';

function readValue(reader: Reader, name: string, nameRange: Range): Attribute {
  if (reader.is("newline") || reader.is("end")) {
    reader.fail("missing-value", reader.rangeFrom(reader.previousEnd - 1), `"${name}" has no value`, {
      detail: 'The value begins on the line of the "=". One that goes over lines has brackets around it.',
    });
  }
  const expression: Expression = reader.failed ? reader.invalid(reader.previousEnd) : readExpression(reader);
  const range = { file: reader.file, start: nameRange.start, end: Math.max(nameRange.end, expression.range.end) };
  return { kind: "attribute", name, nameRange, expression, range };
}

/** Something that is neither: a quoted name, or anything else. */
function readMisplaced(reader: Reader): Item | undefined {
  const { start } = reader;
  if (!reader.is("open-quote")) {
    failUnexpected(reader, "an attribute or a block", { detail: howItemsAreWritten });
    return undefined;
  }
  const string = readTemplate(reader, readExpression);
  const range = reader.rangeFrom(start);
  if (reader.failed || string.kind !== "template" || string.constant === undefined) {
    reader.fail("syntax", range, "Expected an attribute or a block, found a string", { detail: howItemsAreWritten });
    return undefined;
  }
  const name = string.constant.value;
  reader.report("syntax", range, "Names of attributes and blocks are written without quotes", {
    hint: `write ${name}`,
  });
  if (!reader.is("=") && !reader.is(":")) {
    reader.failed = true;
    return undefined;
  }
  reader.advance();
  return readValue(reader, name, range);
}

interface BlockHead {
  readonly start: number;
  readonly name: string;
  readonly nameRange: Range;
}

function readBlock(reader: Reader, { start, name, nameRange }: BlockHead): Block | undefined {
  const labels = readLabels(reader);
  if (labels === undefined || !expectBrace(reader, { start, name, nameRange })) return undefined;
  const bodyStart = reader.start;
  if (!reader.sink()) return undefined;
  const opener = reader.enter(true);
  const items = readItems(reader, opener);
  reader.rise();
  const known = labels.filter((label) => label !== undefined);
  if (reader.is("}")) reader.leave();
  else {
    failUnclosedBlock(reader, opener);
    reader.open.pop();
  }
  // Nothing can be said of a block whose name is not known, but what is wrong inside of it is told.
  if (known.length < labels.length) return undefined;
  const body: NativeBody = { kind: "native-body", items, range: reader.rangeFrom(bodyStart) };
  return { kind: "block", type: name, typeRange: nameRange, labels: known, body, range: reader.rangeFrom(start) };
}

/** A label that cannot be read is reported and undefined; all are, when there is no going on behind them. */
function readLabels(reader: Reader): readonly (Label | undefined)[] | undefined {
  const labels: (Label | undefined)[] = [];
  for (;;) {
    const { start } = reader;
    if (reader.is("identifier")) {
      const value = reader.word();
      reader.advance();
      labels.push({ value, range: reader.rangeFrom(start) });
    } else if (reader.is("open-quote")) {
      const string = readTemplate(reader, readExpression);
      if (reader.failed) return undefined;
      const text = string.kind === "template" && string.constant ? string.constant.value : undefined;
      const range = reader.rangeFrom(start);
      if (text === undefined)
        reader.report("invalid-label", range, 'A label is plain text, without "${" and "%{"', {
          detail: 'Names that are worked out are given with "name" and "matrix".',
        });
      labels.push(text === undefined ? undefined : { value: text, range });
    } else if (reader.is("bad") && readForeignString(reader) !== undefined) {
      if (reader.failed) return undefined;
      labels.push(undefined);
    } else return labels;
  }
}

/** Whether the parser stands on the brace that begins the body, if need be on the next line or behind a stray `=`. */
function expectBrace(reader: Reader, { start, name, nameRange }: BlockHead): boolean {
  if (reader.is("{")) return true;
  const head = reader.rangeFrom(start);
  if (reader.is("=")) {
    const isAttribute = head.end > nameRange.end;
    reader.report("syntax", reader.here(), `The block "${name}" is written without "="`, {
      ...(isAttribute && { detail: howItemsAreWritten }),
    });
    reader.advance();
    if (reader.is("{")) return true;
    reader.failed = true;
    return false;
  }
  if (reader.is("newline")) {
    const end = reader.range(reader.previousEnd, reader.previousEnd);
    const isBelow = /^\s*\{/.test(reader.text.slice(reader.end, reader.end + 1000));
    while (isBelow && reader.is("newline")) reader.advance();
    const subject = isBelow ? reader.here() : end;
    reader.report("syntax", subject, `The "{" of the block "${name}" belongs on the line of its name`, {
      ...(!isBelow && { hint: 'a "{" is missing here' }),
    });
    // Without its brace the head stands alone, and what follows is read as if it had never been there.
    return isBelow;
  }
  failUnexpected(reader, `a label or "{" for the block "${name}"`);
  return false;
}

function failUnclosedBlock(reader: Reader, opener: Opener): void {
  const { suspect } = reader;
  reader.report("unclosed", reader.range(opener.start, opener.end), 'This "{" is not closed before the file ends', {
    hint: 'no "}" belongs to it',
    ...(suspect &&
      suspect.start > opener.start && {
        related: [{ message: "this is not indented as what it closes: is one missing before it?", range: suspect }],
      }),
  });
}
