// docs/kubernetes.md: every block for a shell is run as it stands there, against a cluster whose pods lead to the engine's BuildKit.
// Its role is held by testing/kubernetes/docs.test.ts.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { kubernetesSetting } from "../kubernetes/index.js";
import { runCommand, writeFiles } from "../tools/index.js";
import { shellBlocks, writePrograms } from "./setting.js";

const engine = inject("engine");
const blocks = shellBlocks("kubernetes.md");

const bake = `
target "app" {
  dockerfile-inline = "FROM scratch\\nCOPY docker-bake.hcl /"
  output            = ["out"]
}
`;

/** By heading: what is in the cluster after each line of the block. */
const made: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "Builders in a Kubernetes cluster": [[], ["/apis/apps/v1/namespaces/builds/deployments/farm0"], []],
  Options: [[], ["/apis/apps/v1/namespaces/default/statefulsets/farm0"], []],
};

test("there is a block for every way", () => {
  expect(blocks.map(([title]) => title)).toEqual(Object.keys(made));
});

test.for(blocks)("%s", async ([title, text]) => {
  await using setting = await kubernetesSetting({ buildkit: () => engine.buildkitHost.replace("unix://", "") });
  const { kubernetes, folder, kubeconfig } = setting;
  writeFiles(folder, new Map([["docker-bake.hcl", bake]]));
  const env = {
    PATH: `${await writePrograms(folder)}:${process.env["PATH"]}`,
    KUBECONFIG: kubeconfig,
    BUILDX_CONFIG: join(folder, "buildx"),
    DOCKER_CONFIG: join(folder, "docker"),
    DOCKER_HOST: engine.dockerHost,
  };
  const seen: (readonly string[])[] = [];
  for (const line of commandLines(text)) {
    const { code, stderr } = await runCommand(["sh", "-e", "-c", line], { cwd: folder, env });
    expect(code, `${line}\n${stderr}`).toBe(0);
    expect(stderr).not.toMatch(/^(?:error|warning)/im);
    seen.push([...kubernetes.objects.keys()]);
  }
  expect(seen).toEqual(made[title]);
  expect(kubernetes.problems).toEqual([]);
  if (text.includes("bake app")) expect(readFileSync(join(folder, "out/docker-bake.hcl"), "utf8")).toBe(bake);
});

/** One command each, with the lines that go on after a backslash. */
function commandLines(text: string): readonly string[] {
  return text.trim().split(/(?<!\\)\n/);
}
