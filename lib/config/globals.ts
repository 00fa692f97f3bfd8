// What names mean everywhere: variables, top-level attributes, functions, and what bake itself sets.

import { type FunctionDeclaration, type FunctionWorld, standardFunctionNames } from "../hcl/functions/index.js";
import {
  type Attribute,
  type Expression,
  evaluate,
  FAILED,
  type Reference,
  references,
  type Scope,
} from "../hcl/index.js";
import { stringValue, type Type, typeName, type Value } from "../hcl/values/index.js";
import type { Range, Report } from "../source/index.js";
import type { Builtins } from "./builtins.js";
import type { Cell, Cells } from "./cell.js";
import type { VariableValue } from "./config.js";
import type { Declarations, VariableBlock } from "./declarations.js";
import type { VariableTexts } from "./environment.js";
import { makeFunctions } from "./functions.js";
import { checkValidations } from "./validation.js";
import { declaredType, evaluateVariable, listedValue, variableDescription } from "./variables.js";

/** How `target.NAME.ATTR` and `group.NAME.ATTR` are answered. */
export interface BlockReferences {
  readonly traversal: NonNullable<Scope["traversal"]>;
  /** What a reference will ask for, as far as it can be seen without evaluating. */
  readonly needs: (reference: Reference) => Iterable<Cell<unknown>>;
}

export interface Globals {
  /** For attributes of blocks. */
  readonly scope: Scope;
  /** For all that must not refer to blocks: variables, functions, matrices and names. */
  readonly plainScope: Scope;
  /** Cells that an expression of a block needs, found without evaluating. */
  readonly needsOf: (expression: Expression) => readonly Cell<unknown>[];
  /** Works out every variable and checks it. */
  readonly evaluateVariables: () => readonly VariableValue[];
  /** Works out what is left. */
  readonly evaluateAttributes: () => void;
}

export interface GlobalsOptions {
  readonly declarations: Declarations;
  readonly builtins: Builtins;
  readonly texts: VariableTexts;
  readonly cells: Cells;
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly world: FunctionWorld;
  readonly blocks: BlockReferences;
}

export function makeGlobals(options: GlobalsOptions, report: Report): Globals {
  const { declarations, cells } = options;
  const builtins = new Map(Object.entries(options.builtins).map(([name, text]) => [name, stringValue(text)]));
  const types = new Map<string, Type | undefined>();
  const byName = new Map<string, Cell<Value>>();
  const names = (): readonly string[] => [...byName.keys(), ...builtins.keys()];
  const functionNames = (): readonly string[] => [...standardFunctionNames, ...functions.keys()];
  const plainScope: Scope = {
    variable: (name, use) => {
      const cell = byName.get(name);
      if (cell !== undefined) return cells.read(cell, use);
      return name === "target" || name === "group" ? refuseAlone(name, use, report) : builtins.get(name);
    },
    traversal: refuseBlocks,
    function: (name) => options.functions.get(name) ?? functions.get(name),
    variableNames: names,
    functionNames,
    world: options.world,
  };
  const scope: Scope = { ...plainScope, traversal: options.blocks.traversal };
  for (const block of declarations.variables.values()) byName.set(block.name, variableCell(block));
  for (const attribute of declarations.globals.values()) {
    if (!declarations.variables.has(attribute.name)) byName.set(attribute.name, attributeCell(attribute));
  }
  const functions = makeFunctions(
    {
      blocks: declarations.functions,
      scope: plainScope,
      isGlobal: (name) => byName.has(name) || builtins.has(name),
      standardNames: standardFunctionNames,
    },
    report,
  );
  return {
    scope,
    plainScope,
    needsOf: (expression) => needsIn(expression).filter(isCostly),
    evaluateVariables: () => {
      const values = [...declarations.variables.values()].map(listed);
      for (const block of declarations.variables.values()) {
        const override = options.texts.overrideOf(block.name, types.get(block.name) !== undefined);
        checkValidations(block, { scope: plainScope, override }, report);
      }
      return values;
    },
    evaluateAttributes: () => {
      for (const cell of byName.values()) cells.read(cell);
    },
  };

  function variableCell(block: VariableBlock): Cell<Value> {
    const global = declarations.globals.get(block.name);
    // A top-level attribute of the same name takes the place of the default, and the type goes with it.
    const others = [...block.attributes].filter(([name]) => name !== "type" && name !== "default");
    const effective: VariableBlock =
      global === undefined ? block : { ...block, attributes: new Map([...others, ["default", global]]) };
    const source = effective.attributes.get("default")?.expression;
    const title = `variable "${block.name}"`;
    return {
      name: block.name,
      title: `Variable "${block.name}"`,
      place: block.nameRange,
      needs: () => (source === undefined ? [] : needsIn(source)),
      compute: () => {
        const type = declaredType(effective, report);
        types.set(block.name, type);
        const own: Report = (diagnostic) => report({ where: title, ...diagnostic });
        const used = global === undefined ? plainScope : scope;
        return evaluateVariable(effective, { scope: used, texts: options.texts, type }, own);
      },
    };
  }

  function attributeCell({ name, nameRange, expression }: Attribute): Cell<Value> {
    return {
      name,
      title: `"${name}"`,
      place: nameRange,
      needs: () => needsIn(expression),
      compute: () => evaluate(expression, scope, report) ?? FAILED,
    };
  }

  function needsIn(expression: Expression): readonly Cell<unknown>[] {
    return references(expression).flatMap((reference): readonly Cell<unknown>[] => {
      const cell = byName.get(reference.root);
      return cell === undefined ? [...options.blocks.needs(reference)] : [cell];
    });
  }

  /** Variables are worked out before blocks, so that only top-level attributes are left to wait for. */
  function isCostly(cell: Cell<unknown>): boolean {
    return !declarations.variables.has(cell.name);
  }

  function listed(block: VariableBlock): VariableValue {
    const cell = byName.get(block.name);
    const value = cell === undefined ? FAILED : cells.read(cell);
    const type = types.get(block.name);
    const shown = value === FAILED ? undefined : listedValue(value, type);
    const description = variableDescription(block, report);
    return {
      name: block.name,
      declared: block.nameRange,
      ...(type !== undefined && { type: typeName(type) }),
      ...(shown !== undefined && { value: shown }),
      ...(description !== undefined && { description }),
    };
  }
}

function refuseBlocks({ root, range }: Reference, report: Report): ReturnType<BlockReferences["traversal"]> {
  if (root !== "target" && root !== "group") return undefined;
  report({
    severity: "error",
    code: "unknown-variable",
    summary: `"${root}" cannot be referred to here`,
    detail: "Variables, functions, matrices and names are worked out before targets and groups.",
    subject: { ...range, end: range.start + root.length },
  });
  return { steps: 1, value: FAILED };
}

function refuseAlone(name: "target" | "group", subject: Range, report: Report): typeof FAILED {
  report({
    severity: "error",
    code: "unknown-variable",
    summary: `"${name}" is no value by itself`,
    detail: `Write ${name}.NAME or ${name}.NAME.ATTRIBUTE, with plain names behind the dots.`,
    subject,
  });
  return FAILED;
}
