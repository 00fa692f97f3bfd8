// Addresses that are reached by running a program. Follows moby/buildkit client/connhelper and docker/cli cli/connhelper.

import { type Command, shellWord } from "./command-stream.js";

/** Why an address with a known scheme is no good, as the rest of a sentence after a colon. */
export class AddressError extends Error {}

/**
 * The program for `address`; undefined when its scheme takes none. What is on the other end of ssh follows `kind`.
 * @throws {AddressError}
 */
export function commandOf(kind: "buildkitd" | "dockerd", address: string): Command | undefined {
  const scheme = /^([a-z-]+):\/\//.exec(address)?.[1];
  if (scheme === "ssh") return sshCommand(kind, parsed(address, []));
  if (kind === "dockerd") return undefined;
  switch (scheme) {
    case "nerdctl-container": {
      const { name, query } = named(address, ["namespace"], containerName);
      const namespace = query.get("namespace") ?? "";
      const within = namespace === "" ? [] : [`--namespace=${namespace}`];
      return { program: "nerdctl", args: [...within, "exec", "-i", name, "buildctl", "dial-stdio"] };
    }
    case "podman-container": {
      const { name } = named(address, [], containerName);
      return { program: "podman", args: ["exec", "-i", name, "buildctl", "dial-stdio"] };
    }
    case "kube-pod":
      return kubectlCommand(podAddress(address));
    default:
      return undefined;
  }
}

export interface ContainerAddress {
  readonly container: string;
  /** The docker context whose engine has it; empty for the one in use. */
  readonly context: string;
}

/**
 * The parts of `docker-container://NAME?context=CTX`; undefined for any other address.
 * @throws {AddressError}
 */
export function containerAddress(address: string): ContainerAddress | undefined {
  if (!address.startsWith("docker-container://")) return undefined;
  const { name, query } = named(address, ["context"], containerName);
  return { container: name, context: query.get("context") ?? "" };
}

export interface PodAddress {
  readonly pod: string;
  /** Empty, as the others, for what is in use. */
  readonly context: string;
  readonly namespace: string;
  readonly container: string;
}

/**
 * The parts of `kube-pod://POD?context=&namespace=&container=`; undefined for any other address.
 * @throws {AddressError}
 */
export function podAddress(address: string): PodAddress | undefined {
  if (!address.startsWith("kube-pod://")) return undefined;
  const { name, query } = named(address, ["context", "namespace", "container"], kubernetesName);
  const part = (key: string): string => {
    const value = query.get(key) ?? "";
    if (value !== "" && !kubernetesName.test(value)) throw new AddressError(`"${value}" is no name of a ${key}`);
    return value;
  };
  return {
    pod: name,
    context: query.get("context") ?? "",
    namespace: part("namespace"),
    container: part("container"),
  };
}

function sshCommand(kind: "buildkitd" | "dockerd", url: URL): Command {
  const { port, password } = url;
  const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, "$1");
  const user = decodeURIComponent(url.username);
  if (password !== "") throw new AddressError("a password cannot be given there; use keys and an ssh agent");
  if (host === "") throw new AddressError("the host is missing");
  // ssh would read them as options.
  if (host.startsWith("-") || user.startsWith("-"))
    throw new AddressError(`the ${host.startsWith("-") ? "host" : "user"} cannot begin with a hyphen`);
  const socket = url.pathname === "/" ? "" : decodeURIComponent(url.pathname);
  const remote =
    kind === "dockerd"
      ? ["docker", ...(socket === "" ? [] : ["--host", `unix://${socket}`]), "system", "dial-stdio"]
      : ["buildctl", ...(socket === "" ? [] : ["--addr", `unix://${socket}`]), "dial-stdio"];
  const args = [
    "-T",
    "-o",
    "ConnectTimeout=30",
    ...(user === "" ? [] : ["-l", user]),
    ...(port === "" ? [] : ["-p", port]),
    "--",
    host,
    // ssh joins its words with spaces, and the other side's shell takes them apart again.
    ...remote.map(shellWord),
  ];
  return { program: "ssh", args };
}

function kubectlCommand(address: PodAddress | undefined): Command {
  if (address === undefined) throw new Error("internal error: a pod without an address");
  const { pod, ...options } = address;
  const given = Object.entries(options).flatMap(([key, value]) => (value === "" ? [] : [`--${key}=${value}`]));
  return { program: "kubectl", args: [...given, "exec", "-i", pod, "--", "buildctl", "dial-stdio"] };
}

/** As docker and containerd name containers. */
const containerName = /^[a-zA-Z0-9][\w.-]*$/;

const kubernetesName = /^[a-z0-9][a-z0-9.-]*$/;

function named(address: string, keys: readonly string[], form: RegExp): { name: string; query: URLSearchParams } {
  const url = parsed(address, keys);
  const name = decodeURIComponent(url.hostname);
  if (name === "") throw new AddressError("the name is missing");
  if (!form.test(name)) throw new AddressError(`"${name}" cannot be a name there`);
  if (url.pathname !== "" && url.pathname !== "/") throw new AddressError(`nothing can come after the name "${name}"`);
  return { name, query: url.searchParams };
}

function parsed(address: string, keys: readonly string[]): URL {
  if (!URL.canParse(address)) throw new AddressError("it cannot be read as a URL");
  const url = new URL(address);
  const unknown = [...url.searchParams.keys()].find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new AddressError(
      `"?${unknown}=" is unknown there${keys.length === 0 ? "" : `; there are ${keys.join(", ")}`}`,
    );
  if (url.hash !== "") throw new AddressError(`"${url.hash}" has no meaning there`);
  return url;
}
