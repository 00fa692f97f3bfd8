// Texts of flags that hold several things: fields between commas, and words of a command line.

/** Fields as CSV has them: in quotes a field may hold commas, and a quote is written twice. undefined when a quote is open. */
export function splitFields(text: string): readonly string[] | undefined {
  const fields: string[] = [];
  let rest = text;
  while (true) {
    const quoted = /^"((?:[^"]|"")*)"(?=,|$)/.exec(rest);
    if (quoted === null && rest.startsWith('"')) return undefined;
    const [written, inner] = quoted ?? [/^[^,]*/.exec(rest)?.[0] ?? ""];
    fields.push(inner === undefined ? written : inner.replaceAll('""', '"'));
    if (written.length === rest.length) return fields;
    rest = rest.slice(written.length + 1);
  }
}

/** Words as a shell reads them, without its variables. undefined when a quote is open. Follows google/shlex. */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest !== "") {
    const [written = ""] = /^(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|'[^']*'|[^\s"'\\])+/.exec(rest) ?? [];
    const behind = rest.slice(written.length);
    if (written === "" || !/^(?:\s|$)/.test(behind)) return undefined;
    words.push(unquoted(written));
    rest = behind.trimStart();
  }
  return words;
}

function unquoted(written: string): string {
  return written.replace(
    /\\([\s\S])|"((?:\\[\s\S]|[^"\\])*)"|'([^']*)'/g,
    (_, escaped?: string, double?: string, single?: string) =>
      escaped ?? double?.replace(/\\([\s\S])/g, "$1") ?? single ?? "",
  );
}
