// One document in canonical form: short forms written out, lists of KEY=VALUE made mappings, paths made relative to the
// directory of the run. After this every file says the same thing in the same shape, so that merging is plain merging.
// What bake does not read (volumes, networks, …) is dropped here. Follows compose-go transform/ and paths/resolve.go.

import type { Report } from "../source/index.js";
import { additionalContexts, extraHosts, keyValues, objects, sshKeys, ulimits } from "./forms.js";
import { inside, memberPlace, type Place, reportAt, reportShape } from "./mistake.js";
import { type PathBase, resolveContext, resolveFile, resolvePath } from "./paths.js";
import {
  type Entry,
  get,
  listOf,
  type MapTree,
  mapEntries,
  mapItems,
  mapOf,
  mapText,
  markOf,
  putEntry,
  type Tree,
  unmarked,
} from "./tree.js";

/** What one document says about building. */
export interface Model {
  readonly services?: MapTree;
  readonly secrets?: MapTree;
}

export interface CanonicalOptions {
  readonly base: PathBase;
  readonly report: Report;
  /** For what hides declarations: when all of `secrets` is unreadable, none of them can be missed aloud. */
  readonly reportBreak: Report;
}

/**
 * `services` and `secrets` of a document. A shape that cannot be read is reported; it is left out, but for services and
 * secrets, which stay as they are so that they count as declared.
 */
export function canonicalModel(document: MapTree, { base, report, reportBreak }: CanonicalOptions): Model {
  const services = document.entries.get("services");
  const secrets = document.entries.get("secrets");
  return {
    ...(services === undefined ? {} : section("services", services, canonicalService)),
    ...(secrets === undefined ? {} : section("secrets", secrets, canonicalSecret)),
  };

  function section(
    name: "services" | "secrets",
    { value, keyRange }: Entry,
    member: (tree: MapTree, base: PathBase, place: Place) => MapTree,
  ): Model {
    if (value.kind === "null") {
      // `services:` with nothing below says nothing, but `services: !reset` takes all of them away.
      return value.mark === undefined ? {} : { [name]: { ...mapOf(keyRange, []), mark: value.mark } };
    }
    if (value.kind !== "map") {
      reportShape({ path: name, step: name, report: reportBreak }, value, `a mapping of ${name}`);
      return {};
    }
    const canonical = mapEntries(value, (entry) => {
      const place = memberPlace(name, entry.key, report);
      const tree = asMap(entry, place);
      return tree === undefined ? entry.value : tree.mark === "reset" ? tree : member(tree, base, place);
    });
    return { [name]: canonical };
  }
}

/** Null stands for an empty mapping, as in `app:` with nothing below. */
function asMap({ value, keyRange }: Entry, place: Place): MapTree | undefined {
  if (value.kind === "map") return value;
  if (value.kind === "null") return { ...mapOf(keyRange, []), ...markOf(value) };
  reportShape(place, value, "a mapping");
  return undefined;
}

/** undefined: reported as something that cannot be read. */
type Form = (tree: Tree, base: PathBase, place: Place) => Tree | undefined;

/** What is kept of a service, and how each is brought into form. */
const serviceKeys: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["build", canonicalBuild],
  ["env_file", canonicalEnvFiles],
  ["environment", (tree, _, place) => keyValues(tree, place)],
  ["extends", canonicalExtends],
  ["image", keep],
  ["ports", keep],
  ["provider", keep],
]);

function canonicalService(service: MapTree, base: PathBase, place: Place): MapTree {
  const misplaced = service.entries.get("x-bake");
  if (misplaced !== undefined) {
    reportAt(place, misplaced.keyRange, {
      severity: "warning",
      code: "unknown-attribute",
      summary: '"x-bake" has no effect here',
      advice: 'It is read below "build" alone: move it there.',
    });
  }
  return mapEntries(service, ({ key, value }) => {
    const canonical = serviceKeys.get(key);
    return canonical === undefined ? undefined : formed(value, (tree) => canonical(tree, base, inside(place, key)));
  });
}

const buildKeys: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["additional_contexts", additionalContexts],
  ["args", (tree, _, place) => keyValues(tree, place)],
  ["context", (tree, base) => mapText(tree, (path) => resolveContext(path, base))],
  ["extra_hosts", (tree, _, place) => extraHosts(tree, place)],
  ["labels", (tree, _, place) => keyValues(tree, place)],
  ["secrets", (tree, _, place) => objects(tree, place, "source")],
  ["ssh", sshKeys],
  ["ulimits", ulimits],
]);

function canonicalBuild(build: Tree, base: PathBase, place: Place): Tree | undefined {
  if (build.kind === "text") {
    const context: Entry = { key: "context", keyRange: build.range, value: unmarked(build) };
    return canonicalBuild(mapOf(build.range, [context]), base, place);
  }
  if (build.kind !== "map") {
    reportShape(place, build, "a path or a mapping");
    // Something was meant to be built, so nobody is told that a build is missing.
    return mapOf(build.range, []);
  }
  return mapEntries(build, ({ key, value }) => {
    const canonical = buildKeys.get(key);
    return formed(value, (tree) => (canonical === undefined ? tree : canonical(tree, base, inside(place, key))));
  });
}

function canonicalSecret(secret: MapTree, base: PathBase): MapTree {
  return mapEntries(secret, ({ key, value }) =>
    key === "file" ? mapText(value, (path) => resolvePath(path, base)) : value,
  );
}

function canonicalExtends(tree: Tree, base: PathBase, place: Place): Tree | undefined {
  if (tree.kind === "text") return mapOf(tree.range, [{ key: "service", keyRange: tree.range, value: unmarked(tree) }]);
  if (tree.kind !== "map") {
    reportShape(place, tree, "the name of a service or a mapping");
    return undefined;
  }
  return mapEntries(tree, ({ key, value }) =>
    key === "file" ? mapText(value, (path) => resolveFile(path, base)) : value,
  );
}

function canonicalEnvFiles(tree: Tree, base: PathBase, place: Place): Tree | undefined {
  const list = tree.kind === "text" ? listOf(tree) : tree;
  if (list.kind !== "list") {
    reportShape(place, tree, "a path or a list");
    return undefined;
  }
  const files = objects(list, place, "path");
  if (files?.kind !== "list") return undefined;
  return mapItems(files, (file) =>
    file.kind !== "map"
      ? file
      : mapEntries(file, ({ key, value }) =>
          key === "path" ? mapText(value, (path) => resolvePath(path, base)) : value,
        ),
  );
}

function keep(tree: Tree): Tree {
  return tree;
}

/** Brings a value into form unless it is null or taken away, when its shape means nothing; the mark stays. */
function formed(value: Tree, form: (tree: Tree) => Tree | undefined): Tree | undefined {
  if (value.kind === "null" || value.mark === "reset") return value;
  const tree = form(value);
  return tree === undefined ? undefined : { ...tree, ...markOf(value) };
}

/** `model` with `.` as the context of every build that has none, seen from `base`: a file that is included means its own directory. */
export function withDefaultContexts(model: Model, base: PathBase): Model {
  const { services } = model;
  if (services === undefined) return model;
  return {
    ...model,
    services: mapEntries(services, ({ value: service }) => {
      const build = service.kind === "map" ? get(service, "build") : undefined;
      if (service.kind !== "map" || build?.kind !== "map" || get(build, "context") !== undefined) return service;
      const context: Tree = { kind: "text", range: build.range, value: resolveContext(".", base) };
      return putEntry(service, "build", putEntry(build, "context", context));
    }),
  };
}
