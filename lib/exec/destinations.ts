// Where the results of one step go on this side: files, folders, standard output, an engine that loads images.

import { type Deferred, deferred } from "../async/index.js";
import { type ByteSink, type ExportReceiver, type ExportTarget, receiveExports } from "../buildkit/session/index.js";
import type { Output } from "./lower/lowered.js";
import type { ImageLoader, StandardOutput } from "./options.js";

export interface DestinationOptions {
  readonly stdout: StandardOutput;
  /** Set when one of the outputs is loaded. */
  readonly loader: ImageLoader | undefined;
}

/** Takes what the exporters of `outputs` send; undefined when none of them sends anything. */
export function openDestinations(
  outputs: readonly Output[],
  { stdout, loader }: DestinationOptions,
): ExportReceiver | undefined {
  const targets = new Map<number, ExportTarget>();
  outputs.forEach(({ destination }, index) => {
    switch (destination.kind) {
      case "file":
      case "directory":
        targets.set(index, destination);
        return;
      case "stdout":
        targets.set(index, { kind: "stream", open: async () => stdoutSink(stdout) });
        return;
      case "load":
        targets.set(index, { kind: "stream", open: async (_about, signal) => loadSink(loader ?? noLoader(), signal) });
        return;
      case "none":
      case "layout":
        return;
      default:
        throw new Error(`internal error: no such destination: ${JSON.stringify(destination satisfies never)}`);
    }
  });
  return targets.size === 0 ? undefined : receiveExports(targets);
}

function stdoutSink({ write }: StandardOutput): ByteSink {
  return { write, close: async () => {}, abort: async () => {} };
}

/** Pours an archive into an engine. Aborting breaks the archive off, so that the engine keeps nothing of it. */
function loadSink(loader: ImageLoader, signal: AbortSignal): ByteSink {
  const pipe = bytePipe();
  const loaded = loader.load(pipe.bytes, signal);
  // Told by whichever of write and close comes next.
  loaded.catch((error: unknown) => pipe.fail(error));
  return {
    write: pipe.write,
    async close() {
      pipe.end();
      await loaded;
    },
    async abort(reason) {
      pipe.fail(reason);
      await loaded.catch(() => {});
    },
  };
}

interface BytePipe {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Resolves when the reader took the bytes. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly end: () => void;
  readonly fail: (reason: unknown) => void;
}

/** One chunk at a time from a writer to a reader, neither ahead of the other. */
function bytePipe(): BytePipe {
  let offered: { readonly bytes: Uint8Array; readonly taken: Deferred<void> } | undefined;
  let ending: { readonly error?: unknown } | undefined;
  let arrival: Deferred<void> = deferred();

  const finish = (end: { readonly error?: unknown }): void => {
    ending ??= end;
    if ("error" in end) offered?.taken.reject(end.error);
    arrival.resolve();
  };
  async function* read(): AsyncGenerator<Uint8Array, void> {
    while (true) {
      const taken = offered;
      offered = undefined;
      if (taken !== undefined) {
        yield taken.bytes;
        taken.taken.resolve();
      } else if (ending !== undefined) {
        if ("error" in ending) throw ending.error;
        return;
      } else {
        arrival = deferred();
        await arrival.promise;
      }
    }
  }
  return {
    bytes: read(),
    write(bytes) {
      if (ending !== undefined) return "error" in ending ? Promise.reject(ending.error) : Promise.resolve();
      offered = { bytes, taken: deferred() };
      arrival.resolve();
      return offered.taken.promise;
    },
    end: () => finish({}),
    fail: (error) => finish({ error }),
  };
}

function noLoader(): never {
  throw new Error("internal error: an output is to be loaded, and there is nothing to load it into");
}
