// Takes OpenPGP data out of the text it is wrapped in. Follows RFC 9580, section 6.2.

import { decodeBase64 } from "../base64.js";
import { MalformedError } from "../problem.js";

export interface ArmorBlock {
  /** Of the BEGIN line: "PGP SIGNATURE". */
  readonly kind: string;
  readonly data: Uint8Array;
}

/**
 * All blocks of a text, in order. What stands around them is ignored, and so is the checksum, as the RFC asks.
 * @throws {MalformedError} for a block that does not end, or whose lines are no base64.
 */
export function readArmor(text: string): readonly ArmorBlock[] {
  const blocks: ArmorBlock[] = [];
  const lines = text.split("\n").map((line) => line.trim());
  let at = 0;
  while (at < lines.length) {
    const kind = /^-----BEGIN (PGP [A-Z ]+)-----$/.exec(lines[at] ?? "")?.[1];
    at++;
    if (kind !== undefined) blocks.push(readBlock(kind));
  }
  return blocks;

  function readBlock(kind: string): ArmorBlock {
    // Headers, such as "Comment: text", end at an empty line.
    while (lines[at]?.includes(":")) at++;
    if (lines[at] !== "") throw new MalformedError(`the ${kind} has no empty line before its data`);
    const body: string[] = [];
    for (at++; at < lines.length; at++) {
      const line = lines[at] ?? "";
      if (line === `-----END ${kind}-----`) {
        at++;
        return { kind, data: decodeBase64(body.join(""), kind) };
      }
      const isChecksum = line.startsWith("=") && line.length === 5;
      if (!isChecksum) body.push(line);
    }
    throw new MalformedError(`the ${kind} is cut off before its END line`);
  }
}
