// The targets that both programs build: one for every attribute, and for every form it takes, that changes what comes out.

import { lackOfGit } from "../remote/site.js";
import { fetchedTargets } from "./fetched-targets.js";

/** How one thing is said in a bake file. It must come out the same, whichever program reads it. */
export interface EqualTarget {
  /** Names the target, and the folder that takes what it makes. */
  readonly name: string;
  /** What of the language this is about. */
  readonly about: string;
  /** Attributes in HCL, beside the Dockerfile and the output. `<OUT>` stands for the target's own folder, `<NAME>` for a variable. */
  readonly hcl?: string;
  /** An inline Dockerfile; without it the target says itself where its Dockerfile is. */
  readonly dockerfile?: string;
  /** Without it an OCI archive that is the same each time it is built. An empty list says nothing about outputs. */
  readonly outputs?: readonly string[];
  /** Built only because others need it. */
  readonly isLinked?: boolean;
  /** The name under which docker keeps what it makes. */
  readonly keeps?: string;
  /** Where it can be built, if not on both builders. */
  readonly only?: "docker";
  /** It is left out where there is no git. */
  readonly needsGit?: boolean;
}

/** Layers are only the same when their times are, too; docker refuses to rewrite those of images it keeps or tars. */
export const reproducible = "type=oci,rewrite-timestamp=true,dest=<OUT>/image.oci.tar";

const copyAll = "FROM scratch\nCOPY . /";
const unattested = `attest = ["type=provenance,disabled=true"]`;
const bothPlatforms = `platforms = ["linux/amd64", "linux/arm64"]`;

/** A Dockerfile with a shell, whose commands write what they see into the image. */
function running(...lines: readonly string[]): string {
  return [
    "FROM scratch AS shell",
    "COPY --from=tools busybox-amd64 /bin/busybox",
    'SHELL ["/bin/busybox", "sh", "-c"]',
    ...lines,
  ].join("\n");
}

/** So that busybox need not lie in the contexts. */
const tools = `contexts = { tools = TOOLS }`;

const targets: readonly EqualTarget[] = [
  // That being equal says something is shown by two that are not.
  {
    name: "changed-a",
    about: "an argument in one value",
    hcl: `args = { WORD = "one" }`,
    dockerfile: `${copyAll}\nARG WORD\nENV WORD=$WORD\nCOPY <<-EOF /word\n\t$WORD\nEOF`,
  },
  {
    name: "changed-b",
    about: "the argument in another value",
    hcl: `args = { WORD = "two" }`,
    dockerfile: `${copyAll}\nARG WORD\nENV WORD=$WORD\nCOPY <<-EOF /word\n\t$WORD\nEOF`,
  },

  // Contexts and where Dockerfiles come from.
  { name: "context-default", about: "the folder of the bake file as context" },
  { name: "context-folder", about: "a folder as context", hcl: `context = "plain"`, dockerfile: copyAll },
  { name: "context-subfolder", about: "a folder in a folder", hcl: `context = "./plain/sub/"`, dockerfile: copyAll },
  {
    name: "context-absolute",
    about: "an absolute path as context",
    hcl: `context = "<PROJECT>/plain"`,
    dockerfile: copyAll,
  },
  { name: "context-own-dockerfile", about: "a Dockerfile in the context", hcl: `context = "ignored"` },
  {
    name: "context-few-files",
    about: "a context of which little is copied",
    hcl: `context = "tree"`,
    dockerfile: "FROM scratch\nCOPY modes/0640 links/symbolic links/symbolic-folder names/a* /some/",
  },
  {
    name: "context-excluded",
    about: "COPY that leaves out files",
    hcl: `context = "plain"`,
    dockerfile: "FROM scratch\nADD --chown=7:8 --chmod=0711 sub /there/",
  },
  { name: "ignore-file", about: ".dockerignore", hcl: `context = "ignored"`, dockerfile: copyAll },
  {
    name: "ignore-file-of-dockerfile",
    about: "<Dockerfile>.dockerignore",
    hcl: `context = "ignored"\ndockerfile = "special.Dockerfile"`,
  },
  {
    name: "ignore-file-of-dockerfile-elsewhere",
    about: "<Dockerfile>.dockerignore beside a Dockerfile elsewhere",
    hcl: `context = "ignored"\ndockerfile = "../dockerfiles/ignoring.Dockerfile"`,
  },
  {
    name: "dockerfile-elsewhere",
    about: "a Dockerfile outside of the context",
    hcl: `context = "plain"\ndockerfile = "../dockerfiles/elsewhere.Dockerfile"`,
  },
  {
    name: "dockerfile-absolute",
    about: "an absolute Dockerfile",
    hcl: `context = "plain"\ndockerfile = "<PROJECT>/dockerfiles/elsewhere.Dockerfile"`,
  },
  {
    name: "dockerfile-inline",
    about: "an inline Dockerfile beside a written one",
    hcl: `context = "ignored"`,
    dockerfile: "FROM scratch\nCOPY keep.txt /inline",
  },
  { name: "dockerfile-lower-case", about: "a file named dockerfile", hcl: `context = "lower"` },
  { name: "tree-links", about: "symbolic and hard links", hcl: `context = "tree/links"`, dockerfile: copyAll },
  {
    name: "tree-modes",
    about: "modes, with setuid, setgid and sticky",
    hcl: `context = "tree/modes"`,
    dockerfile: copyAll,
  },
  { name: "tree-empty", about: "empty folders and files", hcl: `context = "tree/empty"`, dockerfile: copyAll },
  {
    name: "tree-names",
    about: "names beyond ASCII, with blanks and signs",
    hcl: `context = "tree/names"`,
    dockerfile: copyAll,
  },
  { name: "tree-large", about: "a large file", hcl: `context = "tree/large"`, dockerfile: copyAll },
  {
    name: "tree-whole",
    about: "all of these in a folder",
    hcl: `context = "tree"`,
    dockerfile: copyAll,
    outputs: ["type=local,dest=<OUT>/tree"],
  },

  ...fetchedTargets,

  // Named contexts.
  {
    name: "contexts-folder",
    about: "a folder as named context",
    hcl: `contexts = { more = "plain/sub" }`,
    dockerfile: "FROM scratch\nCOPY --from=more . /more/",
  },
  {
    name: "contexts-reserved-name",
    about: "a named context called context",
    hcl: `contexts = { context = "plain/sub", dockerfile = "lower" }`,
    dockerfile: "FROM scratch\nCOPY --from=context . /one/\nCOPY --from=dockerfile . /two/",
  },
  {
    name: "contexts-ignoring",
    about: "a named context with a .dockerignore",
    hcl: `contexts = { more = "ignored" }`,
    dockerfile: "FROM scratch\nCOPY --from=more . /more/",
  },
  {
    name: "contexts-scratch",
    about: "scratch as named context",
    hcl: `contexts = { base = "docker-image://scratch" }\ncontext = "plain"`,
    dockerfile: "FROM base\nCOPY . /",
  },
  {
    name: "contexts-stage",
    about: "a named context instead of a stage",
    hcl: `contexts = { first = "plain" }`,
    dockerfile: "FROM scratch AS first\nCOPY Dockerfile /\nFROM scratch\nCOPY --from=first . /",
  },
  {
    name: "contexts-layout",
    about: "an OCI layout as named context",
    hcl: `contexts = { base = "oci-layout://layout" }\ncontext = "plain"`,
    dockerfile: "FROM base\nCOPY a.txt /on-top",
  },
  {
    name: "contexts-layout-tag",
    about: "an OCI layout with a tag",
    hcl: `contexts = { base = "oci-layout://layout:latest" }\ncontext = "plain"`,
    dockerfile: "FROM base\nCOPY a.txt /on-top",
  },
  {
    name: "link-base",
    about: "a linked target",
    isLinked: true,
    hcl: `${bothPlatforms}\ncontext = "plain"`,
    dockerfile: `FROM scratch\nARG TARGETARCH\nCOPY . /base/\nENV FROM_BASE=$TARGETARCH\nLABEL of.base=yes\nUSER 12:13\nWORKDIR /base/sub`,
  },
  {
    name: "contexts-target",
    about: "a target as named context",
    hcl: `contexts = { base = "target:link-base" }\ncontext = "plain"`,
    dockerfile: "FROM base\nCOPY a.txt below",
  },
  {
    name: "contexts-target-platforms",
    about: "a target as named context for several platforms",
    hcl: `${bothPlatforms}\ncontexts = { base = "target:link-base" }`,
    dockerfile: "FROM base\nARG TARGETPLATFORM\nLABEL is=$TARGETPLATFORM",
  },
  {
    name: "contexts-target-chain",
    about: "a target that stands on one that has links",
    hcl: `contexts = { base = "target:contexts-target", files = "target:link-base" }`,
    dockerfile: "FROM base\nCOPY --from=files /base/a.txt /again",
  },

  // What a Dockerfile is told.
  {
    name: "args",
    about: "arguments, one empty, one null and one of the platform",
    hcl: `args = { A = "a b", EMPTY = "", NOTHING = null, TARGETOS = "other" }`,
    dockerfile: `${copyAll}\nARG A\nARG EMPTY=given\nARG NOTHING=kept\nARG TARGETOS\nENV A=$A EMPTY=$EMPTY NOTHING=$NOTHING OS=$TARGETOS`,
  },
  {
    name: "args-unused",
    about: "arguments that no stage takes",
    hcl: `args = { NOBODY = "1" }\ncontext = "plain"`,
    dockerfile: copyAll,
  },
  {
    name: "args-of-frontend",
    about: "arguments that the frontend reads",
    hcl: `args = { BUILDKIT_MULTI_PLATFORM = "1", BUILDKIT_CONTEXT_KEEP_GIT_DIR = "1" }\ncontext = "plain"`,
    dockerfile: copyAll,
  },
  {
    name: "labels",
    about: "labels",
    hcl: `labels = { "org.example.a" = "1, \\"two\\"", "empty" = "", "null" = null }\ncontext = "plain"`,
    dockerfile: `${copyAll}\nLABEL org.example.a=before org.example.b=kept`,
  },
  {
    name: "target-stage",
    about: "a stage as target",
    hcl: `target = "middle"\ncontext = "plain"`,
    dockerfile: "FROM scratch AS first\nCOPY a.txt /\nFROM first AS middle\nENV IS=middle\nFROM first\nENV IS=last",
  },
  {
    name: "platform-one",
    about: "one platform that is not the machine's",
    hcl: `platforms = ["linux/arm/v7"]\ncontext = "plain"`,
    dockerfile: `${copyAll}\nARG TARGETVARIANT\nENV V=$TARGETVARIANT`,
  },
  {
    name: "platform-many",
    about: "several platforms",
    hcl: `platforms = ["linux/arm64/v8", "linux/amd64", "linux/riscv64", "windows/amd64"]\ncontext = "plain"`,
    dockerfile: `${copyAll}\nARG TARGETPLATFORM\nENV P=$TARGETPLATFORM`,
  },
  {
    name: "configured",
    about: "all that a Dockerfile can configure",
    hcl: `context = "plain"`,
    dockerfile: `${copyAll}\nEXPOSE 80/tcp 53/udp\nVOLUME /data\nSTOPSIGNAL SIGQUIT\nHEALTHCHECK --interval=5s CMD ["x"]\nONBUILD COPY . /\nMAINTAINER somebody\nENTRYPOINT ["/a"]\nCMD ["b", "c"]`,
  },

  // RUN steps, and what they see.
  {
    name: "run",
    about: "files that a step leaves",
    hcl: tools,
    dockerfile: running(
      `RUN busybox mkdir -p /made/deep && echo text > /made/deep/file && busybox ln -s deep /made/link && busybox chmod 4750 /made/deep/file && busybox rm -r /dev/pts 2>/dev/null; true`,
    ),
  },
  {
    name: "secrets",
    about: "secrets from the environment and from a file",
    hcl: `${tools}\nsecret = ["id=variable,env=EQUAL_SECRET", "type=file,id=file,src=secret.txt", "id=EQUAL_SECRET", { id = "object", src = "secret.txt" }]`,
    dockerfile: running(
      ...["variable", "file", "EQUAL_SECRET", "object"].map(
        (id) => `RUN --mount=type=secret,id=${id},required=true busybox cat /run/secrets/${id} > /${id}`,
      ),
    ),
  },
  {
    name: "secret-as-variable",
    about: "a secret as variable of a step, and one that is missing",
    hcl: `${tools}\nsecret = ["id=variable,env=EQUAL_SECRET"]`,
    dockerfile: running(
      "RUN --mount=type=secret,id=variable,env=V --mount=type=secret,id=missing echo $V > /v && busybox ls /run/secrets > /seen; true",
    ),
  },
  {
    name: "ssh",
    about: "an ssh agent and its keys",
    hcl: `${tools}\nssh = ["default", "named=<AGENT>"]`,
    dockerfile: running(
      ...["default", "named"].map(
        (id) =>
          `RUN --mount=type=ssh,id=${id},required=true busybox printf '\\000\\000\\000\\001\\013' | busybox timeout 2 busybox nc local:$SSH_AUTH_SOCK > /${id}; busybox test -S $SSH_AUTH_SOCK && echo socket > /${id}-is`,
      ),
    ),
  },
  {
    name: "network-none",
    about: "no network",
    hcl: `${tools}\nnetwork = "none"`,
    dockerfile: running("RUN busybox ls /sys/class/net > /interfaces"),
  },
  {
    name: "extra-hosts",
    about: "additional hosts",
    hcl: `${tools}\nextra-hosts = { "db.example" = "10.0.0.2", "six.example" = "::1", "many.example" = "10.0.0.3,10.0.0.4" }`,
    dockerfile: running("RUN busybox sort /etc/hosts > /hosts"),
  },
  {
    name: "extra-hosts-gateway",
    about: "the gateway of the host",
    hcl: `${tools}\nextra-hosts = { "outside" = "host-gateway" }`,
    dockerfile: running("RUN busybox grep outside /etc/hosts > /hosts"),
    only: "docker",
  },
  {
    name: "shm-size",
    about: "the size of shared memory",
    hcl: `${tools}\nshm-size = "48m"`,
    dockerfile: running("RUN busybox grep shm /proc/mounts > /shm"),
  },
  {
    name: "ulimits",
    about: "limits of processes",
    hcl: `${tools}\nulimits = ["nofile=512:1024", "core=0"]`,
    dockerfile: running("RUN busybox cat /proc/self/limits > /limits"),
  },
  {
    name: "cache-mount",
    about: "cache, bind and tmpfs mounts",
    hcl: `${tools}\ncontext = "plain"`,
    dockerfile: running(
      "RUN --mount=type=cache,target=/c,id=equal --mount=type=bind,target=/b --mount=type=tmpfs,target=/t busybox ls /b > /seen",
    ),
  },

  {
    name: "network-host",
    about: "the network of the host, with what it asks for",
    hcl: `${tools}\nnetwork = "host"\nentitlements = ["network.host"]`,
    dockerfile: running("RUN busybox ls -d /sys/class/net/lo > /interfaces"),
  },
  {
    name: "request-whole",
    about: "what provenance knows of a request that says much",
    hcl: `${tools}
context = "plain"
attest = ["type=provenance,mode=max"]
args = { Z = "z", A = "a" }
labels = { z = "z", a = "a" }
target = "wanted"
network = "none"
extra-hosts = { "a.example" = "10.0.0.2" }
shm-size = "1g"
ulimits = ["nproc=64", "nofile=512:1024"]
no-cache-filter = ["wanted", "other"]
pull = true
platforms = ["linux/amd64"]
secret = ["id=variable,env=EQUAL_SECRET"]
ssh = ["default"]
cache-from = ["type=local,src=nowhere"]`,
    dockerfile: running(
      "ARG A",
      "RUN --mount=type=secret,id=variable --mount=type=ssh echo $A > /a",
      "FROM shell AS wanted",
      "COPY a.txt /",
    ),
  },

  // Names and words about the image.
  {
    name: "tags",
    about: "tags, short, long and with a host",
    hcl: `tags = ["equal-short", "user/equal:1.0", "registry.example:5000/deep/er/equal:tag", "docker.io/library/equal:x"]\ncontext = "plain"`,
    dockerfile: copyAll,
  },
  {
    name: "annotations",
    about: "annotations of all four kinds",
    hcl: `${bothPlatforms}\ncontext = "plain"\nannotations = ["plain.key=a", "manifest:of.manifest=b", "index:of.index=c", "manifest-descriptor:of.manifest.descriptor=d", "index-descriptor:of.index.descriptor=e", "index,manifest:of.both=f=g"]`,
    dockerfile: copyAll,
  },
  {
    name: "annotations-platforms",
    about: "annotations of one platform",
    hcl: `${bothPlatforms}\n${unattested}\ncontext = "plain"\nannotations = ["manifest[linux/arm64]:only=arm", "manifest-descriptor[linux/amd64]:only=amd", "index:all=yes"]`,
    dockerfile: copyAll,
  },
  {
    name: "attest-min",
    about: "little provenance",
    hcl: `context = "plain"\nattest = ["type=provenance,mode=min"]`,
    dockerfile: copyAll,
  },
  {
    name: "attest-max",
    about: "much provenance",
    hcl: `context = "plain"\nargs = { A = "a" }\nlabels = { l = "l" }\ncontexts = { more = "lower" }\nattest = ["type=provenance,mode=max"]`,
    dockerfile: `${copyAll}\nARG A\nCOPY --from=more . /more`,
  },
  {
    name: "attest-object",
    about: "provenance as an object, for two platforms",
    hcl: `${bothPlatforms}\ncontext = "plain"\nattest = [{ type = "provenance", mode = "max" }]`,
    dockerfile: copyAll,
  },
  { name: "attest-disabled", about: "no provenance", hcl: `context = "plain"\n${unattested}`, dockerfile: copyAll },
  {
    name: "attest-version",
    about: "provenance of version 1",
    hcl: `context = "plain"\nattest = ["type=provenance,mode=max,version=v1"]`,
    dockerfile: copyAll,
  },

  {
    name: "attest-sbom",
    about: "an SBOM by a generator of ours",
    hcl: `context = "plain"\nattest = ["type=sbom,generator=<SCANNER>"]`,
    dockerfile: copyAll,
  },
  {
    name: "attest-sbom-object",
    about: "an SBOM as an object beside provenance, for two platforms",
    hcl: `${bothPlatforms}\ncontext = "plain"\nattest = [{ type = "sbom", generator = SCANNER }, { type = "provenance", mode = "min" }]`,
    dockerfile: copyAll,
  },
  {
    name: "attest-sbom-linked",
    about: "an SBOM of what stands on another target, and of its stages",
    hcl: `contexts = { base = "target:link-base" }\ncontext = "plain"\nattest = ["type=sbom,generator=<SCANNER>"]`,
    dockerfile:
      "FROM scratch AS early\nARG BUILDKIT_SBOM_SCAN_STAGE=true\nCOPY sub /early/\nFROM base\nCOPY --from=early . /late/",
  },
  {
    name: "versioned",
    about: "a context under version control",
    hcl: `context = "<VERSIONED>"\nattest = ["type=provenance,mode=max"]`,
    needsGit: true,
  },
  {
    name: "versioned-folder",
    about: "a folder of such a context",
    hcl: `context = "<VERSIONED>/sub"\nattest = ["type=provenance,mode=max"]`,
    needsGit: true,
  },

  // Outputs.
  {
    name: "output-local",
    about: "a folder",
    hcl: `context = "plain"`,
    dockerfile: copyAll,
    outputs: ["type=local,dest=<OUT>/tree"],
  },
  {
    name: "output-short",
    about: "a folder in short form",
    hcl: `context = "plain"`,
    dockerfile: copyAll,
    outputs: ["<OUT>/tree"],
  },
  {
    name: "output-local-platforms",
    about: "a folder for each platform",
    hcl: `${bothPlatforms}\ncontext = "plain"`,
    dockerfile: copyAll,
    outputs: ["type=local,dest=<OUT>/tree"],
  },
  {
    name: "output-local-joined",
    about: "one folder for all platforms",
    hcl: `context = "plain"\nplatforms = ["linux/amd64"]`,
    dockerfile: copyAll,
    outputs: ["type=local,platform-split=false,dest=<OUT>/tree"],
  },
  {
    name: "output-local-attested",
    about: "a folder with provenance",
    hcl: `context = "plain"\nattest = ["type=provenance,mode=max"]`,
    dockerfile: copyAll,
    outputs: ["type=local,dest=<OUT>/tree"],
  },
  {
    name: "output-local-sbom",
    about: "a folder with an SBOM for each platform",
    hcl: `${bothPlatforms}\ncontext = "plain"\nattest = ["type=sbom,generator=<SCANNER>"]`,
    dockerfile: copyAll,
    outputs: ["type=local,dest=<OUT>/tree"],
  },
  {
    name: "output-local-prefix",
    about: "a folder with attestations under names of their own",
    hcl: `context = "plain"\nattest = ["type=sbom,generator=<SCANNER>", "type=provenance,mode=max"]`,
    dockerfile: copyAll,
    outputs: ["type=local,attestation-prefix=of-,dest=<OUT>/tree"],
  },
  {
    name: "output-tar",
    about: "a tar",
    hcl: `context = "tree"`,
    dockerfile: copyAll,
    outputs: ["type=tar,dest=<OUT>/files.tar"],
  },
  {
    name: "output-docker",
    about: "a docker archive",
    hcl: `context = "plain"\ntags = ["equal-archive:1"]`,
    dockerfile: copyAll,
    outputs: ["type=docker,dest=<OUT>/image.docker.tar"],
  },
  {
    name: "output-layout",
    about: "a layout folder",
    hcl: `context = "plain"\ntags = ["equal-layout:1"]`,
    dockerfile: copyAll,
    outputs: ["type=oci,tar=false,rewrite-timestamp=true,dest=<OUT>/image.layout"],
  },
  {
    name: "output-layout-unnamed",
    about: "a layout folder of an image without name",
    hcl: `context = "plain"`,
    dockerfile: copyAll,
    outputs: ["type=oci,tar=false,rewrite-timestamp=true,dest=<OUT>/image.layout"],
  },
  {
    name: "output-many",
    about: "several outputs",
    hcl: `context = "plain"`,
    dockerfile: copyAll,
    outputs: [reproducible, "type=local,dest=<OUT>/tree", "type=tar,dest=<OUT>/files.tar"],
  },
  {
    name: "output-cacheonly",
    about: "no output",
    hcl: `context = "plain"`,
    dockerfile: copyAll,
    outputs: ["type=cacheonly"],
  },
  // Not estargz: BuildKit 0.25 as Debian builds it panics on it ("footer buffer = 48, not 51"), which ends the daemon.
  ...["gzip", "zstd", "uncompressed"].map((compression) => ({
    name: `compression-${compression}`,
    about: `layers packed as ${compression}`,
    hcl: `context = "plain"`,
    // Layers of their own: of one that another target packs at the same time, that target's packing may be taken.
    dockerfile: `FROM scratch\nCOPY . /${compression}/`,
    outputs: [
      `${reproducible},compression=${compression},force-compression=true${compression === "uncompressed" ? "" : ",compression-level=3"}`,
    ],
  })),
  {
    name: "media-types",
    about: "the media types of docker",
    hcl: `context = "plain"\n${unattested}`,
    dockerfile: copyAll,
    outputs: [`${reproducible},oci-mediatypes=false`],
  },
  {
    name: "output-registry",
    about: "a push",
    hcl: `context = "plain"\ntags = ["<REPOSITORY>:pushed"]`,
    dockerfile: copyAll,
    outputs: ["type=registry"],
  },
  {
    name: "output-image-push",
    about: "an image that is pushed",
    hcl: `${bothPlatforms}\ncontext = "plain"\ntags = ["<REPOSITORY>:image"]\nannotations = ["index:on=index"]`,
    dockerfile: copyAll,
    outputs: ["type=image,push=true"],
  },
  {
    name: "output-default",
    about: "nothing said about outputs",
    hcl: `context = "plain"\ntags = ["equality-default"]`,
    dockerfile: copyAll,
    outputs: [],
    keeps: "equality-default:latest",
    only: "docker",
  },
  {
    name: "output-image",
    about: "an image with a short name",
    hcl: `context = "plain"\ntags = ["equality-image:1"]`,
    dockerfile: copyAll,
    outputs: ["type=image"],
    keeps: "equality-image:1",
    only: "docker",
  },
  {
    name: "output-image-name",
    about: "an image that is named by its output",
    hcl: `context = "plain"`,
    dockerfile: copyAll,
    outputs: ["type=image,name=equality-named:1"],
    keeps: "equality-named:1",
    only: "docker",
  },
  {
    name: "output-load",
    about: "an image that is loaded",
    hcl: `context = "plain"\ntags = ["equality-load:1", "equality-load:2"]`,
    dockerfile: copyAll,
    outputs: ["type=docker"],
    keeps: "equality-load:1",
    only: "docker",
  },

  // Caches.
  {
    name: "cache-local",
    about: "a cache in a folder",
    hcl: `context = "plain"\ncache-to = ["type=local,dest=<OUT>/cache.layout,mode=max"]`,
    dockerfile: "FROM scratch AS first\nCOPY a.txt /\nFROM scratch\nCOPY --from=first /a.txt /b",
  },
  {
    name: "cache-local-tag",
    about: "a cache in a folder under a tag",
    hcl: `context = "plain"\ncache-to = [{ type = "local", dest = "<OUT>/cache.layout", tag = "mine", image-manifest = "false" }]`,
    dockerfile: copyAll,
  },
  {
    name: "cache-from-nowhere",
    about: "a cache that is not there",
    hcl: `context = "plain"\ncache-from = ["type=local,src=nowhere"]`,
    dockerfile: copyAll,
  },
  {
    name: "cache-inline",
    about: "a cache inside the image",
    hcl: `context = "plain"\ncache-to = ["type=inline"]`,
    dockerfile: copyAll,
  },
  {
    name: "cache-inline-argument",
    about: "a cache inside the image by argument",
    hcl: `context = "plain"\nargs = { BUILDKIT_INLINE_CACHE = "1" }`,
    dockerfile: copyAll,
  },
];

/** What the targets are told of this machine, by the names that stand for it above. */
const variables = [
  "ROOT",
  "PROJECT",
  "TOOLS",
  "REPOSITORY",
  "AGENT",
  "REMOTE",
  "GIT",
  "VERSIONED",
  "IMAGE",
  "SCANNER",
] as const;
export type Told = Readonly<Record<(typeof variables)[number], string>>;

/** A bake file with all targets for a builder. */
export function bakeFile(builder: string): string {
  const declared = variables.map((name) => `variable "${name}" {}`);
  return [...declared, ...targetsOn(builder).map(targetBlock), ""].join("\n\n");
}

export function targetsOn(builder: string): readonly EqualTarget[] {
  return targets.filter(
    ({ only, needsGit }) =>
      (only === undefined || only === builder) && (needsGit !== true || lackOfGit() === undefined),
  );
}

function targetBlock({ name, hcl, dockerfile, outputs = [reproducible], isLinked }: EqualTarget): string {
  const written = isLinked === true ? [] : outputs;
  const lines = [
    ...(hcl === undefined ? [] : [hcl]),
    ...(written.length === 0 ? [] : [`output = [${written.map((output) => `"${output}"`).join(", ")}]`]),
    ...(dockerfile === undefined ? [] : [`dockerfile-inline = <<INLINE\n${dockerfile}\nINLINE`]),
  ];
  const text = lines.join("\n").replaceAll("<OUT>", `<ROOT>/${name}`);
  return `target "${name}" {\n${text.replace(/<([A-Z]+)>/g, "$${$1}")}\n}`;
}
