// Go's fmt.Sprintf, with the values that Rego has. What does not fit is written into the text, as Go does: `%!d(string=a)`.

import { BuiltinError } from "../builtin.js";
import { formatValue, isNumber, type Value } from "../values/index.js";
import { type Directive, formatArgument, type GoArgument, typeOf } from "./sprintf-verbs.js";

export function sprintf(format: string, values: readonly Value[]): string {
  const args = values.map(goArgument);
  const text = Array.from(format);
  let at = 0;
  let next = 0;
  let isReordered = false;
  let result = "";
  while (at < text.length) {
    const character = text[at++];
    result += character === "%" ? readDirective() : character;
  }
  if (!isReordered && next < args.length) {
    result += `%!(EXTRA ${args
      .slice(next)
      .map((arg) => `${typeOf(arg)}=${formatArgument(arg, "v", PLAIN)}`)
      .join(", ")})`;
  }
  return result;

  function readDirective(): string {
    let trouble = "";
    let isGood = true;
    const flags = readFlags();
    let isIndexed = readIndex();
    let width: number | undefined;
    if (text[at] === "*") {
      at++;
      width = takeInteger();
      if (width === undefined) trouble += "%!(BADWIDTH)";
      isIndexed = false;
    } else {
      width = readNumber();
      if (isIndexed && width !== undefined) isGood = false;
    }
    let precision: number | undefined;
    if (text[at] === ".") {
      at++;
      if (isIndexed) isGood = false;
      isIndexed = readIndex();
      if (text[at] === "*") {
        at++;
        precision = takeInteger();
        if (precision !== undefined && precision < 0) precision = undefined;
        if (precision === undefined) trouble += "%!(BADPREC)";
        isIndexed = false;
      } else precision = readNumber() ?? 0;
    }
    if (!isIndexed) readIndex();
    const verb = text[at++];
    if (verb === undefined) return `${trouble}%!(NOVERB)`;
    if (verb === "%") return `${trouble}%`;
    if (!isGood) return `${trouble}%!${verb}(BADINDEX)`;
    const arg = args[next];
    if (arg === undefined) return `${trouble}%!${verb}(MISSING)`;
    next++;
    const leftAligned = flags.has("-") || (width !== undefined && width < 0);
    const directive: Directive = {
      flags: leftAligned ? new Set([...flags, "-"]) : flags,
      width: width === undefined ? undefined : Math.abs(width),
      precision,
    };
    return trouble + formatArgument(arg, verb, directive);

    /** `[3]`: the third argument is next. */
    function readIndex(): boolean {
      if (text[at] !== "[") return false;
      isReordered = true;
      const end = text.indexOf("]", at);
      const index = end < 0 ? "" : text.slice(at + 1, end).join("");
      at = end < 0 ? at + 1 : end + 1;
      const number = /^\d+$/.test(index) ? Number(index) : 0;
      if (number < 1 || number > args.length) isGood = false;
      else next = number - 1;
      return end >= 0 && isGood;
    }
  }

  function readFlags(): ReadonlySet<string> {
    const flags = new Set<string>();
    for (let flag = text[at]; flag !== undefined && "#0+- ".includes(flag); flag = text[at]) {
      flags.add(flag);
      at++;
    }
    return flags;
  }

  function readNumber(): number | undefined {
    const start = at;
    while (/^\d$/.test(text[at] ?? "")) at++;
    if (at === start) return undefined;
    const number = Number(text.slice(start, at).join(""));
    if (number > MAX_WIDTH) throw new BuiltinError("a width of more than a million is refused");
    return number;
  }

  function takeInteger(): number | undefined {
    const arg = args[next];
    if (arg === undefined) return undefined;
    next++;
    return arg.kind === "int" && arg.value <= MAX_WIDTH && arg.value >= -MAX_WIDTH ? Number(arg.value) : undefined;
  }
}

const PLAIN: Directive = { flags: new Set(), width: undefined, precision: undefined };

const MAX_WIDTH = 1_000_000;

function goArgument(value: Value): GoArgument {
  if (typeof value === "string") return { kind: "string", value };
  if (!isNumber(value)) return { kind: "string", value: formatValue(value) };
  if (typeof value === "number" && !Number.isInteger(value)) return { kind: "float64", value };
  const integer = BigInt(value);
  return { kind: BigInt.asIntN(64, integer) === integer ? "int" : "big.Int", value: integer };
}
