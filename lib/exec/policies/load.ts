// Request → policies of one target, on one node: files read, compiled and asked for what they want of the daemon, so that all
// mistakes are told before anything is built. Equal policies are compiled once in a run. Follows docker/buildx build/opt.go.

import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import type { SourcePlatform } from "../../buildkit/index.js";
import { openPolicy, type Policy, PolicyError, type SignatureVerifier } from "../../policy/index.js";
import type { Diagnostic } from "../../source/index.js";
import type { Mistake } from "../lower/mistake.js";
import type { BuildNode, RunOptions } from "../options.js";
import { policyLog } from "./log.js";
import { openPlaces, type PolicyPlace } from "./places.js";
import { type ReadLayer, readLayers } from "./read-layers.js";
import type { PolicyRequest, RunPolicies } from "./step-policy.js";
import { stepPolicy } from "./talk.js";
import { readPolicyFile } from "./tree.js";

/** What the daemon must have to ask about sources. */
export const sessionCapability = "source.policy.session";

/** What a policy may ask for: the daemon's proxy between RUN steps and the network. */
const proxyWish = "exec.proxy";

export function policyLoader(options: RunOptions): RunPolicies {
  const { cwd, now, newId } = options;
  const places = openPlaces(options);
  // By all that it is made of. Targets share it, and each has its own log.
  const compiled = new Map<string, Promise<Policy>>();
  const told = new Set<string>();
  const listener = new AsyncLocalStorage<Say>();
  let loading: Promise<SignatureVerifier> | undefined;
  return {
    async load(request, node) {
      const mistakes: Mistake[] = [];
      const diagnostics: Diagnostic[] = [];
      const place = await places.of(request, node);
      const isEnforced = node.traits.capabilities.llb.has(sessionCapability);
      const layers = await readLayers(request, { root: place.root, cwd, isEnforced }, (mistake) =>
        mistakes.push(mistake),
      );
      const files = layers.flatMap(({ texts }) => texts.map(({ filename }) => filename));
      const log = policyLog(files, { now, id: newId() });
      const ready = [];
      for (const layer of layers) {
        const say = log.upTo(layer.logLevel);
        try {
          const policy = await listener.run(say, () => compiledOnce(layer, request, node, place));
          const wishes = layer.isBuiltIn ? undefined : await listener.run(say, () => policy.caps());
          const isProxied = wishes?.get(proxyWish) === true;
          const heard: Policy = { ...policy, check: (...asked) => listener.run(say, () => policy.check(...asked)) };
          ready.push({ policy: heard, isProxied, files: layer.texts.map(({ filename }) => filename) });
        } catch (error) {
          if (!(error instanceof PolicyError)) throw error;
          diagnostics.push(...news(diagnosticsOf(error)));
        }
      }
      const isProxied = ready.some((layer) => layer.isProxied);
      const isWhole = mistakes.length === 0 && ready.length === layers.length && ready.length > 0;
      return {
        files,
        isStrict: layers.some(({ strict }) => strict),
        isProxied,
        ...(isWhole ? { policy: stepPolicy({ layers: ready, isProxied, log }) } : {}),
        mistakes,
        diagnostics,
      };
    },
    async [Symbol.asyncDispose]() {
      await places[Symbol.asyncDispose]();
    },
  };

  /** A policy that cannot be compiled is that for every target with it. */
  function compiledOnce(
    { texts }: ReadLayer,
    { env }: PolicyRequest,
    node: BuildNode,
    place: PolicyPlace,
  ): Promise<Policy> {
    const key = JSON.stringify([texts, [...env.args], [...env.labels], env.filename, env.target, place.key]);
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const { reader, root } = place;
    const making = openPolicy({
      files: texts,
      env,
      readFile: (name, limit) => readPolicyFile({ name }, limit, { root, cwd }),
      defaultPlatform: defaultPlatform(node),
      resolver: { resolveMeta: reader.resolveMeta, fetch: reader.fetch },
      verifier,
      log: (level, text) => listener.getStore()?.(level, text),
      now,
    });
    compiled.set(key, making);
    return making;
  }

  /** What it fetched of sigstore is kept where docker buildx keeps it. */
  function verifier(): Promise<SignatureVerifier> {
    const stateFolder = join(options.env["BUILDX_CONFIG"] || join(options.dockerConfigDir, "buildx"), "policy");
    loading ??= import("../../policy/signatures/index.js").then(({ signatureVerifier }) =>
      signatureVerifier({ stateFolder, now }),
    );
    return loading;
  }

  /** What was not told for another target. */
  function news(mistaken: readonly Diagnostic[]): readonly Diagnostic[] {
    return mistaken.filter((diagnostic) => {
      const { file, start } = diagnostic.subject ?? {};
      const key = JSON.stringify([file?.name, start, diagnostic.summary]);
      if (told.has(key)) return false;
      told.add(key);
      return true;
    });
  }
}

/** One for each place. */
function diagnosticsOf({ message, places }: PolicyError): readonly Diagnostic[] {
  const base = { severity: "error", code: "invalid-policy" } as const;
  if (places.length === 0) return [{ ...base, summary: message }];
  return places.map(({ message: summary, range }) => ({ ...base, summary, subject: range }));
}

/** Says a line to the log of whoever asks. */
type Say = (level: string, text: string) => void;

function defaultPlatform({ traits }: BuildNode): SourcePlatform {
  const {
    os,
    architecture,
    variant = "",
    osVersion = "",
  } = traits.platforms[0] ?? { os: "linux", architecture: "amd64" };
  return { os, architecture, variant, osVersion, osFeatures: [] };
}
