// Stands in for node-fetch in the bundle. The Kubernetes client brings that along for calls that we make in another way, with
// 300 KB of it, and a table of Unicode domain names that makes newer versions of Node print a warning.

export const { Headers } = globalThis;
export default globalThis.fetch;

/** Handed on by the client, and thrown by nobody. */
export class AbortError extends Error {}
export class FetchError extends Error {}
