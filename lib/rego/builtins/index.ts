// The door of the room's functions: all that buildx lets policies call. Follows docker/buildx policy/builtins.go.

import type { BuiltinDeclaration } from "../builtin.js";
import { aggregateFunctions } from "./aggregates.js";
import { arithmeticFunctions } from "./arithmetic.js";
import { collectionFunctions } from "./collections.js";
import { encodingFunctions } from "./encoding.js";
import { globFunctions } from "./globs.js";
import { pathFunctions } from "./json-paths.js";
import { numberFunctions } from "./numbers.js";
import { objectFunctions } from "./objects.js";
import { printFunctions } from "./printing.js";
import { regexFunctions } from "./regular-expressions.js";
import { stringFunctions } from "./strings.js";
import { templateFunctions } from "./templates.js";
import { timeFunctions } from "./time.js";
import { typeFunctions } from "./types.js";
import { versionFunctions } from "./versions.js";
import { yamlFunctions } from "./yaml.js";

/** By name. `print` and assignments are the evaluator's: it calls `internal.print` with an array of sets. */
export const builtins: ReadonlyMap<string, BuiltinDeclaration> = new Map(
  [
    arithmeticFunctions,
    aggregateFunctions,
    collectionFunctions,
    typeFunctions,
    encodingFunctions,
    globFunctions,
    pathFunctions,
    numberFunctions,
    objectFunctions,
    printFunctions,
    regexFunctions,
    stringFunctions,
    templateFunctions,
    timeFunctions,
    versionFunctions,
    yamlFunctions,
  ]
    .flat()
    .map((declaration) => [declaration.name, declaration]),
);
