// What the tests of `bakehouse build` share: a small project, and the command as its users type it.

import { randomUUID } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../engine/index.js";
import { builderEnv } from "../examples/setting.js";
import { buildkitHost, type PeerBuilder } from "../peer.js";
import { builtCommand, type CommandOptions, type CommandResult, runCommand, writeFiles } from "../tools/index.js";

export interface BuildProject extends Disposable {
  /** Where commands run: it holds the Dockerfile. */
  readonly folder: string;
  /** Beside it: nothing in it is a part of the context. */
  readonly beside: string;
}

const dockerfile = `FROM scratch AS tools
ARG VERSION=none
COPY busybox /bin/sh
ENV VERSION=$VERSION
LABEL stage=tools

FROM scratch AS greeting
COPY hello.txt /greeting.txt

FROM scratch AS files
ARG TARGETARCH
COPY hello.txt /hello-$TARGETARCH.txt

FROM tools AS app
COPY nonce.txt hello.txt /
COPY --from=greeting greeting.txt /
RUN --mount=type=secret,id=token read -r token < /run/secrets/token; echo "$VERSION:$token" > /made.txt
RUN read -r x < /proc/sys/kernel/random/uuid; echo $x > /random.txt
`;

/** The stage `app` shows a secret, a named context, and whether it was built anew. */
export function openProject(engine: Engine): BuildProject {
  const top = mkdtempSync(join(tmpdir(), "build-"));
  const folder = join(top, "project");
  const beside = join(top, "beside");
  writeFiles(
    folder,
    new Map([
      ["Dockerfile", dockerfile],
      ["hello.txt", "hello\n"],
      // Nothing that another test left in a cache is of use to this one.
      ["nonce.txt", randomUUID()],
      ["token.txt", "s3cret\n"],
      ["other/greeting.txt", "good day\n"],
      ["docker/app.Dockerfile", "FROM scratch\nCOPY hello.txt /elsewhere.txt\n"],
    ]),
  );
  mkdirSync(beside);
  copyFileSync(engine.busybox, join(folder, "busybox"));
  return { folder, beside, [Symbol.dispose]: () => rmSync(top, { recursive: true, force: true }) };
}

/** Runs `bakehouse build ARGS` in the project, whatever its exit code. */
export async function build(
  engine: Engine,
  builder: PeerBuilder,
  { folder, beside }: BuildProject,
  args: readonly string[],
  { env = {}, input }: Pick<CommandOptions, "env" | "input"> = {},
): Promise<CommandResult> {
  return runCommand(await builtCommand("bakehouse", ["build", ...args]), {
    cwd: folder,
    env: { ...builderEnv(engine, builder, beside), BUILDKIT_PROGRESS: "plain", ...env },
    ...(input === undefined ? {} : { input }),
    timeoutMs: 180_000,
  });
}

/** Runs a line of the shell in which `bakehouse` is ours, and `docker load` loads into the engine's docker. */
export async function runLine(
  engine: Engine,
  builder: PeerBuilder,
  { folder, beside }: BuildProject,
  line: string,
): Promise<CommandResult> {
  const bin = join(beside, "bin");
  if (!existsSync(bin)) {
    mkdirSync(bin);
    const [, bakehouse = ""] = await builtCommand("bakehouse");
    symlinkSync(bakehouse, join(bin, "bakehouse"));
    writeFileSync(join(bin, "docker"), dockerLoad);
    chmodSync(join(bin, "docker"), 0o755);
  }
  return runCommand(["sh", "-c", line], {
    cwd: folder,
    env: {
      ...builderEnv(engine, builder, beside),
      // With buildkitd there is a docker to load into, too.
      ...(builder !== "docker"
        ? { BUILDX_BUILDER: buildkitHost(engine, builder), DOCKER_HOST: engine.dockerHost }
        : {}),
      ENGINE_SOCKET: engine.dockerHost.replace("unix://", ""),
      BUILDKIT_PROGRESS: "plain",
      PATH: `${bin}:${process.env["PATH"]}`,
    },
    timeoutMs: 180_000,
  });
}

/** Stands in for docker's own command, which no package brings along. */
const dockerLoad = `#!/usr/bin/env node
const { request } = require("node:http");
const headers = { host: "docker", "content-type": "application/x-tar" };
const sent = request(
  { socketPath: process.env.ENGINE_SOCKET, method: "POST", path: "/images/load", headers },
  (answer) => {
    answer.pipe(process.stdout);
    answer.on("end", () => process.exit(answer.statusCode === 200 ? 0 : 1));
  },
);
process.stdin.pipe(sent);
`;
