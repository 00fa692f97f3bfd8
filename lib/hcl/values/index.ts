export type { HclNumber } from "./number.js";
export type { AttributeType, Type } from "./type.js";
export type {
  BoolValue,
  ListValue,
  MapValue,
  NullValue,
  NumberValue,
  ObjectValue,
  SetValue,
  StringValue,
  TupleValue,
  Value,
} from "./value.js";
