// `extends`: a service on top of another, of this file or another one. Follows compose-go loader/extends.go: only services
// of the same file are found by name alone, and what a base says about paths is about the base's own file.

import { type Range, type Report, suggest } from "../source/index.js";
import type { Model } from "./canonical.js";
import { mergeServices } from "./merge.js";
import { inside, memberPlace, type Place, reportAt, reportShape, reportUnknownKeys } from "./mistake.js";
import { get, type MapTree, type Tree } from "./tree.js";

/** The services that a bare name in `extends` can mean. */
interface Scope {
  /** Tells scopes apart; the path for a file that was read because of an `extends`. */
  readonly file: string;
  readonly services: MapTree;
}

export interface ExtendsOptions {
  /** The file that `model` is from, as shown to the user. */
  readonly file: string;
  /** The services of another file, canonical but without their own bases; undefined when it cannot be read, which is reported at `use`. */
  readonly servicesOf: (path: string, use: Range) => Promise<MapTree | undefined>;
  readonly report: Report;
  /** Hears the names of services whose base is missing, so that what it would have given is not missed aloud. */
  readonly onUnfinished: (name: string) => void;
}

interface Step {
  readonly scope: Scope;
  readonly name: string;
  readonly service: MapTree;
}

/** `model` with every service on top of what it extends. A base that is not found is reported and left out. */
export async function applyExtends(model: Model, options: ExtendsOptions): Promise<Model> {
  if (model.services === undefined) return model;
  const root: Scope = { file: "", services: model.services };
  const done = new Map<string, MapTree>();
  /** Ids of services whose chain of bases breaks off. */
  const lost = new Set<string>();
  const entries = new Map(model.services.entries);
  for (const [name, entry] of entries) {
    if (entry.value.kind !== "map" || entry.value.mark === "reset") continue;
    entries.set(name, { ...entry, value: await resolve({ scope: root, name, service: entry.value }) });
  }
  return { ...model, services: { ...model.services, entries } };

  /** Walks down to a service without a base, then merges upwards: a loop, for chains can be long. */
  async function resolve(first: Step): Promise<MapTree> {
    const chain: Step[] = [];
    let resolved: MapTree | undefined;
    let isLost = false;
    for (let step: Step | undefined = first; step !== undefined; ) {
      resolved = done.get(idOf(step));
      isLost = lost.has(idOf(step));
      if (resolved !== undefined) break;
      chain.push(step);
      const extended: Tree | undefined = get(step.service, "extends");
      const next: Step | undefined = extended === undefined ? undefined : await baseOf(step, extended);
      const loopStart: number = next === undefined ? -1 : chain.findIndex((seen) => idOf(seen) === idOf(next));
      if (loopStart !== -1 && extended !== undefined) reportCycle(chain.slice(loopStart), extended);
      isLost = extended !== undefined && (next === undefined || loopStart !== -1);
      step = isLost ? undefined : next;
    }
    for (const step of chain.toReversed()) {
      if (isLost) {
        lost.add(idOf(step));
        if (step.scope === root) options.onUnfinished(step.name);
      }
      const own = withoutExtends(step.service);
      const merged: MapTree =
        resolved === undefined ? own : mergeServices(resolved, own, memberPlace("services", step.name, options.report));
      done.set(idOf(step), merged);
      resolved = merged;
    }
    return resolved ?? first.service;
  }

  async function baseOf({ scope, name }: Step, extended: Tree): Promise<Step | undefined> {
    const place = inside(memberPlace("services", name, options.report), "extends");
    // Another shape was reported when the file was read.
    if (extended.kind !== "map") return undefined;
    reportUnknownKeys(place, extended, { known: ["service", "file"], severity: "warning" });
    const wanted = get(extended, "service");
    if (wanted === undefined) {
      const advice = "Name the service of that file which is extended.";
      reportAt(place, extended.range, { code: "compose-invalid", summary: '"extends" needs "service"', advice });
      return undefined;
    }
    if (wanted.kind !== "text") {
      reportShape(inside(place, "service"), wanted, "the name of a service");
      return undefined;
    }
    const path = get(extended, "file");
    if (path !== undefined && path.kind !== "text") {
      reportShape(inside(place, "file"), path, "a path");
      return undefined;
    }
    const baseScope = path === undefined ? scope : await scopeOf(path.value, path.range);
    return baseScope === undefined ? undefined : stepTo(wanted.value, baseScope, place, wanted.range);
  }

  async function scopeOf(path: string, use: Range): Promise<Scope | undefined> {
    const services = await options.servicesOf(path, use);
    return services === undefined ? undefined : { file: path, services };
  }

  function stepTo(name: string, scope: Scope, place: Place, use: Range): Step | undefined {
    const service = scope.services.entries.get(name)?.value;
    if (service?.kind === "map" && service.mark !== "reset") return { scope, name, service };
    // It is there, but of a shape that was reported.
    if (service !== undefined && service.mark !== "reset") return undefined;
    const near = suggest(name, scope.services.entries.keys());
    reportAt(place, use, {
      code: "compose-unknown-name",
      summary: `No service "${name}" in ${scope.file === "" ? options.file : scope.file}`,
      ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
      advice: 'A service of another file is extended with "file" and "service".',
    });
    return undefined;
  }

  function reportCycle(chain: readonly Step[], closing: Tree): void {
    const names = [...chain, ...chain.slice(0, 1)].map((step) => `"${step.name}"`);
    options.report({
      severity: "error",
      code: "compose-cycle",
      summary: `Service ${names[0]} extends itself`,
      detail: `It goes round: ${names.join(" extends ")}.`,
      subject: closing.range,
    });
  }
}

function idOf({ scope, name }: Step): string {
  return `${scope.file}\0${name}`;
}

function withoutExtends(service: MapTree): MapTree {
  const entries = new Map(service.entries);
  entries.delete("extends");
  return { ...service, entries };
}
