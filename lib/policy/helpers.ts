// Rules that every policy may call, in its package. Their names and meaning are those of docker/buildx policy/builtins.rego.

import type { PolicyFile } from "./options.js";

/** Signatures of Docker's workflows on GitHub, and attestations of files in GitHub's releases. */
export const helperFile: PolicyFile = {
  filename: "bakehouse:helpers.rego",
  text: `package docker

docker_github_builder_signature(signature, repository) if {
	signature.type == "bundle-v0.3"
	signature.kind == "docker-github-builder"
	count(signature.timestamps) >= 1
	by := signature.signer
	by.issuer == "https://token.actions.githubusercontent.com"
	by.certificateIssuer == "CN=sigstore-intermediate,O=sigstore.dev"
	by.runnerEnvironment == "github-hosted"
	by.sourceRepositoryURI == concat("/", ["https://github.com", repository])
}

docker_github_builder(image, repository) if {
	image.hasProvenance
	some signature in image.signatures
	docker_github_builder_signature(signature, repository)
}

docker_github_builder_tag(image, repository, tag) if {
	docker_github_builder(image, repository)
	some signature in image.signatures
	signature.signer.sourceRepositoryRef == concat("", ["refs/tags/", tag])
}

docker_github_builder_bundle(http, path, repository) if {
	docker_github_builder_signature(artifact_attestation(http, path), repository)
}

github_release_attestation(http) := github_attestation(http, repository) if {
	http.schema == "https"
	lower(http.host) == "github.com"
	found := regex.find_all_string_submatch_n(\`^/([^/]+/[^/]+)/releases/download/[^/]+/.+$\`, http.path, 1)
	repository := found[0][1]
}
`,
};
