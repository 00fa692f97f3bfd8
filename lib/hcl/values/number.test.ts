// Numbers: the facts of buildx's printing (env values are 53-bit doubles), and the laws of arithmetic.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compareNumbers,
  divide,
  type HclNumber,
  infinity,
  isWhole,
  modulo,
  multiply,
  negate,
  numberFromDouble,
  numberFromInteger,
  numbersEqual,
  numberToBigInt,
  numberToDouble,
  numberToExponential,
  numberToFixed,
  numberToGeneral,
  numberToInteger,
  numberToText,
  parseNumber,
  parseNumberLikeGo,
  roundToWhole,
  subtract,
} from "./index.js";

const third = `0.${"3".repeat(152)}335`;

describe("text of a number", () => {
  const cases: readonly (readonly [string, HclNumber | undefined, string])[] = [
    ["0.1 + 0.2", add(literal("0.1"), literal("0.2")), "0.3"],
    ["1 / 3", divide(literal("1"), literal("3")), third],
    ["9007199254740993", literal("9007199254740993"), "9007199254740993"],
    ["1e21", literal("1e21"), "1000000000000000000000"],
    ["-0", negate(literal("0")), "-0"],
    [
      "0.1 from a double, + 0.2",
      add(double(0.1), literal("0.2")),
      "0.3000000000000000055511151231257827021181583404541015625",
    ],
    ["0.1 from a double", double(0.1), "0.1"],
    ["1e400", literal("1e400"), `1${"0".repeat(400)}`],
    ["1e-5", literal("1e-5"), "0.00001"],
    ["1 / 0", divide(literal("1"), literal("0")), "+Inf"],
    ["-1 / 0", divide(literal("-1"), literal("0")), "-Inf"],
    ["7 / 2", divide(literal("7"), literal("2")), "3.5"],
    ["-7 % 3", modulo(literal("-7"), literal("3")), "-1"],
    ["7 % -3", modulo(literal("7"), literal("-3")), "1"],
    ["7.5 % 2", modulo(literal("7.5"), literal("2")), "1.5"],
    ["1 % 0", modulo(literal("1"), literal("0")), "1"],
    ["1 / 3 * 3", multiply(literal(third), literal("3")), "1"],
    ["a 64-bit third", divide(numberFromInteger(1), numberFromInteger(3)), "0.33333333333333333334"],
    ["a 53-bit third", divide(double(1), double(3)), "0.3333333333333333"],
    ["the smallest double", double(5e-324), `0.${"0".repeat(323)}4940656458412465`],
    ["the largest double", double(Number.MAX_VALUE), `17976931348623157${"0".repeat(292)}`],
    ["int of -1.9", roundToWhole(literal("-1.9"), "zero"), "-1"],
    ["ceil of -1.2", roundToWhole(literal("-1.2"), "up"), "-1"],
    ["floor of -1.2", roundToWhole(literal("-1.2"), "down"), "-2"],
    ["ceil of -0.5", roundToWhole(literal("-0.5"), "up"), "0"],
  ];
  test.for(cases)("%s", ([, number, text]) => {
    expect(number && numberToText(number)).toBe(text);
  });
});

test("what has no value is undefined", () => {
  const zero = literal("0");
  const infinite = infinity(false);
  expect(divide(zero, zero)).toBeUndefined();
  expect(divide(infinite, infinite)).toBeUndefined();
  expect(multiply(zero, infinite)).toBeUndefined();
  expect(subtract(infinite, infinite)).toBeUndefined();
  expect(modulo(infinite, literal("2"))).toBeUndefined();
});

describe("reading a literal", () => {
  test.for([
    [".5", "0.5"],
    ["5.", "5"],
    ["+5", "5"],
    ["1E2", "100"],
    ["1e+2", "100"],
    ["1p4", "16"],
    ["inf", "+Inf"],
    ["-Inf", "-Inf"],
    ["007", "7"],
    ["0.10", "0.1"],
  ] as const)("%s is %s", ([text, wanted]) => {
    expect(numberToText(literal(text))).toBe(wanted);
  });
  test.for([
    "",
    "-",
    ".",
    "e5",
    "1e",
    " 1",
    "1 ",
    "1_000",
    "0x10",
    "1,5",
    "nan",
    "INF",
    "--1",
    "1.2.3",
    "1e99999999999",
  ])("%j is not a number", (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });
  test("an exponent of a billion costs nothing", () => {
    expect(numberToText(literal("1e1000000000"))).toBe("+Inf");
    expect(numberToText(literal("1e-1000000000"))).toBe("0");
  });
});

describe("reading an override", () => {
  test.for([
    ["1_000", "1000"],
    ["0x1p4", "16"],
    ["0x_1p4", "16"],
    ["0x1.8p1", "3"],
    ["0X1P-2", "0.25"],
    ["0x.8p1", "1"],
    ["0x1_0p4", "256"],
    ["0x1p1_0", "1024"],
    ["1e1_0", "10000000000"],
    [".5", "0.5"],
    ["5.", "5"],
    ["+5", "5"],
    ["-0", "-0"],
    ["0_1", "1"],
    ["1e-400", "0"],
    ["9007199254740993", "9007199254740992"],
    ["0x1.fffffffffffff8p0", "2"],
    ["0x1p-1075", "0"],
  ] as const)("%s is %s", ([text, wanted]) => {
    const number = parseNumberLikeGo(text);
    expect(number && numberToText(number)).toBe(wanted);
  });
  test.for([
    "",
    " 1",
    "1 ",
    "0x10",
    "0b11",
    "inf",
    "nan",
    "Infinity",
    "1__0",
    "_1",
    "1_",
    "1_.5",
    "1._5",
    "1e_1",
    "1e400",
  ])("%j is not a number", (text) => {
    expect(parseNumberLikeGo(text)).toBeUndefined();
  });
  test.for(["0x1p", "0x1p1024", "0_x1p1", "0x", "0xp1", "0x.p1"])("%j is not a number either", (text) => {
    expect(parseNumberLikeGo(text)).toBeUndefined();
  });
});

test("0.1 from a double equals the literal 0.1, though it is greater", () => {
  expect(numbersEqual(double(0.1), literal("0.1"))).toBe(true);
  expect(compareNumbers(double(0.1), literal("0.1"))).toBe(1);
  expect(numbersEqual(negate(literal("0")), literal("0"))).toBe(true);
});

describe("other forms", () => {
  test("positional with a number of places, half to even of the exact value", () => {
    expect(numberToFixed(literal("1.005"), 2)).toBe("1.00");
    expect(numberToFixed(literal("2.25"), 1)).toBe("2.2");
    expect(numberToFixed(literal("0.5"), 0)).toBe("0");
    expect(numberToFixed(literal("-0.001"), 2)).toBe("-0.00");
    expect(numberToFixed(literal("999.99"), 1)).toBe("1000.0");
  });
  test("exponential", () => {
    expect(numberToExponential(literal("12345.678"), 6)).toBe("1.234568e+04");
    expect(numberToExponential(literal("0"), 3)).toBe("0.000e+00");
    expect(numberToExponential(literal("1e-100"))).toBe("1e-100");
  });
  test("general", () => {
    expect(numberToGeneral(literal("1000000"))).toBe("1e+06");
    expect(numberToGeneral(literal("100000"))).toBe("100000");
    expect(numberToGeneral(literal("0.0001"))).toBe("0.0001");
    expect(numberToGeneral(literal("0.00001"))).toBe("1e-05");
    expect(numberToGeneral(literal("1234.5678"), 3)).toBe("1.23e+03");
  });
});

const integer = fc.bigInt({ min: -(2n ** 400n), max: 2n ** 400n });
const small = fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n });
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }), fc.integer({ min: -80, max: 80 }))
  .map(([digits, exponent]) => literal(`${digits}e${exponent}`));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("laws", () => {
  test("whole numbers keep all their digits", () => {
    fc.assert(
      fc.property(integer, (n) => {
        expect(numberToText(literal(String(n)))).toBe(String(n));
      }),
    );
  });
  test("a printed number reads back as itself", () => {
    fc.assert(
      fc.property(decimal, (n) => {
        expect(literal(numberToText(n))).toEqual(n);
      }),
    );
  });
  test("a double comes back as itself, by value and by text", () => {
    fc.assert(
      fc.property(finite, (d) => {
        expect(numberToDouble(double(d))).toBe(d);
        expect(Number(numberToText(double(d)))).toBe(d);
      }),
    );
  });
  test("whole arithmetic is that of bigints", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const [x, y] = [numberFromInteger(a), numberFromInteger(b)];
        expect(toBigInt(add(literal(String(a)), literal(String(b))))).toBe(a + b);
        expect(toBigInt(subtract(literal(String(a)), literal(String(b))))).toBe(a - b);
        expect(toBigInt(multiply(x, y))).toBe(a * b);
        expect(compareNumbers(x, y)).toBe(a < b ? -1 : a > b ? 1 : 0);
        if (b !== 0n) expect(toBigInt(modulo(literal(String(a)), literal(String(b))))).toBe(a % b);
      }),
    );
  });
  test("a sum does not depend on the order, and its sign turns with the terms", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(add(a, b)).toEqual(add(b, a));
        const sum = add(negate(a), negate(b));
        expect(sum && numbersEqual(negate(sum), add(a, b) ?? sum)).toBe(true);
      }),
    );
  });
  test("rounding up and down leaves less than one", () => {
    fc.assert(
      fc.property(decimal, (n) => {
        const [up, down] = [roundToWhole(n, "up"), roundToWhole(n, "down")];
        expect(isWhole(up) && isWhole(down)).toBe(true);
        expect(compareNumbers(down, n)).toBeLessThanOrEqual(0);
        expect(compareNumbers(up, n)).toBeGreaterThanOrEqual(0);
        expect(numberToInteger(subtract(up, down) ?? up)).toBe(isWhole(n) ? 0 : 1);
      }),
    );
  });
  test("reading a double in Go's way is reading it in JavaScript's", () => {
    fc.assert(
      fc.property(finite, (d) => {
        expect(numberToDouble(goDouble(String(d)))).toBe(d + 0);
      }),
    );
  });
});

function literal(text: string): HclNumber {
  const number = parseNumber(text);
  if (number === undefined) throw new Error(`${text} is not a number`);
  return number;
}

function goDouble(text: string): HclNumber {
  const number = parseNumberLikeGo(text);
  if (number === undefined) throw new Error(`${text} is not a number`);
  return number;
}

function double(value: number): HclNumber {
  const number = numberFromDouble(value);
  if (number === undefined) throw new Error("not a number");
  return number;
}

function toBigInt(number: HclNumber | undefined): bigint | undefined {
  return number && numberToBigInt(number);
}
