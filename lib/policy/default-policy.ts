// The policy that BUILDX_DEFAULT_POLICY turns on: images of Docker's that builds load without being asked have to be signed by the
// workflows that release them. Which images, tags and repositories follows docker/buildx policy/default.rego.

import type { PolicyFile } from "./options.js";

/** Other images are allowed, and so is what is named by digest. */
export const defaultPolicyFile: PolicyFile = {
  filename: "buildx_default_policy.rego",
  text: `package docker

import rego.v1

# By name: where its signature has to come from, the first version that is signed, and the tags that move.
_families := {
	"docker.io/docker/dockerfile": _dockerfile,
	"docker.io/docker/dockerfile-upstream": _dockerfile,
	"docker.io/docker/buildkit-syft-scanner": {
		"repository": "docker/buildkit-syft-scanner",
		"prefix": "refs/tags/",
		"since": [1, 10],
		"moving": {"latest"},
	},
}

_dockerfile := {
	"repository": "moby/buildkit",
	"prefix": "refs/tags/dockerfile/",
	"since": [1, 21],
	"moving": {"latest", "labs", "master"},
}

_buildkit_moving := {
	"latest", "latest-ubuntu",
	"master", "master-rootless", "master-ubuntu",
	"nightly", "nightly-rootless", "nightly-ubuntu",
	"rootless",
}

default decision := {"allow": true, "deny_msg": []}

decision := {"allow": false, "deny_msg": [message]} if {
	_unsigned
	message := sprintf("image %s is not allowed by default policy: a verified docker-github-builder signature is required for %s tag", [input.image.ref, input.image.tag])
}

_unsigned if {
	family := _families[input.image.fullRepo]
	_needs_signature(family, input.image.tag)
	not _family_signed(family, input.image.tag)
}

_unsigned if {
	input.image.fullRepo == "docker.io/moby/buildkit"
	_buildkit_moves(input.image.tag)
	not _signed_by("moby/buildkit")
}

_unsigned if {
	input.image.fullRepo == "docker.io/moby/buildkit"
	not _buildkit_moves(input.image.tag)
	release := regex.find_all_string_submatch_n(\`^(v(\\d+)\\.(\\d+)\\.\\d+(?:-rc\\d+)?)(?:-rootless|-ubuntu)?$\`, input.image.tag, 1)[0]
	[to_number(release[2]), to_number(release[3])] >= [0, 27]
	not _signed_at("moby/buildkit", concat("", ["refs/tags/", release[1]]))
}

_needs_signature(family, tag) if tag in family.moving

_needs_signature(family, tag) if _version(tag) >= family.since

_family_signed(family, tag) if {
	tag in family.moving
	_signed_by(family.repository)
}

_family_signed(family, tag) if {
	not tag in family.moving
	some signature in input.image.signatures
	docker_github_builder_signature(signature, family.repository)
	startswith(signature.signer.sourceRepositoryRef, family.prefix)
	_selects(tag, trim_prefix(signature.signer.sourceRepositoryRef, family.prefix))
}

_signed_by(repository) if {
	some signature in input.image.signatures
	docker_github_builder_signature(signature, repository)
}

_signed_at(repository, ref) if {
	some signature in input.image.signatures
	docker_github_builder_signature(signature, repository)
	signature.signer.sourceRepositoryRef == ref
}

_buildkit_moves(tag) if tag in _buildkit_moving

_buildkit_moves(tag) if regex.match(\`^buildx-stable-\\d+(?:-rootless|-gpu)?$\`, tag)

# "1" stands for the newest of all 1.x.
_version(tag) := [to_number(found[1]), to_number(found[2])] if {
	found := regex.find_all_string_submatch_n(\`^(\\d+)\\.(\\d+)(?:\\.\\d+)?(?:-labs)?$\`, tag, 1)[0]
}

_version(tag) := [to_number(found[1]), 999999] if {
	found := regex.find_all_string_submatch_n(\`^(\\d+)(?:-labs)?$\`, tag, 1)[0]
}

# "1.21" and "1" stand for releases that begin so; both or none are of the labs channel.
_selects(tag, release) if tag == release

_selects(tag, release) if {
	endswith(tag, "-labs") == endswith(release, "-labs")
	wanted := trim_suffix(tag, "-labs")
	regex.match(\`^\\d+(?:\\.\\d+)?$\`, wanted)
	# Previews of a release are none.
	regex.match(\`^\\d+\\.\\d+(?:\\.\\d+)?$\`, trim_suffix(release, "-labs"))
	startswith(trim_suffix(release, "-labs"), concat("", [wanted, "."]))
}
`,
};
