// Semantic versions and constraints on them. Follows Masterminds/semver version.go and constraints.go.

import { boolValue, compareBytewise, STRING } from "../values/index.js";
import { parameter, textAt } from "./arguments.js";
import { CallError, type EagerFunction } from "./declare.js";

export const versionFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "semvercmp",
    description:
      "Tells whether a version meets a constraint: comparisons such as `>=1.2`, `~1.2`, `^1`, `1.x` or `1.2 - 1.6`, joined by commas or blanks (all hold) and `||` (one holds).",
    params: [parameter("version", STRING), parameter("constraint", STRING)],
    returns: "bool",
    examples: [
      { call: 'semvercmp("1.2.3", ">=1.0, <2.0")', result: "true" },
      { call: 'semvercmp("v2.0.0", "^1.2")', result: "false" },
      { call: 'semvercmp("1.3.0-beta", ">=1.2")', result: "false" },
    ],
    call: (args) => {
      const version = parseVersion(textAt(args, 0));
      if (version === undefined) {
        throw new CallError(`${JSON.stringify(textAt(args, 0))} is not a version, such as "1.2.3"`, 0);
      }
      const alternatives = parseConstraint(textAt(args, 1));
      return boolValue(alternatives.some((terms) => meetsAll(version, terms)));
    },
  },
];

interface Version {
  readonly numbers: readonly [major: bigint, minor: bigint, patch: bigint];
  readonly preRelease: string;
}

interface Term {
  readonly operator: string;
  readonly version: Version;
  /** How many of major, minor and patch are given; the others are wildcards or left out. */
  readonly given: 0 | 1 | 2 | 3;
}

const VERSION =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/;
const MAX_NUMBER = 2n ** 64n - 1n;

function parseVersion(text: string): Version | undefined {
  const [whole, major = "", minor = "0", patch = "0", preRelease = ""] = VERSION.exec(text) ?? [];
  if (whole === undefined) return undefined;
  // Leading zeros are let pass in the numbers of a version, but not in those of a pre-release.
  if (preRelease.split(".").some((part) => /^0\d+$/.test(part))) return undefined;
  const numbers = [BigInt(major), BigInt(minor), BigInt(patch)] as const;
  return numbers.some((number) => number > MAX_NUMBER) ? undefined : { numbers, preRelease };
}

const NUMBER_OR_X = String.raw`[\d|xX*]+`;
const SUFFIX = String.raw`(?:-[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?`;
const LOOSE_VERSION = String.raw`v?${NUMBER_OR_X}(?:\.${NUMBER_OR_X})?(?:\.${NUMBER_OR_X})?${SUFFIX}`;
const OPERATOR = "(?:!=|>=|=>|<=|=<|~>|[=><~^]|)";
const TERM = String.raw`${OPERATOR}\s*${LOOSE_VERSION}`;
const RANGE = new RegExp(String.raw`\s*(${LOOSE_VERSION})\s+-\s+(${LOOSE_VERSION})\s*`, "g");
const GROUP = new RegExp(String.raw`^\s*${TERM}\s*(?:(?:\s+|,\s*)${TERM}\s*)*$`);
const TERMS = new RegExp(TERM, "g");
const PARTS = new RegExp(
  String.raw`^(${OPERATOR})\s*v?(${NUMBER_OR_X})(?:\.(${NUMBER_OR_X}))?(?:\.(${NUMBER_OR_X}))?(?:-([^+]+))?(?:\+.*)?$`,
);

/** Alternatives, of each of which all terms must hold. */
function parseConstraint(text: string): readonly (readonly Term[])[] {
  const comparisons = text.replace(RANGE, (_, from: string, to: string) => `>= ${from}, <= ${to} `);
  return comparisons.split("||").map((group) => {
    if (!GROUP.test(group)) throw badConstraint(group.trim() === "" ? text : group);
    return (group.match(TERMS) ?? []).map(parseTerm);
  });
}

function badConstraint(text: string): CallError {
  return new CallError(`${JSON.stringify(text.trim())} is not a constraint, such as ">=1.2, <2" or "^1.2"`, 1);
}

function parseTerm(text: string): Term {
  const [, operator = "", major = "", minor = "", patch = "", preRelease = ""] = PARTS.exec(text) ?? [];
  const given = isWildcard(major) ? 0 : isWildcard(minor) ? 1 : isWildcard(patch) ? 2 : 3;
  const numbers = [major, minor, patch].map((number, i) => (i < given ? number : "0")).join(".");
  const version = parseVersion(preRelease === "" ? numbers : `${numbers}-${preRelease}`);
  if (version === undefined) throw badConstraint(text);
  return { operator, version, given };
}

function isWildcard(number: string): boolean {
  return number === "" || number === "x" || number === "X" || number === "*";
}

/** A pre-release counts only where a term asks for one. */
function meetsAll(version: Version, terms: readonly Term[]): boolean {
  if (version.preRelease !== "" && terms.every((term) => term.version.preRelease === "")) return false;
  return terms.every((term) => meets(version, term));
}

function meets(version: Version, term: Term): boolean {
  const order = compareVersions(version, term.version);
  const [major, minor, patch] = version.numbers;
  const [wantedMajor, wantedMinor, wantedPatch] = term.version.numbers;
  switch (term.operator) {
    case "":
    case "=":
      return term.given === 3 ? order === 0 : meetsTilde(version, term);
    case "!=":
      return differs(version, term);
    case ">":
      if (term.given === 0 || term.given === 3) return order > 0;
      return major > wantedMajor || (major === wantedMajor && term.given === 2 && minor > wantedMinor);
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      if (term.given === 3) return order <= 0;
      return major < wantedMajor || (major === wantedMajor && (term.given === 1 || minor <= wantedMinor));
    case "~":
    case "~>":
      return meetsTilde(version, term);
    case "^":
      if (order < 0) return false;
      if (wantedMajor > 0n || term.given === 1) return major === wantedMajor;
      if (major > 0n) return false;
      if (wantedMinor > 0n || term.given === 2) return minor === wantedMinor;
      return minor === 0n && patch === wantedPatch;
    default:
      throw new Error(`internal error: operator ${term.operator}`);
  }
}

function meetsTilde(version: Version, term: Term): boolean {
  if (compareVersions(version, term.version) < 0) return false;
  const [major, minor] = version.numbers;
  const [wantedMajor, wantedMinor] = term.version.numbers;
  // `*` and, by the same rule, ~0.0.0 hold for everything.
  const isZero = term.version.numbers.every((number) => number === 0n);
  if (isZero && (term.given === 0 || term.given === 3)) return true;
  return major === wantedMajor && (minor === wantedMinor || term.given === 1);
}

/** For `!=`, a part that is not given differs from nothing. */
function differs(version: Version, { version: wanted, given }: Term): boolean {
  if (given === 0 || given === 3) return compareVersions(version, wanted) !== 0;
  const [major, minor] = version.numbers;
  const [wantedMajor, wantedMinor] = wanted.numbers;
  if (major !== wantedMajor) return true;
  if (given === 1) return false;
  return minor !== wantedMinor || comparePreReleases(version.preRelease, wanted.preRelease) !== 0;
}

function compareVersions(a: Version, b: Version): number {
  for (const [i, number] of a.numbers.entries()) {
    const other = b.numbers[i] ?? 0n;
    if (number !== other) return number < other ? -1 : 1;
  }
  if (a.preRelease === b.preRelease) return 0;
  // A release is later than its pre-releases.
  if (a.preRelease === "" || b.preRelease === "") return a.preRelease === "" ? 1 : -1;
  return comparePreReleases(a.preRelease, b.preRelease);
}

function comparePreReleases(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const order = compareParts(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

/** Nothing before numbers, numbers by value, and before words; words by bytes. */
function compareParts(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? -1 : 1;
  const isNumber = [a, b].map((part) => /^\d+$/.test(part) && BigInt(part) <= MAX_NUMBER);
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1;
  if (!isNumber[0]) return compareBytewise(a, b);
  return BigInt(a) > BigInt(b) ? 1 : -1;
}
