// What policies are told of an image.

import type { SourceMeta, SourcePlatform } from "../buildkit/index.js";
import { type Field, type Fields, withoutEmpty } from "./fields.js";
import { formatImageReference, parseImageReference } from "./image-reference.js";
import { member, members, text, texts, textsByName } from "./json-members.js";
import type { Material } from "./material.js";
import { platformText } from "./platform.js";
import { type Provenance, provenanceOf } from "./provenance.js";
import type { AttestationSignature } from "./signature-verifier.js";
import { type NodeWorld, SourceError, type SourceFacts } from "./source.js";

const ofConfiguration = ["labels", "user", "volumes", "workingDir", "env"];
const ofAttestations = ["hasProvenance", "provenance", "signatures"];

export interface ImageFacts extends SourceFacts {
  readonly madeOf: readonly Material[];
}

export interface AskedImage {
  readonly reference: string;
  readonly platform: SourcePlatform | undefined;
}

export async function imageSource(
  { image }: SourceMeta,
  { reference, platform }: AskedImage,
  world: NodeWorld,
): Promise<ImageFacts> {
  const parsed = parseImageReference(reference);
  if (parsed === undefined) throw new SourceError(`"${reference}" is no name of an image`);
  if (platform === undefined) throw new SourceError(`for which platform "${reference}" is wanted is not known`);
  const base = {
    ref: formatImageReference(parsed),
    host: parsed.host,
    repo: parsed.familiar,
    fullRepo: parsed.name,
    tag: parsed.tag,
    isCanonical: parsed.digest !== "",
    platform: platformText(platform),
    os: platform.os,
    arch: platform.architecture,
    variant: platform.variant,
  };
  if (image === undefined) {
    return {
      fields: withoutEmpty({ ...base, checksum: parsed.digest }),
      unknown: new Set([...(parsed.digest === "" ? ["checksum"] : []), ...ofConfiguration, ...ofAttestations]),
      madeOf: [],
    };
  }
  const chain = image.attestationChain;
  const provenance = chain === undefined ? undefined : provenanceOf(chain, world.log);
  const unknown = new Set([
    ...(image.config === undefined ? ofConfiguration : []),
    ...(chain === undefined ? ofAttestations : []),
  ]);
  return {
    fields: withoutEmpty({
      ...base,
      checksum: image.digest,
      ...(image.config === undefined ? {} : configurationFields(image.config, reference)),
      hasProvenance: chain !== undefined && (chain.attestationManifest !== "" || provenance !== undefined),
      provenance: shownProvenance(provenance),
      signatures: chain === undefined ? [] : await signaturesOf({ image, platform }, world),
    }),
    unknown,
    madeOf: provenance?.materials ?? [],
  };
}

function shownProvenance(provenance: Provenance | undefined): Fields {
  return provenance === undefined ? {} : provenance.fields;
}

function configurationFields(bytes: Uint8Array, reference: string): Fields {
  const parsed = jsonOf(bytes, reference);
  const config = member(parsed, "config");
  return {
    // Seconds, in the zone in which it is written.
    createdTime: text(member(parsed, "created"))
      .replace(/\.\d+/, "")
      .replace(/[+-]00:00$/, "Z"),
    labels: textsByName(member(config, "Labels")),
    env: texts(member(config, "Env")),
    user: text(member(config, "User")),
    volumes: Object.keys(members(member(config, "Volumes"))).sort(),
    workingDir: text(member(config, "WorkingDir")),
  };
}

function jsonOf(bytes: Uint8Array, reference: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    throw new SourceError(`the configuration of the image "${reference}" is not JSON`, { cause });
  }
}

async function signaturesOf(
  { image, platform }: { readonly image: NonNullable<SourceMeta["image"]>; readonly platform: SourcePlatform },
  { verifier, log }: NodeWorld,
): Promise<readonly Field[]> {
  const chain = image.attestationChain;
  if (chain === undefined || verifier === undefined || chain.signatureManifests.length === 0) return [];
  try {
    const signature = await (await verifier()).verifyImage(chain, platform);
    return signature === undefined ? [] : [signatureFields(signature)];
  } catch (error) {
    // A signature that does not hold is none; that is for the policy to judge.
    log("info", `the signature of the image does not count: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}

/** As `input.image.signatures[_]` and attestations of files. */
export function signatureFields({ isHardened, signer, timestamps, ...rest }: AttestationSignature): Fields {
  return withoutEmpty({
    ...rest,
    timestamps: timestamps.map((one) => ({ ...one })),
    isDHI: isHardened,
    signer: signer === undefined ? {} : { ...signer },
  });
}
