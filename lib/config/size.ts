// Sizes as text. Follows docker/go-units: units are binary, whatever they are called.

const units = new Map([...["", "k", "m", "g", "t", "p"].entries()].map(([power, unit]) => [unit, 1024 ** power]));

/** Bytes; undefined when the text is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d*)?|\.\d+) ?(?:([kmgtp])(?:i?b)?|b)?$/i.exec(text);
  if (match === null) return undefined;
  const [, digits = "", unit = ""] = match;
  return Math.trunc(Number(digits) * (units.get(unit.toLowerCase()) ?? 1));
}
