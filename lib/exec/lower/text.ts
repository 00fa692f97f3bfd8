// The small texts in attributes: bools as Go reads them, sizes, CSV fields.

/** As Go's strconv.ParseBool; undefined when it is none. */
export function parseBool(text: string): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return false;
  return undefined;
}

const unitExponents: Readonly<Record<string, number>> = { "": 0, b: 0, k: 1, m: 2, g: 3, t: 4, p: 5 };

/** Bytes of a text such as `64m` or `1.5GiB`; units are binary. Follows docker/go-units RAMInBytes. */
export function parseBytes(text: string): bigint | undefined {
  const parts = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const number = parts?.[1];
  const unit = parts?.[2]?.toLowerCase().replace(/^([kmgtp])(?:b|ib)$/, "$1");
  const exponent = unit === undefined || !Object.hasOwn(unitExponents, unit) ? undefined : unitExponents[unit];
  if (number === undefined || exponent === undefined) return undefined;
  if (!number.includes(".")) return BigInt(number) * 1024n ** BigInt(exponent);
  return BigInt(Math.trunc(Number(number) * 1024 ** exponent));
}

/** One CSV record. A field is quoted when Go's encoding/csv would. */
export function csvLine(fields: readonly string[]): string {
  return fields.map(csvField).join(",");
}

function csvField(field: string): string {
  return /[",\r\n]|^\s|^\\\.$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
