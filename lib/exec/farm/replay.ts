// Standard input for several nodes: it can be read once, and each of them may ask for it.

import type { StandardContext } from "../options.js";

/** Keeps what was read of an archive, so that it can be read again. */
export function replayed(context: StandardContext): StandardContext {
  if (context.kind !== "archive") return context;
  const chunks: Uint8Array[] = [];
  let source: AsyncIterator<Uint8Array> | undefined;
  let reading: Promise<boolean> | undefined;

  /** Reads one chunk more, once for all who wait for it; false at the end. */
  async function readMore(): Promise<boolean> {
    source ??= context.kind === "archive" ? context.open()[Symbol.asyncIterator]() : undefined;
    const next = await source?.next();
    reading = undefined;
    if (next === undefined || next.done === true) return false;
    chunks.push(next.value);
    return true;
  }

  return {
    kind: "archive",
    async *open() {
      for (let index = 0; ; index += 1) {
        if (index === chunks.length) {
          reading ??= readMore();
          if (!(await reading)) return;
        }
        const chunk = chunks[index];
        if (chunk !== undefined) yield chunk;
      }
    },
  };
}
