// Where a value was written, down to its parts as far as the text shows them.

import type { Expression } from "../hcl/index.js";
import type { Range } from "../source/index.js";

/** An expression of a bake file, or the one place that is known of a value from elsewhere. */
export type Site = Expression | FixedSite;

export interface FixedSite {
  readonly kind: "fixed";
  readonly range: Range;
}

export function fixedSite(range: Range): FixedSite {
  return { kind: "fixed", range };
}

/** Where item `index` was written; the whole when the list is worked out rather than written. */
export function itemSite(site: Site, index: number): Site {
  const inner = withoutParentheses(site);
  return inner.kind === "tuple" ? (inner.items[index] ?? inner) : inner;
}

/** Where the value of `key` was written; the whole when the map is worked out rather than written. */
export function entrySite(site: Site, key: string): Site {
  const inner = withoutParentheses(site);
  if (inner.kind !== "object") return inner;
  return inner.items.findLast((item) => keyText(item.key) === key)?.value ?? inner;
}

/** Where `key` itself was written; the whole when the map is worked out rather than written. */
export function keyRange(site: Site, key: string): Range {
  const inner = withoutParentheses(site);
  if (inner.kind !== "object") return inner.range;
  return inner.items.findLast((item) => keyText(item.key) === key)?.key.range ?? inner.range;
}

/** Where `text` was written as a string, anywhere inside `site`; undefined when it was worked out. */
export function findText(site: Site, text: string): Range | undefined {
  switch (site.kind) {
    case "fixed":
      return site.range.file.text.slice(site.range.start, site.range.end) === text ? site.range : undefined;
    case "template":
      return site.constant?.value === text ? site.range : undefined;
    case "parentheses":
      return findText(site.expression, text);
    case "tuple":
      return firstOf(site.items);
    case "object":
      return firstOf(site.items.map(({ value }) => value));
    case "conditional":
      return firstOf([site.whenTrue, site.whenFalse]);
    case "call":
      return firstOf(site.args);
    case "for":
      return firstOf([site.collection, site.value]);
    default:
      return undefined;
  }

  function firstOf(expressions: readonly Expression[]): Range | undefined {
    for (const expression of expressions) {
      const found = findText(expression, text);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function withoutParentheses(site: Site): Site {
  return site.kind === "parentheses" ? withoutParentheses(site.expression) : site;
}

function keyText(key: Extract<Expression, { readonly kind: "object" }>["items"][number]["key"]): string | undefined {
  if (key.kind === "name") return key.name;
  const { expression } = key;
  return expression.kind === "template" ? expression.constant?.value : undefined;
}

/** Where `text` from `start` to `end` was written, when `site` shows that text as it is; else all of `site`. */
export function rangeOfText(site: Site, text: string, start: number, end: number): Range {
  const { file, start: from, end: to } = site.range;
  for (const quotes of [0, 1]) {
    if (to - from - 2 * quotes !== text.length || !file.text.startsWith(text, from + quotes)) continue;
    return { file, start: from + quotes + start, end: from + quotes + end };
  }
  return site.range;
}
