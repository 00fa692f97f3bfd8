// Progress as JSON lines, one for each status message. Keys follow moby/buildkit client/graph.go.

import type { SourceRange, StatusUpdate } from "../buildkit/index.js";
import type { BuildEvent } from "../exec/index.js";

/** A line with its end, or nothing for events that are no progress of the daemon. */
export function rawJson(event: BuildEvent): string {
  return event.kind === "status" ? `${JSON.stringify(message(event.update))}\n` : "";
}

function message({ vertexes, statuses, logs, warnings }: StatusUpdate): Record<string, unknown> {
  return {
    ...some("vertexes", vertexes, ({ digest, inputs, name, started, completed, isCached, error, progressGroup }) => ({
      digest,
      ...(inputs.length === 0 ? {} : { inputs }),
      name,
      ...time("started", started),
      ...time("completed", completed),
      ...(isCached ? { cached: true } : {}),
      ...(error === "" ? {} : { error }),
      ...(progressGroup === undefined
        ? {}
        : {
            progressGroup: {
              id: progressGroup.id,
              name: progressGroup.name,
              ...(progressGroup.isWeak ? { weak: true } : {}),
            },
          }),
    })),
    ...some("statuses", statuses, ({ id, vertex, name, total, current, timestamp, started, completed }) => ({
      id,
      vertex,
      ...(name === "" ? {} : { name }),
      ...(total === 0 ? {} : { total }),
      current,
      ...time("timestamp", timestamp),
      ...time("started", started),
      ...time("completed", completed),
    })),
    ...some("logs", logs, ({ vertex, stream, data, timestamp }) => ({
      vertex,
      stream,
      data: Buffer.from(data).toString("base64"),
      ...time("timestamp", timestamp),
    })),
    ...some("warnings", warnings, ({ vertex, level, short, detail, url, source, ranges }) => ({
      vertex,
      level,
      short: base64(short),
      ...(detail.length === 0 ? {} : { detail: detail.map(base64) }),
      ...(url === "" ? {} : { url }),
      ...(source === undefined
        ? {}
        : {
            sourceInfo: {
              filename: source.filename,
              data: Buffer.from(source.data).toString("base64"),
              ...(source.language === "" ? {} : { language: source.language }),
            },
          }),
      ...(ranges.length === 0 ? {} : { range: ranges.map(rangeJson) }),
    })),
  };
}

function some<T>(key: string, items: readonly T[], json: (item: T) => unknown): Record<string, unknown> {
  return items.length === 0 ? {} : { [key]: items.map(json) };
}

function time(key: string, ms: number | undefined): Record<string, string> {
  return ms === undefined ? {} : { [key]: new Date(ms).toISOString() };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function rangeJson({ start, end }: SourceRange): unknown {
  return { start, end };
}
