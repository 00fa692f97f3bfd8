// The door of the room: policies in Rego, from text to a value.

export {
  arityOf,
  type Builtin,
  type BuiltinContext,
  type BuiltinDeclaration,
  BuiltinError,
  HaltError,
  Suspended,
} from "./builtin.js";
export { compileModules, type Program } from "./compile/compile.js";
export { type Place, RegoError, type RegoErrorCode, RegoErrors } from "./error.js";
export { type EvaluateOptions, evaluateRule } from "./evaluate/evaluate.js";
export { withPackage } from "./package.js";
export { parseModule } from "./syntax/parse.js";
export type { Import, Module } from "./syntax/tree.js";
export {
  compareValues,
  equalValues,
  formatValue,
  isArray,
  isNumber,
  isObject,
  isSet,
  type JsonValue,
  jsonFromValue,
  jsonText,
  objectOf,
  parseJsonValue,
  setOf,
  type TypeName,
  typeName,
  type Value,
  type ValueObject,
  type ValueSet,
  valueFromJson,
} from "./values/index.js";
