// The library as a whole: every function is there, described, and does what its examples say.

import { describe, expect, test } from "vitest";
import { toJson } from "../values/index.js";
import {
  FUNCTION_FAMILIES,
  type FunctionDeclaration,
  type FunctionFamily,
  loadFunctions,
  standardFunctionNames,
} from "./index.js";
import { evaluateText } from "./testing/evaluate-text.js";

const library = await loadFunctions();
const declarations: readonly FunctionDeclaration[] = [...library.values()];

test("there are 106 functions, as buildx has them", () => {
  expect([...standardFunctionNames].sort()).toEqual(
    `absolute add and base64decode base64encode basename bcrypt byteslen bytesslice can ceil chomp chunklist cidrhost
    cidrnetmask cidrsubnet cidrsubnets coalesce coalescelist compact concat contains convert csvdecode dirname distinct
    divide element equal flatten floor format formatdate formatlist formattimestamp greaterthan greaterthanorequalto
    hasindex homedir indent index indexof int join jsondecode jsonencode keys length lessthan lessthanorequalto log lookup
    lower max md5 merge min modulo multiply negate not notequal or parseint pow range regex regex_replace regexall replace
    reverse reverselist rsadecrypt sanitize semvercmp sethaselement setintersection setproduct setsubtract
    setsymmetricdifference setunion sha1 sha256 sha512 signum slice sort split strlen substr subtract timeadd timestamp
    title trim trimprefix trimspace trimsuffix try unixtimestampparse upper urlencode uuidv4 uuidv5 values zipmap`.split(
      /\s+/,
    ),
  );
  expect(standardFunctionNames.size).toBe(106);
  expect([...library.keys()].sort()).toEqual([...standardFunctionNames].sort());
});

test.for(Object.keys(FUNCTION_FAMILIES))("the family %s declares what is listed of it", async (family) => {
  // It is one of the keys, above.
  const names = FUNCTION_FAMILIES[family as FunctionFamily];
  const [first = ""] = names;
  expect([...(await loadFunctions([first])).keys()].sort()).toEqual([...names].sort());
});

test("names that are no functions load nothing", async () => {
  expect((await loadFunctions(["target", "uper", "toString"])).size).toBe(0);
  expect((await loadFunctions([])).size).toBe(0);
});

describe("the reference", () => {
  test.for(declarations.map((declaration) => [declaration.name, declaration] as const))("of %s", ([, declaration]) => {
    const { description, params, variadic, returns, examples } = declaration;
    expect(description).toMatch(/^[A-Z][^\n]*\.$/);
    expect(returns).not.toBe("");
    const names = [...params, ...(variadic ? [variadic] : [])].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    if (!withoutExample.has(declaration.name)) expect(examples).not.toEqual([]);
  });
});

/** Those that no bake file can call with success, that want a key, or that tell of the machine. */
const withoutExample: ReadonlySet<string> = new Set(["byteslen", "bytesslice", "rsadecrypt", "homedir"]);

describe("the example", () => {
  const examples = declarations.flatMap((declaration) =>
    declaration.examples.map(({ call, result }) => [call, result]),
  );
  test.for(examples)("%s is %s", ([call = "", result = ""]) => {
    expect(jsonOf(call)).toBe(jsonOf(result));
  });
});

function jsonOf(text: string): string {
  const result = evaluateText(text);
  if (result.kind === "failed") throw new Error(result.diagnostics.map(({ summary }) => summary).join("; "));
  const json = toJson(result.value);
  if (json.kind === "failed") throw new Error(json.reason);
  return json.text;
}
