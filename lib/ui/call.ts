// What frontends answered to `call`: warnings about a Dockerfile, its outline, its stages.

import type { SourceInfo, SourceRange } from "../buildkit/index.js";
import type { Target } from "../config/index.js";
import type { CallResult, RunResult } from "../exec/index.js";
import { type Plan, printPlan } from "../plan/index.js";
import { type Diagnostic, renderDiagnostics } from "../source/index.js";
import { dockerfileRange } from "./dockerfile.js";

export interface CallOptions {
  readonly result: RunResult;
  readonly plan: Plan;
  readonly color?: boolean;
  /** One target without a name of its own: only what was answered is shown. Default: by target. */
  readonly isSingle?: boolean;
}

/** The answers for people, in the order of names: a head, what the target is, and the answer. */
export function callsText({ result, plan, color = false, isSingle = false }: CallOptions): string {
  const blocks = askedSteps(plan).flatMap(({ name, target }) => {
    const answer = result.calls.get(name);
    const outcome = result.outcomes.get(name);
    // What failed is told as a diagnostic already.
    if (isSingle) return answer === undefined ? [] : [answerText(answer, target, color)];
    const head = target.description === undefined ? `${name}\n` : `${name}\n${target.description}\n`;
    if (outcome?.kind === "failed") return [`${head}\nerror: ${outcome.error.message}\n`];
    return answer === undefined ? [] : [`${head}\n${answerText(answer, target, color)}`];
  });
  return blocks.join("\n");
}

/** The answers as buildx gives them: each beside the target as it would be built, errors among them. */
export function callsJson({ result, plan, isSingle = false }: Omit<CallOptions, "color">): string {
  const [only] = isSingle ? result.calls.values() : [];
  if (only !== undefined) return `${JSON.stringify(asJson(only.answer.get("result.json")), null, 2)}\n`;
  const printed = asRecord(JSON.parse(printPlan(plan)));
  const targets: Record<string, unknown> = {};
  for (const [name, build] of Object.entries(asRecord(printed["target"]))) {
    const answer = result.calls.get(name);
    const outcome = result.outcomes.get(name);
    targets[name] = {
      build,
      ...(answer === undefined ? {} : { [methodName(answer)]: answerJson(answer) }),
      ...(outcome?.kind === "failed" ? { error: outcome.error.message } : {}),
    };
  }
  return `${JSON.stringify({ group: printed["group"], target: targets }, null, 2)}\n`;
}

/** A list stands under its method's name once more, and what is wrong with the Dockerfile as a text, too. */
function answerJson({ method, answer }: CallResult): unknown {
  const json = asJson(answer.get("result.json"));
  if (Array.isArray(json)) return { [method]: json };
  const error = asText(asRecord(asRecord(json)["buildError"])["message"]);
  return error === "" ? json : { ...asRecord(json), error };
}

function askedSteps({ steps }: Plan): Plan["steps"] {
  const asked = steps.filter(({ isLinked, target }) => !isLinked && (target.call ?? "build") !== "build");
  return asked.toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** As it is written in bake files. */
function methodName({ method }: CallResult): string {
  return method === "lint" ? "check" : method;
}

function answerText(answer: CallResult, target: Target, color: boolean): string {
  if (answer.method === "lint") return lintText(answer, target, color);
  const text = answer.answer.get("result.txt") ?? answer.answer.get("result.json") ?? "";
  return text.endsWith("\n") ? text : `${text}\n`;
}

function lintText({ answer }: CallResult, target: Target, color: boolean): string {
  const found = asRecord(asJson(answer.get("result.json")));
  const sources = asList(found["sources"]).map(sourceInfo);
  const warnings = asList(found["warnings"]).map((warning) => lintDiagnostic(asRecord(warning), sources, target));
  const errors =
    found["buildError"] === undefined ? [] : [errorDiagnostic(asRecord(found["buildError"]), sources, target)];
  const count = warnings.length === 1 ? "1 warning" : `${warnings.length === 0 ? "no" : warnings.length} warnings`;
  const shown = renderDiagnostics([...warnings, ...errors], { color });
  return `Check complete: ${count}\n${shown === "" ? "" : `\n${shown}`}`;
}

type Json = Readonly<Record<string, unknown>>;

function lintDiagnostic(warning: Json, sources: readonly SourceInfo[], target: Target): Diagnostic {
  const url = asText(warning["url"]);
  const detail = [asText(warning["description"]), url].filter((text) => text !== "").join("\n");
  return {
    severity: "warning",
    code: "dockerfile-check",
    summary: `${asText(warning["ruleName"])}: ${asText(warning["detail"])}`,
    ...(detail === "" ? {} : { detail }),
    ...placeIn(asRecord(warning["location"]), sources, target),
  };
}

function errorDiagnostic(error: Json, sources: readonly SourceInfo[], target: Target): Diagnostic {
  return {
    severity: "error",
    code: "dockerfile-check",
    summary: asText(error["message"]),
    ...placeIn(asRecord(error["location"]), sources, target),
  };
}

function placeIn(location: Json, sources: readonly SourceInfo[], target: Target): Pick<Diagnostic, "subject"> {
  const index = location["sourceIndex"] ?? 0;
  const source = typeof index === "number" ? sources[index] : undefined;
  const ranges = asList(location["ranges"]).map(sourceRange);
  return source === undefined || ranges.length === 0 ? {} : { subject: dockerfileRange(source, ranges, target) };
}

function sourceInfo(value: unknown): SourceInfo {
  const { filename, data, language } = asRecord(value);
  return { filename: asText(filename), data: Buffer.from(asText(data), "base64"), language: asText(language) };
}

function sourceRange(value: unknown): SourceRange {
  const { start, end } = asRecord(value);
  return { start: position(start), end: position(end ?? start) };
}

function position(value: unknown): SourceRange["start"] {
  const { line, character } = asRecord(value);
  return { line: typeof line === "number" ? line : 1, character: typeof character === "number" ? character : 0 };
}

function asJson(text: string | undefined): unknown {
  return text === undefined || text === "" ? {} : JSON.parse(text);
}

function asRecord(value: unknown): Json {
  // An object's keys are strings, and its values are looked at one by one.
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
