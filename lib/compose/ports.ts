// Whether a published port can be read. Bake does not use ports, but buildx refuses a file in which they are wrong, and
// what is wrong is nearly always a variable with an unexpected value. Follows docker/go-connections nat/nat.go.

/** What is wrong with `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, as in `"abc" is no port`; undefined when nothing is. */
export function portProblem(text: string): string | undefined {
  const slash = text.indexOf("/");
  const protocol = slash === -1 ? "tcp" : text.slice(slash + 1);
  if (!["tcp", "udp", "sctp"].includes(protocol.toLowerCase())) {
    return `"${protocol}" is no protocol: those are tcp, udp and sctp.`;
  }
  const parts = (slash === -1 ? text : text.slice(0, slash)).split(":");
  const container = parts.pop() ?? "";
  const host = parts.pop() ?? "";
  const address = parts.join(":");
  if (container === "") return "The port of the container is missing.";
  if (!isAddress(address)) return `"${address}" is no address.`;
  for (const port of host === "" ? [container] : [container, host]) {
    const [first = "", last = first, ...more] = port.split("-");
    const isRange = more.length === 0 && isPort(first) && isPort(last) && Number(first) <= Number(last);
    if (!isRange) return `"${port}" is no port: expected a number up to 65535, or a range as in 8000-8010.`;
  }
  return undefined;
}

/** Nothing, an IPv4 address, or what may be an IPv6 one, with or without brackets. */
function isAddress(text: string): boolean {
  return /^(?:|\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%\w+)?\]?)$/.test(text);
}

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= 65535;
}
