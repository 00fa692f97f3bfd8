// One question to a docker-credential-NAME program: the server on its standard input, JSON on its output.
// Follows docker/docker-credential-helpers client/client.go.

import { spawn } from "node:child_process";
import { CredentialError, type RegistryCredentials } from "./credentials.js";

export interface HelperQuestion {
  /** The NAME in docker-credential-NAME. */
  readonly helper: string;
  /** The server, as docker's config has it. */
  readonly key: string;
  /** The config file that names the helper; for messages. */
  readonly file: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** A name that marks the secret as an identity token. */
const tokenUsername = "<token>";

/** Empty when the helper has nothing for this server. */
export async function askHelper(question: HelperQuestion): Promise<RegistryCredentials> {
  const { helper, key, file } = question;
  const program = `docker-credential-${helper}`;
  const { code, output, problem } = await run(program, question).catch((error: unknown) => {
    question.signal.throwIfAborted();
    throw new CredentialError(
      `cannot run ${program}, which "${file}" names for ${key}: install it, or take it out of that file`,
      { cause: error },
    );
  });
  if (code !== 0) {
    const said = output.trim();
    if (said === "credentials not found in native keychain") return {};
    throw new CredentialError(`${program} failed for ${key}: ${said || problem.trim() || `exit code ${code}`}`);
  }
  return parseAnswer(output, program);
}

interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly problem: string;
}

function run(program: string, { key, env, signal }: HelperQuestion): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ["get"], { env, signal, stdio: "pipe", windowsHide: true });
    let output = "";
    let problem = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      problem += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output, problem }));
    // A helper that does not read its input is no problem.
    child.stdin.on("error", () => {});
    child.stdin.end(key);
  });
}

function parseAnswer(output: string, program: string): RegistryCredentials {
  let answer: unknown;
  try {
    answer = JSON.parse(output);
  } catch (error) {
    throw new CredentialError(`${program} answered something that is no JSON`, { cause: error });
  }
  if (typeof answer !== "object" || answer === null) return {};
  const username = "Username" in answer ? String(answer.Username) : "";
  const secret = "Secret" in answer ? String(answer.Secret) : "";
  return username === tokenUsername ? { identityToken: secret } : { username, password: secret };
}
