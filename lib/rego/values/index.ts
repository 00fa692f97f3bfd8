// The door of the room's values.

export { objectOf, setOf } from "./collections.js";
export { compareValues, equalValues, isArray, isNumber, isObject, isSet, type TypeName, typeName } from "./compare.js";
export { formatValue } from "./format.js";
export { type JsonValue, jsonFromValue, jsonText, parseJsonValue, valueFromJson } from "./json.js";
export { numberFromText } from "./numbers.js";
export type { Value, ValueObject, ValueSet } from "./value.js";
