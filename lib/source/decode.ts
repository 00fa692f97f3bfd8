// Bytes → text.

import type { Diagnostic, WithDiagnostics } from "./diagnostic.js";
import type { SourceFile } from "./file.js";

/**
 * Decodes a file that ought to be UTF-8. A byte order mark stays in the text, for the scanner to judge. Wrong bytes become
 * U+FFFD and are reported once, at the first; a file in UTF-16 is reported and decoded as what it is.
 */
export function decodeFile(name: string, bytes: Uint8Array): WithDiagnostics<SourceFile> {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) {
    const file = { name, text: new TextDecoder(wide).decode(bytes) };
    const detail = "Save it as UTF-8. In PowerShell, write it with Out-File -Encoding utf8.";
    return { value: file, diagnostics: [invalidEncoding(file, 0, `"${name}" is UTF-16, not UTF-8`, detail)] };
  }
  const file = { name, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) };
  if (!file.text.includes("\ufffd")) return { value: file, diagnostics: [] };
  const bad = firstBadByte(bytes);
  if (bad === undefined) return { value: file, diagnostics: [] };
  const start = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, bad)).length;
  const byte = (bytes[bad] ?? 0).toString(16).padStart(2, "0");
  const detail = `The byte 0x${byte} is part of no character here. Save the file as UTF-8.`;
  return { value: file, diagnostics: [invalidEncoding(file, start, `"${name}" is not UTF-8`, detail)] };
}

function invalidEncoding(file: SourceFile, start: number, summary: string, detail: string): Diagnostic {
  const end = Math.min(start + 1, file.text.length);
  return { severity: "error", code: "invalid-encoding", summary, detail, subject: { file, start, end } };
}

/** By its byte order mark, or by the zero that half of each ASCII character is. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (bytes.length < 4) return undefined;
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "utf-16be";
  return undefined;
}

/** The index of the first byte that begins or continues no character; undefined: all is well. Follows RFC 3629. */
function firstBadByte(bytes: Uint8Array): number | undefined {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = lengthOf(lead);
    if (length === 0) return at;
    for (let more = 1; more < length; more += 1) {
      const byte = bytes[at + more];
      if (byte === undefined || (byte & 0xc0) !== 0x80) return at;
    }
    const second = bytes[at + 1] ?? 0;
    const isOverlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
    const isOutside = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
    if (isOverlong || isOutside) return at;
    at += length;
  }
  return undefined;
}

function lengthOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead < 0xe0) return 2;
  if (lead >= 0xe0 && lead < 0xf0) return 3;
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}
