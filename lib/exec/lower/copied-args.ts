// Which build arguments decide what a Dockerfile takes from its context. One Dockerfile for many services reads
// `COPY services/${SERVICE}`: each value asks for other files, and the daemon keeps a tree of files for each only if we tell
// them apart. A guess that is wrong costs time, never the result.

/** Names of arguments that stand in COPY, ADD and FROM, or in the values of such. */
export function copiedArguments(dockerfile: string): ReadonlySet<string> {
  const used = new Set<string>();
  const values = new Map<string, string[]>();
  for (const [word, rest] of instructions(dockerfile)) {
    if (["COPY", "ADD", "FROM"].includes(word) || (word === "RUN" && rest.includes("--mount"))) {
      for (const name of variablesIn(rest)) used.add(name);
    } else if (word === "ARG" || word === "ENV") {
      for (const [, name = "", value = ""] of rest.matchAll(/([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/g)) {
        values.set(name, [...(values.get(name) ?? []), ...variablesIn(value)]);
      }
    }
  }
  const open = [...used];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const deeper of values.get(name) ?? []) {
      if (used.has(deeper)) continue;
      used.add(deeper);
      open.push(deeper);
    }
  }
  return used;
}

/** Each instruction with its operands, continued lines joined. Bodies of here-documents are taken for instructions: see above. */
function instructions(dockerfile: string): readonly (readonly [word: string, rest: string])[] {
  const lines = dockerfile
    .replace(/^\s*#.*$/gm, "")
    .replace(/[\\`][ \t]*\r?\n/g, " ")
    .split("\n");
  return lines.flatMap((line) => {
    const [, word = "", rest = ""] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
    return word === "" ? [] : [[word.toUpperCase(), rest] as const];
  });
}

function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
}
