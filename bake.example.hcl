# Every block and every attribute that a bake file may have, with a line on each.
# `bake -f bake.example.hcl --print` shows what comes of it; docs/language.md is the whole story.

# ── Variables ────────────────────────────────────────────────────────────────────────────────────────────────────────

# The environment variable TAG, or --var TAG=..., takes the place of the default.
variable "TAG" {
  description = "Tag of every image of this build"
  type        = string
  default     = "dev"
}

# Without `default` a variable is an empty string until the environment sets it.
variable "REGISTRY" {
  default = "registry.example.com"
}

# A number, and a rule that it has to keep. The message may use the value.
variable "REPLICAS" {
  type    = number
  default = 2

  validation {
    condition     = REPLICAS >= 1 && REPLICAS <= 9
    error_message = "REPLICAS must be between 1 and 9, got ${REPLICAS}"
  }
}

# Lists are given as CSV (ARCHS=amd64,arm64) or as JSON (ARCHS_JSON='["amd64"]').
variable "ARCHS" {
  type    = list(string)
  default = ["amd64", "arm64"]
}

# An object is given as JSON: OWNER_JSON='{"name":"ops"}'. What is optional may be left out.
variable "OWNER" {
  type = object({
    name = string
    mail = optional(string)
  })
  default = { name = "platform" }
}

# A constant: it can be used like a variable, but nothing outside overrides it.
vendor = "Example"

# ── Functions ────────────────────────────────────────────────────────────────────────────────────────────────────────

# image("app") is "registry.example.com/app:dev"; what else is given becomes a suffix of the tag.
function "image" {
  params          = [name]
  variadic_params = suffixes
  result          = join("-", concat(["${REGISTRY}/${name}:${TAG}"], suffixes))
}

# ── Groups ───────────────────────────────────────────────────────────────────────────────────────────────────────────

# What `bake` builds when no name is given. Members are targets or other groups.
group "default" {
  description = "What a developer needs"
  targets     = ["app", "tools"]
}

group "release" {
  targets = ["default", "server"]
}

# ── Targets ──────────────────────────────────────────────────────────────────────────────────────────────────────────

# A target that others inherit from. A name with _ in front is left out of --list.
target "_common" {
  labels = {
    "org.opencontainers.image.vendor" = vendor
    "org.opencontainers.image.authors" = OWNER.name
  }
  args = {
    REPLICAS = REPLICAS
    # null: not set here, so that the Dockerfile's own default holds.
    DEBUG = null
  }
}

target "base" {
  inherits = ["_common"]
  context  = "base"
}

target "app" {
  # Shown by --list.
  description = "The application image"

  # Takes the attributes of these, left to right; what stands here wins.
  inherits = ["_common"]

  # The files that the build reads: a folder, a git or http URL.
  context = "."

  # More of them, by name: `FROM base` or `COPY --from=base` in the Dockerfile reads what stands here.
  contexts = {
    # The result of another target, which is then built first.
    base = "target:base"
    # Another folder, an image, or an OCI layout on disk.
    assets = "./assets"
    alpine = "docker-image://alpine:3.22"
  }

  # Relative to the context. `dockerfile-inline` holds the text itself, and wins.
  dockerfile = "Dockerfile"

  # The stage to build.
  target = "release"

  # ARG values.
  args = {
    VERSION = TAG
  }

  labels = {
    "org.opencontainers.image.version" = TAG
  }

  # KEY=VALUE in the image manifest, or in the index with the prefix index:.
  annotations = ["index:org.opencontainers.image.title=app"]

  # Names of the image.
  tags = [image("app"), image("app", "latest")]

  # What to build for; `local` is the platform of this machine.
  platforms = [for arch in ARCHS : "linux/${arch}"]

  # Where the result goes: image, registry, docker, oci, tar, local or cacheonly; several are fine.
  output = [
    "type=image",
    { type = "local", dest = "bin/app" },
  ]

  # Where to look for cached layers, and where to leave them.
  cache-from = ["type=registry,ref=${REGISTRY}/app:cache"]
  cache-to   = ["type=registry,ref=${REGISTRY}/app:cache,mode=max"]

  # For RUN --mount=type=secret: an environment variable or a file. Never part of the image or of the request.
  secret = [
    "id=token,env=TOKEN",
    { id = "netrc", src = ".netrc" },
  ]

  # For RUN --mount=type=ssh: the agent, or sockets and keys.
  ssh = ["default"]

  # Statements about the image that are pushed with it.
  attest = [
    "type=provenance,mode=max",
    "type=sbom",
  ]

  # Ask registries for newer base images.
  pull = false

  # Build everything anew, or only these stages.
  no-cache        = false
  no-cache-filter = ["fetch"]

  # Network of RUN steps: default, none or host.
  network = "default"

  # Lines for /etc/hosts of RUN steps.
  extra-hosts = {
    "mirror.example.com" = "10.0.0.7"
  }

  # Size of /dev/shm, and limits of processes.
  shm-size = "128m"
  ulimits  = ["nofile=1024:4096"]

  # Limits of RUN steps as a whole.
  resources = {
    memory      = "2g"
    memory-swap = "2g"
    cpu-shares  = 1024
    cpu-period  = 100000
    cpu-quota   = 50000
    cpuset-cpus = "0-1"
    cpuset-mems = "0"
  }

  # Rights that the build asks for; the command line must grant them with --allow.
  entitlements = ["network.host"]

  # Rules on the sources that the build may use.
  policy = [{ filename = "policy.rego", strict = true }]
}

# `call` asks the frontend instead of building: check, outline or targets.
target "lint" {
  inherits = ["app"]
  call     = "check"
  output   = []
}

# A Dockerfile that stands in the bake file.
target "tools" {
  dockerfile-inline = <<-EOT
    FROM alpine
    RUN apk add --no-cache git make
  EOT
  tags   = [image("tools")]
  output = ["type=cacheonly"]
}

# One target for each combination: server-alpine-1-0, server-alpine-1-1, server-debian-1-0, ... and a group `server`.
target "server" {
  name = "server-${distro}-${replace(version, ".", "-")}"
  matrix = {
    distro  = ["alpine", "debian"]
    version = ["1.0", "1.1"]
  }
  inherits = ["_common"]
  args = {
    DISTRO = distro
    # Another target's attribute.
    VERSION = "${version}-${target.app.target}"
  }
  tags = [image("server", distro, version)]
}
