// One record of comma separated values, as Go's encoding/csv reads it: the short form of outputs, caches and the like.

export type CsvRecord =
  | { readonly kind: "fields"; readonly fields: readonly CsvField[] }
  /** What is wrong, as a sentence without its subject, and where in the text. */
  | { readonly kind: "problem"; readonly problem: string; readonly start: number; readonly end: number };

/** A field without its quotes, and where it stands in the text. */
export interface CsvField {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits `text` at `separator`. A field with a separator or a quote in it is wrapped in quotes, `""` being a quote.
 * No blanks are trimmed. An empty text has no fields.
 */
export function parseCsv(text: string, separator = ","): CsvRecord {
  // Nearly all records have no quote.
  if (!text.includes('"')) return { kind: "fields", fields: splitPlain(text, separator) };
  const fields: CsvField[] = [];
  for (let at = 0; ; at += 1) {
    const field = text[at] === '"' ? quotedField(text, at, separator) : plainField(text, at, separator);
    if ("problem" in field) return { kind: "problem", ...field };
    fields.push(field);
    at = field.end;
    if (at >= text.length) return { kind: "fields", fields };
  }
}

type Problem = { readonly problem: string; readonly start: number; readonly end: number };

function splitPlain(text: string, separator: string): readonly CsvField[] {
  if (text === "") return [];
  let start = 0;
  return text.split(separator).map((part) => {
    const field = { text: part, start, end: start + part.length };
    start = field.end + separator.length;
    return field;
  });
}

function plainField(text: string, start: number, separator: string): CsvField | Problem {
  const found = text.indexOf(separator, start);
  const end = found === -1 ? text.length : found;
  const part = text.slice(start, end);
  const quote = part.indexOf('"');
  if (quote !== -1) {
    const problem = `a field with a quote in it must be wrapped in quotes, with the quote doubled`;
    return { problem, start: start + quote, end: start + quote + 1 };
  }
  return { text: part, start, end };
}

function quotedField(text: string, start: number, separator: string): CsvField | Problem {
  let part = "";
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') part += text[at];
    else if (text[at + 1] === '"') {
      part += '"';
      at += 1;
    } else if (at + 1 === text.length || text[at + 1] === separator) return { text: part, start, end: at + 1 };
    else return { problem: `a closing quote must be followed by "${separator}"`, start: at, end: at + 1 };
  }
  return { problem: "the quote is not closed", start, end: text.length };
}

/** `fields` as one record: a field is quoted when it has to be. */
export function formatCsv(fields: readonly string[]): string {
  return fields.map((field) => (/[",\r\n]|^\s/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
}
