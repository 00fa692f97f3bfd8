// What policies tell of their decisions, as one vertex of the step: it runs while a decision is made. Its name is buildx's.

import { createHash } from "node:crypto";
import type { StatusUpdate, Vertex } from "../../buildkit/index.js";

export interface PolicyLog {
  /** Lines before this wait. */
  readonly attach: (onStatus: (update: StatusUpdate) => void) => void;
  readonly say: (text: string) => void;
  /** Says the lines of this level and graver ones: `panic` to `trace`, `info` when nobody said. */
  readonly upTo: (level?: string) => (level: string, text: string) => void;
  /** Shows that something is decided until the result is disposed. */
  readonly working: () => Disposable;
  /** The vertex failed, if it was ever shown. */
  readonly fail: (message: string) => void;
}

export function policyLog(files: readonly string[], { now, id }: { now: () => number; id: string }): PolicyLog {
  const digest = `sha256:${createHash("sha256").update(`policies ${id}`).digest("hex")}`;
  const name = `loading policies ${files.join(", ")}`;
  const early: string[] = [];
  let tell: ((update: StatusUpdate) => void) | undefined;
  let works = 0;
  let started: number | undefined;
  let isShown = false;

  return {
    attach(onStatus) {
      tell = onStatus;
      for (const text of early.splice(0)) say(text);
    },
    say,
    upTo(wanted = "info") {
      const limit = levels.indexOf(wanted.replace(/^warning$/, "warn"));
      return (level, text) => {
        if (levels.indexOf(level) <= limit) say(text);
      };
    },
    working() {
      works += 1;
      return {
        [Symbol.dispose]() {
          works -= 1;
          if (works === 0) pause("");
        },
      };
    },
    fail(message) {
      if (started === undefined) return;
      isShown = true;
      pause(message);
    },
  };

  function say(text: string): void {
    if (tell === undefined) {
      early.push(text);
      return;
    }
    if (!isShown) {
      isShown = true;
      started = now();
      tellVertex({ started });
    }
    const data = new TextEncoder().encode(text.endsWith("\n") ? text : `${text}\n`);
    tell({ ...nothing, logs: [{ vertex: digest, timestamp: now(), stream: 1, data }] });
    if (works === 0) pause("");
  }

  function pause(error: string): void {
    if (!isShown || started === undefined) return;
    isShown = false;
    tellVertex({ started, completed: now(), error });
  }

  function tellVertex(state: Partial<Vertex>): void {
    tell?.({ ...nothing, vertexes: [{ digest, inputs: [], name, isCached: false, error: "", ...state }] });
  }
}

/** Gravest first. */
const levels = ["panic", "fatal", "error", "warn", "info", "debug", "trace"];

const nothing: StatusUpdate = { vertexes: [], statuses: [], logs: [], warnings: [] };
