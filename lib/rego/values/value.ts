// Rego's values. Follows open-policy-agent/opa v1/ast/term.go and compare.go.

/**
 * Integers beyond 2^53 are bigints, all other numbers are numbers: one number has one form. Sets and objects are in the order
 * of `compare`, hold no two equal members, and are never changed.
 */
export type Value = null | boolean | number | bigint | string | readonly Value[] | ValueSet | ValueObject;

export interface ValueSet {
  readonly kind: "set";
  readonly size: number;
  readonly has: (value: Value) => boolean;
  /** In the order of `compare`. */
  readonly members: () => readonly Value[];
}

/** Keys are any values. Whoever asks by key may be watched; whoever walks through the entries is not. */
export interface ValueObject {
  readonly kind: "object";
  readonly size: number;
  readonly get: (key: Value) => Value | undefined;
  /** In the order of `compare` of the keys. */
  readonly entries: () => readonly (readonly [Value, Value])[];
}
