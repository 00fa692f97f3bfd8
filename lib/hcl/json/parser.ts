// JSON-HCL text → tree. Follows hashicorp/hcl json/spec.md; what a property means is for the reader of the body to say.

import type { SourceFile, WithDiagnostics } from "../../source/index.js";
import type { JsonBody, JsonProperty, JsonString, JsonValue } from "../syntax/index.js";
import { JsonReader } from "./reader.js";
import { readString } from "./string.js";

/** Far beyond what people nest. */
const DEEPEST = 200;

/**
 * Reads a JSON-HCL file, whose root is an object. Never throws: what cannot be read is reported once, becomes a
 * `json-invalid` value or is left out, and reading goes on behind it.
 */
export function parseJson(file: SourceFile): WithDiagnostics<JsonBody> {
  const reader = new JsonReader(file);
  if (file.text.startsWith("\ufeff")) {
    reader.report("json-syntax", reader.range(0, 1), "A JSON file may not begin with a byte order mark", {
      detail: "Save it as UTF-8 without one.",
    });
    reader.scanner.end = 1;
  }
  reader.advance();
  const value = readRoot(reader);
  return {
    value: { kind: "json-body", value, range: reader.range(0, file.text.length) },
    diagnostics: reader.diagnostics,
  };
}

function readRoot(reader: JsonReader): JsonValue {
  const value = readValue(reader, 0);
  if (!reader.failed && !reader.is("end"))
    reader.fail("json-syntax", reader.here(), `Expected the end of the file, found ${reader.found()}`, {
      detail: "A JSON file is one value; something stands behind it.",
    });
  if (value.kind === "json-object" || value.kind === "json-invalid") return value;
  reader.report("json-syntax", value.range, "A bake file in JSON is an object", {
    detail: 'As in { "target": { "app": { … } } }.',
  });
  return { kind: "json-invalid", range: value.range };
}

function readValue(reader: JsonReader, depth: number): JsonValue {
  const { scanner } = reader;
  switch (scanner.kind) {
    case "{":
    case "[":
      if (depth === DEEPEST) {
        reader.fail("nesting-too-deep", reader.here(), `This is nested more than ${DEEPEST} levels deep`);
        return { kind: "json-invalid", range: reader.here() };
      }
      return scanner.kind === "{" ? readObject(reader, depth + 1) : readArray(reader, depth + 1);
    case "string":
    case "open-string":
      return readString(reader);
    case "word":
      return readWord(reader);
    default: {
      const range = reader.here();
      reader.fail("json-syntax", range, `Expected a value, found ${reader.found()}`);
      return { kind: "json-invalid", range };
    }
  }
}

function readObject(reader: JsonReader, depth: number): JsonValue {
  const { start } = reader.scanner;
  const properties: JsonProperty[] = [];
  readList(reader, {
    closer: "}",
    item: () => {
      const property = readProperty(reader, depth);
      if (property !== undefined) properties.push(property);
    },
  });
  return { kind: "json-object", properties, range: reader.rangeFrom(start) };
}

function readArray(reader: JsonReader, depth: number): JsonValue {
  const { start } = reader.scanner;
  const items: JsonValue[] = [];
  readList(reader, { closer: "]", item: () => items.push(readValue(reader, depth)) });
  return { kind: "json-array", items, range: reader.rangeFrom(start) };
}

interface ListForm {
  readonly closer: "}" | "]";
  readonly item: () => void;
}

/** Reads from the opening bracket to the closing one and with it. After a broken item the next one is tried. */
function readList(reader: JsonReader, { closer, item }: ListForm): void {
  const { scanner } = reader;
  const opener = reader.here();
  const mark = scanner.word();
  reader.advance();
  if (reader.is(closer)) {
    reader.advance();
    return;
  }
  for (;;) {
    item();
    if (!reader.failed && !reader.is(",") && !reader.is(closer)) {
      const end = reader.range(scanner.previousEnd, scanner.previousEnd);
      const isNext = reader.is("string") || (closer === "]" && (reader.is("{") || reader.is("word")));
      if (isNext) {
        if (reader.brokenAt !== end.start)
          reader.report("json-syntax", end, `A "," is missing before ${reader.found()}`);
        continue;
      }
      if (reader.is("end"))
        reader.fail("unclosed", opener, `This "${mark}" is not closed`, { hint: `no "${closer}" belongs to it` });
      else reader.fail("json-syntax", reader.here(), `Expected "," or "${closer}", found ${reader.found()}`);
    }
    if (reader.failed && !recover(reader, closer)) return;
    if (reader.is(",")) {
      const comma = reader.here();
      reader.advance();
      if (!reader.is(closer)) continue;
      reader.report("json-syntax", comma, `There is a "," before "${closer}"`, {
        hint: "remove it",
        detail: "JSON has no trailing commas.",
      });
    }
    reader.advance();
    return;
  }
}

/** Goes to the next comma of this list or to its end, and says whether there is one; brackets within are passed over. */
function recover(reader: JsonReader, closer: "}" | "]"): boolean {
  const open: ("}" | "]")[] = [];
  for (; !reader.is("end"); reader.advance()) {
    const { kind } = reader.scanner;
    if (open.length === 0 && (kind === "," || kind === closer)) {
      reader.failed = false;
      return true;
    }
    if (kind === "{") open.push("}");
    else if (kind === "[") open.push("]");
    else if (kind === "}" || kind === "]") {
      // Closes something around this list, which then is what goes on.
      if (!open.includes(kind)) return false;
      while (open.pop() !== kind);
    }
  }
  return false;
}

function readProperty(reader: JsonReader, depth: number): JsonProperty | undefined {
  const { start } = reader.scanner;
  const name = readName(reader);
  if (name === undefined) return undefined;
  if (!reader.is(":")) {
    const hint = reader.is("bad") && reader.scanner.word() === "=" ? { hint: 'write ":"' } : {};
    reader.fail("json-syntax", reader.here(), `Expected ":" after "${name.value}", found ${reader.found()}`, hint);
    return undefined;
  }
  reader.advance();
  const value = readValue(reader, depth);
  return { name, value, range: reader.rangeFrom(start) };
}

function readName(reader: JsonReader): JsonString | undefined {
  if (reader.is("string") || reader.is("open-string")) return readString(reader);
  if (reader.is("word")) {
    const value = reader.scanner.word();
    const range = reader.here();
    reader.report("json-syntax", range, "Names of properties are strings, in quotes", { hint: `write "${value}"` });
    reader.advance();
    return { kind: "json-string", value, offsets: Array.from(`${value} `, (_, at) => range.start + at), range };
  }
  reader.fail("json-syntax", reader.here(), `Expected the name of a property, found ${reader.found()}`);
  return undefined;
}

const keywords: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

function readWord(reader: JsonReader): JsonValue {
  const word = reader.scanner.word();
  const range = reader.here();
  reader.advance();
  const keyword = keywords.get(word);
  if (keyword !== undefined) return { kind: "json-keyword", value: keyword, range };
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) return { kind: "json-number", text: word, range };
  const lower = word.toLowerCase();
  const isNumber = /^[+-]?\.?\d/.test(word);
  reader.report("json-syntax", range, isNumber ? `"${word}" is not a JSON number` : `"${word}" is not a JSON value`, {
    ...(keywords.has(lower) ? { hint: `write ${lower}` } : !isNumber && { hint: `for a text write "${word}"` }),
    ...(isNumber && { detail: 'JSON numbers have no leading "0", "." or "+".' }),
  });
  return { kind: "json-invalid", range };
}
