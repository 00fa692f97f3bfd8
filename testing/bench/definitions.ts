// Bake files of a wanted size. Each name is a case of `npm run bench -- language`.

/** Bake file name to text. */
export type Definition = ReadonlyMap<string, string>;

/** What a small project has: a base, two images, a group, a variable. */
export function small(): Definition {
  return single(`variable "TAG" { default = "dev" }
group "default" { targets = ["app", "tools"] }
target "base" { context = "base" }
target "app" {
  contexts = { base = "target:base" }
  args     = { VERSION = TAG }
  tags     = ["example/app:\${TAG}"]
}
target "tools" {
  inherits = ["base"]
  tags     = ["example/tools:\${TAG}"]
}
`);
}

/** A matrix of two axes with \`count\` targets, inheritance, functions and tags. */
export function matrix(count: number): Definition {
  const versions = 20;
  const names = count / versions;
  return single(`variable "REGISTRY" { default = "registry.example.com" }
variable "TAG" { default = "1.2.3" }
function "image" {
  params = [name, version]
  result = "\${REGISTRY}/\${lower(name)}:\${TAG}-\${replace(version, ".", "-")}"
}
group "default" { targets = ["app"] }
target "_common" {
  args   = { TAG = TAG, BUILD = upper("release") }
  labels = { "org.opencontainers.image.version" = TAG }
}
target "_base" {
  inherits  = ["_common"]
  platforms = ["linux/amd64", "linux/arm64"]
}
target "app" {
  name = "app-\${name}-\${replace(version, ".", "-")}"
  matrix = {
    name    = [for n in range(0, ${names}) : "svc\${n}"]
    version = [for v in range(0, ${versions}) : "1.\${v}"]
  }
  inherits = ["_base"]
  context  = "services/\${name}"
  args     = { NAME = name, VERSION = version, KEY = format("%s-%05d", name, strlen(version)) }
  tags     = [image(name, version), image("\${name}-latest", version)]
}
`);
}

/** Targets that each inherit from and link to the one before. */
export function chain(count: number): Definition {
  const blocks = [`target "t0" {\n  args = { A0 = "0" }\n}\n`];
  for (let n = 1; n < count; n += 1) {
    blocks.push(
      `target "t${n}" {\n  inherits = ["t${n - 1}"]\n  contexts = { prev = "target:t${n - 1}" }\n  args = { LAST = "${n}" }\n}\n`,
    );
  }
  return single(`${blocks.join("")}group "default" { targets = ["t${count - 1}"] }\n`);
}

/** As many files, each with a variable, a target and a use of the first file's variable. */
export function files(count: number): Definition {
  const all = new Map<string, string>();
  for (let n = 0; n < count; n += 1) {
    all.set(
      `part-${n}.hcl`,
      `variable "V${n}" { default = "${n}" }\ntarget "t${n}" {\n  args = { OWN = V${n}, FIRST = V0 }\n  tags = ["example/t${n}:\${V0}"]\n}\n`,
    );
  }
  const members = Array.from({ length: count }, (_, n) => `"t${n}"`);
  return new Map([...all, ["group.hcl", `group "default" { targets = [${members.join(", ")}] }\n`]]);
}

function single(text: string): Definition {
  return new Map([["docker-bake.hcl", text]]);
}
