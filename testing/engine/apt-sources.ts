// Reads from a machine's apt sources where it gets Debian itself from. Follows sources.list(5), both of its forms.

export interface AptSource {
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
}

/** The sources of a one-line file (`*.list`). Lines that do not name binary packages are left out. */
export function parseListSources(text: string): readonly AptSource[] {
  return text.split("\n").flatMap((line) => {
    const match = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    const [, uri, suite, components = ""] = match ?? [];
    return uri === undefined || suite === undefined ? [] : [{ uri, suite, components: words(components) }];
  });
}

/** The sources of a deb822 file (`*.sources`), one for each URI and suite of a stanza. */
export function parseDeb822Sources(text: string): readonly AptSource[] {
  const lines = text.split("\n").filter((line) => !line.startsWith("#"));
  return lines
    .join("\n")
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const fields = fieldsOf(stanza);
      const field = (name: string) => words(fields.get(name) ?? "");
      if (!field("types").includes("deb") || /^(no|false|off|0)$/i.test(fields.get("enabled")?.trim() ?? "")) return [];
      return field("uris").flatMap((uri) =>
        field("suites").map((suite) => ({ uri, suite, components: field("components") })),
      );
    });
}

/** The mirror that serves Debian's own release, not its security updates nor anybody else's packages. */
export function debianMirror(sources: readonly AptSource[], codename: string): string | undefined {
  const releases = [codename, "stable", "testing", "unstable", "sid"];
  const isDebian = (source: AptSource) => source.components.includes("main");
  const exact = sources.find((source) => isDebian(source) && releases.includes(source.suite));
  return (exact ?? sources.find((source) => isDebian(source) && source.suite === `${codename}-updates`))?.uri;
}

/** Field names in lower case. A line that begins with a space goes on with the field before. */
function fieldsOf(stanza: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of stanza.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1));
  }
  return fields;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
