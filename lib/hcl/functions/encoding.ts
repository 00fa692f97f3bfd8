// Text as JSON, CSV, base64 and URL, and back.

import { Buffer } from "node:buffer";
import {
  ANY,
  conversionMessage,
  fromJson,
  listValue,
  objectOf,
  objectValue,
  STRING,
  stringValue,
  toJson,
  type Value,
} from "../values/index.js";
import { argumentAt, counted, parameter, textAt } from "./arguments.js";
import { readCsv } from "./csv.js";
import { CallError, type EagerFunction } from "./declare.js";

const STR = parameter("str", STRING);

export const encodingFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "jsonencode",
    description: "Writes a value as JSON on one line, with sorted keys and with `<`, `>` and `&` escaped.",
    params: [{ name: "val", type: ANY, allowsNull: true }],
    returns: "string",
    examples: [
      { call: 'jsonencode({ b = [1, true], a = "x" })', result: '"{\\"a\\":\\"x\\",\\"b\\":[1,true]}"' },
      { call: 'jsonencode("a<b")', result: '"\\"a\\\\u003cb\\""' },
    ],
    call: (args) => {
      const json = toJson(argumentAt(args, 0));
      if (json.kind === "failed") throw new CallError(conversionMessage(json), 0);
      return stringValue(json.text);
    },
  },
  {
    kind: "function",
    name: "jsondecode",
    description: "Reads JSON: objects become objects, arrays become tuples, and numbers keep all their digits.",
    params: [STR],
    returns: "the type of what the JSON describes",
    examples: [{ call: 'jsondecode("{\\"a\\":[1,null]}")', result: "{ a = [1, null] }" }],
    call: (args) => {
      const text = textAt(args, 0);
      const parsed = fromJson(text);
      if (parsed.kind === "parsed") return parsed.value;
      throw new CallError(`this is not JSON: ${parsed.reason} (${placeIn(text, parsed.offset)})`, 0);
    },
  },
  {
    kind: "function",
    name: "csvdecode",
    description:
      "Reads comma separated values (RFC 4180), the first row naming the attributes of the objects that the others become.",
    params: [STR],
    returns: "list of objects",
    examples: [
      {
        call: 'csvdecode("a,b\\n1,2\\n3,4")',
        result: '[{ a = "1", b = "2" }, { a = "3", b = "4" }]',
      },
    ],
    call: (args) => csvDecode(textAt(args, 0)),
  },
  {
    kind: "function",
    name: "base64encode",
    description: "Writes the UTF-8 bytes of a string as base64.",
    params: [STR],
    returns: "string",
    examples: [{ call: 'base64encode("Hello")', result: '"SGVsbG8="' }],
    call: (args) => stringValue(Buffer.from(textAt(args, 0), "utf8").toString("base64")),
  },
  {
    kind: "function",
    name: "base64decode",
    description: "Reads base64 with its padding; the bytes must be UTF-8.",
    params: [STR],
    returns: "string",
    examples: [{ call: 'base64decode("SGVsbG8=")', result: '"Hello"' }],
    call: (args) => stringValue(base64Decode(textAt(args, 0))),
  },
  {
    kind: "function",
    name: "urlencode",
    description: "Escapes a string for the query of a URL; a blank becomes `+`.",
    params: [STR],
    returns: "string",
    examples: [{ call: 'urlencode("a b/c&d")', result: '"a+b%2Fc%26d"' }],
    call: (args) => stringValue(urlEncode(textAt(args, 0))),
  },
  {
    kind: "function",
    name: "byteslen",
    description: "Counts the bytes of a byte buffer, which nothing in the language can make.",
    params: [parameter("buf", ANY)],
    returns: "number",
    examples: [],
    call: noBuffer,
  },
  {
    kind: "function",
    name: "bytesslice",
    description: "Takes a part of a byte buffer, which nothing in the language can make.",
    params: [parameter("buf", ANY), parameter("offset", ANY), parameter("size", ANY)],
    returns: "byte buffer",
    examples: [],
    call: noBuffer,
  },
];

function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1) ?? "").length + 1}`;
}

function csvDecode(text: string): Value {
  const csv = readCsv(text);
  if (csv.kind === "malformed") throw new CallError(`line ${csv.line}: ${csv.reason}`, 0);
  const [header, ...rows] = csv.records;
  if (header === undefined) throw new CallError("there is no header line that names the columns", 0);
  const names = header.fields.map((name) => stringValue(name).value);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw new CallError(`the column ${JSON.stringify(repeated)} is there twice`, 0);
  const objects = rows.map(({ fields, line }) => {
    if (fields.length !== names.length) {
      throw new CallError(`line ${line} has ${counted(fields.length, "field")}, but the header has ${names.length}`, 0);
    }
    return objectValue(new Map(names.map((name, i) => [name, stringValue(fields[i] ?? "")])));
  });
  return listValue(objectOf(names.map((name) => [name, STRING])), objects);
}

const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

function base64Decode(text: string): string {
  const compact = text.replace(/[\r\n]/g, "");
  if (!BASE64.test(compact)) throw new CallError("this is not base64 with its padding", 0);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(compact, "base64"));
  } catch (error) {
    if (error instanceof TypeError) throw new CallError("the decoded bytes are not UTF-8", 0);
    throw error;
  }
}

function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function noBuffer(): Value {
  throw new CallError("a byte buffer is required, and nothing in the language makes one", 0);
}
