import path from "node:path";
import { expect, test } from "vitest";
import { checkGolden, goldenFiles } from "../../testing/tools/golden.js";
import { SolveError, type StatusUpdate, type Vertex, type VertexStatus } from "../buildkit/index.js";
import type { BuildEvent, RunResult, StepOutcome } from "../exec/index.js";
import type { Plan } from "../plan/index.js";
import { renderDiagnostics } from "../source/index.js";
import {
  type DisplayOptions,
  failureDiagnostics,
  failureLogs,
  openDisplay,
  type ProgressMode,
  type Trace,
} from "./index.js";

const noUpdate: StatusUpdate = { vertexes: [], statuses: [], logs: [], warnings: [] };
const noVertex: Vertex = { digest: "", inputs: [], name: "", isCached: false, error: "" };

/** One line of an `events` file: `MS STEP VERB OPERANDS`, or `MS tick`. Times are also the daemon's. */
function parseEvents(
  text: string,
): readonly ({ readonly at: number } & ({ readonly tick: true } | { readonly event: BuildEvent }))[] {
  const names = new Map<string, { readonly name: string; readonly started?: number; readonly group?: string }>();
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("//"))
    .map((line) => {
      const [time = "", step = "", verb = "", digest = "", ...rest] = line.split(" ");
      const at = Number(time);
      if (step === "tick") return { at, tick: true as const };
      return { at, event: eventOf(at, step, verb, digest, rest.join(" ")) };
    });

  function eventOf(at: number, step: string, verb: string, digest: string, operand: string): BuildEvent {
    const status = (update: Partial<StatusUpdate>): BuildEvent => ({
      kind: "status",
      step,
      at,
      update: { ...noUpdate, ...update },
    });
    const vertex = (fields: Partial<Vertex>): BuildEvent => {
      const { name = digest, started, group } = names.get(digest) ?? {};
      const known = started === undefined ? {} : { started };
      const progressGroup = group === undefined ? {} : { progressGroup: { id: group, name: group, isWeak: false } };
      return status({ vertexes: [{ ...noVertex, digest, name, ...known, ...progressGroup, ...fields }] });
    };
    const vertexStatus = (fields: Partial<VertexStatus>): BuildEvent => {
      const [id = "", current = "0", total = "0"] = operand.split("|");
      const known = names.get(`${digest} ${id}`)?.started ?? at;
      names.set(`${digest} ${id}`, { name: id, started: known });
      const base = {
        id,
        vertex: digest,
        name: "",
        current: Number(current),
        total: Number(total),
        timestamp: at,
        started: known,
      };
      return status({ statuses: [{ ...base, ...fields }] });
    };
    switch (verb) {
      case "knows": {
        const [name = "", group] = operand.split("|");
        names.set(digest, { name, ...(group === undefined ? {} : { group }) });
        return vertex({});
      }
      case "starts":
        names.set(digest, { name: digest, ...names.get(digest), started: at });
        return vertex({});
      case "ends":
        return vertex({ completed: at });
      case "cached":
        names.set(digest, { name: digest, ...names.get(digest), started: at });
        return vertex({ completed: at, isCached: true });
      case "fails":
        return vertex({ completed: at, error: operand });
      case "says":
        return status({
          logs: [{ vertex: digest, stream: 1, timestamp: at, data: Buffer.from(JSON.parse(`"${operand}"`)) }],
        });
      case "moves":
        return vertexStatus({});
      case "moved":
        return vertexStatus({ completed: at });
      case "warns":
        return status({ warnings: [{ vertex: digest, level: 1, short: operand, detail: [], url: "", ranges: [] }] });
      case "note":
        return { kind: "note", severity: "warning", step: undefined, at, text: [digest, operand].join(" ") };
      default:
        throw new Error(`no such verb: ${verb}`);
    }
  }
}

interface Shown {
  readonly text: string;
  readonly trace: Trace;
}

function show(mode: ProgressMode, steps: readonly string[], events: string, more: Partial<DisplayOptions> = {}): Shown {
  let text = "";
  let time = 0;
  let tick = (): void => {};
  const display = openDisplay({
    mode,
    write: (more) => {
      text += more;
    },
    isTerminal: false,
    now: () => time,
    every(_ms, onTick) {
      tick = onTick;
      return () => {};
    },
    ...more,
  });
  display.show({ kind: "run-started", at: 0, builder: "mine", driver: "remote", steps });
  for (const one of parseEvents(events)) {
    time = one.at;
    if ("tick" in one) tick();
    else display.show(one.event);
  }
  display.close();
  return { text, trace: display.trace() };
}

test.for(goldenFiles(path.join(import.meta.dirname, "golden")))("%s", async ([, file]) => {
  await checkGolden(file, ({ files }) => {
    const steps = (files.get("steps") ?? "app").trim().split(/\s+/);
    const events = files.get("events") ?? "";
    const { text, trace } = show("plain", steps, events);
    const size = { columns: 60, rows: 10 };
    const screens: string[] = [];
    let screen: readonly string[] = [];
    show("tty", steps, events, {
      size: () => size,
      write(frame) {
        screen = drawn(screen, frame);
        screens.push(screen.join("\n"));
      },
    });
    return { plain: text, logs: failureLogs(trace), tty: `${screens.join("\n\n")}\n` };
  });
});

/** What a terminal shows after `text`: as much of one as frames need. The cursor is below the last line before. */
function drawn(before: readonly string[], text: string): readonly string[] {
  const screen = [...before];
  let row = screen.length;
  let column = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a terminal reads.
  for (const [token, digits = "", final = ""] of text.matchAll(/\u001b\[([?\d;]*)([A-Za-z])|[\s\S]/g)) {
    if (final === "A") row -= Number(digits);
    else if (final === "K") screen[row] = (screen[row] ?? "").slice(0, column);
    else if (final === "J") screen.length = row;
    else if (token === "\n") {
      row += 1;
      column = 0;
    } else if (final === "") {
      screen[row] = (screen[row] ?? "").slice(0, column).padEnd(column) + token + (screen[row] ?? "").slice(column + 1);
      column += 1;
    }
  }
  return screen.map((line) => line.trimEnd());
}

test("auto draws frames on a terminal whose size is known, and lines elsewhere", () => {
  const events = "0 app starts v\n150 tick\n200 app ends v\n";
  const size = () => ({ columns: 40, rows: 10 });
  expect(show("auto", ["app"], events, { isTerminal: true, size }).text).toContain("\u001b[2A");
  expect(show("auto", ["app"], events, { isTerminal: false, size }).text).not.toContain("\u001b");
  expect(show("auto", ["app"], events, { isTerminal: true }).text).not.toContain("\u001b");
});

test("colours tell how a step ended, when there are any", () => {
  const events =
    "0 app starts v\n5 app fails v no\n0 app starts w\n5 app ends w\n0 app starts x\n5 app fails x context canceled\n";
  const size = () => ({ columns: 40, rows: 10 });
  const { text } = show("tty", ["app"], events, { size, hasColor: true });
  for (const line of ["\u001b[31m => ERROR v", "\u001b[34m => w", "\u001b[33m => CANCELED x"])
    expect(text).toContain(line);
  expect(show("tty", ["app"], events, { size }).text).not.toMatch(/\[3\dm/);
});

test("quiet says nothing", () => {
  expect(show("quiet", ["app"], "0 app starts v\n10 app ends v\n").text).toBe("");
});

test("rawjson is a line for each message of the daemon", () => {
  const { text } = show(
    "rawjson",
    ["app"],
    "0 app knows v name\n5 app starts v\n6 app says v hi\\n\n7 app moved v id|1|2\n9 app fails v no\n",
  );
  expect(
    text
      .split("\n")
      .slice(0, -1)
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([
    { vertexes: [{ digest: "v", name: "name" }] },
    { vertexes: [{ digest: "v", name: "name", started: "1970-01-01T00:00:00.005Z" }] },
    { logs: [{ vertex: "v", stream: 1, data: "aGkK", timestamp: "1970-01-01T00:00:00.006Z" }] },
    {
      statuses: [
        {
          id: "id",
          vertex: "v",
          total: 2,
          current: 1,
          timestamp: "1970-01-01T00:00:00.007Z",
          started: "1970-01-01T00:00:00.007Z",
          completed: "1970-01-01T00:00:00.007Z",
        },
      ],
    },
    {
      vertexes: [
        {
          digest: "v",
          name: "name",
          started: "1970-01-01T00:00:00.005Z",
          completed: "1970-01-01T00:00:00.009Z",
          error: "no",
        },
      ],
    },
  ]);
});

const dockerfile = `FROM alpine AS build
RUN echo one && \\
    exit 7
`;

function failureOf(outcomes: Readonly<Record<string, StepOutcome>>, plan: Partial<Plan>, events = ""): string {
  const result: RunResult = {
    outcomes: new Map(Object.entries(outcomes)),
    diagnostics: [],
    isCancelled: false,
    calls: new Map(),
    warnings: new Map(),
  };
  const { trace } = show("quiet", Object.keys(outcomes), events);
  return renderDiagnostics(failureDiagnostics({ result, plan: { groups: [], steps: [], ...plan }, trace }));
}

function stepAt(name: string, context: string, platforms: readonly string[] = []): Plan["steps"][number] {
  const target = { name, context, dockerfile: "Dockerfile", origins: new Map(), platforms };
  return { name, target, needs: [], isLinked: false };
}

test("a failed step is shown at its line of the Dockerfile, with what did not run because of it", () => {
  const error = new SolveError(
    2,
    `failed to solve: process "/bin/sh -c exit 7" did not complete successfully: exit code: 7`,
    {
      sources: [
        {
          info: { filename: "Dockerfile", data: Buffer.from(dockerfile), language: "Dockerfile" },
          ranges: [2, 3].map((line) => ({ start: { line, character: 0 }, end: { line, character: 0 } })),
        },
      ],
      vertex: "v",
      exitCode: 7,
    },
  );
  const text = failureOf(
    {
      app: { kind: "failed", error },
      web: { kind: "skipped", because: "app" },
      api: { kind: "skipped", because: "app" },
      docs: { kind: "cancelled" },
    },
    { steps: [stepAt("app", "services/app")] },
    "0 app knows v [linux/arm64 build 2/2] RUN echo one && exit 7\n1 app starts v\n2 app fails v exit code: 7\n",
  );
  expect(
    text,
  ).toBe(`error[build-failed]: Target "app" failed: process "/bin/sh -c exit 7" did not complete successfully: exit code: 7
  ──▶ services/app/Dockerfile:2:1, in target "app", stage "build", linux/arm64
  │
2 │ RUN echo one && \\
  │ ^^^^^^^^^^^^^^^^^
3 │     exit 7
  │     ^^^^^^ exit code 7
  Not built, because "app" failed: "web", "api". Cancelled: "docs".
`);
});

test("a daemon that went away is told once, whoever noticed", () => {
  const error = new Error("The daemon at unix:///s closed the connection");
  expect(failureOf({ a: { kind: "failed", error }, b: { kind: "failed", error } }, {})).toBe(
    `error[build-failed]: The daemon at unix:///s closed the connection
  ──▶ in targets "a", "b"
`,
  );
});

test.for([
  ["moby.buildkit.frontend.contexts", `"contexts" need Dockerfile syntax 1.4, which is in BuildKit 0.10`],
  [
    "moby.buildkit.frontend.gitquerystring",
    `A query in the git URL of a "context" needs Dockerfile syntax 1.18, which is in BuildKit 0.24`,
  ],
  ["moby.buildkit.frontend.subrequests", `"call" needs Dockerfile syntax 1.2, which is in BuildKit 0.8`],
  ["frontend.lint", `"check" needs Dockerfile syntax 1.8, which is in BuildKit 0.14`],
  ["frontend.other", `Its frontend has no method "other" for "call"; a line`],
] as const)("a frontend that is too old for %s is named with the release that is not", ([missingCapability, said]) => {
  const error = new SolveError(12, `unsupported frontend capability ${missingCapability}`, {
    sources: [],
    missingCapability,
  });
  expect(
    failureOf({ a: { kind: "failed", error } }, { steps: [stepAt("a", ".", ["linux/amd64"])] }).replace(
      /\n {2}(?! )/g,
      " ",
    ),
  ).toContain(said);
});
