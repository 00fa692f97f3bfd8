// YAML 1.1 as far as it is JSON. Follows open-policy-agent/opa v1/topdown/encoding.go and sigs.k8s.io/yaml.

import { isScalar, parseDocument, Scalar, stringify, type Tags } from "yaml";
import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { isArray, isObject, isSet, jsonText, objectOf, type Value, valueFromJson } from "../values/index.js";
import { textEntries } from "../values/json.js";
import { argument, declare, stringAt } from "./arguments.js";
import { isValidBy } from "./encoding.js";

export const yamlFunctions: readonly BuiltinDeclaration[] = [
  declare("yaml.marshal", "(any) -> string", (args) =>
    stringify(plain(argument(args, 0)), {
      version: "1.1",
      indentSeq: false,
      lineWidth: 0,
      aliasDuplicateObjects: false,
      singleQuote: true,
      blockQuote: "literal",
      customTags: jsonTags,
    }),
  ),
  declare("yaml.unmarshal", "(string) -> any", (args) => parseYaml(stringAt(args, 0))),
  declare("yaml.is_valid", "(string) -> boolean", isValidBy(parseYaml)),
];

/** Maps, for objects put keys that look like integers first. */
function plain(value: Value): unknown {
  if (isObject(value)) return new Map(textEntries(value).map(([key, held]) => [quotedAsGo(key), plain(held)]));
  if (isSet(value)) return value.members().map(plain);
  if (isArray(value)) return value.map(plain);
  return typeof value === "string" ? quotedAsGo(value) : value;
}

/** What would be read as something else has double quotes in Go, all other text that needs them single ones. */
function quotedAsGo(text: string): unknown {
  if (text !== "" && !/^[\w+.~-]*$/.test(text)) return text;
  const { errors, contents } = parseDocument(text, { version: "1.1", customTags: jsonTags });
  if (errors.length > 0 || (isScalar(contents) && typeof contents.value === "string")) return text;
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** These make of a scalar what JSON does not have, or are not in the YAML of Go. */
const LEFT_OUT = ["binary", "omap", "pairs", "set", "timestamp"].map((name) => `tag:yaml.org,2002:${name}`);

function jsonTags(tags: Tags): Tags {
  return tags.filter(
    (tag) => typeof tag === "string" || (!LEFT_OUT.includes(tag.tag) && !("format" in tag && tag.format === "TIME")),
  );
}

function parseYaml(text: string): Value {
  try {
    // The first document alone counts; of keys that are there twice, the last.
    const document = parseDocument(text, {
      version: "1.1",
      intAsBigInt: true,
      uniqueKeys: false,
      stringKeys: false,
      logLevel: "error",
      customTags: jsonTags,
    });
    const [error] = document.errors.filter(({ code }) => code !== "MULTIPLE_DOCS");
    if (error !== undefined) throw error;
    return fromYaml(document.toJS({ mapAsMap: true, maxAliasCount: 100 }));
  } catch (error) {
    if (error instanceof Error) throw new BuiltinError("argument 1 is not YAML", { cause: error });
    throw error;
  }
}

function fromYaml(value: unknown): Value {
  if (Array.isArray(value)) return value.map(fromYaml);
  if (value instanceof Map) {
    return objectOf([...value].map(([key, held]): readonly [Value, Value] => [keyOf(fromYaml(key)), fromYaml(held)]));
  }
  return valueFromJson(value ?? null);
}

function keyOf(key: Value): string {
  if (typeof key === "string") return key;
  if (key === null || typeof key === "object") throw new BuiltinError("a key is no text");
  return jsonText(key);
}
