// The standard library. Which functions there are is known at once; what they do is loaded when a file names them.

export {
  CallError,
  type EagerFunction,
  type FunctionDeclaration,
  type FunctionExample,
  type FunctionWorld,
  type LazyFunction,
  type Parameter,
  type Signature,
} from "./declare.js";
export {
  FUNCTION_FAMILIES,
  type FunctionFamily,
  loadFunctions,
  randomFunctionNames,
  standardFunctionNames,
} from "./load.js";
