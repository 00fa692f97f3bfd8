// For the tests of this room: compose projects from files in a map, and a project as text to compare.

import { type Diagnostic, positionAt, type Range, type WithDiagnostics } from "../source/index.js";
import { type ComposeProject, loadCompose, type Ranged } from "./index.js";

export interface Given {
  /** Given on the command line, in this order. Default: every `.yaml` that does not lie in a folder. */
  readonly order?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Loads from `files`, where `.env` is the one beside the run. */
export function loadFiles(
  files: ReadonlyMap<string, string>,
  { order, env = {} }: Given = {},
): Promise<WithDiagnostics<ComposeProject>> {
  const names = order ?? [...files.keys()].filter((name) => name.endsWith(".yaml") && !name.includes("/"));
  const dotenv = files.get(".env");
  return loadCompose(
    names.map((name) => ({ name, text: files.get(name) ?? "" })),
    {
      env: (name) => env[name],
      readFile: (path) => files.get(path),
      homeDirectory: "/home/cook",
      ...(dotenv === undefined ? {} : { dotenv: { name: ".env", text: dotenv } }),
    },
  );
}

export function loadText(text: string, given: Given = {}): Promise<WithDiagnostics<ComposeProject>> {
  return loadFiles(new Map([["compose.yaml", text]]), given);
}

/** The build arguments of service `app`. */
export function argsOf({ value }: WithDiagnostics<ComposeProject>): Readonly<Record<string, string>> {
  const app = value.services.find((service) => service.name.value === "app");
  return Object.fromEntries([...(app?.build?.args ?? [])].map(([name, { value: text }]) => [name, text]));
}

/** One line a mistake: severity, code, place, what is underlined, and the summary. */
export function listDiagnostics(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, code, subject, summary }) => {
    const underlined = subject === undefined ? "" : subject.file.text.slice(subject.start, subject.end);
    return `${severity}[${code}] ${subject === undefined ? "nowhere" : placeOf(subject)} ${JSON.stringify(underlined)} ${summary}`;
  });
}

export function placeOf({ file, start }: Range): string {
  const { line, column } = positionAt(file, start);
  return `${file.name}:${line}:${column}`;
}

/** `project` as lines of `path = value  place`. Fields that are not set are left out, as are empty lists and maps. */
export function describeProject({ name, services }: ComposeProject): string {
  const lines = [`name = ${name}`];
  for (const service of services) {
    lines.push("", `service ${service.name.value}  ${placeOf(service.name.range)}`);
    if (service.image !== undefined) describe("image", service.image, lines);
    if (service.build !== undefined) describe("build", service.build, lines);
  }
  return `${lines.join("\n")}\n`;
}

function describe(path: string, value: unknown, lines: string[]): void {
  if (value instanceof Map) {
    for (const [key, member] of value) describe(`${path}.${key}`, member, lines);
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) describe(`${path}[${index}]`, member, lines);
  } else if (isRanged(value)) {
    lines.push(`${path} = ${JSON.stringify(value.value)}  ${placeOf(value.range)}`);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) if (key !== "range") describe(`${path}.${key}`, member, lines);
  } else {
    lines.push(`${path} = ${JSON.stringify(value)}`);
  }
}

function isRanged(value: unknown): value is Ranged<unknown> {
  return typeof value === "object" && value !== null && "value" in value && "range" in value;
}
