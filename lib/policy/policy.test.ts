import { expect, test } from "vitest";
import { ask, converse, op, testPolicy } from "../../testing/policies/ask.js";
import { allOf } from "./index.js";

const image = op("docker-image://a.io/b:1");
const digest = `sha256:${"d".repeat(64)}`;

const decisions: readonly {
  readonly decision: string;
  readonly action: string;
  readonly messages: readonly string[];
}[] = [
  { decision: '{"allow": true}', action: "allow", messages: [] },
  { decision: '{"allow": true, "deny_msg": ["no"]}', action: "allow", messages: ["no"] },
  { decision: "{}", action: "deny", messages: [] },
  { decision: '{"allow": false, "deny_msg": ["b", 1, "a"]}', action: "deny", messages: ["b", "a"] },
  { decision: '{"deny_msg": {"b", "a"}}', action: "deny", messages: ["a", "b"] },
  { decision: '{"deny_msg": "no"}', action: "deny", messages: [] },
  { decision: '{"allow": true, "other": 1}', action: "allow", messages: [] },
];

test.for(decisions)("$decision", async ({ decision, action, messages }) => {
  const policy = await testPolicy(`decision := ${decision}`);
  expect(await ask(policy, { source: image })).toEqual({ kind: "decision", action, messages });
});

const wrong: readonly (readonly [string, string])[] = [
  ["decision := true", "decision has to be an object, and is true"],
  ["decision := []", "decision has to be an object, and is []"],
  ['decision := {"allow": "yes"}', 'decision.allow has to be a boolean, and is "yes"'],
  ['decision := {"allow": null}', "decision.allow has to be a boolean, and is null"],
  ['decision := {"caps": []}', "decision.caps has to be an object, and is []"],
  ['decision := {"caps": {"exec.root": true}}', 'decision.caps has "exec.root"; known is "exec.proxy"'],
  ['decision := {"caps": {"exec.proxy": 1}}', 'decision.caps["exec.proxy"] has to be a boolean, and is 1'],
  ["other := 1", "the policy decides nothing about docker-image://a.io/b:1 (linux/amd64)"],
];

test.for(wrong)("%s is no decision", async ([text, message]) => {
  const policy = await testPolicy(text);
  await expect(ask(policy, { source: image })).rejects.toThrow(message);
  await expect(policy.policy.caps()).rejects.toThrow(/^decision|decides nothing about what it wants of the daemon/);
});

test("a policy can want the proxy of the daemon, for this build or that", async () => {
  const wants = async (text: string) => [...(await (await testPolicy(text)).policy.caps())];
  expect(await wants('decision := {"caps": {"exec.proxy": true}}')).toEqual([["exec.proxy", true]]);
  expect(await wants('decision := {"caps": {"exec.proxy": false}}')).toEqual([["exec.proxy", false]]);
  expect(await wants('decision := {"allow": true}')).toEqual([]);
  const asked = 'decision := {"caps": {"exec.proxy": true}} if input.env.capsRequest\nelse := {"allow": false}';
  expect(await wants(asked)).toEqual([["exec.proxy", true]]);
  expect(await ask(await testPolicy(asked), { source: image })).toMatchObject({ action: "deny" });
});

test("what was told of the build is shown", async () => {
  const env = {
    args: new Map([["VERSION", "1"]]),
    labels: new Map([["a.b", "c"]]),
    filename: "x.Dockerfile",
    target: "release",
  };
  const policy = await testPolicy(
    `default allow := false
allow if input.env == {"args": {"VERSION": "1"}, "labels": {"a.b": "c"}, "filename": "x.Dockerfile", "target": "release", "depth": 0}
decision := {"allow": allow}`,
    { env },
  );
  expect(await ask(policy, { source: image })).toMatchObject({ action: "allow" });
  const empty = { args: new Map<string, string>(), labels: new Map<string, string>(), filename: "", target: "" };
  const bare = await testPolicy('decision := {"allow": input.env == {"depth": 0}}', { env: empty });
  expect(await ask(bare, { source: image })).toMatchObject({ action: "allow" });
});

test("what a policy prints is logged with its place", async () => {
  const policy = await testPolicy(
    '\ndecision := {"allow": true} if {\n  print("see", input.image.ref, input.image.user)\n}',
  );
  await ask(policy, { source: image });
  expect(policy.log).toContain("info: Dockerfile.rego:4: see a.io/b:1 <undefined>");
});

test("a source without a platform is of the one that the policy was opened with", async () => {
  const policy = await testPolicy('decision := {"allow": input.image.platform == "linux/amd64"}');
  expect(await policy.policy.check({ source: { source: image } }, new AbortController().signal)).toMatchObject({
    action: "allow",
  });
});

test("who stops waiting is told why", async () => {
  const { policy } = await testPolicy('decision := {"allow": true}');
  const reason = new Error("enough");
  await expect(policy.check({ source: { source: image } }, AbortSignal.abort(reason))).rejects.toBe(reason);
});

test("of several policies the first that does not simply allow answers", async () => {
  const allow = await testPolicy('decision := {"allow": true}');
  const deny = await testPolicy('decision := {"allow": false, "deny_msg": ["not that"]}');
  const pin = await testPolicy(`decision := {"allow": pin_image(input.image, "${digest}")}`);
  const curious = await testPolicy('decision := {"allow": true} if not input.image.labels.x');
  const wanting = await testPolicy('decision := {"allow": true, "caps": {"exec.proxy": true}}');
  const not = await testPolicy('decision := {"allow": true, "caps": {"exec.proxy": false}}');
  const answerOf = async (...all: readonly (typeof allow)[]) =>
    ask({ policy: allOf(all.map(({ policy }) => policy)), log: [] }, { source: image });
  expect(await answerOf()).toEqual({ kind: "decision", action: "allow", messages: [] });
  expect(await answerOf(allow, allow)).toMatchObject({ action: "allow" });
  expect(await answerOf(allow, deny, curious)).toMatchObject({ action: "deny", messages: ["not that"] });
  expect(await answerOf(allow, curious, deny)).toMatchObject({ kind: "request" });
  expect(await answerOf(pin, deny)).toMatchObject({ action: "convert" });
  const capsOf = async (...all: readonly (typeof allow)[]) => [
    ...(await allOf(all.map(({ policy }) => policy)).caps()),
  ];
  expect(await capsOf(allow, wanting, not)).toEqual([["exec.proxy", true]]);
  expect(await capsOf(not, wanting)).toEqual([["exec.proxy", true]]);
  expect(await capsOf(not)).toEqual([["exec.proxy", false]]);
});

test("a decision may change from one source to the next", async () => {
  const policy = await testPolicy(`deny contains "root" if input.image.user == "root"
deny contains "old" if input.image.tag == "0"
decision := {"allow": count(deny) == 0, "deny_msg": deny}`);
  const run = (name: string, user: string) =>
    converse(policy, op(`docker-image://${name}`), [
      { image: { digest, config: Buffer.from(JSON.stringify({ config: { User: user } })) } },
    ]);
  expect(await run("a:1", "nobody")).toMatchObject({ decision: { action: "allow" } });
  expect(await run("a:0", "root")).toMatchObject({ decision: { action: "deny", messages: ["old", "root"] } });
  expect(await run("a:0", "nobody")).toMatchObject({ decision: { action: "deny", messages: ["old"] } });
});
