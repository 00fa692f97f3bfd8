// What sort of signer made a signature. Follows policy-helpers' types/name.go.

import type { AttestationSignature, SignatureKind, SignerIdentity } from "../../signature-verifier.js";

type Facts = Omit<AttestationSignature, "kind">;

const sigstoreAuthority = "CN=sigstore-intermediate,O=sigstore.dev";
const gitHub = "https://github.com/";
const gitHubIssuer = "https://token.actions.githubusercontent.com";
const builderWorkflows = [
  `${gitHub}docker/github-builder/.github/workflows/`,
  `${gitHub}docker/github-builder-experimental/.github/workflows/`,
];

export function kindOf({ isHardened, dockerReference, type, timestamps, signer }: Facts): SignatureKind {
  if (isHardened && dockerReference !== "") return "docker-hardened-image";
  if (signer?.certificateIssuer !== sigstoreAuthority) return "untrusted";
  if (isOnGitHub(signer)) {
    if (type === "bundle-v0.3" && timestamps.length > 0 && ranFrom(signer, builderWorkflows))
      return "docker-github-builder";
    if (ranFrom(signer, [`${signer.sourceRepositoryURI}/.github/workflows/`])) return "self-signed-github-repo";
  }
  return "self-signed";
}

function isOnGitHub({ issuer, sourceRepositoryURI, runnerEnvironment }: SignerIdentity): boolean {
  return (
    issuer === gitHubIssuer && runnerEnvironment === "github-hosted" && sourceRepositoryURI?.startsWith(gitHub) === true
  );
}

/** Both what built and whom the certificate names are workflows below one of the folders. */
function ranFrom({ buildSignerURI, subjectAlternativeName }: SignerIdentity, folders: readonly string[]): boolean {
  return [buildSignerURI, subjectAlternativeName].every((uri) => folders.some((folder) => uri?.startsWith(folder)));
}
