// Sizes in bytes as people write them. Follows docker/go-units size.go: units are binary, whatever they are called.

const units = ["", "k", "m", "g", "t", "p"];

/** The bytes that `text` means, as in `64m`, `1.5 GiB` or `1000000`; undefined when it is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?|\.\d+) ?([kmgtp]?)(?:i?b)?$/i.exec(text);
  if (match === null) return undefined;
  const [, digits = "", unit = ""] = match;
  return Math.trunc(Number(digits) * 1024 ** units.indexOf(unit.toLowerCase()));
}

/**
 * A text that `parseSize` reads as exactly `bytes`: with a unit in the four digits that buildx prints
 * when nothing is lost by it, else plain bytes. buildx makes 976.6KiB, which is 1000038 bytes, of 1000000.
 */
export function formatSize(bytes: number): string {
  let power = 0;
  while (power < units.length - 1 && bytes >= 1024 ** (power + 1)) power += 1;
  const short = Number((bytes / 1024 ** power).toPrecision(4));
  if (short * 1024 ** power !== bytes) return String(bytes);
  return `${short}${power === 0 ? "" : `${units[power]?.toUpperCase()}i`}B`;
}
