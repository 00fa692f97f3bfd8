// JSON as we print it: maps keep the order they are given in, which plain objects would not for keys such as "1".

export type Json = string | boolean | number | bigint | null | readonly Json[] | ReadonlyMap<string, Json>;
