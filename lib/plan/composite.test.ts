// The forms that items of outputs, caches, attestations, secrets, ssh, policies, resources and limits may take.

import { describe, expect, test } from "vitest";
import { bakeFiles, essence, printed } from "./harness.js";

interface Row {
  readonly attribute: string;
  readonly value: string;
  readonly want: unknown;
}

const good: readonly Row[] = [
  { attribute: "output", value: '["type=docker"]', want: [{ type: "docker" }] },
  { attribute: "output", value: '["out"]', want: [{ dest: "out", type: "local" }] },
  { attribute: "output", value: '["-"]', want: [{ dest: "-", type: "tar" }] },
  { attribute: "output", value: '["dest=x"]', want: [{ dest: "dest=x", type: "local" }] },
  { attribute: "output", value: '[" type=local, dest=x"]', want: [{ dest: "x", type: "local" }] },
  { attribute: "output", value: '["TYPE=local,DEST=x"]', want: [{ dest: "x", type: "local" }] },
  { attribute: "output", value: '["type=oci"]', want: [{ dest: "-", type: "oci" }] },
  { attribute: "output", value: '["type=tar"]', want: [{ dest: "-", type: "tar" }] },
  { attribute: "output", value: '["type=docker,dest="]', want: [{ type: "docker" }] },
  { attribute: "output", value: '["type=oci,tar=false,dest=x"]', want: [{ dest: "x", tar: "false", type: "oci" }] },
  {
    attribute: "output",
    value: '[{type="image", push=true, name="a,b"}]',
    want: [{ name: "a,b", push: "true", type: "image" }],
  },
  {
    attribute: "output",
    value: `["type=image,\\"name=a,b\\""]`,
    want: [{ name: "a,b", type: "image" }],
  },
  { attribute: "output", value: '[{type="image", DEST="x", n=1}]', want: [{ DEST: "x", n: "1", type: "image" }] },
  { attribute: "output", value: '["", "type=image"]', want: [{ type: "image" }] },
  { attribute: "cache-from", value: '["user/app:cache"]', want: [{ ref: "user/app:cache", type: "registry" }] },
  { attribute: "cache-from", value: '["type=gha,Scope=x"]', want: [{ scope: "x", type: "gha" }] },
  { attribute: "cache-to", value: '[{type="s3", bucket="b"}]', want: [{ bucket: "b", type: "s3" }] },
  { attribute: "cache-to", value: '["type=inline", {type="inline"}]', want: [{ type: "inline" }] },
  {
    attribute: "attest",
    value: '["type=sbom, Foo = 1,disabled=true",{type="x",Bar="1",disabled=false}]',
    want: [
      { Foo: " 1", disabled: true, type: "sbom" },
      { Bar: "1", type: "x" },
    ],
  },
  { attribute: "secret", value: '["id=a,src=f"]', want: [{ id: "a", src: "f" }] },
  { attribute: "secret", value: '["id=a,source=f,type=file"]', want: [{ id: "a", src: "f" }] },
  { attribute: "secret", value: '["type=env,id=a,src=X"]', want: [{ id: "a", env: "X" }] },
  { attribute: "secret", value: '[{type="env", id="a", src="X"}]', want: [{ id: "a", env: "X" }] },
  { attribute: "secret", value: '["type=env,id=a,env=X,src=f"]', want: [{ id: "a", src: "f", env: "X" }] },
  { attribute: "secret", value: '[{id="a", unknown="x"}]', want: [{ id: "a" }] },
  { attribute: "secret", value: '["id=a"]', want: [{ id: "a" }] },
  { attribute: "ssh", value: '["default"]', want: [{ id: "default" }] },
  { attribute: "ssh", value: '["a=b,c"]', want: [{ id: "a", paths: ["b", "c"] }] },
  { attribute: "ssh", value: '[{id="a", paths=["b"]}, {id="c"}]', want: [{ id: "a", paths: ["b"] }, { id: "c" }] },
  { attribute: "ssh", value: '["a=b", "a=c"]', want: [{ id: "a", paths: ["c"] }] },
  {
    attribute: "policy",
    value: '["filename=a.rego,filename=b.rego,strict=true", {filename="c", log-level="warn", reset=true}]',
    want: ["filename=a.rego,filename=b.rego,strict=true", "filename=c,reset=true,log-level=warn"],
  },
  { attribute: "resources", value: "{}", want: {} },
  { attribute: "resources", value: '{ cpu-shares = "12" }', want: { "cpu-shares": 12 } },
  { attribute: "ulimits", value: '["nofile=1024:2048", "core=-1"]', want: ["nofile=1024:2048", "core=-1"] },
  { attribute: "shm-size", value: '"1.5 GiB"', want: "1.5 GiB" },
  { attribute: "shm-size", value: "128", want: "128" },
  {
    attribute: "annotations",
    value: '["index,manifest[linux/amd64]:a=b", "a=b=c", "index-descriptor:a="]',
    want: ["index,manifest[linux/amd64]:a=b", "a=b=c", "index-descriptor:a="],
  },
  {
    attribute: "platforms",
    value: '["linux/amd64,linux/arm64", "local", "windows", "linux/arm64/v8", "arm64"]',
    want: ["linux/amd64,linux/arm64", "local", "windows", "linux/arm64/v8", "arm64"],
  },
];

test.for(good)("$attribute = $value", async ({ attribute, value, want }) => {
  const { target } = await printed(`target "default" {\n  ${attribute} = ${value}\n}`);
  expect(essence(target["default"])).toEqual({ [attribute]: want });
});

describe("what cannot be used is refused", () => {
  const bad: readonly (readonly [value: string, underlined: string, summary: string])[] = [
    ['output = ["type=local"]', '"type=local"', 'The local output of target "default" has no "dest"'],
    ['output = [{dest="x"}]', '{dest="x"}', 'An output has no "type"'],
    ['output = ["type=image,y"]', "y", 'The output "type=image,y" has a field that is not key=value: "y"'],
    ['output = ["x,y"]', "x", 'The output "x,y" has a field that is not key=value: "x"'],
    ["output = [null]", "null", 'Each item of "output" must be a string or an object, not null'],
    ['output = "type=image"', '"type=image"', '"output" must be a list of strings or objects, not a string'],
    ['output = [{type="image", push=null}]', "null", 'The field "push" of an output must be a string, not null'],
    ['output = ["type=tar", "-"]', '"-"', 'Two outputs of target "default" go to standard output'],
    [
      'output = ["type=image,\\"name=a"]',
      '"type=image,\\"name=a"',
      'The output "type=image,\\"name=a" cannot be split into fields: the quote is not closed',
    ],
    ['cache-from = ["ref=x"]', '"ref=x"', 'The cache "ref=x" has no "type"'],
    ['cache-to = [{ref="x"}]', '{ref="x"}', 'A cache has no "type"'],
    ['attest = [{mode="max"}]', '{mode="max"}', 'An attestation has no "type"'],
    [
      'attest = ["type=sbom,disabled=maybe"]',
      '"type=sbom,disabled=maybe"',
      '"disabled" of the sbom attestation is "maybe", which is neither true nor false',
    ],
    ['secret = ["id=a,file=x"]', "file=x", 'The secret "id=a,file=x" has a field that secrets do not have: "file"'],
    ['secret = ["id=a,type=x"]', '"id=a,type=x"', 'A secret has the type "x"'],
    ['secret = ["src=x"]', '"src=x"', 'A secret of target "default" has no "id"'],
    ['ssh = [{id="a", paths="b"}]', '"b"', '"paths" of an ssh entry must be a list of strings, not a string'],
    ['policy = ["filename="]', '"filename="', 'A policy has the field "filename="'],
    ['policy = ["colour=red"]', '"colour=red"', 'A policy has the field "colour=red"'],
    ['annotations = ["a"]', '"a"', '"a" in "annotations" of target "default" cannot be used'],
    ['annotations = ["a:b=c"]', '"a:b=c"', '"a:b=c" in "annotations" of target "default" cannot be used'],
    ['platforms = ["linux/amd64", "linus"]', '"linus"', '"linus" in "platforms" of target "default" cannot be used'],
    [
      'platforms = [" linux/arm64"]',
      '" linux/arm64"',
      '" linux/arm64" in "platforms" of target "default" cannot be used',
    ],
    ['ulimits = ["nofiles=1"]', '"nofiles=1"', '"nofiles=1" in "ulimits" of target "default" cannot be used'],
    ['ulimits = ["nofile=2:1"]', '"nofile=2:1"', '"nofile=2:1" in "ulimits" of target "default" cannot be used'],
    ['ulimits = ["nofile=-1:1"]', '"nofile=-1:1"', '"nofile=-1:1" in "ulimits" of target "default" cannot be used'],
    ['shm-size = "big"', '"big"', '"big" in "shm-size" of target "default" cannot be used'],
    ['resources = { memory = "big" }', '"big"', '"memory" in "resources" is wrong'],
    ["resources = { cpu-quota = 1.5 }", "1.5", '"cpu-quota" in "resources" is wrong'],
    ['tags = ["a", null]', "null", 'Each item of "tags" must be a string, not null'],
    ['tags = ["a", ["b"]]', '["b"]', 'Each item of "tags" must be a string, not a list'],
    ["contexts = { a = null }", "null", '"a" in "contexts" must be a string, not null'],
    ['args = { a = ["x"] }', '["x"]', '"a" in "args" must be a string, not a list'],
    ['args = ["x"]', '["x"]', '"args" must be a map of strings, not a list'],
    ["pull = 1", "1", '"pull" must be true or false, not 1'],
    ["description = {}", "{}", '"description" must be a string, not an object'],
    [
      'context = "docker-image://alpine"',
      '"docker-image://alpine"',
      'The context of target "default" is "docker-image://alpine", which can only be a named context',
    ],
    [
      'context = "-"',
      '"-"',
      'The context of target "default" is "-", but a bake file cannot read its context from standard input',
    ],
    [
      'dockerfile = "-"',
      '"-"',
      'The Dockerfile of target "default" is "-", but a bake file cannot read it from standard input',
    ],
  ];
  test.for(bad)("%s", async ([value, underlined, summary]) => {
    const { diagnostics } = await bakeFiles({ files: { "docker-bake.hcl": `target "default" {\n  ${value}\n}` } });
    expect(diagnostics.map((diagnostic) => diagnostic.summary)).toEqual([summary]);
    const [{ subject } = {}] = diagnostics;
    expect(subject?.file.text.slice(subject.start, subject.end)).toBe(underlined);
  });
});
