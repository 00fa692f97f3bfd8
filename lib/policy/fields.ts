// Documents as policies see them. What is empty is left out, as Go's `omitempty` does: a policy asks `input.image.tag`, not for "".

export type Field = boolean | number | string | readonly Field[] | Fields | null;
export interface Fields {
  readonly [name: string]: Field | undefined;
}

/** Without the members that are empty: undefined, false, "", no items, no members. */
export function withoutEmpty(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: Field | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "" || value === 0) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
