// Values that are worked out when somebody first asks, and the cycles that come of it.

import { FAILED } from "../hcl/index.js";
import type { Diagnostic, Range, Report, SourceFile } from "../source/index.js";

/** A definition whose value others may ask for. */
export interface Cell<T> {
  /** As a path names it: `A` or `target.app.tags`. */
  readonly name: string;
  /** For the beginning of a sentence: `Variable "A"`. */
  readonly title: string;
  readonly place: Range;
  /** What the value may need, found without evaluating. */
  readonly needs: () => Iterable<Cell<unknown>>;
  /** Called at most once. */
  readonly compute: () => T | typeof FAILED;
}

export interface Cells {
  /** The value of `cell`; `use` is the place that asks. Asking in a circle is reported, and everything on it fails. */
  readonly read: <T>(cell: Cell<T>, use?: Range) => T | typeof FAILED;
}

/** `order` ranks files, so that a cycle begins with what stands first. */
export function makeCells(order: (file: SourceFile) => number, report: Report): Cells {
  const done = new Map<Cell<unknown>, unknown>();
  const prepared = new Set<Cell<unknown>>();
  const open: { readonly cell: Cell<unknown>; readonly use: Range | undefined }[] = [];
  const isOpen = new Set<Cell<unknown>>();
  return { read };

  function read<T>(cell: Cell<T>, use?: Range): T | typeof FAILED {
    const known = done.get(cell);
    // Whatever is filed under a cell came from its `compute`.
    if (known !== undefined) return known as T | typeof FAILED;
    if (isOpen.has(cell)) {
      const start = open.findIndex((step) => step.cell === cell);
      report(cycle(open.slice(start), use, order));
      return FAILED;
    }
    if (!done.has(cell)) prepare(cell, use);
    // As above.
    return done.get(cell) as T | typeof FAILED;
  }

  /**
   * Works out what `cell` needs before it, by a stack of our own: a chain of a thousand definitions would be too deep for
   * the evaluator's. Circles are left to evaluating, which sees those that are really walked.
   */
  function prepare(cell: Cell<unknown>, use: Range | undefined): void {
    const path = [{ cell, needs: needsOf(cell) }];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = step.needs.next();
      if (next.done === true) {
        path.pop();
        if (!done.has(step.cell)) compute(step.cell, step.cell === cell ? use : undefined);
      } else if (!done.has(next.value) && !isOpen.has(next.value) && !prepared.has(next.value)) {
        path.push({ cell: next.value, needs: needsOf(next.value) });
      }
    }
  }

  function needsOf(cell: Cell<unknown>): Iterator<Cell<unknown>> {
    prepared.add(cell);
    return cell.needs()[Symbol.iterator]();
  }

  function compute(cell: Cell<unknown>, use: Range | undefined): void {
    open.push({ cell, use });
    isOpen.add(cell);
    done.set(cell, cell.compute());
    isOpen.delete(cell);
    open.pop();
  }
}

interface Edge {
  readonly from: Cell<unknown>;
  readonly to: Cell<unknown>;
  readonly use: Range | undefined;
}

function cycle(
  steps: readonly { readonly cell: Cell<unknown>; readonly use: Range | undefined }[],
  closing: Range | undefined,
  order: (file: SourceFile) => number,
): Diagnostic {
  const edges = steps.map(({ cell }, index): Edge => {
    const next = steps[index + 1] ?? { ...steps[0], use: closing };
    return { from: cell, to: next.cell ?? cell, use: next.use };
  });
  const rank = ({ from: { place } }: Edge): readonly number[] => [order(place.file), place.start];
  const [first] = edges.toSorted((a, b) => compare(rank(a), rank(b)));
  const start = first === undefined ? 0 : edges.indexOf(first);
  const rotated = [...edges.slice(start), ...edges.slice(0, start)];
  const names = rotated.map(({ from }) => from.name);
  const subject = rotated.at(-1)?.use ?? rotated[0]?.from.place;
  return {
    severity: "error",
    code: "reference-cycle",
    summary: `${rotated[0]?.from.title} refers to itself${names.length === 1 ? "" : `: ${[...names, names[0]].join(" → ")}`}`,
    ...(subject !== undefined && { subject }),
    related: rotated.slice(0, -1).flatMap(({ from, to, use }) => {
      return use === undefined ? [] : [{ message: `${from.name} refers to ${to.name} here`, range: use }];
    }),
  };
}

function compare([a = 0, b = 0]: readonly number[], [c = 0, d = 0]: readonly number[]): number {
  return a - c || b - d;
}
