// The ways to a daemon that tests run over: the engine's dockerd, its BuildKit behind a plain socket, and a buildkitd of the
// user's when BUILDKIT_HOST names one. Whoever runs over them says so in the titles of its tests.

export type Transport = "dockerd" | "plain" | "BUILDKIT_HOST";

/** The user's own buildkitd, as `unix:///…` or `tcp://…`. */
export const namedBuildkitHost: string | undefined = process.env["BUILDKIT_HOST"] || undefined;

/** Which way a test goes by its full title; undefined for one that is about no transport. */
export function transportOf(title: string): Transport | undefined {
  const word = /\b(?:on|over|by|to) '?(dockerd?|plain|the plain transport|buildkit-host|BUILDKIT_HOST)(?![\w-])/.exec(
    title,
  )?.[1];
  if (word === undefined) return undefined;
  if (word.startsWith("docker")) return "dockerd";
  return word.endsWith("plain") || word.endsWith("transport") ? "plain" : "BUILDKIT_HOST";
}

export interface TitledTest {
  readonly title: string;
  /** It was not passed over. */
  readonly ran: boolean;
}

/** The last line of a suite; undefined when nothing in it needed a daemon. */
export function transportsLine(tests: readonly TitledTest[], host = namedBuildkitHost): string | undefined {
  const counts = new Map<Transport, number>();
  for (const { title, ran } of tests) {
    const transport = transportOf(title);
    if (ran && transport !== undefined) counts.set(transport, (counts.get(transport) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const count = (transport: Transport): string => `${counts.get(transport) ?? 0} tests`;
  const named = host === undefined ? "not set" : `${host} ran ${count("BUILDKIT_HOST")}`;
  return `Transports: dockerd ran ${count("dockerd")}, plain ${count("plain")}; BUILDKIT_HOST: ${named}`;
}
