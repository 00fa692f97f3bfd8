// The attributes and blocks of a body, read alike from native HCL and from JSON.

import type { Range, Report } from "../source/index.js";
import { jsonExpression } from "./json/index.js";
import type { Attribute, Block, Body, JsonBody, JsonProperty, JsonValue, Label, NativeBody } from "./syntax/index.js";

/** Which properties of a JSON body are blocks. In native HCL the text says it, and this only counts labels. */
export interface BodySchema {
  readonly blocks: readonly BlockSchema[];
}

export interface BlockSchema {
  readonly type: string;
  /** What each label is, for messages, such as `name`. */
  readonly labels: readonly string[];
}

export interface BodyContent {
  /**
   * By name, in source order. All that there are: those that nobody knows are for the caller to refuse. In JSON every
   * property that is no block of the schema is an attribute, but for `//`, which is a comment.
   */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** In source order; blocks of a type that the schema has not are among them, labels unchecked. */
  readonly blocks: readonly Block[];
  /** The point at the end of the body, where something that is missing would have been written. */
  readonly end: Range;
}

/**
 * Reads `body`. Of an attribute that is set twice the first counts. Reports a known block with too few or too many labels
 * (it is left out), and in JSON a repeated attribute, a value that cannot be a body and what is wrong inside strings: so
 * read a body once. A schema without blocks gives a body of attributes alone.
 */
export function bodyContent(body: Body, schema: BodySchema, report: Report): BodyContent {
  return body.kind === "native-body" ? nativeContent(body, schema, report) : jsonContent(body, schema, report);
}

function nativeContent(body: NativeBody, schema: BodySchema, report: Report): BodyContent {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const item of body.items) {
    if (item.kind === "attribute") {
      // The parser has reported the second one.
      if (!attributes.has(item.name)) attributes.set(item.name, item);
    } else if (hasRightLabels(item, schema, report)) blocks.push(item);
  }
  return { attributes, blocks, end: endOf(body.range) };
}

function addAttribute(attributes: Map<string, Attribute>, attribute: Attribute, report: Report): void {
  const { name, nameRange } = attribute;
  const first = attributes.get(name);
  if (first === undefined) {
    attributes.set(name, attribute);
    return;
  }
  report({
    severity: "error",
    code: "duplicate-attribute",
    summary: `"${name}" is set a second time`,
    subject: nameRange,
    related: [{ message: "the first time is here", range: first.nameRange }],
  });
}

function hasRightLabels(block: Block, schema: BodySchema, report: Report): boolean {
  const known = schema.blocks.find(({ type }) => type === block.type);
  if (known === undefined || known.labels.length === block.labels.length) return true;
  const { labels } = known;
  const extra = block.labels[labels.length];
  if (extra === undefined) {
    const missing = labels[block.labels.length] ?? "label";
    const last = block.labels[block.labels.length - 1]?.range ?? block.typeRange;
    report({
      severity: "error",
      code: "missing-label",
      summary: `This ${block.type} block has no ${missing}`,
      detail: `It is written ${howToWrite(known)}.`,
      subject: { file: last.file, start: block.typeRange.start, end: last.end },
    });
  } else
    report({
      severity: "error",
      code: "extra-label",
      summary: `This ${block.type} block has a label too many`,
      detail: `It is written ${howToWrite(known)}.`,
      subject: extra.range,
    });
  return false;
}

function howToWrite({ type, labels }: BlockSchema): string {
  return [type, ...labels.map((label) => `"${label}"`), "{ … }"].join(" ");
}

function jsonContent(body: JsonBody, schema: BodySchema, report: Report): BodyContent {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const property of propertiesOf(body.value, report)) {
    const { name, value, range } = property;
    const known = schema.blocks.find(({ type }) => type === name.value);
    if (known !== undefined) addBlocks(blocks, { known, property, report }, { value, labels: [] });
    else if (name.value !== "//") {
      const expression = jsonExpression(value, report);
      addAttribute(
        attributes,
        { kind: "attribute", name: name.value, nameRange: name.range, expression, range },
        report,
      );
    }
  }
  return { attributes, blocks, end: endOf(body.value.range) };
}

/** The properties of an object, or of all objects of an array one after the other; null has none. */
function propertiesOf(value: JsonValue, report: Report, wanted = "an object"): readonly JsonProperty[] {
  switch (value.kind) {
    case "json-object":
      return value.properties;
    case "json-array":
      return value.items.flatMap((item) => {
        if (item.kind === "json-object") return item.properties;
        reportValue(item, wanted, report);
        return [];
      });
    case "json-invalid":
      return [];
    default:
      if (value.kind !== "json-keyword" || value.value !== null) reportValue(value, wanted, report);
      return [];
  }
}

interface JsonBlocks {
  readonly known: BlockSchema;
  /** The property that names the type. */
  readonly property: JsonProperty;
  readonly report: Report;
}

interface Labelled {
  readonly value: JsonValue;
  readonly labels: readonly Label[];
}

/** Each level of properties is a label; below them are the bodies. Either may be an array instead, for several. */
function addBlocks(blocks: Block[], from: JsonBlocks, { value, labels }: Labelled): void {
  const { known, property, report } = from;
  const label = known.labels[labels.length];
  if (label !== undefined) {
    const wanted = `an object whose properties are named by the ${label} of a ${known.type}`;
    const properties = propertiesOf(value, report, wanted);
    for (const { name, value: inner } of properties) {
      addBlocks(blocks, from, { value: inner, labels: [...labels, { value: name.value, range: name.range }] });
    }
    if (properties.length === 0 && isEmptyOrNull(value))
      report({
        severity: "error",
        code: "missing-label",
        summary: `This ${known.type} block has no ${label}`,
        detail: `Its value is ${wanted}.`,
        subject: value.range,
      });
    return;
  }
  for (const item of value.kind === "json-array" ? value.items : [value]) {
    if (item.kind === "json-object" || item.kind === "json-array") {
      const body: JsonBody = { kind: "json-body", value: item, range: item.range };
      const typeRange = property.name.range;
      blocks.push({ kind: "block", type: known.type, typeRange, labels, body, range: item.range });
    } else if (item.kind !== "json-invalid" && (item.kind !== "json-keyword" || item.value !== null))
      reportValue(item, `an object with the attributes of the ${known.type}, or an array of such`, report);
  }
}

function isEmptyOrNull(value: JsonValue): boolean {
  if (value.kind === "json-keyword") return value.value === null;
  if (value.kind === "json-array") return value.items.every((item) => item.kind === "json-object");
  return value.kind === "json-object";
}

function reportValue(value: JsonValue, wanted: string, report: Report): void {
  report({
    severity: "error",
    code: "json-value",
    summary: `Expected ${wanted}, found ${kindName(value)}`,
    subject: value.range,
  });
}

function kindName(value: JsonValue): string {
  switch (value.kind) {
    case "json-keyword":
      return String(value.value);
    case "json-number":
      return `the number ${value.text}`;
    case "json-string":
      return "a string";
    case "json-array":
      return "an array";
    default:
      return "an object";
  }
}

/** Before the closing bracket, when there is one: the body of a whole native file has none. */
function endOf({ file, start, end }: Range): Range {
  const isBracketed = /[{[]/.test(file.text.charAt(start)) && /[}\]]/.test(file.text.charAt(end - 1));
  const at = isBracketed ? end - 1 : end;
  return { file, start: at, end: at };
}
