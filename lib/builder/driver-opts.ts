// Driver options as the store has them: text that a driver makes sense of. What makes none is told by the option's name.

import { BuilderError } from "./errors.js";
import type { StoredNode } from "./store.js";

/** `expected` goes after a colon, such as `expected a whole number`. */
export function badOption(node: StoredNode, option: string, expected: string): BuilderError {
  const value = node.driverOpts[option] ?? "";
  return new BuilderError(`The driver option ${option} of the node "${node.name}" is "${value}": ${expected}`);
}

export function unknownOption(
  node: StoredNode,
  driver: string,
  option: string,
  known: readonly string[],
): BuilderError {
  return new BuilderError(`The driver ${driver} of the node "${node.name}" has no option "${option}"`, [
    `Its driver options are ${known.join(", ")}.`,
  ]);
}

/** Takes what Go's strconv.ParseBool takes; `preset` when the option is not there. */
export function flagOption(node: StoredNode, option: string, preset: boolean): boolean {
  const value = node.driverOpts[option];
  if (value === undefined) return preset;
  if (/^(1|t|T|true|True|TRUE)$/.test(value)) return true;
  if (/^(0|f|F|false|False|FALSE)$/.test(value)) return false;
  throw badOption(node, option, "expected true or false");
}

/** For where a bad value is none: what cannot be read is no yes. */
export function isTrue(value: string | undefined): boolean {
  return /^(1|t|true)$/i.test(value ?? "");
}
