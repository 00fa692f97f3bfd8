// Whether a text without a telling file name (standard input, `definition`) is a compose file.
// Decided by its top level alone, so that the YAML parser is loaded only for files that need it.

// What makes a compose file: each of these brings services or secrets. `name:` alone does not.
const telling = new Set(["services", "secrets", "include"]);

// A key at the top level of a block mapping: plain or quoted, then a colon and a blank or the line's end.
const keyLine = /^(?:([A-Za-z_][\w.-]*)|"([^"\\]*)"|'([^']*)')[ \t]*:(?=[ \t\r]|$)/;

/**
 * True when the text is laid out as YAML (or JSON) and has `services`, `secrets` or `include` at its top level.
 * The first line that is neither blank nor a comment settles the language: bake's own never starts with `key:`,
 * so a compose file quoted in a here-document does not count.
 */
export function looksLikeCompose(text: string): boolean {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (/^\s*\{/.test(body)) return isTellingJson(body);
  let indent: string | undefined;
  for (const line of body.split("\n")) {
    const content = line.trimStart();
    if (content === "" || content.startsWith("#") || /^(?:%|---(?:\s|$)|\.\.\.(?:\s|$))/.test(line)) continue;
    const lineIndent = line.slice(0, line.length - content.length);
    if (indent === undefined) {
      if (!keyLine.test(content)) return false;
      indent = lineIndent;
    }
    if (lineIndent !== indent) continue;
    const key = keyLine.exec(content);
    if (key !== null && telling.has(key[1] ?? key[2] ?? key[3] ?? "")) return true;
  }
  return false;
}

function isTellingJson(text: string): boolean {
  try {
    // JSON that begins with a brace is an object.
    return Object.keys(JSON.parse(text)).some((key) => telling.has(key));
  } catch {
    // A YAML flow mapping, or broken JSON: its first key decides.
    const first = /^\s*\{\s*["']?([\w.-]+)["']?\s*:/.exec(text)?.[1];
    return first !== undefined && telling.has(first);
  }
}
