// What is wrong with rules as a whole: conflicts, names that must not be taken, functions that are not there, recursion.
// Follows open-policy-agent/opa v1/ast/compile.go and rego_v1.go.

import { type Place, RegoError } from "../error.js";
import { type Expr, isCallOf, type Module, type Ref, type Rule, type Scalar, type Term } from "../syntax/tree.js";
import { exprsOf, termsOf, walkTerms } from "../syntax/visit.js";
import { type Names, shownName } from "./names.js";
import type { Arity } from "./outputs.js";
import { branchesOf, type Clause, clauseText, isMultiValue, nodesOf, pathText, type RuleNode } from "./rule-tree.js";

/** `input` and `data` are what they are. */
export function checkReservedNames(modules: readonly Module[], errors: RegoError[]): void {
  const report = (at: Place, message: string) => errors.push(new RegoError("rego_compile_error", at, message));
  for (const { rules } of modules) {
    for (const rule of rules) {
      for (const branch of branchesOf(rule)) {
        const { name } = branch.head.ref[0];
        if (isReserved(name)) report(branch.at, `rules must not shadow ${name} (use a different rule name)`);
        for (const expr of exprsOf(branch.body)) {
          const target = assignedTo(expr);
          if (target !== undefined && isReserved(target)) {
            report(expr.at, `variables must not shadow ${target} (use a different variable name)`);
          }
        }
      }
    }
  }
}

function isReserved(name: string): boolean {
  return name === "input" || name === "data";
}

function assignedTo(expr: Expr): string | undefined {
  if (expr.kind !== "term" || !isCallOf(expr.term, "assign")) return undefined;
  const [target] = expr.term.args;
  return target?.kind === "ref" && target.path.length === 0 && target.head.kind === "var"
    ? target.head.name
    : undefined;
}

export function checkImports(modules: readonly Module[], errors: RegoError[]): void {
  for (const { imports } of modules) {
    const seen = new Map<string, string>();
    for (const { name, path, at } of imports) {
      const before = seen.get(name);
      if (before === undefined) seen.set(name, path.join("."));
      else errors.push(new RegoError("rego_compile_error", at, `import must not shadow import ${before}`));
    }
  }
}

/** Functions that v1 of the language has no more. */
const DEPRECATED: ReadonlySet<string> = new Set([
  "all",
  "any",
  "cast_array",
  "cast_boolean",
  "cast_null",
  "cast_object",
  "cast_set",
  "cast_string",
  "net.cidr_overlap",
  "re_match",
  "set_diff",
]);

/** Calls of no function, and with too many arguments or too few. */
export function checkCalls(rule: Rule, options: { arity: Arity; names: Names; errors: RegoError[] }): void {
  const { arity, names, errors } = options;
  const report = (at: Place, message: string) => errors.push(new RegoError("rego_type_error", at, message));
  for (const branch of branchesOf(rule)) {
    for (const expr of exprsOf(branch.body)) {
      if (expr.kind !== "term" || expr.term.kind !== "call") continue;
      const { operator, args } = expr.term;
      const name = operatorText(operator, names);
      const wanted = arity(operator);
      if (wanted === undefined) {
        report(expr.at, `undefined function ${name}`);
        continue;
      }
      const given = expr.isGenerated === true ? args.length - 1 : args.length;
      const hasResult = expr.isGenerated !== true && given === wanted + 1;
      if (given !== wanted && !hasResult) {
        report(expr.at, `function ${name} has arity ${wanted}, got ${given} argument${given === 1 ? "" : "s"}`);
      } else if (DEPRECATED.has(name)) {
        report(expr.at, `deprecated built-in function calls in expression: ${name}`);
      }
    }
  }
}

function operatorText(operator: Ref, names: Names): string {
  const head = operator.head.kind === "var" ? shownName(names, operator.head.name) : "_";
  const path = operator.path.map((part) =>
    part.kind === "scalar" ? pathText([part.value]).slice("data".length) : "[_]",
  );
  return head + path.join("");
}

/** Rules at one path must be of one kind, and have none below them where they have a value of their own. */
export function checkConflicts(
  root: RuleNode,
  modules: readonly Module[],
  { names, errors }: { names: Names; errors: RegoError[] },
): void {
  const report = (at: Place, message: string) => errors.push(new RegoError("rego_type_error", at, message));
  for (const node of nodesOf(root)) {
    const [first] = node.clauses;
    if (first === undefined) continue;
    const name = clauseText(first, (variable) => shownName(names, variable));
    const heads = node.clauses.map(({ rule }) => rule.head);
    const isGround = node.clauses.map(({ tail }) => tail.length === 0);
    const kinds = new Set(node.clauses.map(({ rule }) => isMultiValue(rule)));
    const arities = new Set(heads.map(({ args }) => args?.length ?? 0));
    const complete = heads.filter((head, i) => head.value !== undefined && isGround[i] === true).length;
    const defaults = node.clauses.filter(({ rule }) => rule.isDefault);
    if (isGround.includes(true) && node.children.size > 0) {
      report(first.rule.at, `rule ${name} conflicts with [${leavesOf(node).map(pathText).join(" ")}]`);
    } else if (kinds.size > 1 || arities.size > 1 || (complete > 0 && complete < heads.length)) {
      report(first.rule.at, `conflicting rules ${name} found`);
    } else if (defaults.length > 1) {
      const places = defaults.map(({ rule: { at } }) => `${at.file}:${at.row}`);
      report(first.module.packageAt, `multiple default rules ${name} found at ${places.join(", ")}`);
    }
  }
  checkPackageConflicts(modules, report);
}

function leavesOf(node: RuleNode): readonly (readonly Scalar[])[] {
  return [...nodesOf(node)].filter((inner) => inner !== node && inner.clauses.length > 0).map(({ path }) => path);
}

function checkPackageConflicts(modules: readonly Module[], report: (at: Place, message: string) => void): void {
  const packages = new Map(modules.map((module) => [JSON.stringify(module.package), module] as const));
  for (const module of modules) {
    for (const { head, at } of module.rules) {
      const [name, ...rest] = head.ref;
      if (rest.some((part) => part.kind !== "scalar")) continue;
      const path = [name.name, ...rest.map((part) => (part.kind === "scalar" ? part.value : null))];
      const other = packages.get(JSON.stringify([...module.package, ...path]));
      if (other === undefined || other === module) continue;
      const text = pathText(path).slice("data.".length);
      report(
        module.packageAt,
        `package ${pathText(other.package)} conflicts with rule ${text} defined at ${at.file}:${at.row}`,
      );
    }
  }
}

/**
 * No rule may need its own value.
 * @returns all clauses, each after those that it needs; without those in a circle and what needs them
 */
export function checkRecursion(
  root: RuleNode,
  { names, errors }: { names: Names; errors: RegoError[] },
): readonly Clause[] {
  const clauses = [...nodesOf(root)].flatMap((node) => node.clauses);
  const edges = new Map<Clause, ReadonlySet<Clause>>();
  for (const clause of clauses) edges.set(clause, new Set(dependenciesOf(clause, root)));
  const order = orderOf(edges);
  const settled = new Set(order);
  for (const clause of clauses) {
    if (settled.has(clause)) continue;
    const cycle = cycleFrom(clause, edges);
    if (cycle === undefined) continue;
    const [first = "", ...rest] = cycle.map((step) => clauseText(step, (name) => shownName(names, name)));
    const message = `rule ${first} is recursive: ${[first, ...rest].join(" -> ")}`;
    errors.push(new RegoError("rego_recursion_error", clause.rule.at, message));
  }
  return order;
}

/** Takes away clauses that need only such as were taken away, as long as there are any: all, where nothing is recursive. */
function orderOf(edges: ReadonlyMap<Clause, ReadonlySet<Clause>>): readonly Clause[] {
  const users = new Map<Clause, Clause[]>();
  const open = new Map<Clause, number>();
  for (const [clause, needed] of edges) {
    open.set(clause, needed.size);
    for (const other of needed) {
      const known = users.get(other);
      if (known === undefined) users.set(other, [clause]);
      else known.push(clause);
    }
  }
  const done = [...edges.keys()].filter((clause) => open.get(clause) === 0);
  for (const clause of done) {
    for (const user of users.get(clause) ?? []) {
      const left = (open.get(user) ?? 0) - 1;
      open.set(user, left);
      if (left === 0) done.push(user);
    }
  }
  return done;
}

function* dependenciesOf({ rule }: Clause, root: RuleNode): Generator<Clause> {
  for (const branch of branchesOf(rule)) {
    const { head } = branch;
    const terms: Term[] = [...head.ref, ...(head.args ?? [])];
    if (head.key !== undefined) terms.push(head.key);
    if (head.value !== undefined) terms.push(head.value);
    for (const expr of exprsOf(branch.body)) {
      terms.push(...termsOf(expr), ...expr.withs.map(({ target }) => target));
    }
    const refs: Ref[] = [];
    for (const term of terms) {
      walkTerms(term, (part) => {
        if (part.kind === "ref") refs.push(part);
        return true;
      });
    }
    for (const ref of refs) yield* clausesAt(ref, root);
  }
}

/** All clauses that a reference may mean. */
function* clausesAt(ref: Ref, root: RuleNode): Generator<Clause> {
  if (ref.head.kind !== "var" || ref.head.name !== "data") return;
  let nodes: readonly RuleNode[] = [root];
  for (const part of ref.path) {
    nodes = nodes.flatMap((node) => {
      if (part.kind !== "scalar") return [...node.children.values()];
      const child = node.children.get(part.value);
      return child === undefined ? [] : [child];
    });
    for (const node of nodes) yield* node.clauses;
  }
  for (const node of nodes) for (const inner of nodesOf(node)) yield* inner.clauses;
}

function cycleFrom(start: Clause, edges: ReadonlyMap<Clause, ReadonlySet<Clause>>): readonly Clause[] | undefined {
  const seen = new Set<Clause>();
  const path: { readonly clause: Clause; readonly rest: Iterator<Clause> }[] = [];
  const enter = (clause: Clause) => path.push({ clause, rest: (edges.get(clause) ?? new Set<Clause>()).values() });
  enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const next = top.rest.next();
    if (next.done === true) path.pop();
    else if (next.value === start) return [...path.map(({ clause }) => clause), start];
    else if (!seen.has(next.value)) {
      seen.add(next.value);
      enter(next.value);
    }
  }
  return undefined;
}
