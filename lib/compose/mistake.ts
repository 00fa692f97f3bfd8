// The mistakes that can be made at any place of a compose file, worded in one way.

import { type Diagnostic, type Range, type Report, suggest } from "../source/index.js";
import { type Entry, firstLineOf, type MapTree, scalarText, type Tree } from "./tree.js";

/** Where we are in a project, and who is told what is wrong there. */
export interface Place {
  /** As in `services.app.build`. */
  readonly path: string;
  /** The last step of `path`, as in `build`. */
  readonly step: string;
  /** As in `service "app"`. */
  readonly where?: string;
  readonly report: Report;
}

/** The place of `step` in `place`: a key, or an index as `[0]`. */
export function inside(place: Place, step: string | number): Place {
  if (typeof step === "number") return { ...place, path: `${place.path}[${step}]`, step: `${place.step}[${step}]` };
  return { ...place, path: place.path === "" ? step : `${place.path}.${step}`, step };
}

/** The place of one service or secret of a project. */
export function memberPlace(section: "services" | "secrets", name: string, report: Report): Place {
  const noun = section === "services" ? "service" : "secret";
  return { path: `${section}.${name}`, step: name, where: `${noun} "${name}"`, report };
}

/** `expected` completes "must be …". */
export function reportShape(place: Place, tree: Tree, expected: string): void {
  reportAt(place, firstLineOf(tree.range), {
    code: "compose-invalid",
    summary: `"${place.step}" must be ${expected}, not ${describe(tree)}`,
  });
}

/** Reports each key of `map` that is not in `known`; `x-…` is always free to use. Where buildx ignores such keys it is a warning. */
export function reportUnknownKeys(
  place: Place,
  map: MapTree,
  { known, severity }: { readonly known: readonly string[]; readonly severity: Diagnostic["severity"] },
): void {
  for (const entry of map.entries.values()) {
    if (known.includes(entry.key) || entry.key.startsWith("x-")) continue;
    reportUnknownKey(place, entry, { known, severity });
  }
}

function reportUnknownKey(
  place: Place,
  entry: Entry,
  { known, severity }: { readonly known: readonly string[]; readonly severity: Diagnostic["severity"] },
): void {
  const near = suggest(entry.key, known);
  reportAt(inside(place, entry.key), entry.keyRange, {
    severity,
    // buildx ignores these, so they are treated like unknown attributes of bake's own files.
    code: severity === "warning" ? "unknown-attribute" : "compose-unknown-key",
    summary: `"${entry.key}" is not a key of "${place.step}"`,
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
    advice: near === undefined ? `Known are ${known.join(", ")}.` : "",
  });
}

/** Reports a mistake at `subject`, an error unless it says otherwise; its detail begins with the dotted path, as buildx would name the place. */
export function reportAt(
  place: Place,
  subject: Range,
  mistake: Pick<Diagnostic, "code" | "summary" | "hint" | "related"> & {
    readonly severity?: Diagnostic["severity"];
    readonly advice?: string;
  },
): void {
  const { advice = "", ...rest } = mistake;
  const detail = `In ${place.path}.${advice === "" ? "" : ` ${advice}`}`;
  const where = place.where === undefined ? {} : { where: place.where };
  place.report({ severity: "error", ...rest, detail, subject, ...where });
}

function describe(tree: Tree): string {
  switch (tree.kind) {
    case "map":
      return "a mapping";
    case "list":
      return "a list";
    case "null":
      return "empty";
    case "text":
      return `the text ${JSON.stringify(tree.value.length > 40 ? `${tree.value.slice(0, 40)}…` : tree.value)}`;
    default:
      return `the ${tree.kind} ${scalarText(tree)}`;
  }
}
