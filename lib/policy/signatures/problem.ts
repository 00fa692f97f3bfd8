// What is wrong with a signature or a key, for a sentence about it.

import { SignatureError } from "../signature-verifier.js";

/** Bytes that do not follow their format: cut off, too long, or contradicting themselves. */
export class MalformedError extends SignatureError {
  override readonly name = "MalformedError";
}

/** Bytes that may follow their format, but in a version or with an algorithm that is not known here. */
export class UnsupportedError extends SignatureError {
  override readonly name = "UnsupportedError";
}

/** Well formed, and yet it does not prove what it should: made by another, over other content, by a revoked key. */
export class UnverifiedError extends SignatureError {
  override readonly name = "UnverifiedError";
}
