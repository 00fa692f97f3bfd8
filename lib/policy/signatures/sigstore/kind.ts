// What sort of signer made a signature. Follows policy-helpers' types/name.go.

import type { SignerIdentity } from "./signer.js";

export type SignatureKind =
  /** Docker's own workflows for building on GitHub. */
  | "docker-github-builder"
  | "docker-hardened-image"
  /** A workflow in the repository that was built. */
  | "self-signed-github-repo"
  /** Somebody whom sigstore gave a certificate. */
  | "self-signed"
  | "untrusted";

export interface KindFacts {
  readonly isHardened: boolean;
  readonly dockerReference: string;
  readonly isBundle: boolean;
  readonly hasTimestamps: boolean;
  readonly signer?: SignerIdentity;
}

const sigstoreAuthority = "CN=sigstore-intermediate,O=sigstore.dev";
const gitHub = "https://github.com/";
const gitHubIssuer = "https://token.actions.githubusercontent.com";
const builderWorkflows = [
  `${gitHub}docker/github-builder/.github/workflows/`,
  `${gitHub}docker/github-builder-experimental/.github/workflows/`,
];

export function kindOf({ isHardened, dockerReference, isBundle, hasTimestamps, signer }: KindFacts): SignatureKind {
  if (isHardened && dockerReference !== "") return "docker-hardened-image";
  if (signer?.certificateIssuer !== sigstoreAuthority) return "untrusted";
  if (isOnGitHub(signer)) {
    if (isBundle && hasTimestamps && ranFrom(signer, builderWorkflows)) return "docker-github-builder";
    if (ranFrom(signer, [`${signer.sourceRepositoryURI}/.github/workflows/`])) return "self-signed-github-repo";
  }
  return "self-signed";
}

function isOnGitHub({ issuer, sourceRepositoryURI, runnerEnvironment }: SignerIdentity): boolean {
  return issuer === gitHubIssuer && runnerEnvironment === "github-hosted" && sourceRepositoryURI?.startsWith(gitHub) === true;
}

/** Both what built and whom the certificate names are workflows below one of the folders. */
function ranFrom({ buildSignerURI, subjectAlternativeName }: SignerIdentity, folders: readonly string[]): boolean {
  return [buildSignerURI, subjectAlternativeName].every((uri) => folders.some((folder) => uri?.startsWith(folder)));
}
