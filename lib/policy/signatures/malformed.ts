// What is wrong with a signature or a key, for a sentence about it.

/** Bytes that do not follow their format: cut off, too long, or contradicting themselves. */
export class MalformedError extends Error {
  override readonly name: string = "MalformedError";
}

/** Bytes that may follow their format, but in a version or with an algorithm that is not known here. */
export class UnsupportedError extends Error {
  override readonly name: string = "UnsupportedError";
}

/** Well formed, and yet it does not prove what it should: made by another, over other content, by a revoked key. */
export class UnverifiedError extends Error {
  override readonly name: string = "UnverifiedError";
}
