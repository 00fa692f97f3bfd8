// The door of the room's functions: all that buildx lets policies call. Follows docker/buildx policy/builtins.go.

import type { BuiltinDeclaration } from "../builtin.js";
import { aggregateFunctions } from "./aggregates.js";
import { arithmeticFunctions } from "./arithmetic.js";
import { collectionFunctions } from "./collections.js";
import { typeFunctions } from "./types.js";

/** By name. `print` and assignments are the evaluator's: it calls `internal.print` with an array of sets. */
export const builtins: ReadonlyMap<string, BuiltinDeclaration> = new Map(
  [arithmeticFunctions, aggregateFunctions, collectionFunctions, typeFunctions]
    .flat()
    .map((declaration) => [declaration.name, declaration]),
);
