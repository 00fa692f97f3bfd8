// What policies are told of a download.

import type { SourceMeta } from "../buildkit/index.js";
import { withoutEmpty } from "./fields.js";
import { unescaped } from "./git-url.js";
import { SourceError, type SourceFacts } from "./source.js";

export function httpSource({ source, http }: SourceMeta): SourceFacts {
  const { identifier } = source;
  // As it is written: `URL` takes away ports that go without saying, and steps such as "..".
  const [, schema = "", authority = "", written = "", query = ""] =
    /^([^:]+):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/s.exec(identifier) ?? [];
  const path = unescaped(written);
  if (!URL.canParse(identifier) || path === undefined)
    throw new SourceError(`"${identifier}" is no address of a download`);
  const checksum = http?.checksum ?? "";
  return {
    fields: withoutEmpty({
      url: identifier,
      schema,
      host: authority.replace(/^.*@/, ""),
      path,
      query: queryOf(query),
      hasAuth: "http.authheadersecret" in source.attrs,
      checksum,
    }),
    unknown: new Set(checksum === "" ? ["checksum"] : []),
  };
}

/** Values by name. As in Go, a part with ";" in it or a "%" that begins no byte counts for nothing. */
function queryOf(query: string): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, string[]>();
  for (const part of query.split("&")) {
    if (part === "" || part.includes(";")) continue;
    const [, left = "", right = ""] = /^([^=]*)=?(.*)$/s.exec(part) ?? [];
    const [name, value] = [unescaped(left.replaceAll("+", " ")), unescaped(right.replaceAll("+", " "))];
    if (name === undefined || value === undefined) continue;
    const sameName = values.get(name);
    if (sameName === undefined) values.set(name, [value]);
    else sameName.push(value);
  }
  return Object.fromEntries(values);
}
