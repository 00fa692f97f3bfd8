// Variables that the compiler makes: new ones, and new names for those of the policy so that no two scopes share a name.

/** Lives as long as one compilation. */
export interface Names {
  /** A variable that was not in the policy. */
  readonly fresh: () => string;
  /** A variable that stands for one of the policy. */
  readonly rename: (original: string) => string;
  /** How the policy calls it. */
  readonly original: (name: string) => string;
}

export function createNames(): Names {
  const originals = new Map<string, string>();
  let count = 0;
  const fresh = () => `%${count++}`;
  return {
    fresh,
    rename(original) {
      const name = fresh();
      originals.set(name, original);
      return name;
    },
    original: (name) => originals.get(name) ?? name,
  };
}

/** As messages show it. */
export function shownName(names: Names, name: string): string {
  const original = names.original(name);
  return original.startsWith("$") ? "_" : original;
}
