// The door of the room: policies about the sources of a build. Loaded only when a target has one.

export { defaultPolicyFile } from "./default-policy.js";
export type { PolicyEnv } from "./input.js";
export type { PolicyFile, PolicyOptions, ReadPolicyFile, SourceResolver } from "./options.js";
export { allOf, openPolicy, type Policy } from "./policy.js";
export { PolicyError, type PolicyMistake } from "./policy-error.js";
export type { SignatureVerifier } from "./signature-verifier.js";
export { SourceError } from "./source.js";
