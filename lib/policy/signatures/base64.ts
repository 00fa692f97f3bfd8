import { MalformedError } from "./problem.js";

/**
 * Standard base64 with its padding. Node's own decoder leaves out what it does not understand.
 * @throws {MalformedError} naming `what`.
 */
export function decodeBase64(text: string, what: string): Uint8Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
    throw new MalformedError(`the ${what} is not base64`);
  return Buffer.from(text, "base64");
}
