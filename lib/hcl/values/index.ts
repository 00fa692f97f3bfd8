export { type UnifiedBranches, unifyBranches } from "./branch.js";
export {
  type Conversion,
  type ConversionFailure,
  type Converted,
  conversionMessage,
  convert,
  type PathStep,
  pathText,
} from "./convert.js";
export { numbersEqual, valuesEqual } from "./equality.js";
export { type JsonText, jsonString, toJson } from "./json.js";
export { fromJson, type ParsedJson } from "./json-parse.js";
export {
  absolute,
  add,
  compareNumbers,
  divide,
  type HclNumber,
  infinity,
  isInfinite,
  isWhole,
  modulo,
  multiply,
  negate,
  numberToBigInt,
  roundToWhole,
  signOf,
  subtract,
} from "./number.js";
export { numberFromDouble, numberFromInteger, numberToDouble, numberToInteger } from "./number-native.js";
export {
  numberToExponential,
  numberToFixed,
  numberToGeneral,
  numberToText,
  parseNumber,
  parseNumberLikeGo,
} from "./number-text.js";
export { setValue, sortedEntries } from "./set.js";
export { showValue } from "./show.js";
export { compareBytewise, normalizeText } from "./text.js";
export {
  ANY,
  type AttributeType,
  BOOL,
  isPrimitive,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
  tupleOf,
  typeName,
  typesEqual,
  withoutOptional,
} from "./type.js";
export { isConvertible, unify } from "./unify.js";
export {
  type BoolValue,
  boolValue,
  FALSE,
  integerValue,
  type ListValue,
  listValue,
  type MapValue,
  mapValue,
  NULL,
  type NullValue,
  type NumberValue,
  nullValue,
  numberValue,
  type ObjectValue,
  objectValue,
  type SetValue,
  type StringValue,
  stringValue,
  TRUE,
  type TupleValue,
  tupleValue,
  typeOf,
  type Value,
} from "./value.js";
