export { type CallOptions, callsJson, callsText } from "./call.js";
export { type Display, type DisplayOptions, openDisplay, type ProgressMode } from "./display.js";
export { type FailureOptions, failureDiagnostics, failureLogs } from "./failure.js";
export type { Trace } from "./trace.js";
export type { Size } from "./tty.js";
export { warningsText } from "./warning.js";
