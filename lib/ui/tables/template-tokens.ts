// The text and the actions of a template. Follows Go's text/template/parse/lex.go.

/** A template cannot be read, or does not fit what it is about. */
export class TemplateError extends Error {
  /** In UTF-16 units from the start of the template. */
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.name = "TemplateError";
    this.at = at;
  }
}

export interface Token {
  readonly kind: "word" | "field" | "dot" | "variable" | "string" | "number" | "sign";
  readonly text: string;
  readonly at: number;
  /** No blank before it, so that a field belongs to what stands there. */
  readonly isClose: boolean;
}

export type Item =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "action"; readonly at: number; readonly tokens: readonly Token[] };

const tokenPattern =
  /(?<blank>[ \t\r\n]+)|(?<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?![\w.]))|(?<field>\.[\p{L}_][\p{L}\p{N}_]*)|(?<dot>\.)|(?<variable>\$[\p{L}\p{N}_]*)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>:=|[=|(),])/uy;

/** Text and actions; a `-` beside braces takes blanks of the text away. */
export function itemsOf(template: string): readonly Item[] {
  const items: Item[] = [];
  let isTrimmed = false;
  for (let at = 0; at < template.length; ) {
    const open = template.indexOf("{{", at);
    const raw = template.slice(at, open < 0 ? undefined : open);
    const trimsBefore = open >= 0 && /^-[ \t\r\n]/.test(template.slice(open + 2, open + 4));
    let text = raw.replaceAll("\\t", "\t").replaceAll("\\n", "\n");
    if (isTrimmed) text = text.replace(/^[ \t\r\n]+/, "");
    if (trimsBefore) text = text.replace(/[ \t\r\n]+$/, "");
    if (text !== "") items.push({ kind: "text", text });
    if (open < 0) break;
    const start = open + (trimsBefore ? 3 : 2);
    const comment = /^\s*\/\*[\s\S]*?\*\/(\s-)?\}\}/.exec(template.slice(start));
    if (comment !== null) {
      isTrimmed = comment[1] !== undefined;
      at = start + comment[0].length;
      continue;
    }
    const action = tokensOf(template, start, open);
    items.push({ kind: "action", at: open, tokens: action.tokens });
    isTrimmed = action.trimsAfter;
    at = action.end;
  }
  return items;
}

function tokensOf(template: string, start: number, open: number) {
  const tokens: Token[] = [];
  let isClose = false;
  for (let at = start; at < template.length; ) {
    const trim = /^[ \t\r\n]-\}\}/.exec(template.slice(at, at + 4));
    if (trim !== null) return { tokens, end: at + 4, trimsAfter: true };
    if (template.startsWith("}}", at)) return { tokens, end: at + 2, trimsAfter: false };
    tokenPattern.lastIndex = at;
    const groups = tokenPattern.exec(template)?.groups;
    const [kind, text] = Object.entries(groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    if (kind === undefined || text === undefined)
      throw new TemplateError(
        at,
        `"${template[at]}" is not expected here${template[at] === '"' ? ": this string does not end" : ""}`,
      );
    // The names of the groups are the kinds.
    if (kind !== "blank") tokens.push({ kind: kind as Token["kind"], text, at, isClose });
    isClose = kind !== "blank";
    at += text.length;
  }
  throw new TemplateError(open, "there is no }} to this {{");
}
