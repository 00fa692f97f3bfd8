// Generated bake files with the command line that bakes them, for comparing what two programs print.
//
// Left out is what a release of docker-buildx does not have yet, or does otherwise on purpose of ours (docs/deviations.md), such as
// unknown names, null in lists of entries, the same override with = and with +=, templates in tags, or a link to a target
// for other platforms. Targets inherit from, refer to and link to earlier ones alone, so there are no cycles.

import fc from "fast-check";
import { attributeLines, literalLines, type Options, override } from "./attribute.js";
import { type Expressions, expressions, type Names } from "./expression.js";
import type { Release } from "./release.js";
import { type Definition, render, type Target } from "./render.js";
import { namesOf, type Variable, variable } from "./variable.js";

/** Definitions that both programs take, but for a few that have a mistake in a value. */
export function definition(release: Release): fc.Arbitrary<Definition> {
  return fc
    .record({
      variables: fc
        .array(variable(release), { maxLength: 4 })
        .map((all) => all.map((one, at): Variable => ({ ...one, name: `V${at}` }))),
      functions: fc.integer({ min: 0, max: 2 }),
      isLinked: fc.boolean(),
      hasOutputs: fc.boolean(),
    })
    .chain(({ variables, ...rest }) => withVariables(variables, { release, ...rest }));
}

function withVariables(
  variables: readonly Variable[],
  { functions, ...options }: Options & { readonly functions: number },
): fc.Arbitrary<Definition> {
  const { release } = options;
  const names = namesOf(variables, functions);
  const some = expressions(names, { release });
  return fc
    .record({
      top: some.text,
      bodies: fc.array(some.text, { minLength: functions, maxLength: functions }),
      targets: fc.array(target(some, options), { minLength: 1, maxLength: 5 }),
      groups: fc.array(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), { maxLength: 3 }),
      wanted: fc.array(fc.nat(20), { maxLength: 3 }),
      glob: fc.constantFrom(undefined, undefined, undefined, "t*", "t[12]*", "g?"),
      sets: fc.array(override(options), { maxLength: 5 }),
      operators: fc.constantFrom("=", "+="),
      flags: fc.subarray(["--no-cache", "--pull", "--pull=false", "--sbom=true", "--provenance=mode=max"], {
        maxLength: 2,
      }),
      push: fc.constantFrom("", "", "--push", "--load"),
      epoch: fc.constantFrom("", "", "", "1700000000"),
      ...(release === "0.29"
        ? { isElsewhere: fc.constant(false), isDeaf: fc.constant(false) }
        : {
            isElsewhere: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
            isDeaf: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, fc.constant(true)),
          }),
    })
    .map((parts) => render(variables, parts, options));
}

function target(some: Expressions, options: Options): fc.Arbitrary<Target> {
  const withAxes = (axes: number): fc.Arbitrary<Target> => {
    const values = axes === 0 ? some : expressions(axisNames(axes), { release: options.release, depth: 1 });
    const known = axes === 0 ? values : { ...some, text: fc.oneof(values.text, some.text) };
    return fc.record({
      ...blockParts(known, options),
      axes: fc.array(fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 3 }), {
        minLength: axes,
        maxLength: axes,
      }),
      again:
        axes > 0
          ? fc.constant(undefined)
          : fc.option(fc.record(blockParts(some, options)), { nil: undefined, freq: 3 }),
      inJson: axes > 0 ? fc.constant(undefined) : fc.option(literalLines(options), { nil: undefined, freq: 4 }),
    });
  };
  return fc.oneof(
    { weight: 4, arbitrary: withAxes(0) },
    { weight: 1, arbitrary: withAxes(1) },
    { weight: 1, arbitrary: withAxes(2) },
  );
}

function axisNames(axes: number): Names {
  const texts = ["ax0", "ax1"].slice(0, axes);
  return { texts, numbers: [], flags: [], lists: [], maps: [], nulls: [], functions: [] };
}

function blockParts(some: Expressions, options: Options) {
  const earlier = fc.option(fc.nat(20), { nil: undefined, freq: 2 });
  return {
    lines: attributeLines(some, options),
    parents: fc.array(fc.nat(20), { maxLength: 2 }),
    link: options.isLinked ? earlier : fc.constant(undefined),
    reference: earlier,
  };
}
