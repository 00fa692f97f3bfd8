// The project's `secrets`, and those a build asks for by name.

import { type Range, type Report, suggest } from "../source/index.js";
import { readBoolean, readText } from "./fields.js";
import { inside, memberPlace, type Place, reportAt, reportUnknownKeys } from "./mistake.js";
import type { ComposeSecret, Ranged } from "./project.js";
import { firstLineOf, get, type MapTree } from "./tree.js";

/** One of the project's secrets. */
export interface DeclaredSecret {
  readonly file?: Ranged<string>;
  readonly environment?: Ranged<string>;
  /** Where it is said that somebody else keeps it. */
  readonly external?: Range;
}

const declarationKeys = [
  "name",
  "environment",
  "file",
  "external",
  "labels",
  "driver",
  "driver_opts",
  "template_driver",
];
const useKeys = ["source", "target", "uid", "gid", "mode"];

/** Declarations by name; one that says nothing about its value is reported. */
export function readSecrets(section: MapTree | undefined, report: Report): ReadonlyMap<string, DeclaredSecret> {
  const secrets = new Map<string, DeclaredSecret>();
  for (const { key, keyRange, value } of section?.entries.values() ?? []) {
    if (value.kind !== "map") {
      // Reported when its file was read; it counts as declared.
      secrets.set(key, {});
      continue;
    }
    const place = memberPlace("secrets", key, report);
    if (!/^[a-zA-Z0-9._-]+$/.test(key)) {
      const advice = "Names have letters, digits and . _ - in them.";
      reportAt(place, keyRange, {
        code: "compose-invalid",
        summary: `"${key}" cannot be the name of a secret`,
        advice,
      });
    }
    reportUnknownKeys(place, value, { known: declarationKeys, severity: "error" });
    const file = readText(value, "file", place);
    const environment = readText(value, "environment", place);
    const external = readExternal(value, place);
    secrets.set(key, {
      ...(file === undefined ? {} : { file }),
      ...(environment === undefined ? {} : { environment }),
      ...(external?.value === true ? { external: external.range } : {}),
    });
    // A source of the wrong shape was reported, and is one all the same.
    const hasSource = ["file", "environment"].some((field) => get(value, field) !== undefined);
    const isElsewhere = get(value, "external") !== undefined && external?.value !== false;
    if (!hasSource && !isElsewhere) {
      reportAt(place, keyRange, {
        code: "compose-incomplete",
        summary: `Secret "${key}" has neither "file" nor "environment"`,
        advice: "Say where its value comes from: a file, or a variable of the environment.",
      });
    }
  }
  return secrets;
}

/** Also the old form, a mapping with the name that the secret has elsewhere. */
function readExternal(secret: MapTree, place: Place): Ranged<boolean> | undefined {
  const tree = get(secret, "external");
  return tree?.kind === "map"
    ? { value: true, range: firstLineOf(tree.range) }
    : readBoolean(secret, "external", place);
}

/** The `secrets` of a build, each with where its value comes from. `target`, `uid` and the like have no meaning for a build. */
export function readBuildSecrets(
  build: MapTree,
  place: Place,
  { secrets, isBroken }: { readonly secrets: ReadonlyMap<string, DeclaredSecret>; readonly isBroken: boolean },
): readonly ComposeSecret[] {
  const tree = get(build, "secrets");
  if (tree?.kind !== "list") return [];
  return tree.items.flatMap((item, index) => {
    const at = inside(inside(place, "secrets"), index);
    // Another shape was reported when the file was read.
    if (item.kind !== "map") return [];
    reportUnknownKeys(at, item, { known: useKeys, severity: "error" });
    const source = readText(item, "source", at);
    if (source === undefined) {
      if (get(item, "source") === undefined) {
        reportAt(at, item.range, { code: "compose-invalid", summary: 'A build secret needs "source"' });
      }
      return [];
    }
    const declared = secrets.get(source.value);
    if (declared === undefined) {
      if (!isBroken) reportUndeclared(source, secrets, at);
      return [];
    }
    if (declared.external !== undefined) {
      reportAt(at, source.range, {
        code: "compose-invalid",
        summary: `Secret "${source.value}" is external, and a build cannot get at it`,
        advice: 'Declare it with "file" or "environment".',
        related: [{ message: "declared external here", range: declared.external }],
      });
      return [];
    }
    const { file, environment } = declared;
    return {
      id: source.value,
      range: source.range,
      ...(file === undefined ? {} : { file: file.value }),
      ...(environment === undefined ? {} : { environment: environment.value }),
    };
  });
}

function reportUndeclared(source: Ranged<string>, secrets: ReadonlyMap<string, DeclaredSecret>, place: Place): void {
  const near = suggest(source.value, secrets.keys());
  reportAt(place, source.range, {
    code: "compose-unknown-name",
    summary: `No secret "${source.value}" is declared`,
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
    advice: 'Declare it below "secrets" at the top level, with "file" or "environment".',
  });
}
