// One target block made into many: a variant for each combination of the values of its matrix.

import { type Attribute, childScope, evaluate, type Scope } from "../hcl/index.js";
import { convert, STRING, sortedEntries, type Value } from "../hcl/values/index.js";
import type { Range, Report } from "../source/index.js";
import { kindName } from "./composite/codec.js";
import { namePattern, type TargetBlock } from "./declarations.js";
import { entrySite } from "./site.js";

/** One target that a block declares. */
export interface Variant {
  readonly name: string;
  /** What the block's attributes see: the axes are in it. */
  readonly axes: ReadonlyMap<string, Value>;
}

export interface Expanded {
  readonly variants: readonly Variant[];
  /** The block stands for a group of its variants. */
  readonly isGroup: boolean;
  /** The axis that has no values, if one has none. */
  readonly emptyAxis?: Range;
}

const nothing: Expanded = { variants: [], isGroup: false };

/** The variants of `block`: axes vary in the order in which they are written, the last fastest. */
export function expandMatrix(block: TargetBlock, scope: Scope, report: Report): Expanded {
  const matrix = block.attributes.get("matrix");
  const naming = block.attributes.get("name");
  const plain: Variant = { name: block.name, axes: new Map() };
  if (matrix === undefined) {
    if (naming !== undefined) report(nameWithoutMatrix(block, naming));
    return { variants: [plain], isGroup: false };
  }
  const value = evaluate(matrix.expression, scope, report);
  if (value === undefined) return nothing;
  if (value.kind === "null") return { variants: [plain], isGroup: false };
  const axes = readAxes(value, matrix, report);
  if (axes === undefined) return nothing;
  const empty = axes.find(({ values }) => values.length === 0);
  if (empty !== undefined) return { ...nothing, emptyAxis: entrySite(matrix.expression, empty.name).range };
  const combinations = combine(axes);
  if (naming === undefined) {
    const [axis] = combinations;
    if (combinations.length === 1 && axis !== undefined) {
      return { variants: [{ name: block.name, axes: axis }], isGroup: false };
    }
    report(matrixWithoutName(block, matrix, axes, combinations.length));
    return nothing;
  }
  const variants = nameVariants(combinations, naming, scope, report);
  const [only] = variants;
  const isItself = variants.length === 1 && only?.name === block.name;
  return { variants, isGroup: variants.length > 0 && !isItself };
}

interface Axis {
  readonly name: string;
  readonly values: readonly Value[];
}

function readAxes(value: Value, matrix: Attribute, report: Report): readonly Axis[] | undefined {
  if (value.kind !== "object" && value.kind !== "map") {
    report({
      severity: "error",
      code: "invalid-matrix",
      summary: `"matrix" must be an object of axes, not ${kindName(value)}`,
      detail: `Write it as matrix = { NAME = [ … ] }.`,
      subject: matrix.expression.range,
    });
    return undefined;
  }
  const axes: Axis[] = [];
  let isReadable = true;
  for (const [name, item] of value.entries) {
    const values = valuesOf(item);
    if (values !== undefined) axes.push({ name, values });
    else {
      isReadable = false;
      report({
        severity: "error",
        code: "invalid-matrix",
        summary: `"${name}" in "matrix" must be a list, not ${kindName(item)}`,
        subject: entrySite(matrix.expression, name).range,
      });
    }
  }
  return isReadable ? axes : undefined;
}

function valuesOf(value: Value): readonly Value[] | undefined {
  if ("items" in value) return value.items;
  return "entries" in value ? sortedEntries(value.entries).map(([, item]) => item) : undefined;
}

function combine(axes: readonly Axis[]): readonly ReadonlyMap<string, Value>[] {
  let combinations: readonly ReadonlyMap<string, Value>[] = [new Map()];
  for (const { name, values } of axes) {
    combinations = combinations.flatMap((known) => values.map((value) => new Map(known).set(name, value)));
  }
  return combinations;
}

function nameVariants(
  combinations: readonly ReadonlyMap<string, Value>[],
  naming: Attribute,
  scope: Scope,
  report: Report,
): readonly Variant[] {
  const { expression } = naming;
  const variants = new Map<string, Variant>();
  for (const axes of combinations) {
    const value = evaluate(expression, childScope(scope, axes), report);
    if (value === undefined) continue;
    const conversion = convert(value, STRING);
    if (value.kind === "null" || conversion.kind === "failed" || conversion.value.kind !== "string") {
      refuse(`"name" must be a string, not ${kindName(value)}`, "wrong-type");
      continue;
    }
    const name = conversion.value.value;
    if (!namePattern.test(name)) {
      refuse(
        `${JSON.stringify(name)} cannot be a name`,
        "invalid-name",
        `Names of targets are made of letters, digits, _ and -; sanitize() replaces what is not.`,
      );
    } else if (variants.has(name)) {
      refuse(
        `Two variants have the name "${name}"`,
        "invalid-matrix",
        `Let "name" refer to every axis of the matrix: ${[...axes.keys()].join(", ")}.`,
      );
    } else variants.set(name, { name, axes });
  }
  return [...variants.values()];

  function refuse(summary: string, code: "wrong-type" | "invalid-name" | "invalid-matrix", detail?: string): void {
    report({ severity: "error", code, summary, ...(detail !== undefined && { detail }), subject: expression.range });
  }
}

function nameWithoutMatrix({ name }: TargetBlock, { nameRange }: Attribute) {
  return {
    severity: "error",
    code: "invalid-matrix",
    summary: `Target "${name}" has a "name" but no "matrix"`,
    detail: `The name of a target is its label; "name" names the variants that a matrix makes.`,
    subject: nameRange,
  } as const;
}

function matrixWithoutName({ name }: TargetBlock, matrix: Attribute, axes: readonly Axis[], count: number) {
  const parts = axes.map((axis) => `\${${axis.name}}`).join("-");
  return {
    severity: "error",
    code: "invalid-matrix",
    summary: `The matrix of target "${name}" makes ${count} variants, which need a name each`,
    detail: `Add name = "${name}-${parts}", or an expression that suits the values better.`,
    subject: matrix.nameRange,
  } as const;
}
