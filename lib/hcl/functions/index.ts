export { CallError, type FunctionDeclaration, type FunctionWorld, type Parameter } from "./declare.js";
