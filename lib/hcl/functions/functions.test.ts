// What the recorded answers of docker-buildx do not show: functions newer than it, calls that depend on the world, laws,
// and what is said when a call makes no sense.

import { constants, generateKeyPairSync, publicEncrypt } from "node:crypto";
import { compareSync } from "bcryptjs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fromJson,
  integerValue,
  listValue,
  NUMBER,
  STRING,
  stringValue,
  toJson,
  tupleValue,
  type Value,
  valuesEqual,
} from "../values/index.js";
import { evaluateText, testWorld } from "./testing/evaluate-text.js";

describe("semvercmp", () => {
  const cases: readonly (readonly [version: string, constraint: string, holds: boolean])[] = [
    ["1.2.3", "1.2.3", true],
    ["v1.2.3", "=1.2.3", true],
    ["1.2", "1.2.0", true],
    ["01.2.3", "1.2.3", true],
    ["1.2.3+meta", "1.2.3", true],
    ["1.2.9", "~1.2.3", true],
    ["1.3.0", "~1.2.3", false],
    ["1.9.0", "~1", true],
    ["2.0.0", "~1", false],
    ["1.2.9", "~>1.2", true],
    ["1.9.9", "^1.2.3", true],
    ["2.0.0", "^1.2.3", false],
    ["0.2.9", "^0.2.3", true],
    ["0.3.0", "^0.2.3", false],
    ["0.0.3", "^0.0.3", true],
    ["0.0.4", "^0.0.3", false],
    ["11.1.0", ">11", false],
    ["12.0.0", ">11", true],
    ["11.2.1", ">11.1", true],
    ["1.2.9", "<=1.2", true],
    ["1.3.0", "<=1.2", false],
    ["1.2.9", "=<1.2", true],
    ["1.2.3", "=>1.2.3", true],
    ["1.2.5", "1.2", true],
    ["1.2.5", "1.2.x", true],
    ["1.3.0", "=1.2.*", false],
    ["1.2.5", "!=1.2", false],
    ["1.3.0", "!=1.2.X", true],
    ["1.5.0", "1.2 - 1.6", true],
    ["1.7.0", "1.2 - 1.6", false],
    ["1.5.0", ">=1.0, <2.0", true],
    ["1.5.0", ">=1.0 <1.5", false],
    ["3.0.0", "<1 || >=3", true],
    ["9.9.9", "*", true],
    ["1.3.0-beta", ">=1.2", false],
    ["1.3.0-beta", "*", false],
    ["1.3.0-beta", ">=1.2.0-0", true],
    ["1.3.0-beta", "<1.0 || >=1.2.0-0", true],
    ["1.2.0-alpha.9", "<1.2.0-alpha.10", true],
    ["1.2.0-alpha", "<1.2.0-1", false],
  ];
  test.for(cases)("%s against %s: %s", ([version, constraint, holds]) => {
    expect(jsonOf(`semvercmp("${version}", "${constraint}")`)).toBe(String(holds));
  });
  test.for([
    ["1.2.3", "", '"" is not a constraint, such as ">=1.2, <2" or "^1.2"'],
    ["1.2.3", ">=1.2 || ", '">=1.2 ||" is not a constraint'],
    ["1.2.3", "==1.2", '"==1.2" is not a constraint'],
    ["1.2.3", ">=1.2,,<2", '">=1.2,,<2" is not a constraint'],
    ["x", "1", '"x" is not a version, such as "1.2.3"'],
    ["1.2.3.4", "1", '"1.2.3.4" is not a version'],
    ["1.2.3-01", "1", '"1.2.3-01" is not a version'],
    ["", "1", '"" is not a version'],
  ] as const)("%j against %j fails", ([version, constraint, message]) => {
    expect(messageOf(`semvercmp("${version}", "${constraint}")`)).toContain(message);
  });
});

describe("time", () => {
  test("timestamp is the instant of the run", () => {
    expect(jsonOf("timestamp()")).toBe('"2024-01-02T03:04:05Z"');
  });
  test.for([
    ['formattimestamp("YYYY-MM-DD hh:mm:ss", 1514934721)', '"2018-01-02 23:12:01"'],
    ['formattimestamp("YYYY", "2018-01-02T23:12:01+02:00")', '"2018"'],
    ['formattimestamp("X", "2018-01-02T23:12:01+02:00")', '"1514927521"'],
    ['formattimestamp("X", -1)', '"-1"'],
    ['formattimestamp("ZZZ", 0)', '"UTC"'],
    [
      "unixtimestampparse(1690328596)",
      '{"day":25,"hour":23,"iso_week":30,"iso_year":2023,"minute":43,"month":7,"month_name":"July","rfc3339":"2023-07-25T23:43:16Z","second":16,"weekday":2,"weekday_name":"Tuesday","year":2023,"year_day":206}',
    ],
    ["unixtimestampparse(-1).rfc3339", '"1969-12-31T23:59:59Z"'],
    ["unixtimestampparse(1704067200).weekday", "1"],
    ["unixtimestampparse(1609459200).iso_week", "53"],
    ["unixtimestampparse(1609459200).iso_year", "2020"],
    ["unixtimestampparse(1703980800).weekday", "0"],
  ] as const)("%s is %s", ([call, result]) => {
    expect(jsonOf(call)).toBe(result);
  });
  test("an instant of JavaScript's is formatted as JavaScript formats it", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
        expect(jsonOf(`unixtimestampparse(${seconds}).rfc3339`)).toBe(`"${iso}"`);
        expect(jsonOf(`formattimestamp("X", "${iso}")`)).toBe(`"${seconds}"`);
      }),
    );
  });
});

describe("the world", () => {
  test("homedir is the home directory that is handed in", () => {
    expect(jsonOf("homedir()")).toBe(JSON.stringify(testWorld.homeDir));
  });
  test("uuidv4 marks version and variant in random bytes", () => {
    expect(jsonOf("uuidv4()")).toBe('"00010203-0405-4607-8809-0a0b0c0d0e0f"');
  });
  test("bcrypt hashes with the cost that is asked for", () => {
    const hash: unknown = JSON.parse(jsonOf('bcrypt("pässword", 4)'));
    expect(hash).toMatch(/^\$2a\$04\$[./A-Za-z\d]{53}$/);
    expect(compareSync("pässword", String(hash))).toBe(true);
  });
  test.for(["pkcs1", "pkcs8"] as const)("rsadecrypt reads a %s key", (type) => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const cipher = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from("sécret"));
    const variables = new Map<string, Value>([
      ["cipher", stringValue(cipher.toString("base64"))],
      ["key", stringValue(String(privateKey.export({ type, format: "pem" })))],
    ]);
    expect(jsonOf("rsadecrypt(cipher, key)", variables)).toBe('"sécret"');
    // Of another size: a key of the same size reads any text as something, now and then as a right one.
    const other = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    variables.set("key", stringValue(String(other.export({ type, format: "pem" }))));
    expect(messageOf("rsadecrypt(cipher, key)", variables)).toContain("cannot be decrypted");
  });
});

describe("says what is wrong", () => {
  test.for([
    ['substr("abc", 1.5, 1)', "a whole number is required, but this is 1.5"],
    ['chunklist(["a"], -1)', "a size cannot be negative, but this is -1"],
    ['indent(-1, "a")', "a number of blanks cannot be negative, but this is -1"],
    ["range(0, 10, 0)", "the step is zero, so the end is never reached"],
    ["range(0, 1, -1)", "the end lies above the start, and the step leads away from it"],
    ["range(2000)", "these are more than 1024 numbers"],
    ["divide(0, 0)", "zero cannot be divided by zero"],
    ['parseint("9", 8)', '"9" is not a whole number in base 8'],
    ['length("abc")', "`strlen` counts the characters of a string"],
    ['index(["a"], "0")', "the key of a tuple is a number, but this is string"],
    ['index({ a = 1 }, "b")', 'there is no element with the key "b"'],
    ["element([], 0)", "an empty list has no elements"],
    ['slice(["a"], 0, 2)', "the list has 1 element, but this index is 2"],
    ["merge({ a = 1 }, [1])", "a map or object is required, but this is tuple"],
    ['zipmap(["a"], [1, 2])', "the numbers of keys (1) and values (2) differ"],
    ['lookup(convert({ a = 1 }, map(number)), "a", "x")', "the default must fit the elements of the map"],
    ["coalesce(1, [2])", "the arguments have no type in common"],
    ["coalesce(null, null)", "all arguments are null"],
    ['setunion([["a"]], [1])', "the elements of the sets have no type in common"],
    ['join(",", ["a", null])', "element 1 is null, and null cannot be joined"],
    ['format("%s")', '"%s" wants argument 1 after the format, but there are 0'],
    ['format("%s %s", "a")', '"%s" wants argument 2 after the format, but there is one'],
    ['format("%s", "a", "b")', "the format uses one argument, so this is too many"],
    ['format("%d", 1.5)', 'for "%d", a whole number is required'],
    ['format("%y", 1)', '"%y" is not a verb; there are %v'],
    ['format("100%")', '"%" is not a verb; write "%%" for a percent sign'],
    ['format("%s", null)', '"%s" cannot show null; "%v" can'],
    ['format("%999999d", 1)', '"%999999d" is wider than 100000 characters'],
    ['regex("z", "abc")', "the pattern does not match any part of the string"],
    ['regex("(", "abc")', "the pattern is wrong: missing closing )"],
    ['regex("(?P<a>x)(y)", "xy")', "either all groups of the pattern have names or none"],
    ['regex_replace("a", "(?=a)", "b")', "the pattern is wrong: invalid"],
    ['jsondecode("[1,]")', 'this is not JSON: a value cannot begin with "]" (line 1, column 4)'],
    ['csvdecode("a,b\\n1")', "line 2 has 1 field, but the header has 2"],
    ['csvdecode("a,a\\n1,2")', 'the column "a" is there twice'],
    ['csvdecode("a\\nx\\"y")', "line 2: a quote stands inside a field that is not quoted"],
    ['base64decode("%")', "this is not base64 with its padding"],
    ['base64decode("/w==")', "the decoded bytes are not UTF-8"],
    ['timeadd("2017-11-22", "1h")', '"2017-11-22" is not an instant in RFC 3339 form'],
    ['timeadd("2017-11-22T00:00:00Z", "1d")', '"1d" is not a duration, such as "1h30m" or "-1.5s"'],
    ['formatdate("YYY", "2017-11-22T00:00:00Z")', '"YYY" is not a verb of a date format; there are "YY", "YYYY"'],
    ['formatdate("at", "2017-11-22T00:00:00Z")', 'there are "aa"'],
    ['formatdate("x", "2017-11-22T00:00:00Z")', "letters that mean themselves stand between single quotes"],
    ['formattimestamp("X", true)', "a string in RFC 3339 form or a number of seconds is required, but this is bool"],
    ['uuidv5("dnsx", "a")', '"dnsx" is neither a UUID nor one of "dns", "url", "oid" and "x500"'],
    ['cidrhost("10.0.0/8", 1)', '"10.0.0/8" is not a network in CIDR notation, such as "10.0.0.0/8"'],
    ['cidrhost("10.0.0.0/30", 4)', "a prefix of 30 bits leaves no room for host 4"],
    ['bcrypt("a", 32)', "a cost of 31 at most is required, but this is 32"],
    ['rsadecrypt("x", "y")', "this is not a key in PEM form"],
    ['byteslen("a")', "a byte buffer is required, and nothing in the language makes one"],
  ] as const)("%s", ([call, message]) => {
    expect(messageOf(call)).toContain(message);
  });
});

const text = fc.string({ unit: "grapheme" }).map((sample) => sample.normalize("NFC"));

describe("laws", () => {
  test("base64 and JSON come back as they went", () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(call("base64decode(base64encode(a))", sample)).toEqual(stringValue(sample));
        expect(call("jsondecode(jsonencode(a))", sample)).toEqual(stringValue(sample));
      }),
    );
  });
  test("what JSON can say comes back as it went", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        const parsed = fromJson(JSON.stringify(data));
        if (parsed.kind === "malformed") throw new Error(parsed.reason);
        const back = evaluateText("jsondecode(jsonencode(a))", new Map([["a", parsed.value]]));
        expect(back.kind === "value" && valuesEqual(back.value, parsed.value)).toBe(true);
      }),
    );
  });
  test("urlencode is undone by the decoder of forms", () => {
    fc.assert(
      fc.property(text, (sample) => {
        const encoded = call("urlencode(a)", sample);
        const decoded = encoded.kind === "string" && new URLSearchParams(`a=${encoded.value}`).get("a");
        expect(decoded).toBe(sample);
      }),
    );
  });
  test("reversing twice, and joining what was split, changes nothing", () => {
    fc.assert(
      fc.property(text, fc.string({ unit: "grapheme", minLength: 1, maxLength: 2 }), (sample, separator) => {
        expect(call("reverse(reverse(a))", sample.replaceAll("\n", ""))).toEqual(
          stringValue(sample.replaceAll("\n", "")),
        );
        expect(call("join(b, split(b, a))", sample, separator)).toEqual(stringValue(sample));
        expect(call('join("", split("", a))', sample)).toEqual(stringValue(sample));
      }),
    );
  });
  test("chunks flattened are the list again", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 0, max: 5 }), (numbers, size) => {
        const items = numbers.map(integerValue);
        const variables = new Map<string, Value>([["list", listValue(NUMBER, items)]]);
        const back = evaluateText(`flatten(chunklist(list, ${size}))`, variables);
        expect(back).toEqual({ kind: "value", value: tupleValue(items) });
      }),
    );
  });
  test("sorting and dropping repeats twice is doing it once", () => {
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const variables = new Map<string, Value>([["list", listValue(STRING, texts.map(stringValue))]]);
        for (const name of ["sort", "distinct", "compact"]) {
          expect(evaluateText(`${name}(${name}(list))`, variables)).toEqual(evaluateText(`${name}(list)`, variables));
        }
        expect(evaluateText("reverselist(reverselist(list))", variables)).toEqual(evaluateText("list", variables));
      }),
    );
  });
  test("zipmap undoes keys and values", () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.integer()), (data) => {
        const parsed = fromJson(JSON.stringify(data));
        if (parsed.kind === "malformed") throw new Error(parsed.reason);
        const back = evaluateText("zipmap(keys(m), values(m))", new Map([["m", parsed.value]]));
        expect(back.kind === "value" && valuesEqual(back.value, parsed.value)).toBe(true);
      }),
    );
  });
  test("a part of a string and the parts around it make the string", () => {
    fc.assert(
      fc.property(text, fc.nat(10), fc.integer({ min: 1, max: 10 }), (sample, offset, length) => {
        const whole = `"\${substr(a, 0, ${offset})}\${substr(a, ${offset}, ${length})}\${substr(a, ${offset + length}, -1)}"`;
        expect(call(whole, sample)).toEqual(stringValue(sample));
      }),
    );
  });
  test("CSV written with quotes reads back", () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab,"\n é') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), (rows) => {
        const lines = [["x", "y"], ...rows].map((row) =>
          row.map((field) => `"${field.replaceAll('"', '""')}"`).join(","),
        );
        const wanted = JSON.stringify(rows.map(([x, y]) => ({ x: x.normalize(), y: y.normalize() })));
        expect(JSON.parse(jsonOf("csvdecode(a)", new Map([["a", stringValue(lines.join("\n"))]])))).toEqual(
          JSON.parse(wanted),
        );
      }),
    );
  });
});

function call(expression: string, a: string, b = ""): Value {
  const variables = new Map<string, Value>([
    ["a", stringValue(a)],
    ["b", stringValue(b)],
  ]);
  const result = evaluateText(expression, variables);
  if (result.kind === "failed") throw new Error(result.diagnostics.map(({ summary }) => summary).join("; "));
  return result.value;
}

function jsonOf(expression: string, variables?: ReadonlyMap<string, Value>): string {
  const result = evaluateText(expression, variables);
  if (result.kind === "failed") throw new Error(result.diagnostics.map(({ summary }) => summary).join("; "));
  const json = toJson(result.value);
  if (json.kind === "failed") throw new Error(json.reason);
  return json.text;
}

function messageOf(expression: string, variables?: ReadonlyMap<string, Value>): string {
  const result = evaluateText(expression, variables);
  if (result.kind === "value") throw new Error(`${expression} has a value`);
  return result.diagnostics.map(({ summary }) => summary).join("; ");
}
