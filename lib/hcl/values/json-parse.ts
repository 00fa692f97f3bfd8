// JSON as values. JavaScript's own parser is of no use here: it reads numbers as doubles.

import { parseNumber } from "./number-text.js";
import { normalizeText } from "./text.js";
import { typesEqual } from "./type.js";
import { boolValue, NULL, numberValue, objectValue, stringValue, tupleValue, typeOf, type Value } from "./value.js";

export type ParsedJson =
  | { readonly kind: "parsed"; readonly value: Value }
  /** `offset` counts UTF-16 code units; `reason` continues a sentence: `a comma or "]" is missing`. */
  | { readonly kind: "malformed"; readonly offset: number; readonly reason: string };

/** Objects and arrays become objects and tuples, numbers keep all their digits. A name given twice has its last value. */
export function fromJson(text: string): ParsedJson {
  let at = 0;
  let depth = 0;
  try {
    return { kind: "parsed", value: readDocument() };
  } catch (error) {
    if (error instanceof Malformed) return { kind: "malformed", offset: at, reason: error.message };
    throw error;
  }

  function readDocument(): Value {
    const value = readValue();
    take(BLANK);
    if (at < text.length) throw new Malformed("something follows the end of the document");
    return value;
  }

  function readValue(): Value {
    take(BLANK);
    const char = text.charAt(at);
    switch (char) {
      case "":
        throw new Malformed("the text ends where a value should be");
      case "{":
        return readNested(readObject);
      case "[":
        return readNested(readArray);
      case '"':
        return stringValue(readString());
      default:
        return /[-\d]/.test(char) ? readNumber() : readWord();
    }
  }

  function readNested(read: () => Value): Value {
    depth += 1;
    if (depth > MAX_DEPTH) throw new Malformed(`values are nested more than ${MAX_DEPTH} deep`);
    at += 1;
    const value = read();
    depth -= 1;
    return value;
  }

  function readObject(): Value {
    const entries = new Map<string, Value>();
    if (skip("}")) return objectValue(entries);
    do {
      take(BLANK);
      const start = at;
      if (text.charAt(start) !== '"') throw new Malformed('a property name in double quotes, or "}", is missing');
      const name = normalizeText(readString());
      if (!skip(":")) throw new Malformed('a ":" is missing after the property name');
      const value = readValue();
      const before = entries.get(name);
      // The same rule as cty/json/type_implied.go, from 1.17 on.
      if (before !== undefined && !typesEqual(typeOf(before), typeOf(value))) {
        at = start;
        throw new Malformed(`property ${JSON.stringify(name)} is there twice, with values of different types`);
      }
      entries.set(name, value);
    } while (skip(","));
    if (!skip("}")) throw new Malformed('a "," or "}" is missing after the property');
    return objectValue(entries);
  }

  function readArray(): Value {
    const items: Value[] = [];
    if (skip("]")) return tupleValue(items);
    do items.push(readValue());
    while (skip(","));
    if (!skip("]")) throw new Malformed('a "," or "]" is missing after the element');
    return tupleValue(items);
  }

  function readString(): string {
    const token = take(STRING);
    if (token === undefined)
      throw new Malformed("this string is not closed, or has a bad escape or a control character");
    // The pattern admits only what JSON.parse does.
    const content: unknown = JSON.parse(token);
    return String(content);
  }

  function readNumber(): Value {
    const number = parseNumber(take(NUMBER) ?? "");
    if (number === undefined) throw new Malformed("this is not a number that JSON knows");
    return numberValue(number);
  }

  function readWord(): Value {
    const word = /^[A-Za-z]+|./su.exec(text.slice(at, at + 20))?.[0] ?? "";
    if (word !== "null" && word !== "true" && word !== "false") {
      throw new Malformed(`a value cannot begin with ${JSON.stringify(word)}`);
    }
    at += word.length;
    return word === "null" ? NULL : boolValue(word === "true");
  }

  function skip(char: string): boolean {
    take(BLANK);
    if (text.charAt(at) !== char) return false;
    at += 1;
    return true;
  }

  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const token = pattern.exec(text)?.[0];
    at += token?.length ?? 0;
    return token;
  }
}

/** Unwinds the reader and stays inside this file. */
class Malformed extends Error {}

const BLANK = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** No document of anyone's is as deep, and the stack holds it. */
const MAX_DEPTH = 1000;
