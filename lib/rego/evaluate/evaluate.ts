// A program and an input → the value of a rule.

import { BuiltinError } from "../builtin.js";
import type { Program } from "../compile/compile.js";
import { type Place, withinStack } from "../error.js";
import type { Value } from "../values/index.js";
import { valueAt } from "./ref.js";
import { createRules, type Rules } from "./rules.js";
import { type Callee, derived, NOTHING, type Run, type Scope } from "./scope.js";

export interface EvaluateOptions {
  /** Undefined: the policy has no input. */
  readonly input?: Value | undefined;
  readonly context: {
    /** Nanoseconds since 1970. */
    readonly now: bigint;
    /** What the policy prints, and where it says so. */
    readonly onPrint: (text: string, at: Place) => void;
  };
}

/** What was planned for a program serves all its evaluations. */
const planned = new WeakMap<Program, Rules>();

/**
 * The value of `data` at `path`: of a rule, of a package, or of what is in them. Undefined where there is none.
 * @throws RegoErrors when rules contradict each other; HaltError and Suspended of functions pass through
 */
export function evaluateRule(program: Program, path: readonly string[], options: EvaluateOptions): Value | undefined {
  const rules = planned.get(program) ?? createRules(program);
  planned.set(program, rules);
  const scope: Scope = {
    input: options.input,
    patch: undefined,
    mocks: undefined,
    values: new Map(),
    results: new Map(),
    run: createRun(program, rules, options.context),
  };
  const [first] = program.root.children.values();
  const file = first?.clauses[0]?.module.file ?? "";
  return withinStack("eval_internal_error", { file, row: 1, column: 1 }, () => valueAt(path, program.root, scope));
}

function createRun({ builtins }: Program, rules: Rules, { now, onPrint }: EvaluateOptions["context"]): Run {
  let place: Place = { file: "", row: 1, column: 1 };
  const context = { now, cache: new Map<string, unknown>(), onPrint: (text: string) => onPrint(text, place) };
  const keyOf = createKeys();

  function ruleValue(node: Parameters<Run["valueOf"]>[0], scope: Scope): Value | undefined {
    const known = scope.values.get(node);
    if (known !== undefined) return known === NOTHING ? undefined : known;
    const value = rules.valueOf(node, scope);
    scope.values.set(node, value ?? NOTHING);
    return value;
  }

  function call(callee: Callee, args: readonly Value[], options: { scope: Scope; at: Place }): Value | undefined {
    const { scope, at } = options;
    if (callee.kind === "value") return callee.value;
    const mock = scope.mocks?.get(callee.name);
    if (mock !== undefined) {
      // Inside of the function that takes another's place, nothing is replaced: it may call the other.
      return call(mock, args, { scope: derived(scope, { mocks: undefined }), at });
    }
    if (callee.kind === "builtin") {
      const builtin = builtins.get(callee.name);
      if (builtin === undefined) throw new Error(`internal error: no function ${callee.name}`);
      place = at;
      try {
        return builtin.call(args, context);
      } catch (error) {
        if (error instanceof BuiltinError) return undefined;
        throw error;
      }
    }
    const results = scope.results.get(callee.node) ?? new Map<string, Value | typeof NOTHING>();
    scope.results.set(callee.node, results);
    const key = keyOf(args);
    const known = results.get(key);
    if (known !== undefined) return known === NOTHING ? undefined : known;
    const value =
      callee.node.clauses[0]?.rule.head.args === undefined
        ? ruleValue(callee.node, scope)
        : rules.resultOf(callee.node, args, scope);
    results.set(key, value ?? NOTHING);
    return value;
  }

  return { valueOf: ruleValue, call };
}

/** A text for arguments: scalars by their value, all others by which they are. */
function createKeys(): (args: readonly Value[]) => string {
  const ids = new WeakMap<object, number>();
  let count = 0;
  return (args) => args.map(tagOf).join();

  function tagOf(value: Value): string {
    if (typeof value === "string") return `${value.length}:${value}`;
    if (value === null || typeof value !== "object") return String(value);
    const known = ids.get(value);
    if (known !== undefined) return `#${known}`;
    ids.set(value, count);
    return `#${count++}`;
  }
}
