// YAML text → trees, one a document. The `yaml` library finds structure and ranges; what scalars, aliases, merge keys and
// tags mean is decided here, because Compose follows Go's YAML and not the library's schemas.

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseAllDocuments,
  Scalar,
  visit,
  type YAMLError,
} from "yaml";
import type { Range, Report, SourceFile } from "../source/index.js";
import { resolvePlain } from "./scalar.js";
import { type Entry, firstLineOf, type ListTree, type MapTree, type Mark, type Tree } from "./tree.js";

/** Deeper than any file that a person writes, shallow enough for every walk over a tree to recurse. */
const deepest = 200;
/** How many nodes a text of `length` may stand for once its aliases are followed: a short one can stand for billions. */
const largestFor = (length: number) => 100_000 + 10 * length;

/**
 * The documents of `file`. One that has a syntax error is reported and left out;
 * so are, within a document, nodes that cannot be read.
 */
export function parseYaml(
  file: SourceFile,
  report: Report,
): { readonly documents: readonly Tree[]; readonly isWhole: boolean } {
  const documents: Tree[] = [];
  let isWhole = true;
  const found = parseAllDocuments<ParsedNode>(file.text, {
    schema: "failsafe",
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  // For a text without a document the library gives an empty list with properties of its own.
  for (const document of found) {
    if (document.errors.length > 0) {
      isWhole = false;
      reportSyntax(file, document, report);
    } else if (document.contents !== null) {
      const tree = treeOf(file, document.contents, report);
      if (tree === undefined) isWhole = false;
      else documents.push(tree);
    }
  }
  return { documents, isWhole };
}

function reportSyntax(file: SourceFile, document: Document.Parsed, report: Report): void {
  let isDerailed = false;
  for (const error of document.errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    if (isDerailed) return;
    isDerailed = !isLocal(error, file);
    const opening = unclosedAt(error, document);
    if (opening !== undefined) {
      const summary = `This ${file.text.charAt(opening)} is not closed`;
      report({ severity: "error", code: "syntax", summary, subject: { file, start: opening, end: opening + 1 } });
      continue;
    }
    const [start, end] = error.pos;
    report({
      severity: "error",
      code: "syntax",
      summary: `Not valid YAML: ${wordingOf(error)}`,
      ...adviceFor(error),
      subject: firstLineOf({ file, start, end: Math.min(Math.max(end, start), file.text.length) }),
    });
  }
}

/** The library's own words, but for names of its tokens. */
function wordingOf({ message }: YAMLError): string {
  const token = /^Unexpected [\w-]+ token in YAML \w+: (".*")$/s.exec(message)?.[1];
  return token === undefined ? `${message.charAt(0).toLowerCase()}${message.slice(1)}` : `unexpected ${token}`;
}

/** Where the innermost bracket or quote opens whose end is missing at `error`; the library only tells where it was missed. */
function unclosedAt({ code, message, pos }: YAMLError, document: Document.Parsed): number | undefined {
  if (code !== "MISSING_CHAR" && !(code === "BAD_INDENT" && /^Flow .* end with a [\]}]$/.test(message)))
    return undefined;
  let opening: number | undefined;
  visit(document, {
    Node: (_, node) => {
      const [start = 0, end = 0] = node.range ?? [];
      const canStayOpen = isScalar(node) ? node.type?.startsWith("QUOTE_") : isCollection(node) && node.flow;
      if (canStayOpen && start < pos[0] && end >= pos[0]) opening = start;
    },
  });
  return opening;
}

/** Whether the reader knows how to go on; after an error in the layout, what else it finds is mostly a consequence. */
function isLocal({ code, pos }: YAMLError, file: SourceFile): boolean {
  if (code === "BAD_SCALAR_START") return /[@`]/.test(file.text.charAt(pos[0]));
  return code === "BAD_ALIAS" || code === "BAD_DQ_ESCAPE" || code === "TAG_RESOLVE_FAILED";
}

function adviceFor(error: YAMLError): { readonly detail?: string } {
  switch (error.code) {
    case "TAB_AS_INDENT":
      return { detail: "YAML is indented with blanks. Replace the tab by blanks, as many as its neighbours have." };
    case "BLOCK_AS_IMPLICIT_KEY":
      return { detail: "A value with a colon in it needs quotes; a mapping starts on a line of its own." };
    case "MULTILINE_IMPLICIT_KEY":
      return { detail: "A colon after a key, a comma between items or a closing bracket is missing here." };
    case "BAD_SCALAR_START":
      return { detail: "Put the value in quotes." };
    case "RESOURCE_EXHAUSTION":
      return { detail: "Collections are nested too deeply here." };
    default:
      return {};
  }
}

/** undefined: reported as too large to read. */
function treeOf(file: SourceFile, root: ParsedNode, report: Report): Tree | undefined {
  /** The latest anchor of each name; undefined while its node is still being read. */
  const anchors = new Map<string, Tree | undefined>();
  /** How many nodes a shared tree stands for. */
  const sizes = new Map<Tree, number>();
  const largest = largestFor(file.text.length);
  let isTooLarge = false;
  const tree = convert(root, 0);
  return isTooLarge ? undefined : tree;

  function convert(node: ParsedNode | null, depth: number): Tree {
    if (node === null) return { kind: "null", range: { file, start: 0, end: 0 } };
    const range = rangeOf(node);
    if (depth > deepest) return refuse(range, "Nested too deeply", `More than ${deepest} levels cannot be read.`);
    if (isAlias(node)) return follow(node.source, range);
    if (node.anchor !== undefined) anchors.set(node.anchor, undefined);
    const mark = markOf(node.tag);
    const bare = isMap(node)
      ? convertMap(node.items, range, depth)
      : isSeq(node)
        ? convertList(node.items, range, depth)
        : convertScalar(node, range);
    const tree = mark === undefined ? bare : { ...bare, mark };
    if (mark !== undefined) sizes.set(tree, sizes.get(bare) ?? 1);
    if (node.anchor !== undefined) anchors.set(node.anchor, tree);
    return tree;
  }

  function follow(name: string, range: Range): Tree {
    const tree = anchors.get(name);
    if (tree !== undefined) return tree;
    return anchors.has(name)
      ? refuse(range, `"*${name}" stands inside the value it refers to`, "A value cannot contain itself.")
      : refuse(range, `No anchor "&${name}" above this alias`, `Write &${name} before the value that is meant.`);
  }

  function convertList(items: readonly ParsedNode[], range: Range, depth: number): ListTree {
    const tree: ListTree = { kind: "list", range, items: items.map((item) => convert(item, depth + 1)) };
    count(tree, tree.items);
    return tree;
  }

  function convertMap(
    pairs: readonly { key: ParsedNode; value: ParsedNode | null }[],
    range: Range,
    depth: number,
  ): MapTree {
    const entries = new Map<string, Entry>();
    const merged: Tree[] = [];
    for (const pair of pairs) {
      const keyRange = rangeOf(pair.key);
      const key = keyText(pair.key, keyRange);
      // An absent value (`{a}`, `? a`) has no node, so it stands where its key does.
      const value: Tree = pair.value === null ? { kind: "null", range: keyRange } : convert(pair.value, depth + 1);
      if (key === undefined) continue;
      const first = entries.get(key);
      if (first !== undefined) {
        report({
          severity: "error",
          code: "duplicate-attribute",
          summary: `"${key}" is written twice in one mapping`,
          subject: keyRange,
          related: [{ message: "first written here", range: first.keyRange }],
        });
      } else {
        entries.set(key, { key, keyRange, value });
        if (key === "<<" && isScalar(pair.key) && pair.key.type === Scalar.PLAIN) merged.push(value);
      }
    }
    if (merged.length > 0) entries.delete("<<");
    for (const source of merged) addMerged(entries, source);
    const tree: MapTree = { kind: "map", range, entries };
    count(
      tree,
      [...entries.values()].map((entry) => entry.value),
    );
    return tree;
  }

  /** What is written in a mapping wins over what is merged into it, and an earlier merged mapping over a later one. */
  function addMerged(entries: Map<string, Entry>, source: Tree): void {
    const maps = source.kind === "list" ? source.items : [source];
    for (const map of maps) {
      if (map.kind === "null") continue;
      if (map.kind !== "map") {
        refuse(
          firstLineOf(map.range),
          '"<<" must be given a mapping',
          "It takes an alias of a mapping, or a list of such.",
        );
        continue;
      }
      for (const [key, entry] of map.entries) if (!entries.has(key)) entries.set(key, entry);
    }
  }

  function keyText(key: ParsedNode, range: Range): string | undefined {
    const tree = isAlias(key) ? follow(key.source, range) : key;
    if ("kind" in tree) {
      if (tree.kind === "text") return tree.value;
    } else if (isScalar(tree)) {
      return String(tree.value);
    }
    refuse(firstLineOf(range), "A key must be text", "Mappings and lists cannot be keys in a compose file.");
    return undefined;
  }

  function convertScalar(node: ParsedNode, range: Range): Tree {
    const text = isScalar(node) ? String(node.value) : "";
    const isPlain = isScalar(node) && node.type === Scalar.PLAIN;
    const tag = node.tag?.startsWith(coreTags) ? node.tag.slice(coreTags.length) : undefined;
    switch (tag) {
      case undefined:
        // A tag of the user's own, such as `!reset`, says nothing about the type, but the lone `!` asks for text.
        return { range, ...(isPlain && node.tag !== "!" ? resolvePlain(text) : { kind: "text", value: text }) };
      case "int":
      case "float":
      case "bool":
      case "null": {
        const scalar = resolvePlain(text);
        if (scalar.kind === tagged[tag]) return { range, ...scalar };
        return refuse(range, `"${text}" is not a value of type ${tag}`, `The tag !!${tag} asks for one.`);
      }
      case "binary":
        return { kind: "text", range, value: Buffer.from(text, "base64").toString() };
      default:
        return { kind: "text", range, value: text };
    }
  }

  function count(tree: Tree, children: readonly Tree[]): void {
    const size = children.reduce((sum, child) => sum + (sizes.get(child) ?? 1), 1);
    sizes.set(tree, size);
    if (size <= largest || isTooLarge) return;
    isTooLarge = true;
    refuse(firstLineOf(tree.range), "Aliases make this too large", `It stands for more than ${largest} values.`);
  }

  function refuse(subject: Range, summary: string, detail: string): Tree {
    report({ severity: "error", code: "compose-invalid", summary, detail, subject });
    return { kind: "null", range: subject };
  }

  function rangeOf(node: ParsedNode): Range {
    return { file, start: node.range[0], end: node.range[1] };
  }
}

const coreTags = "tag:yaml.org,2002:";
const tagged = { int: "number", float: "number", bool: "boolean", null: "null" } as const;

function markOf(tag: string | undefined): Mark | undefined {
  return tag === "!reset" ? "reset" : tag === "!override" ? "override" : undefined;
}
