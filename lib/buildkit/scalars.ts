// Numbers and times of protobuf as JavaScript's.

/** int64 as protobufjs decodes it: a Long when that library is there. */
interface Long {
  toNumber(): number;
}

/**
 * An int64 as a number. Exact for counts and byte sizes, which stay below 2^53; what may not, such as nanoseconds since the
 * epoch, does not come through here.
 */
export function numberOf(value: number | Long | null | undefined): number {
  if (value == null) return 0;
  return typeof value === "number" ? value : value.toNumber();
}

/** Durations on the wire are nanoseconds. */
export const nanosPerMilli = 1e6;

interface Timestamp {
  readonly seconds?: number | Long | null;
  readonly nanos?: number | null;
}

/** Milliseconds since the epoch, with fractions. */
export function millisOf({ seconds, nanos }: Timestamp): number {
  return numberOf(seconds) * 1000 + (nanos ?? 0) / nanosPerMilli;
}

/** As {@link millisOf}, for a field that may be absent. */
export function optionalMillis(timestamp: Timestamp | null | undefined): number | undefined {
  return timestamp == null ? undefined : millisOf(timestamp);
}
