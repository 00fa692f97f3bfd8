// An object that several rules put together, each at paths of its own.

import { type Place, RegoError } from "../error.js";
import { equalValues, formatValue, objectOf, setOf, type Value } from "../values/index.js";

export interface Draft {
  /** `isMember`: the value goes into a set at that path. @throws RegoError where another value is, or is on the way */
  readonly put: (
    path: readonly Value[],
    value: Value,
    options: { readonly isMember: boolean; readonly at: Place },
  ) => void;
  readonly value: () => Value;
}

type Spot =
  | { readonly kind: "object"; readonly entries: Map<string, { readonly key: Value; readonly spot: Spot }> }
  | { readonly kind: "set"; readonly members: Value[] }
  | { readonly kind: "value"; readonly value: Value };

export function createDraft(): Draft {
  const root: Spot = { kind: "object", entries: new Map() };
  return {
    put(path, value, { isMember, at }) {
      const conflict = () => new RegoError("eval_conflict_error", at, "object keys must be unique");
      let spot: Spot = root;
      for (const [i, key] of path.entries()) {
        if (spot.kind !== "object") throw conflict();
        const name = formatValue(key);
        const known: Spot | undefined = spot.entries.get(name)?.spot;
        const next: Spot = known ?? newSpot({ isLast: i === path.length - 1, isMember, value });
        if (known === undefined) spot.entries.set(name, { key, spot: next });
        spot = next;
      }
      if (spot.kind === "object" || (spot.kind === "set") !== isMember) throw conflict();
      if (spot.kind === "set") spot.members.push(value);
      else if (!equalValues(spot.value, value)) throw conflict();
    },
    value: () => spotValue(root),
  };
}

function newSpot({ isLast, isMember, value }: { isLast: boolean; isMember: boolean; value: Value }): Spot {
  if (!isLast) return { kind: "object", entries: new Map() };
  return isMember ? { kind: "set", members: [] } : { kind: "value", value };
}

function spotValue(spot: Spot): Value {
  switch (spot.kind) {
    case "value":
      return spot.value;
    case "set":
      return setOf(spot.members);
    case "object":
      return objectOf([...spot.entries.values()].map(({ key, spot: inner }) => [key, spotValue(inner)] as const));
  }
}
