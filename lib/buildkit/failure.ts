// What a failed call means: the daemon's refusal with its typed details, or a daemon that is not there.
// Follows moby/buildkit util/grpcerrors: details are JSON inside protobuf `Any`, with a type url that ends in `+json`.

import type { Metadata } from "@grpc/grpc-js";
import { ConnectError, DaemonError, SolveError, type SolveErrorDetails, StatusCode } from "./errors.js";
import { RpcStatus } from "./gen/control.js";
import { type LargeValues, largeHeader } from "./large-headers.js";
import { unreachable } from "./unreachable.js";
import type { SourceInfo, SourceRange } from "./wire.js";

interface CallFailure {
  readonly code: number;
  readonly details: string;
  readonly metadata: Metadata;
}

/** What is known of a connection beside what grpc-js tells. */
export interface ConnectionState {
  /** What was too long for a header. */
  readonly large: LargeValues;
  /** How the newest connection failed or ended. */
  readonly lastError?: Error | undefined;
  /** What it may mean when the other side closes before it said anything. */
  readonly silence?: string | undefined;
}

/** A SolveError or a DaemonError for a call that failed; anything else as it came. `address` names the daemon in messages. */
export function failureOf(error: unknown, address: string, state: ConnectionState): unknown {
  if (!isCallFailure(error)) return error;
  const trailer = statusDetails(error.metadata, state.large);
  if (trailer === undefined && isTransportFailure(error)) return daemonError(error, address, state);
  const details = trailer === undefined ? { sources: [] } : detailsOf(trailer);
  return new SolveError(error.code, error.details, details, { cause: error });
}

function statusDetails(metadata: Metadata, large: LargeValues): Uint8Array | undefined {
  const [details] = metadata.get("grpc-status-details-bin");
  if (details instanceof Uint8Array) return details;
  // No other header of BuildKit's has a reason to be large.
  const [number] = metadata.get(largeHeader);
  const kept = number === undefined ? undefined : large.take(String(number));
  return kept === undefined ? undefined : Buffer.from(kept, "base64");
}

function isCallFailure(error: unknown): error is Error & CallFailure {
  return error instanceof Error && "code" in error && "details" in error && "metadata" in error;
}

/** grpc-js tells lost connections by texts of its own, under two codes. */
function isTransportFailure({ code, details }: CallFailure): boolean {
  if (code === StatusCode.unavailable) return true;
  return /RST_STREAM with code \d+ triggered by|HTTP status code \d|No status information received/.test(details);
}

function daemonError(
  error: Error & CallFailure,
  address: string,
  { lastError, silence }: ConnectionState,
): DaemonError {
  const { details } = error;
  const wasConnected = !/No connection established|Name resolution failed/.test(details);
  if (wasConnected && !/HTTP status code/.test(details)) {
    const why = lastError instanceof ConnectError ? lastError.message : details;
    return new DaemonError(address, `The daemon at ${address} closed the connection (${why})`, { cause: error });
  }
  if (lastError !== undefined) return unreachable(address, lastError);
  const told = /Last error: (?:Error: )?(.*?)(?: \(\d{4}-[^)]*\))?\. Resolution note/.exec(details)?.[1] ?? details;
  if (told !== "Failed to connect") return unreachable(address, new Error(told, { cause: error }));
  const what = `it closed the connection before it said anything${silence === undefined ? "" : `; ${silence}`}`;
  return unreachable(address, new ConnectError(what, { cause: error }));
}

function detailsOf(trailer: Uint8Array): SolveErrorDetails {
  const sources: { readonly info: SourceInfo; readonly ranges: readonly SourceRange[] }[] = [];
  let vertex: string | undefined;
  let exitCode: number | undefined;
  let missingCapability: string | undefined;
  const denials: string[] = [];
  for (const { name, value } of typedDetails(trailer)) {
    if (name === "errdefs.Source") {
      const { info, ranges } = value;
      sources.push({ info: sourceInfo(info), ranges: list(ranges).map(sourceRange) });
    } else if (name === "errdefs.Vertex") vertex ??= text(value["digest"]);
    else if (name === "gatewayapi.ExitMessage") exitCode ??= count(value["Code"]);
    else if (name === "errdefs.FrontendCap" || name === "errdefs.Subrequest") missingCapability ??= text(value["name"]);
    else if (name === "policysession.DecisionResponse")
      denials.push(...list(value["denyMessages"]).map((denial) => text(record(denial)["message"])));
  }
  return {
    sources,
    ...(vertex === undefined ? {} : { vertex }),
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(missingCapability === undefined ? {} : { missingCapability }),
    ...(denials.length === 0 ? {} : { denials }),
  };
}

interface TypedDetail {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function typedDetails(trailer: Uint8Array): readonly TypedDetail[] {
  const found: TypedDetail[] = [];
  for (const { typeUrl, value } of RpcStatus.decode(trailer).details) {
    const name = /([^/]+)\+json$/.exec(typeUrl ?? "")?.[1];
    if (name === undefined || name === "stack.Stack" || value == null) continue;
    const parsed: unknown = JSON.parse(new TextDecoder().decode(value));
    found.push({ name, value: record(parsed) });
  }
  return found;
}

function sourceInfo(json: unknown): SourceInfo {
  const { filename, data, language } = record(json);
  return { filename: text(filename), data: Buffer.from(text(data), "base64"), language: text(language) };
}

function sourceRange(json: unknown): SourceRange {
  const { start, end } = record(json);
  return { start: position(start), end: position(end) };
}

function position(json: unknown): { readonly line: number; readonly character: number } {
  const { line, character } = record(json);
  return { line: count(line), character: count(character) };
}

// A field that is missing has its zero value, as in protobuf.
function record(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null ? Object.fromEntries(Object.entries(json)) : {};
}

function list(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json : [];
}

function text(json: unknown): string {
  return typeof json === "string" ? json : "";
}

function count(json: unknown): number {
  return typeof json === "number" ? json : 0;
}
