// The blocks of all HCL and JSON files, sorted by what they declare; what nobody knows is reported here.

import { type Attribute, type Block, type Body, type BodySchema, bodyContent } from "../hcl/index.js";
import type { Diagnostic, Range, Report } from "../source/index.js";
import { reservedNames } from "./builtins.js";
import { unknownAttribute, unknownBlock } from "./unknown.js";

/** Everything that the files declare, later files after earlier ones. */
export interface Declarations {
  /** The last declaration of each name. */
  readonly variables: ReadonlyMap<string, VariableBlock>;
  readonly functions: ReadonlyMap<string, FunctionBlock>;
  /** Top-level attributes. */
  readonly globals: ReadonlyMap<string, Attribute>;
  readonly targets: readonly TargetBlock[];
  readonly groups: readonly GroupBlock[];
}

/** A block with a name, and its attributes that are known. */
export interface NamedBlock {
  readonly name: string;
  readonly nameRange: Range;
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** The block without its body, for messages about the whole. */
  readonly head: Range;
  /** The point at its end, where something that is missing would stand. */
  readonly end: Range;
}

export interface VariableBlock extends NamedBlock {
  readonly validations: readonly ValidationBlock[];
}

export interface ValidationBlock {
  readonly condition?: Attribute;
  readonly message?: Attribute;
  readonly head: Range;
}

export type FunctionBlock = NamedBlock;
export type GroupBlock = NamedBlock;

export interface TargetBlock extends NamedBlock {
  /** The folder of its file, as far as relative paths are about that. */
  readonly directory: string | undefined;
}

/** One parsed file. */
export interface ParsedFile {
  readonly body: Body;
  readonly directory: string | undefined;
}

const name = ["name"];
const rootSchema: BodySchema = {
  blocks: ["target", "group", "variable", "function"].map((type) => ({ type, labels: name })),
};
const variableSchema: BodySchema = { blocks: [{ type: "validation", labels: [] }] };
const plainSchema: BodySchema = { blocks: [] };

export function readDeclarations(files: readonly ParsedFile[], report: Report): Declarations {
  const variables = new Map<string, VariableBlock>();
  const functions = new Map<string, FunctionBlock>();
  const globals = new Map<string, Attribute>();
  const targets: TargetBlock[] = [];
  const groups: GroupBlock[] = [];
  for (const { body, directory } of files) {
    const content = bodyContent(body, rootSchema, report);
    for (const attribute of content.attributes.values()) readGlobal(attribute);
    for (const block of content.blocks) readBlock(block, directory);
  }
  return { variables, functions, globals, targets, groups };

  function readGlobal(attribute: Attribute): void {
    if (rootSchema.blocks.some(({ type }) => type === attribute.name)) {
      report(unknownBlock.asAttribute(attribute));
    } else if (reservedNames.has(attribute.name)) report(reserved(attribute.name, attribute.nameRange));
    else {
      globals.set(attribute.name, attribute);
      const misspelt = unknownBlock.asProperty(attribute);
      if (misspelt !== undefined) report(misspelt);
    }
  }

  function readBlock(block: Block, directory: string | undefined): void {
    switch (block.type) {
      case "target": {
        const target = readNamed(block, plainSchema, report);
        if (target !== undefined && isGoodName(target, report)) targets.push({ ...target, directory });
        return;
      }
      case "group": {
        const group = readNamed(block, plainSchema, report);
        if (group !== undefined && isGoodName(group, report)) groups.push(group);
        return;
      }
      case "variable": {
        const variable = readVariable(block, report);
        if (variable === undefined) return;
        if (reservedNames.has(variable.name)) report(reserved(variable.name, variable.nameRange));
        else variables.set(variable.name, variable);
        return;
      }
      case "function": {
        const declared = readNamed(block, plainSchema, report);
        if (declared !== undefined) functions.set(declared.name, declared);
        return;
      }
      default:
        report(unknownBlock.atTop(block));
    }
  }
}

function readVariable(block: Block, report: Report): VariableBlock | undefined {
  const validations: ValidationBlock[] = [];
  const declared = readNamed(block, variableSchema, report, (inner) => {
    if (inner.type !== "validation") return false;
    const { attributes } = bodyContent(inner.body, plainSchema, report);
    for (const attribute of attributes.values()) {
      const unknown = unknownAttribute("validation", `variable "${block.labels[0]?.value}"`, attribute);
      if (unknown !== undefined) report(unknown);
    }
    const condition = attributes.get("condition");
    const message = attributes.get("error_message");
    validations.push({ head: inner.typeRange, ...(condition && { condition }), ...(message && { message }) });
    return true;
  });
  return declared && { ...declared, validations };
}

/** undefined: the label is missing, which was reported. */
function readNamed(
  block: Block,
  schema: BodySchema,
  report: Report,
  readInner: (inner: Block) => boolean = () => false,
): NamedBlock | undefined {
  const [label] = block.labels;
  if (label === undefined) return undefined;
  const where = `${block.type} "${label.value}"`;
  const { attributes, blocks, end } = bodyContent(block.body, schema, report);
  for (const inner of blocks) {
    if (!readInner(inner)) report(unknownBlock.inside(block.type, where, inner));
  }
  for (const attribute of attributes.values()) {
    const unknown = unknownAttribute(block.type, where, attribute);
    if (unknown !== undefined) report(unknown);
  }
  return {
    name: label.value,
    nameRange: label.range,
    attributes,
    head: { ...block.typeRange, end: Math.max(block.typeRange.end, label.range.end) },
    end,
  };
}

/** For targets, matrix variants and groups alike. */
export const namePattern = /^[a-zA-Z0-9_-]+$/;

function isGoodName({ name: text, nameRange }: NamedBlock, report: Report): boolean {
  if (namePattern.test(text)) return true;
  report({
    severity: "error",
    code: "invalid-name",
    summary: `${JSON.stringify(text)} cannot be a name`,
    detail: "Names of targets and groups are made of letters, digits, _ and -.",
    subject: nameRange,
  });
  return false;
}

function reserved(text: string, subject: Range): Diagnostic {
  return {
    severity: "warning",
    code: "reserved-name",
    summary: `"${text}" is set by bake itself, so this declaration has no effect`,
    detail: "Give it another name.",
    subject,
  };
}
