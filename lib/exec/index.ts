export { type Grants, type ParsedGrants, parseGrants } from "./consent/grants.js";
export { type ConsentWorld, type MissingConsent, missingConsent } from "./consent/missing.js";
export { type ConsentTextOptions, consentLines, isBlocked } from "./consent/render.js";
export { resolvePath } from "./consent/resolve-path.js";
export type { BuildEvent, StepOutcome } from "./event.js";
export { exitCodeOf } from "./exit.js";
export { type MetadataOptions, metadataText } from "./metadata.js";
export type {
  BuildNode,
  CallResult,
  ImageLoader,
  RunOptions,
  RunResult,
  StandardContext,
  StandardOutput,
  UnreachableNode,
} from "./options.js";
export { PolicyDeniedError } from "./policy-denied.js";
export { type Run, runPlan } from "./run.js";
