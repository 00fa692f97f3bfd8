# bake              builds every service
# bake --push       and pushes them; with SAVE_CACHE=true also the cache for the next build, wherever it runs
# bake api web      two of them

variable "REGISTRY" {
  default     = "registry.example.com/shop"
  description = "Where images and the shared cache live"
}

variable "TAG" {
  default     = "dev"
  description = "Tag of every image of a release"
}

variable "SERVICES" {
  type    = list(string)
  default = ["api", "auth", "billing", "mail", "web", "worker"]
}

variable "SAVE_CACHE" {
  type        = bool
  default     = false
  description = "Write the shared cache, as a build of the main branch does; everybody reads it"
}

# One cache repository for all, with a tag for each target: a tag that two targets wrote would hold only the last one's.
function "cache" {
  params = [target]
  result = "type=registry,ref=${REGISTRY}/cache:${target}"
}

group "default" {
  targets = ["services"]
}

group "backend" {
  targets = ["api", "auth", "billing", "worker"]
}

group "services" {
  targets = SERVICES
}

target "_common" {
  platforms = ["linux/amd64", "linux/arm64"]
  labels = {
    "org.opencontainers.image.vendor" = "The shop"
  }
  # Provenance holds the time of the build, so it would be pushed anew even when nothing changed.
  attest = ["type=provenance,disabled=true"]
}

target "base" {
  inherits   = ["_common"]
  context    = "base"
  cache-from = [cache("base")]
}

target "service" {
  name       = service
  matrix     = { service = SERVICES }
  inherits   = ["_common"]
  context    = "services/${service}"
  contexts   = { base = "target:base" }
  args       = { SERVICE = service }
  tags       = ["${REGISTRY}/${service}:${TAG}"]
  cache-from = [cache(service), cache("base")]
  cache-to   = SAVE_CACHE ? ["${cache(service)},mode=max"] : []
}
