// Semantic versions and UUIDs. Follows open-policy-agent/opa internal/semver, internal/uuid and google/uuid.

import { randomUUID } from "node:crypto";
import { type BuiltinDeclaration, BuiltinError } from "../builtin.js";
import { compareValues, formatValue, objectOf, type Value } from "../values/index.js";
import { normalInteger } from "../values/numbers.js";
import { argument, declare, stringAt } from "./arguments.js";
import { isValidBy } from "./encoding.js";

export const versionFunctions: readonly BuiltinDeclaration[] = [
  declare("semver.is_valid", "(any) -> boolean", isValidBy(parseVersion)),
  declare("semver.compare", "(string, string) -> number", (args) => {
    const [left, right] = [stringAt(args, 0), stringAt(args, 1)].map(parseVersion);
    return left === undefined || right === undefined ? undefined : compareVersions(left, right);
  }),
  declare("uuid.rfc4122", "(string) -> string", (args, { cache }) => {
    const key = `uuid ${formatValue(argument(args, 0))}`;
    const known = cache.get(key);
    if (typeof known === "string") return known;
    const made = randomUUID();
    cache.set(key, made);
    return made;
  }),
  declare("uuid.parse", "(string) -> object[string: any]", (args) => parseUuid(stringAt(args, 0))),
];

interface Version {
  readonly numbers: readonly bigint[];
  readonly preRelease: string;
}

const LARGEST = 2n ** 63n - 1n;

/** With or without a `v`; zeros in front are taken. */
function parseVersion(text: string): Version {
  const [release = "", metadata = ""] = cut(text.replace(/^v/, ""), "+");
  const [core = "", preRelease = ""] = cut(release, "-");
  for (const identifiers of [metadata, preRelease]) {
    if (identifiers !== "" && !/^[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*$/.test(identifiers))
      throw new BuiltinError("no version");
  }
  const parts = core.split(".");
  if (parts.length !== 3 || !parts.every((part) => /^[+-]?\d+$/.test(part))) throw new BuiltinError("no version");
  const numbers = parts.map((part) => BigInt(part.replace("+", "")));
  if (numbers.some((number) => number > LARGEST || number < -LARGEST - 1n)) throw new BuiltinError("no version");
  return { numbers, preRelease };
}

function cut(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function compareVersions(a: Version, b: Version): number {
  for (const [i, left] of a.numbers.entries()) {
    const right = b.numbers[i] ?? 0n;
    if (left !== right) return left < right ? -1 : 1;
  }
  if (a.preRelease === b.preRelease) return 0;
  if (a.preRelease === "" || b.preRelease === "") return a.preRelease === "" ? 1 : -1;
  return comparePreReleases(a.preRelease.split("."), b.preRelease.split("."));
}

/** Numbers come before words, and fewer identifiers before more. */
function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined) return 1;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    const order = isNumber ? compareValues(BigInt(left), BigInt(right)) : compareValues(left, right);
    if (order !== 0) return Math.sign(order);
  }
  return a.length < b.length ? -1 : 0;
}

const DOMAINS: ReadonlyMap<number, string> = new Map([
  [0, "Person"],
  [1, "Group"],
  [2, "Org"],
]);

/** Undefined where the text is none. Versions 1 and 2 tell when and where they were made. */
function parseUuid(text: string): Value | undefined {
  const digits = hexDigits(text);
  if (digits === undefined) return undefined;
  const bytes = Buffer.from(digits, "hex");
  const version = bytes.readUInt8(6) >> 4;
  const entries: (readonly [Value, Value])[] = [
    ["version", version],
    ["variant", variantOf(bytes.readUInt8(8))],
  ];
  if (version === 1 || version === 2) {
    const node = digits.slice(20).replace(/..(?!$)/g, "$&-");
    entries.push(["nodeid", node], ["macvariables", addressKind(bytes.readUInt8(10))]);
    entries.push(["time", timeOf(bytes)], ["clocksequence", bytes.readUInt16BE(8) & 0x3fff]);
  }
  if (version === 2) {
    const domain = bytes.readUInt8(9);
    entries.push(["id", bytes.readUInt32BE(0)], ["domain", DOMAINS.get(domain) ?? `Domain${domain}`]);
  }
  return objectOf(entries);
}

/** Also `urn:uuid:…`, without hyphens, and with any two characters around, which are braces as a rule. */
function hexDigits(text: string): string | undefined {
  const length = Buffer.byteLength(text);
  const bare = length === 45 && /^urn:uuid:/i.test(text) ? text.slice(9) : length === 38 ? text.slice(1, 37) : text;
  const isUuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(bare) || /^[\da-f]{32}$/i.test(text);
  return isUuid ? bare.replaceAll("-", "").toLowerCase() : undefined;
}

function variantOf(byte: number): string {
  if ((byte & 0xc0) === 0x80) return "RFC4122";
  if ((byte & 0xe0) === 0xc0) return "Microsoft";
  return (byte & 0xe0) === 0xe0 ? "Future" : "Reserved";
}

function addressKind(byte: number): string {
  return `${(byte & 2) === 2 ? "local" : "global"}:${(byte & 1) === 1 ? "multicast" : "unicast"}`;
}

/** Tenths of microseconds from the Gregorian calendar on (1582-10-15) to 1970. */
const GREGORIAN_TO_UNIX = 0x01b21dd213814000n;

function timeOf(bytes: Buffer): Value {
  const high = BigInt(bytes.readUInt16BE(6) & 0xfff);
  const ticks = (high << 48n) | (BigInt(bytes.readUInt16BE(4)) << 32n) | BigInt(bytes.readUInt32BE(0));
  return normalInteger(BigInt.asIntN(64, (ticks - GREGORIAN_TO_UNIX) * 100n));
}
