// `moby.buildkit.v1.frontend.LLBBridge`: each method with the translation between our nouns and the wire's.

import type { Method } from "./channel.js";
import type { FilePart } from "./control.js";
import { definitionFrom, definitionMessage, definitionMessages, typeWithAttrs } from "./control-methods.js";
import * as gen from "./gen/control.js";
import type { Capabilities, GatewayRef, GatewayResult, GatewaySolveRequest } from "./wire.js";

/** Says which open solve a call belongs to. */
export const buildIdHeader = "buildkit-controlapi-buildid";

const service = "/moby.buildkit.v1.frontend.LLBBridge";

export const pingMethod: Method<void, Capabilities> = {
  path: `${service}/Ping`,
  encode: () => gen.PingRequest.encode({}).finish(),
  decode(message) {
    const pong = gen.PongResponse.decode(message);
    return { frontend: enabledIds(pong.frontendApiCaps), llb: enabledIds(pong.llbCaps) };
  },
};

export const gatewaySolveMethod: Method<GatewaySolveRequest, GatewayResult> = {
  path: `${service}/Solve`,
  encode: (request) =>
    gen.GatewaySolveRequest.encode({
      definition: request.definition === undefined ? null : definitionMessage(request.definition),
      frontend: request.frontend,
      frontendOpt: request.frontendOpt,
      frontendInputs: definitionMessages(request.frontendInputs),
      cacheImports: request.cacheImports.map(typeWithAttrs),
      evaluate: request.evaluate ?? false,
      // Without these the daemon answers in the form of 2018.
      allowResultReturn: true,
      allowResultArrayRef: true,
    }).finish(),
  decode: (message) => gatewayResult(gen.GatewaySolveResponse.decode(message)),
};

/** By the id of the ref. */
export const evaluateMethod: Method<string, void> = {
  path: `${service}/Evaluate`,
  encode: (ref) => gen.EvaluateRequest.encode({ ref }).finish(),
  decode: nothing,
};

/** What `evaluate` was before there was a method for it: looking at the root builds it. */
export const statRootMethod: Method<string, void> = {
  path: `${service}/StatFile`,
  encode: (ref) => gen.StatFileRequest.encode({ ref, path: "." }).finish(),
  decode: nothing,
};

export const readFileMethod: Method<{ readonly ref: string } & FilePart, Uint8Array> = {
  path: `${service}/ReadFile`,
  encode: ({ ref, path, length }) =>
    gen.ReadFileRequest.encode({
      ref,
      filePath: path,
      range: length === undefined ? null : { offset: 0, length },
    }).finish(),
  decode: (message) => gen.ReadFileResponse.decode(message).data,
};

export const returnMethod: Method<GatewayResult, void> = {
  path: `${service}/Return`,
  encode: (result) => gen.ReturnRequest.encode({ result: resultMessage(result) }).finish(),
  decode: nothing,
};

export const failMethod: Method<{ readonly code: number; readonly message: string }, void> = {
  path: `${service}/Return`,
  encode: (error) => gen.ReturnRequest.encode({ error }).finish(),
  decode: nothing,
};

function nothing(): void {}

function enabledIds(caps: readonly gen.ApiCap.$Properties[]): ReadonlySet<string> {
  return new Set(caps.flatMap(({ id, enabled }) => (enabled && id ? [id] : [])));
}

function gatewayResult({ ref, result }: gen.GatewaySolveResponse): GatewayResult {
  if (result == null) return { ...emptyResult, refs: ref === "" ? new Map() : new Map([["", { id: ref }]]) };
  return {
    refs: refsOf(result),
    isMultiPlatform: result.refs != null || result.refsDeprecated != null,
    metadata: result.metadata ?? {},
    attestations: result.attestations ?? {},
  };
}

const emptyResult: GatewayResult = { refs: new Map(), isMultiPlatform: false, metadata: {}, attestations: {} };

function refsOf(result: gen.GatewayResult.$Properties): ReadonlyMap<string, GatewayRef> {
  if (result.ref != null) return new Map([["", gatewayRef(result.ref)]]);
  if (result.refDeprecated != null) return new Map([["", { id: result.refDeprecated }]]);
  const refs = Object.entries(result.refs?.refs ?? {}).map(([platform, ref]) => [platform, gatewayRef(ref)] as const);
  const oldRefs = Object.entries(result.refsDeprecated?.refs ?? {}).map(
    ([platform, id]) => [platform, { id }] as const,
  );
  return new Map([...refs, ...oldRefs]);
}

function gatewayRef({ id, def }: gen.GatewayRef.$Properties): GatewayRef {
  return { id: id ?? "", ...(def == null ? {} : { definition: definitionFrom(def) }) };
}

function resultMessage({
  refs,
  isMultiPlatform,
  metadata,
  attestations,
}: GatewayResult): gen.GatewayResult.$Properties {
  const messages = [...refs].map(([platform, ref]) => [platform, refMessage(ref)] as const);
  const [only] = messages;
  return {
    metadata,
    attestations,
    ...(isMultiPlatform ? { refs: { refs: Object.fromEntries(messages) } } : {}),
    ...(!isMultiPlatform && only !== undefined ? { ref: only[1] } : {}),
  };
}

function refMessage({ id, definition }: GatewayRef): gen.GatewayRef.$Properties {
  return { id, def: definition === undefined ? null : definitionMessage(definition) };
}
