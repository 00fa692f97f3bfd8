export { jsonExpression } from "./expression.js";
export { parseJson } from "./parser.js";
