# Lets examples that say `FROM alpine` build where no registry can be reached, by `bake` and `docker-buildx` alike:
#   bake -f docker-bake.hcl -f ../../testing/offline.hcl --set app.contexts.alpine=target:offline-alpine app
# The examples' own targets are handed the base below, so for them the two files alone are enough.
#
# The base is a busybox. Its shell and applets are those of the machine that builds, whatever the platform, so that RUN
# works for a platform that cannot be emulated; /bin/busybox alone is of the platform that is built for.

# The folder with busybox-amd64 and busybox-arm64. (As a comment: buildx 0.13 knows no description of a variable.)
variable "BAKEHOUSE_OFFLINE_BASE" {
  default = ".engine/packages/busybox"
}

target "offline-alpine" {
  context   = BAKEHOUSE_OFFLINE_BASE
  platforms = ["linux/amd64", "linux/arm64"]

  dockerfile-inline = <<EOT
FROM --platform=$BUILDPLATFORM scratch AS native
ARG BUILDARCH
COPY busybox-$BUILDARCH /usr/lib/offline/busybox
RUN ["/usr/lib/offline/busybox", "mkdir", "-p", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/etc", "/root"]
RUN ["/usr/lib/offline/busybox", "mkdir", "-p", "-m", "1777", "/tmp"]
RUN ["/usr/lib/offline/busybox", "--install", "-s"]
RUN echo "root:x:0:0:root:/root:/bin/sh" > /etc/passwd && echo "root:x:0:root" > /etc/group && rm /bin/busybox

FROM scratch
ARG TARGETARCH
COPY --from=native / /
COPY busybox-$TARGETARCH /bin/busybox
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
CMD ["/bin/sh"]
EOT
}

# One block for each example target that says `FROM alpine`; what inherits or links it has it from there.
target "hello" {
  contexts = { alpine = "target:offline-alpine" }
}

target "binaries" {
  contexts = { alpine = "target:offline-alpine" }
}

target "base" {
  contexts = { alpine = "target:offline-alpine" }
}
