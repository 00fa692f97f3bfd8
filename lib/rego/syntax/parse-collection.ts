// Tokens → lists, sets, objects and comprehensions. Follows open-policy-agent/opa v1/ast/parser.go.

import { RegoError } from "../error.js";
import type { BodyParser } from "./body-parser.js";
import type { Cursor } from "./cursor.js";
import type { TokenKind } from "./token.js";
import type { Collection, Comprehension, Term } from "./tree.js";

export interface CollectionParser {
  readonly list: (end: TokenKind) => readonly Term[];
  readonly array: () => Term;
  readonly setOrObject: () => Term;
}

export interface MemberParser {
  readonly term: () => Term;
  readonly infixInList: () => Term;
  readonly bodies: () => BodyParser;
}

export function createCollectionParser(cursor: Cursor, { term, infixInList, bodies }: MemberParser): CollectionParser {
  /** Up to and with `end`; a comma may stand before it. */
  function list(end: TokenKind): readonly Term[] {
    const items: Term[] = [];
    while (!cursor.is(end)) {
      items.push(infixInList());
      separator(end);
    }
    cursor.advance();
    return items;
  }

  function separator(end: TokenKind): void {
    if (cursor.is(",")) cursor.advance();
    else if (!cursor.is(end)) cursor.fail(`expected "," or "${end}"`);
  }

  function array(): Term {
    const { at } = cursor.advance();
    const mayComprehend = skipLeadingComma();
    if (mayComprehend && !cursor.is("]")) {
      const comprehension = comprehend({ of: "array", end: "]", at });
      if (comprehension !== undefined) return comprehension;
    }
    return { kind: "array", items: list("]"), at };
  }

  /** `[, a]` is read for the sake of old policies. */
  function skipLeadingComma(): boolean {
    if (!cursor.is(",")) return true;
    cursor.advance();
    return false;
  }

  function setOrObject(): Term {
    const { at } = cursor.advance();
    if (cursor.is("}")) {
      cursor.advance();
      return { kind: "object", entries: [], at };
    }
    const mayComprehend = skipLeadingComma();
    if (mayComprehend) {
      const comprehension = comprehend({ of: "set", end: "}", at });
      if (comprehension !== undefined) return comprehension;
    }
    const first = infixInList();
    if (cursor.is(":")) return object(first, { mayComprehend, at });
    if (!cursor.is("}", ",")) cursor.fail("non-terminated set");
    if (cursor.is(",")) cursor.advance();
    return { kind: "set", items: [first, ...list("}")], at } satisfies Collection;
  }

  function object(key: Term, { mayComprehend, at }: { mayComprehend: boolean; at: Term["at"] }): Term {
    cursor.advance();
    if (mayComprehend) {
      const comprehension = comprehend({ of: "object", end: "}", key, at });
      if (comprehension !== undefined) return comprehension;
    }
    const entries: (readonly [Term, Term])[] = [[key, infixInList()]];
    if (!cursor.is("}", ",")) cursor.fail("non-terminated object");
    separator("}");
    while (!cursor.is("}")) {
      const name = infixInList();
      if (!cursor.is(":")) cursor.fail('expected ":"');
      cursor.advance();
      entries.push([name, infixInList()]);
      separator("}");
    }
    cursor.advance();
    return { kind: "object", entries, at };
  }

  /**
   * `{1 | 1}` could be a comprehension or a union: it is read as the former, and as the latter only where a comma ends what would
   * be the body. Undefined, and nothing read, if it is none.
   */
  function comprehend(
    shape: Pick<Comprehension, "of" | "at"> & { readonly key?: Term; readonly end: TokenKind },
  ): Comprehension | undefined {
    const start = cursor.position();
    const { end, ...rest } = shape;
    const head = term();
    if (!cursor.is("or")) {
      cursor.restore(start);
      return undefined;
    }
    cursor.advance();
    try {
      const body = cursor.nested(() => bodies().body(end));
      return { kind: "comprehension", ...rest, term: head, body };
    } catch (error) {
      if (!(error instanceof RegoError) || !cursor.is(",")) throw error;
      cursor.restore(start);
      return undefined;
    }
  }

  return { list, array, setOrObject };
}
