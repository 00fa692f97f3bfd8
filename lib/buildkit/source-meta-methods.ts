// `ResolveSourceMeta` of the gateway and `CheckPolicy` of a session: what is known of a source, between our nouns and the
// wire's. Loaded by itself, as few builds have policies.

import type { Method } from "./channel.js";
import * as gen from "./gen/policysession.js";
import { numberOf } from "./scalars.js";
import type {
  AttestationBlob,
  AttestationChain,
  ChecksumAlgorithm,
  PolicyAnswer,
  PolicyQuestion,
  SourceMeta,
  SourceMetaRequest,
  SourceOp,
  SourcePlatform,
} from "./source-meta.js";

export const resolveSourceMetaMethod: Method<SourceMetaRequest, SourceMeta> = {
  path: "/moby.buildkit.v1.frontend.LLBBridge/ResolveSourceMeta",
  encode: (request) => gen.ResolveSourceMetaRequest.encode(metaRequest(request)).finish(),
  decode: (message) => sourceMeta(gen.ResolveSourceMetaResponse.decode(message)),
};

export function policyQuestion({ platform, source }: gen.CheckPolicyRequest): PolicyQuestion {
  return { ...(platform == null ? {} : { platform: sourcePlatform(platform) }), source: sourceMeta(source ?? {}) };
}

export function policyAnswer(answer: PolicyAnswer): gen.CheckPolicyResponse.$Properties {
  if (answer.kind === "request") return { request: metaRequest(answer.request) };
  const { action, messages, update } = answer;
  return {
    decision: {
      action: actions[action],
      denyMessages: messages.map((message) => ({ message })),
      update: update === undefined ? null : sourceOpMessage(update),
    },
  };
}

const actions = { allow: 0, deny: 1, convert: 2 } as const;

const algorithms: Readonly<Record<ChecksumAlgorithm, number>> = { sha256: 0, sha384: 1, sha512: 2 };

function metaRequest(request: SourceMetaRequest): gen.ResolveSourceMetaRequest.$Properties {
  const { source, platform, git, image, http } = request;
  const checksum = http?.checksumRequest;
  return {
    source: sourceOpMessage(source),
    platform: platform === undefined ? null : { ...platform, osFeatures: [...platform.osFeatures] },
    git: git ?? null,
    image: image === undefined ? null : { ...image, resolveAttestations: [...image.resolveAttestations] },
    http:
      http === undefined
        ? null
        : {
            checksumRequest:
              checksum === undefined ? null : { algo: algorithms[checksum.algorithm], suffix: checksum.suffix },
          },
  };
}

function sourceOpMessage({ identifier, attrs }: SourceOp): gen.SourceOp.$Properties {
  return { identifier, attrs };
}

function sourceMeta({ source, image, git, http }: gen.ResolveSourceMetaResponse.$Properties): SourceMeta {
  return {
    source: { identifier: source?.identifier ?? "", attrs: source?.attrs ?? {} },
    ...(image == null ? {} : { image: imageMeta(image) }),
    ...(git == null ? {} : { git: gitMeta(git) }),
    ...(http == null ? {} : { http: httpMeta(http) }),
  };
}

function imageMeta(message: gen.ImageMeta.$Properties): NonNullable<SourceMeta["image"]> {
  const { digest, config, attestationChain: chain } = message;
  return {
    digest: digest ?? "",
    ...(config == null || config.length === 0 ? {} : { config }),
    ...(chain == null ? {} : { attestationChain: attestationChain(chain) }),
  };
}

function attestationChain(message: gen.AttestationChain.$Properties): AttestationChain {
  const { root, imageManifest, attestationManifest, signatureManifests, blobs } = message;
  const kept = Object.entries(blobs ?? {}).map(([digest, blob]) => [digest, attestationBlob(blob)] as const);
  return {
    root: root ?? "",
    imageManifest: imageManifest ?? "",
    attestationManifest: attestationManifest ?? "",
    signatureManifests: signatureManifests ?? [],
    blobs: new Map(kept),
  };
}

function attestationBlob({ descriptor, data }: gen.AttestationBlob.$Properties): AttestationBlob {
  return {
    mediaType: descriptor?.mediaType ?? "",
    digest: descriptor?.digest ?? "",
    size: numberOf(descriptor?.size),
    annotations: descriptor?.annotations ?? {},
    data: data ?? new Uint8Array(),
  };
}

function gitMeta(message: gen.GitMeta.$Properties): NonNullable<SourceMeta["git"]> {
  const { checksum, ref, commitChecksum, commitObject, tagObject } = message;
  return {
    checksum: checksum ?? "",
    ref: ref ?? "",
    commitChecksum: commitChecksum ?? "",
    ...(commitObject == null || commitObject.length === 0 ? {} : { commitObject }),
    ...(tagObject == null || tagObject.length === 0 ? {} : { tagObject }),
  };
}

function httpMeta({ checksum, filename, checksumResponse: answer }: gen.HttpMeta.$Properties): HttpMeta {
  return {
    checksum: checksum ?? "",
    filename: filename ?? "",
    ...(answer == null
      ? {}
      : { checksumResponse: { digest: answer.digest ?? "", suffix: answer.suffix ?? new Uint8Array() } }),
  };
}

type HttpMeta = NonNullable<SourceMeta["http"]>;

function sourcePlatform(message: gen.SourcePlatform.$Properties): SourcePlatform {
  const { os, architecture, variant, osVersion, osFeatures } = message;
  return {
    os: os ?? "",
    architecture: architecture ?? "",
    variant: variant ?? "",
    osVersion: osVersion ?? "",
    osFeatures: osFeatures ?? [],
  };
}
