// Where the values of variables come from outside the bake files: --var and the environment.

import { type Report, type SourceFile, suggest } from "../source/index.js";
import { parseBool } from "./bool-text.js";

/** The text that overrides a variable, and the place to point at when it is wrong. */
export interface OverrideText {
  readonly text: string;
  readonly isJson: boolean;
  /** For the beginning of a sentence: `The environment variable REPLICAS`. */
  readonly name: string;
  readonly file: SourceFile;
  /** Where `text` begins in `file`. */
  readonly start: number;
}

export interface VariableTexts {
  /** `X_JSON` beats `X` for typed variables and stands in for it otherwise. */
  readonly overrideOf: (name: string, isTyped: boolean) => OverrideText | undefined;
  /** `--var`, then the environment unless that is turned off. */
  readonly lookup: (name: string) => string | undefined;
}

export interface EnvironmentOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--var`, as typed. */
  readonly vars: readonly string[];
  /** Whether a variable of that name is declared, so that `X_JSON` can be a variable of its own. */
  readonly isDeclared: (name: string) => boolean;
  readonly declaredNames: () => Iterable<string>;
}

/** Whether BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP is on. */
export function isEnvironmentHidden(env: Readonly<Record<string, string | undefined>>): boolean {
  return parseBool(env["BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP"] ?? "") === true;
}

export function makeVariableTexts(options: EnvironmentOptions, report: Report): VariableTexts {
  const { env, isDeclared } = options;
  const flags = readVars(options, report);
  const isHidden = isEnvironmentHidden(env);
  return {
    overrideOf: (name, isTyped) => {
      const plain = find(name, false);
      if (plain !== undefined && !isTyped) return plain;
      const json = isDeclared(`${name}_JSON`) ? undefined : find(`${name}_JSON`, true);
      return json ?? plain;
    },
    lookup: (name) => find(name, false)?.text,
  };

  function find(name: string, isJson: boolean): OverrideText | undefined {
    const flag = flags.get(name);
    if (flag !== undefined) return { ...flag, isJson };
    // An environment may have a prototype, and a variable the name of what is in it.
    const text = !isHidden && Object.hasOwn(env, name) ? env[name] : undefined;
    if (text === undefined) return undefined;
    const file = { name: `environment variable ${name}`, text };
    return { text, isJson, name: `The environment variable ${name}`, file, start: 0 };
  }
}

/** The last of each name counts. */
function readVars(
  { vars, isDeclared, declaredNames }: EnvironmentOptions,
  report: Report,
): ReadonlyMap<string, Omit<OverrideText, "isJson">> {
  const flags = new Map<string, Omit<OverrideText, "isJson">>();
  for (const typed of vars) {
    if (typed === "") continue;
    const file = { name: "flag --var", text: typed };
    const equals = typed.indexOf("=");
    if (equals < 1) {
      report({
        severity: "error",
        code: "invalid-variable",
        summary: equals === 0 ? `"${typed}" given to --var has no name` : `"${typed}" given to --var has no value`,
        detail: "Write --var NAME=VALUE.",
        subject: { file, start: 0, end: typed.length },
      });
      continue;
    }
    const name = typed.slice(0, equals);
    flags.set(name, {
      text: typed.slice(equals + 1),
      name: `The value of "${name}" given to --var`,
      file,
      start: equals + 1,
    });
    // Scripts may hand every variable to every bake file; a name that is nearly one of ours is a slip.
    const near =
      isDeclared(name) || isDeclared(name.replace(/_JSON$/, "")) ? undefined : suggest(name, declaredNames());
    if (near === undefined) continue;
    report({
      severity: "warning",
      code: "unknown-variable",
      summary: `There is no variable "${name}", so --var has no effect`,
      subject: { file, start: 0, end: equals },
      hint: `did you mean "${near}"?`,
    });
  }
  return flags;
}
