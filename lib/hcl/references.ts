// What an expression refers to, found without evaluating it.

import type { Expression, Name, Reference, Step, TemplatePart } from "./syntax/index.js";

/**
 * The variables that evaluating `expression` may ask its scope for, in source order, one for each place; names bound by
 * a `for` inside it are not among them, nor are the type keywords of `convert`.
 */
export function references(expression: Expression): readonly Reference[] {
  const found: Reference[] = [];
  visit(expression, { onReference: (reference) => found.push(reference), onCall: () => {} }, new Set());
  return found;
}

/** The names of the functions that `expression` calls, in source order, one for each place. */
export function calledFunctions(expression: Expression): readonly Name[] {
  const found: Name[] = [];
  visit(expression, { onReference: () => {}, onCall: (name) => found.push(name) }, new Set());
  return found;
}

interface Visitor {
  readonly onReference: (reference: Reference) => void;
  readonly onCall: (name: Name) => void;
}

function visit(expression: Expression, visitor: Visitor, local: ReadonlySet<string>): void {
  switch (expression.kind) {
    case "literal":
    case "invalid":
      return;
    case "variable":
      if (!local.has(expression.name))
        visitor.onReference({ root: expression.name, steps: [], range: expression.range });
      return;
    case "template":
      visitParts(expression.parts, visitor, local);
      return;
    case "tuple":
      for (const item of expression.items) visit(item, visitor, local);
      return;
    case "object":
      for (const { key, value } of expression.items) {
        if (key.kind === "expression") visit(key.expression, visitor, local);
        visit(value, visitor, local);
      }
      return;
    case "for": {
      visit(expression.collection, visitor, local);
      const inner = new Set([
        ...local,
        expression.valueName.name,
        ...(expression.keyName ? [expression.keyName.name] : []),
      ]);
      if (expression.key) visit(expression.key, visitor, inner);
      visit(expression.value, visitor, inner);
      if (expression.condition) visit(expression.condition, visitor, inner);
      return;
    }
    case "unary":
      visit(expression.operand, visitor, local);
      return;
    case "binary": {
      // A chain of operators is as deep as it is long on its left side.
      const right: Expression[] = [];
      let first: Expression = expression;
      for (; first.kind === "binary"; first = first.left) right.push(first.right);
      visit(first, visitor, local);
      for (const operand of right.reverse()) visit(operand, visitor, local);
      return;
    }
    case "conditional":
      visit(expression.condition, visitor, local);
      visit(expression.whenTrue, visitor, local);
      visit(expression.whenFalse, visitor, local);
      return;
    case "call": {
      visitor.onCall(expression.name);
      const args = expression.name.name === "convert" ? expression.args.slice(0, 1) : expression.args;
      for (const arg of args) visit(arg, visitor, local);
      return;
    }
    case "access":
      if (expression.reference === undefined) visit(expression.source, visitor, local);
      else if (!local.has(expression.reference.root)) visitor.onReference(expression.reference);
      visitSteps(expression.steps, visitor, local);
      return;
    case "parentheses":
      visit(expression.expression, visitor, local);
      return;
  }
}

function visitSteps(steps: readonly Step[], visitor: Visitor, local: ReadonlySet<string>): void {
  for (const step of steps) {
    if (step.kind === "index") visit(step.key, visitor, local);
    else if (step.kind === "splat") visitSteps(step.steps, visitor, local);
  }
}

function visitParts(parts: readonly TemplatePart[], visitor: Visitor, local: ReadonlySet<string>): void {
  for (const part of parts) {
    switch (part.kind) {
      case "text":
        break;
      case "interpolation":
        visit(part.expression, visitor, local);
        break;
      case "if":
        visit(part.condition, visitor, local);
        visitParts(part.whenTrue, visitor, local);
        visitParts(part.whenFalse, visitor, local);
        break;
      case "for":
        visit(part.collection, visitor, local);
        visitParts(
          part.parts,
          visitor,
          new Set([...local, part.valueName.name, ...(part.keyName ? [part.keyName.name] : [])]),
        );
        break;
    }
  }
}
