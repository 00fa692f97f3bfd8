// Which attributes of blocks anything refers to. The others, nearly all, are worked out without keeping their values.

import { type Attribute, type Expression, references } from "../hcl/index.js";
import type { Declarations } from "./declarations.js";

export function referencedAttributes(
  declarations: Declarations,
): (kind: "target" | "group", attributeName: string) => boolean {
  const names = { target: new Set<string>(), group: new Set<string>() };
  const whole = { target: false, group: false };
  for (const { expression } of attributesOf(declarations)) add(expression);
  return (kind, attributeName) => whole[kind] || names[kind].has(attributeName);

  function add(expression: Expression): void {
    for (const { root, steps } of references(expression)) {
      if (root !== "target" && root !== "group") continue;
      const attribute = steps[1];
      if (attribute === undefined) whole[root] = true;
      else names[root].add(attribute.name);
    }
  }
}

/** Of all that may refer to blocks. */
function* attributesOf({ globals, targets, groups }: Declarations): Iterable<Attribute> {
  yield* globals.values();
  for (const { attributes } of [...targets, ...groups]) yield* attributes.values();
}
