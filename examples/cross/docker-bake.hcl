# make binaries BUILDX_CMD=bakehouse    for this machine, into bin/build
# make cross BUILDX_CMD=bakehouse       for both architectures, into a folder per platform of bin/cross

variable "DESTDIR" {
  default     = ""
  description = "Where binaries go; empty for a folder of bin"
}

function "bindir" {
  params = [folder]
  result = DESTDIR != "" ? DESTDIR : "bin/${folder}"
}

group "default" {
  targets = ["binaries"]
}

target "binaries" {
  target = "binaries"
  output = [bindir("build")]
}

target "binaries-cross" {
  inherits  = ["binaries"]
  output    = [bindir("cross")]
  platforms = ["linux/amd64", "linux/arm64"]
}
