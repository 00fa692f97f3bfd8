// What went wrong in a run: a diagnostic at the line of the Dockerfile, and the last output of the step that failed.

import { SolveError } from "../buildkit/index.js";
import type { Target } from "../config/index.js";
import { PolicyDeniedError, type RunResult } from "../exec/index.js";
import type { Plan } from "../plan/index.js";
import type { Diagnostic } from "../source/index.js";
import { dockerfileRange } from "./dockerfile.js";
import { allLines } from "./log.js";
import { logText } from "./plain.js";
import { type Entry, errorOf, isCancelled, type Trace } from "./trace.js";

export interface FailureOptions {
  readonly result: RunResult;
  readonly plan: Plan;
  readonly trace: Trace;
}

/**
 * One diagnostic for each error, in the order of the plan; steps that failed alike, as when the daemon went away, share one.
 * Mistakes that kept the run from starting are in `result.diagnostics`, not here.
 */
export function failureDiagnostics({ result, plan, trace }: FailureOptions): readonly Diagnostic[] {
  const failures = new Map<string, { readonly error: Error; readonly steps: string[] }>();
  for (const [step, outcome] of result.outcomes) {
    if (outcome.kind !== "failed" || outcome.error.name === "TargetError") continue;
    const { error } = outcome;
    const key =
      error instanceof SolveError || error instanceof PolicyDeniedError ? `${step}\0${error.message}` : error.message;
    const known = failures.get(key);
    if (known === undefined) failures.set(key, { error, steps: [step] });
    else known.steps.push(step);
  }
  return [...failures.values()].map(({ error, steps }, index) => {
    const notBuilt = index === failures.size - 1 ? notBuiltText(result) : "";
    if (error instanceof PolicyDeniedError) return deniedDiagnostic(error, steps[0] ?? "", plan, notBuilt);
    return error instanceof SolveError
      ? solveDiagnostic(error, steps[0] ?? "", { plan, trace }, notBuilt)
      : otherDiagnostic(error, steps, notBuilt);
  });
}

/** The last lines that each failed vertex put out, in the frame that BuildKit's own clients use. */
export function failureLogs(trace: Trace): string {
  const failed = [...trace.entries.values()].filter((entry) => errorOf(entry) !== "" && !isCancelled(errorOf(entry)));
  return failed
    .filter(({ log }) => allLines(log).length > 0)
    .map(logBlock)
    .join("");
}

const shownLogLines = 10;

function logBlock(entry: Entry): string {
  const lines = allLines(entry.log).slice(-shownLogLines).map(logText);
  return ["------", ` > ${entry.name}:`, ...lines, "------", ""].join("\n");
}

function solveDiagnostic(
  error: SolveError,
  step: string,
  { plan, trace }: { readonly plan: Plan; readonly trace: Trace },
  notBuilt: string,
): Diagnostic {
  const [source] = error.details.sources;
  const target = plan.steps.find(({ name }) => name === step)?.target;
  const vertex = [...trace.entries.values()]
    .flatMap(({ members }) => [...members.values()])
    .find((member) => member.vertex.digest === error.details.vertex)?.vertex;
  // Typed details do not come through the gateway.
  const exitCode = error.details.exitCode ?? Number(/exit code: (\d+)$/.exec(error.message)?.[1] ?? 0);
  const detail = [missingCapabilityText(error), loginText(error), notBuilt].filter((text) => text !== "").join(" ");
  return {
    severity: "error",
    code: "build-failed",
    summary: `Target "${step}" failed: ${reasonOf(error)}`,
    where: whereOf(step, target, vertex?.name ?? ""),
    ...(source === undefined ? {} : { subject: dockerfileRange(source.info, source.ranges, target) }),
    ...(exitCode === 0 ? {} : { hint: `exit code ${exitCode}` }),
    ...(detail === "" ? {} : { detail }),
  };
}

/** What the policy says, and how its user finds out more; the daemon tells at times which line of the Dockerfile wants the source. */
function deniedDiagnostic(
  { source, messages, files, cause }: PolicyDeniedError,
  step: string,
  plan: Plan,
  notBuilt: string,
): Diagnostic {
  const [place] = cause.details.sources;
  const target = plan.steps.find(({ name }) => name === step)?.target;
  const policy = `policy ${files.join(", ")}`;
  const why =
    messages.length === 0
      ? `The ${policy} gives no reason; log-level=debug of "policy" shows what it sees.`
      : `The ${policy} says: ${messages.join("; ")}.`;
  const help = "Use a source that it allows, or change the policy.";
  return {
    severity: "error",
    code: "policy-denied",
    summary: `Target "${step}" may not read ${source}`,
    where: whereOf(step, target, ""),
    ...(place === undefined ? {} : { subject: dockerfileRange(place.info, place.ranges, target) }),
    detail: [why, help, notBuilt].filter((text) => text !== "").join(" "),
  };
}

function otherDiagnostic(error: Error, steps: readonly string[], notBuilt: string): Diagnostic {
  const detail = [loginText(error), notBuilt].filter((text) => text !== "").join(" ");
  return {
    severity: "error",
    code: "build-failed",
    summary: error.message.replace(/\.$/, ""),
    where: steps.length === 1 ? `target "${steps[0]}"` : `targets ${steps.map((step) => `"${step}"`).join(", ")}`,
    ...(detail === "" ? {} : { detail }),
  };
}

/** Without what wrappers on the way put in front of it. */
function reasonOf({ message }: SolveError): string {
  return message.replace(/^(?:failed to solve: |rpc error: code = \w+ desc = )+/, "").trim();
}

/** Says which release a daemon or frontend must have. Follows docker/buildx commands/build.go. */
function missingCapabilityText({ details, message }: SolveError): string {
  const missing = details.missingCapability ?? /unsupported frontend capability (\S+)/.exec(message)?.[1] ?? "";
  if (missing.startsWith("moby.buildkit.frontend.contexts")) {
    return `"contexts" need Dockerfile syntax 1.4, which is in BuildKit 0.10 and Docker Engine 23.0; ${newerSyntax}.`;
  }
  if (missing.startsWith("moby.buildkit.frontend.gitquerystring")) {
    return `A query in the git URL of a "context" needs Dockerfile syntax 1.18, which is in BuildKit 0.24 and Docker Engine 28.4; ${newerSyntax}.`;
  }
  if (missing.startsWith("moby.buildkit.frontend.subrequests")) {
    return `"call" needs Dockerfile syntax 1.2, which is in BuildKit 0.8 and Docker Engine 20.10; ${newerSyntax}.`;
  }
  if (missing === "frontend.lint") {
    return `"check" needs Dockerfile syntax 1.8, which is in BuildKit 0.14 and Docker Engine 27.0; ${newerSyntax}.`;
  }
  if (missing.startsWith("frontend.")) {
    return `Its frontend has no method "${missing.slice("frontend.".length)}" for "call"; ${newerSyntax}.`;
  }
  return "";
}

const newerSyntax = `a line "# syntax=docker/dockerfile:1" at the top of the Dockerfile brings a newer one`;

const isRefused =
  /\b40[13]\b|unauthorized|denied|authorization failed|authentication required|no basic auth credentials|failed to authorize/i;

/** A registry that refuses wants somebody else, or anybody at all; which registry it is stands in the URL or the image name. */
function loginText({ message }: Error): string {
  if (!isRefused.test(message)) return "";
  const image = /(?:push|pull|authorize|resolve source metadata for|load metadata for) "?([^\s"]+)/.exec(message)?.[1];
  const host = /https?:\/\/([^/\s"]+)\/v2\//.exec(message)?.[1] ?? (image === undefined ? undefined : hostOf(image));
  if (host === undefined) return "";
  const hub = /^(?:registry-1\.docker\.io|docker\.io|auth\.docker\.io)$/.test(host);
  return `Log in with an account that may do this: docker login${hub ? "" : ` ${host}`}.`;
}

function hostOf(image: string): string | undefined {
  const first = image.replace(/^[a-z-]+:\/\//, "").split("/")[0] ?? "";
  return image.includes("/") && /[.:]|^localhost$/.test(first) ? first : undefined;
}

/** Target, stage and platform; the name of the vertex tells the last two, as `[linux/arm64 build 2/5] RUN make`. */
function whereOf(step: string, target: Target | undefined, vertexName: string): string {
  const [, inside = ""] = /^\[([^\]]*?)\s*\d+\/\d+\]/.exec(vertexName) ?? [];
  const words = inside.split(" ").filter((word) => word !== "");
  const named = words.find((word) => word.includes("/"));
  const stage = words.find((word) => !word.includes("/") && !/^stage-\d+$/.test(word));
  const platforms = target?.platforms ?? [];
  const platform = named ?? (platforms.length === 1 ? platforms[0] : undefined);
  return [
    `target "${step}"`,
    ...(stage === undefined ? [] : [`stage "${stage}"`]),
    ...(platform === undefined ? [] : [platform]),
  ].join(", ");
}

function notBuiltText({ outcomes }: RunResult): string {
  const skipped = new Map<string, string[]>();
  const cancelled: string[] = [];
  for (const [step, outcome] of outcomes) {
    if (outcome.kind === "cancelled") cancelled.push(`"${step}"`);
    if (outcome.kind === "skipped")
      skipped.set(outcome.because, [...(skipped.get(outcome.because) ?? []), `"${step}"`]);
  }
  const sentences = [...skipped].map(
    ([because, steps]) => `Not built, because "${because}" failed: ${steps.join(", ")}.`,
  );
  if (cancelled.length > 0) sentences.push(`Cancelled: ${cancelled.join(", ")}.`);
  return sentences.join(" ");
}
