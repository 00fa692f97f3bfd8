export { parseJson } from "./parser.js";
