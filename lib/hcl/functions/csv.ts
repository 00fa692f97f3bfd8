// Comma separated values of many lines, as Go's encoding/csv reads them.

export type Csv =
  | { readonly kind: "parsed"; readonly records: readonly CsvRecord[] }
  /** `line` counts from 1. */
  | { readonly kind: "malformed"; readonly line: number; readonly reason: string };

export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Empty lines are passed over; a line end inside quotes is `\n`, however it was written. */
export function readCsv(source: string): Csv {
  // A carriage return that ends the whole text ends the line too.
  const text = source.replaceAll("\r\n", "\n").replace(/\r$/, "");
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    if (text[at] === "\n") {
      at += 1;
      line += 1;
      continue;
    }
    const record = readRecord();
    if (record.kind === "malformed") return record;
    records.push(record.record);
  }
  return { kind: "parsed", records };

  function readRecord():
    | { readonly kind: "record"; readonly record: CsvRecord }
    | (Csv & { readonly kind: "malformed" }) {
    const start = line;
    const fields: string[] = [];
    for (;;) {
      const field = text[at] === '"' ? readQuoted() : readBare();
      if (typeof field !== "string") return field;
      fields.push(field);
      const end = text[at];
      at += 1;
      if (end === ",") continue;
      line += 1;
      return { kind: "record", record: { line: start, fields } };
    }
  }

  function readBare(): string | (Csv & { readonly kind: "malformed" }) {
    const start = at;
    while (at < text.length && text[at] !== "," && text[at] !== "\n") {
      if (text[at] === '"') return malformed("a quote stands inside a field that is not quoted");
      at += 1;
    }
    return text.slice(start, at);
  }

  function readQuoted(): string | (Csv & { readonly kind: "malformed" }) {
    let field = "";
    at += 1;
    for (;;) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return malformed("a quoted field is not closed");
      const part = text.slice(at, quote);
      field += part;
      line += part.split("\n").length - 1;
      at = quote + 1;
      if (text[at] !== '"') break;
      field += '"';
      at += 1;
    }
    if (at < text.length && text[at] !== "," && text[at] !== "\n") {
      return malformed("something stands between the closing quote and the end of the field");
    }
    return field;
  }

  function malformed(reason: string): Csv & { readonly kind: "malformed" } {
    return { kind: "malformed", line, reason };
  }
}
