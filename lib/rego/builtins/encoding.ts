// JSON, base64, hexadecimal digits and queries. Follows open-policy-agent/opa v1/topdown/encoding.go and Go's encoding packages and net/url.

import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { isArray, isSet, jsonText, objectOf, parseJsonValue, type Value } from "../values/index.js";
import { textEntries } from "../values/json.js";
import { argument, declare, objectAt, refuse, stringAt } from "./arguments.js";
import { indentedJson } from "./indented-json.js";

export const encodingFunctions: readonly BuiltinDeclaration[] = [
  declare("json.marshal", "(any) -> string", (args) => jsonText(argument(args, 0))),
  declare(
    "json.marshal_with_options",
    '(any, object{"indent": string, "prefix": string, "pretty": boolean}[string: any]) -> string',
    marshalWithOptions,
  ),
  declare("json.unmarshal", "(string) -> any", (args) => parseJson(stringAt(args, 0))),
  declare("json.is_valid", "(string) -> boolean", isValidBy(parseJson)),
  declare("base64.encode", "(string) -> string", (args) => Buffer.from(stringAt(args, 0)).toString("base64")),
  declare("base64.decode", "(string) -> string", (args) => decodeBase64(stringAt(args, 0), "base64")),
  declare(
    "base64.is_valid",
    "(string) -> boolean",
    isValidBy((text) => decodeBase64(text, "base64")),
  ),
  declare("base64url.encode", "(string) -> string", (args) =>
    padded(Buffer.from(stringAt(args, 0)).toString("base64url")),
  ),
  declare("base64url.encode_no_pad", "(string) -> string", (args) =>
    Buffer.from(stringAt(args, 0)).toString("base64url"),
  ),
  declare("base64url.decode", "(string) -> string", (args) => {
    const text = stringAt(args, 0);
    return decodeBase64(text.endsWith("=") ? text : padded(text), "base64url");
  }),
  declare("hex.encode", "(string) -> string", (args) => Buffer.from(stringAt(args, 0)).toString("hex")),
  declare("hex.decode", "(string) -> string", (args) => {
    const text = stringAt(args, 0);
    if (!/^(?:[\da-fA-F]{2})*$/.test(text)) throw new BuiltinError("argument 1 is not hexadecimal");
    return Buffer.from(text, "hex").toString();
  }),
  declare("urlquery.encode", "(string) -> string", (args) => encodeQuery(stringAt(args, 0))),
  declare("urlquery.decode", "(string) -> string", (args) => decodeQuery(stringAt(args, 0))),
  declare("urlquery.encode_object", "(object[string: string | array[string] | set[string]]) -> string", (args) =>
    textEntries(objectAt(args, 0))
      .flatMap(([key, value]) => queryTexts(value).map((text) => `${encodeQuery(key)}=${encodeQuery(text)}`))
      .join("&"),
  ),
  declare("urlquery.decode_object", "(string) -> object[string: array[string]]", (args) =>
    decodeQueryObject(stringAt(args, 0)),
  ),
];

/** False for what is no string, too. */
export function isValidBy(read: (text: string) => unknown): (args: readonly Value[]) => boolean {
  return (args) => {
    const value = argument(args, 0);
    if (typeof value !== "string") return false;
    try {
      read(value);
      return true;
    } catch (error) {
      if (error instanceof BuiltinError) return false;
      throw error;
    }
  };
}

function parseJson(text: string): Value {
  try {
    return parseJsonValue(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) {
      throw new BuiltinError("argument 1 is not JSON", { cause: error });
    }
    throw error;
  }
}

function marshalWithOptions(args: readonly Value[]): Value {
  const value = argument(args, 0);
  const options = objectAt(args, 1);
  let [prefix, indent] = ["", "\t"];
  let isPretty: boolean | undefined;
  for (const [key, option] of options.entries()) {
    if (key === "pretty") isPretty = typeof option === "boolean" ? option : refuse(1, option, "boolean");
    else if (key === "prefix") prefix = typeof option === "string" ? option : refuse(1, option, "string");
    else if (key === "indent") indent = typeof option === "string" ? option : refuse(1, option, "string");
    else throw new BuiltinError("argument 2 has an unknown option");
  }
  const hasLayout = options.get("prefix") !== undefined || options.get("indent") !== undefined;
  return (isPretty ?? hasLayout) ? prefix + indentedJson(value, { prefix, indent }) : jsonText(value);
}

/** Go skips line ends and wants the padding; what else is not of the alphabet is wrong. */
function decodeBase64(text: string, alphabet: "base64" | "base64url"): string {
  const dense = text.replace(/[\r\n]/g, "");
  const characters = alphabet === "base64" ? "A-Za-z0-9+/" : "A-Za-z0-9_-";
  const wanted = new RegExp(`^(?:[${characters}]{4})*(?:[${characters}]{2}==|[${characters}]{3}=)?$`);
  if (!wanted.test(dense)) throw new BuiltinError(`argument 1 is not ${alphabet}`);
  return Buffer.from(dense, alphabet).toString();
}

function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

function encodeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function decodeQuery(text: string): string {
  if (/%(?![\da-fA-F]{2})/.test(text)) throw new BuiltinError("argument 1 has a bad escape");
  // Runs of escapes are one piece of UTF-8.
  return text
    .replaceAll("+", " ")
    .replace(/(?:%[\da-fA-F]{2})+/g, (escapes) => Buffer.from(escapes.replaceAll("%", ""), "hex").toString());
}

function queryTexts(value: Value): readonly string[] {
  if (typeof value === "string") return [value];
  const items = isArray(value) ? value : isSet(value) ? value.members() : refuse(0, value, "string", "array", "set");
  return items.map((item) => (typeof item === "string" ? item : refuse(0, item, "string")));
}

function decodeQueryObject(query: string): Value {
  const found = new Map<string, string[]>();
  for (const part of query.split("&").filter((each) => each !== "")) {
    if (part.includes(";")) throw new BuiltinError("argument 1 has a semicolon");
    const [, key = "", value = ""] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
    const values = found.get(decodeQuery(key)) ?? [];
    values.push(decodeQuery(value));
    found.set(decodeQuery(key), values);
  }
  return objectOf(found);
}
