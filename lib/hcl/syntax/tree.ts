// The tree that native HCL and JSON-HCL are both read into. Every part has its range; a child's range lies in its parent's.

import type { Range } from "../../source/index.js";
import type { StringValue, Value } from "../values/index.js";

/** What stands in a file or between the braces of a block. Use `bodyContent` to read either form alike. */
export type Body = NativeBody | JsonBody;

export interface NativeBody {
  readonly kind: "native-body";
  /** In source order, duplicates among them. */
  readonly items: readonly (Attribute | Block)[];
  /** The whole file, or from the opening brace to the closing one. */
  readonly range: Range;
}

/** In JSON the schema decides what is a block, so the properties are kept as they are written. */
export interface JsonBody {
  readonly kind: "json-body";
  readonly value: JsonValue;
  readonly range: Range;
}

/** `name = expression`; in JSON a property and its value. */
export interface Attribute {
  readonly kind: "attribute";
  readonly name: string;
  /** In JSON the quotes are in it. */
  readonly nameRange: Range;
  readonly expression: Expression;
  readonly range: Range;
}

/** `type "label" { … }`. */
export interface Block {
  readonly kind: "block";
  readonly type: string;
  readonly typeRange: Range;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** From the type to the closing brace; in JSON the value that holds the body. */
  readonly range: Range;
}

export interface Label {
  readonly value: string;
  /** The quotes are in it. */
  readonly range: Range;
}

/** A name where it is written. */
export interface Name {
  readonly name: string;
  readonly range: Range;
}

export type Expression =
  | LiteralExpression
  | TemplateExpression
  | TupleExpression
  | ObjectExpression
  | ForExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | CallExpression
  | VariableExpression
  | AccessExpression
  | ParenthesesExpression
  | InvalidExpression;

/** A number, `true`, `false` or `null`. */
export interface LiteralExpression {
  readonly kind: "literal";
  readonly value: Value;
  readonly range: Range;
}

/** A quoted string, a here-document, or a string of a JSON file. */
export interface TemplateExpression {
  readonly kind: "template";
  readonly form: "quoted" | "heredoc" | "json";
  readonly parts: readonly TemplatePart[];
  /** The value, when no part needs evaluating. */
  readonly constant?: StringValue;
  /** For `json`: the string as JSON has it, for places that want its text and not its meaning as a template. */
  readonly json?: JsonString;
  /** Quotes or markers are in it. */
  readonly range: Range;
}

export type TemplatePart = TemplateLiteral | TemplateInterpolation | TemplateIf | TemplateFor;

export interface TemplateLiteral {
  readonly kind: "text";
  /** Escapes resolved, strip markers and here-document indentation applied. */
  readonly value: string;
  readonly range: Range;
}

/** `${ … }`. */
export interface TemplateInterpolation {
  readonly kind: "interpolation";
  readonly expression: Expression;
  readonly range: Range;
}

/** `%{ if … } … %{ else } … %{ endif }`. */
export interface TemplateIf {
  readonly kind: "if";
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
  readonly range: Range;
}

/** `%{ for k, v in … } … %{ endfor }`. */
export interface TemplateFor {
  readonly kind: "for";
  readonly keyName?: Name;
  readonly valueName: Name;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
  readonly range: Range;
}

export interface TupleExpression {
  readonly kind: "tuple";
  readonly items: readonly Expression[];
  readonly range: Range;
}

export interface ObjectExpression {
  readonly kind: "object";
  readonly items: readonly ObjectItem[];
  /** What a repeated key means: native HCL takes the later, JSON refuses it. */
  readonly form: "native" | "json";
  readonly range: Range;
}

export interface ObjectItem {
  readonly key: ObjectKey;
  readonly value: Expression;
  /** From key to value. */
  readonly range: Range;
}

/** A bare name stands for itself; anything else is evaluated. */
export type ObjectKey =
  | { readonly kind: "name"; readonly name: string; readonly range: Range }
  | { readonly kind: "expression"; readonly expression: Expression; readonly range: Range };

/** `[for k, v in c : value if condition]`, or with `key =>` in braces. */
export interface ForExpression {
  readonly kind: "for";
  readonly keyName?: Name;
  readonly valueName: Name;
  readonly collection: Expression;
  /** Present when an object is made. */
  readonly key?: Expression;
  readonly value: Expression;
  readonly condition?: Expression;
  /** `value...`: values of equal keys are gathered in tuples. */
  readonly isGrouping: boolean;
  readonly range: Range;
}

export type UnaryOperator = "!" | "-";
export type BinaryOperator = "*" | "/" | "%" | "+" | "-" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "&&" | "||";

export interface UnaryExpression {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  readonly operand: Expression;
  readonly range: Range;
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly range: Range;
}

/** `condition ? whenTrue : whenFalse`. */
export interface ConditionalExpression {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
  readonly range: Range;
}

/** `name(a, b...)`. */
export interface CallExpression {
  readonly kind: "call";
  /** With its namespaces, as `a::b`. */
  readonly name: Name;
  readonly args: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly isExpanding: boolean;
  /** The closing parenthesis. */
  readonly close: Range;
  readonly range: Range;
}

/** A bare name, the root of a traversal or a variable by itself. */
export interface VariableExpression {
  readonly kind: "variable";
  readonly name: string;
  readonly range: Range;
}

/** `source` followed by `.name`, `[key]`, `.0`, `.*` or `[*]`, in the order in which they are written. */
export interface AccessExpression {
  readonly kind: "access";
  readonly source: Expression;
  /** At least one. */
  readonly steps: readonly Step[];
  /** Present when `source` is a variable that `.name` steps follow directly: those, as `target.app.tags` of `target.app.tags[0]`. */
  readonly reference?: Reference;
  readonly range: Range;
}

/** A variable and the `.name` steps behind it; none for a variable by itself. */
export interface Reference {
  readonly root: string;
  readonly steps: readonly NameStep[];
  readonly range: Range;
}

export type Step = NameStep | IndexStep | SplatStep;

/** `.name`; the dot is in its range. */
export interface NameStep {
  readonly kind: "name";
  readonly name: string;
  readonly range: Range;
}

/** `[key]` or the older `.0`; brackets or dot are in its range. */
export interface IndexStep {
  readonly kind: "index";
  readonly key: Expression;
  readonly range: Range;
}

/** `[*]` or `.*` with the steps that it applies to each element: all that follow `[*]`, or the `.name` that follow `.*`. */
export interface SplatStep {
  readonly kind: "splat";
  readonly steps: readonly Step[];
  /** The marker alone, `[*]` or `.*`. */
  readonly marker: Range;
  readonly range: Range;
}

export interface ParenthesesExpression {
  readonly kind: "parentheses";
  readonly expression: Expression;
  readonly range: Range;
}

/** Stands where something could not be read and was reported; evaluating it stays silent. */
export interface InvalidExpression {
  readonly kind: "invalid";
  readonly range: Range;
}

export type JsonValue = JsonObject | JsonArray | JsonString | JsonNumber | JsonKeyword | JsonInvalid;

export interface JsonObject {
  readonly kind: "json-object";
  /** In source order, repeated names among them. */
  readonly properties: readonly JsonProperty[];
  readonly range: Range;
}

export interface JsonProperty {
  readonly name: JsonString;
  readonly value: JsonValue;
  /** From name to value. */
  readonly range: Range;
}

export interface JsonArray {
  readonly kind: "json-array";
  readonly items: readonly JsonValue[];
  readonly range: Range;
}

export interface JsonString {
  readonly kind: "json-string";
  /** Escapes resolved. */
  readonly value: string;
  /** For each unit of `value` its offset in the file, and one more for the end; absent when they run in step. */
  readonly offsets?: readonly number[];
  /** The quotes are in it. */
  readonly range: Range;
}

export interface JsonNumber {
  readonly kind: "json-number";
  /** As written. */
  readonly text: string;
  readonly range: Range;
}

export interface JsonKeyword {
  readonly kind: "json-keyword";
  readonly value: boolean | null;
  readonly range: Range;
}

/** Stands where something could not be read and was reported. */
export interface JsonInvalid {
  readonly kind: "json-invalid";
  readonly range: Range;
}
