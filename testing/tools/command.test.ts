import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, test, vi } from "vitest";
import { runCommand, startCommand } from "./index.js";

const cwd = tmpdir();
const node = (script: string) => [process.execPath, "-e", script];

test("a command sees PATH, an empty home and what it is given, and nothing else", async () => {
  vi.stubEnv("DOCKER_HOST", "unix:///not/for/tests");
  const script = "console.log(JSON.stringify([process.env, require('fs').readdirSync(process.env.HOME)]))";
  const { stdout } = await runCommand(node(script), { cwd, env: { GIVEN: "1" } });
  vi.unstubAllEnvs();
  const [env, home]: [Record<string, string>, string[]] = JSON.parse(stdout);
  expect(Object.keys(env).sort()).toEqual(["GIVEN", "HOME", "PATH"]);
  expect(home).toEqual([]);
  expect(existsSync(String(env["HOME"]))).toBe(false);
});

test("exit code, both outputs and stdin are kept apart", async () => {
  const script = `process.stdin.pipe(process.stdout); process.stderr.write("oh"); process.exitCode = 3`;
  const bytes = Buffer.from([0xff, 0x00, 0x0a]);
  expect(await runCommand(node(script), { cwd, input: bytes })).toMatchObject({ code: 3, bytes, stderr: "oh" });
});

test("a signal is sent when the command has shown a text, and counts as a shell counts it", async () => {
  const command = startCommand(node(`console.error("ready"); setInterval(() => {}, 1000)`), { cwd });
  await command.shows("ready");
  command.signal("SIGINT");
  expect((await command.finished).code).toBe(130);
});

test("a command that ends without showing the text says what it showed", async () => {
  const command = startCommand(node(`console.log("something else")`), { cwd });
  await expect(command.shows("ready")).rejects.toThrow("something else");
  await command.finished;
});

test("a command that never ends, or is not there, fails the test", async () => {
  await expect(runCommand(node("setInterval(() => {}, 1000)"), { cwd, timeoutMs: 300 })).rejects.toThrow("did not end");
  await expect(runCommand(["/not/there"], { cwd })).rejects.toThrow("ENOENT");
});
