// Text → tree → values. In order of use:
//   parse(file), parseJson(file)             a file's text → its body, with everything that is wrong in the text
//   scan(text)                               a text → its tokens, comments and blanks among them
//   bodyContent(body, schema, report)        a body → its attributes and blocks, alike for both forms
//   evaluate(expression, scope, report)      an expression → its value; undefined: already reported
//   typeExpression, staticName, staticList, staticString, references, calledFunctions
//                                            what an expression says without being evaluated
// Values and the standard library have doors of their own: ./values/index.js and ./functions/index.js.

export { type BlockSchema, type BodyContent, type BodySchema, bodyContent } from "./content.js";
export { evaluate } from "./evaluate/index.js";
export { parseJson } from "./json/index.js";
export { calledFunctions, references } from "./references.js";
export { childScope, FAILED, type Scope, type Traversed, type UserFunction } from "./scope.js";
export { staticList, staticName, staticString, typeExpression } from "./static.js";
export {
  type AccessExpression,
  type Attribute,
  type BinaryExpression,
  type BinaryOperator,
  type Block,
  type Body,
  type CallExpression,
  type ConditionalExpression,
  type Expression,
  type ForExpression,
  type IndexStep,
  type InvalidExpression,
  type JsonArray,
  type JsonBody,
  type JsonInvalid,
  type JsonKeyword,
  type JsonNumber,
  type JsonObject,
  type JsonProperty,
  type JsonString,
  type JsonValue,
  type Label,
  type LiteralExpression,
  type Name,
  type NameStep,
  type NativeBody,
  type ObjectExpression,
  type ObjectItem,
  type ObjectKey,
  type ParenthesesExpression,
  parse,
  parseExpression,
  type Reference,
  type SplatStep,
  type Step,
  scan,
  type TemplateExpression,
  type TemplateFor,
  type TemplateIf,
  type TemplateInterpolation,
  type TemplateLiteral,
  type TemplatePart,
  type Token,
  type TokenKind,
  type TupleExpression,
  type UnaryExpression,
  type UnaryOperator,
  type VariableExpression,
} from "./syntax/index.js";
