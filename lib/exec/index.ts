export type { BuildEvent, StepOutcome } from "./event.js";
export { exitCodeOf } from "./exit.js";
export { type MetadataOptions, metadataText } from "./metadata.js";
export type { BuildNode, CallResult, ImageLoader, RunOptions, RunResult, StandardOutput } from "./options.js";
export { type Run, runPlan } from "./run.js";
