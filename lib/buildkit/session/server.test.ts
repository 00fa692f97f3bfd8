import { expect, test } from "vitest";
import type { Attachable, ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { servedMethods } from "./index.js";
import { collect, rawDaemon } from "./testing/raw-daemon.js";

function serving(methods: Attachable["methods"]): readonly Attachable[] {
  return [{ service: "test.Service", methods }];
}

const echo = serving({
  async Echo({ messages, send }) {
    for await (const message of messages) await send(message);
  },
});

test("the health check says that the session is being served", async () => {
  await using daemon = rawDaemon([]);
  const call = daemon.call("/grpc.health.v1.Health/Check");
  call.halfClose();
  expect(await collect(call.messages)).toEqual([Buffer.from([0x08, 0x01])]);
  expect(await call.status).toEqual({ code: 0, message: "" });
});

test("the methods for the session headers include health", () => {
  expect(servedMethods(echo)).toEqual([
    "/grpc.health.v1.Health/Check",
    "/grpc.health.v1.Health/Watch",
    "/test.Service/Echo",
  ]);
});

test("a method that is not served is answered with unimplemented", async () => {
  await using daemon = rawDaemon(echo);
  const call = daemon.call("/test.Service/Other");
  expect(await call.status).toEqual({
    code: StatusCode.unimplemented,
    message: "this session does not serve /test.Service/Other",
  });
});

test("messages come back whole, the empty one and a 5 MB one among them", async () => {
  const sent = [
    Buffer.from("first"),
    Buffer.alloc(0),
    Buffer.alloc(5 * 1024 * 1024, "0123456789"),
    Buffer.from("last"),
  ];
  await using daemon = rawDaemon(echo);
  const call = daemon.call("/test.Service/Echo");
  for (const message of sent) call.send(message);
  call.halfClose();
  const back = await collect(call.messages);
  expect(back.map((message) => message.length)).toEqual(sent.map((message) => message.length));
  expect(back.every((message, at) => Buffer.compare(message, sent[at] ?? Buffer.of(1)) === 0)).toBe(true);
});

test("messages cut anywhere are put together again", async () => {
  await using daemon = rawDaemon(echo);
  const call = daemon.call("/test.Service/Echo");
  for (const byte of [0, 0, 0, 0, 2, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9]) call.sendRaw(Buffer.of(byte));
  call.halfClose();
  expect((await collect(call.messages)).map((message) => [...message])).toEqual([[7, 8], [], [9]]);
});

test.for([
  { title: "ends inside a message", bytes: [0, 0, 0, 0, 2, 7], code: StatusCode.internal },
  { title: "is compressed", bytes: [1, 0, 0, 0, 1, 7], code: StatusCode.unimplemented },
  { title: "claims an impossible length", bytes: [0, 255, 255, 255, 255], code: StatusCode.resourceExhausted },
])("a stream that $title fails the call", async ({ bytes, code }) => {
  await using daemon = rawDaemon(echo);
  const call = daemon.call("/test.Service/Echo");
  call.sendRaw(Buffer.from(bytes));
  call.halfClose();
  expect(await call.status).toMatchObject({ code });
});

test("repeated headers keep their values apart, also those that contain a comma", async () => {
  let seen: readonly string[] = [];
  await using daemon = rawDaemon(
    serving({
      async Look({ header }) {
        seen = header("exclude-patterns");
      },
    }),
  );
  const call = daemon.call("/test.Service/Look", { "exclude-patterns": ["a, b", "c", "", "d,e"], other: "x" });
  expect(await call.status).toMatchObject({ code: 0 });
  expect(seen).toEqual(["a, b", "c", "", "d,e"]);
});

test("5,000 header values arrive in order", async () => {
  const patterns = Array.from({ length: 5000 }, (_, at) => `dir${at}/**/*.log`);
  let seen: readonly string[] = [];
  await using daemon = rawDaemon(
    serving({
      async Look({ header }) {
        seen = header("exclude-patterns");
      },
    }),
  );
  const call = daemon.call("/test.Service/Look", { "exclude-patterns": patterns });
  expect(await call.status).toMatchObject({ code: 0 });
  expect(seen).toEqual(patterns);
});

test.for([
  {
    title: "a status error",
    thrown: new StatusError(StatusCode.notFound, 'no dir 100% "ü"\n'),
    code: 5,
    message: 'no dir 100% "ü"\n',
  },
  { title: "another error", thrown: new TypeError("broken"), code: StatusCode.unknown, message: "broken" },
])("$title thrown by a handler is the status of the call", async ({ thrown, code, message }) => {
  await using daemon = rawDaemon(serving({ Fail: () => Promise.reject(thrown) }));
  expect(await daemon.call("/test.Service/Fail").status).toEqual({ code, message });
});

test("what was sent before an error still arrives", async () => {
  await using daemon = rawDaemon(
    serving({
      async Half({ send }) {
        await send(Buffer.from("one"));
        throw new StatusError(StatusCode.internal, "then this");
      },
    }),
  );
  const call = daemon.call("/test.Service/Half");
  expect(await collect(call.messages)).toEqual([Buffer.from("one")]);
  expect(await call.status).toEqual({ code: StatusCode.internal, message: "then this" });
});

test("a handler may end well without reading what the daemon sends", async () => {
  await using daemon = rawDaemon(serving({ Ignore: () => Promise.resolve() }));
  const call = daemon.call("/test.Service/Ignore");
  call.send(Buffer.alloc(1024 * 1024));
  expect(await call.status).toMatchObject({ code: 0 });
});

/** A handler that runs until its call is cancelled, and tells why. */
function hanging(kind: "reading" | "sending") {
  let tell: (reason: unknown) => void = () => {};
  let started: () => void = () => {};
  const told = new Promise<unknown>((resolve) => {
    tell = resolve;
  });
  const running = new Promise<void>((resolve) => {
    started = resolve;
  });
  const attachables = serving({
    async Hang({ messages, send, signal }: ServerCall) {
      started();
      try {
        if (kind === "reading") await collect(messages);
        else for (;;) await send(Buffer.alloc(1024 * 1024));
      } catch (error) {
        tell(signal.aborted ? error : new Error("the signal was not aborted", { cause: error }));
      }
    },
  });
  return { attachables, told, running };
}

test.for(["reading", "sending"] as const)(
  "a call cancelled while %s ends with the reason of its signal",
  async (kind) => {
    const { attachables, told, running } = hanging(kind);
    await using daemon = rawDaemon(attachables);
    const call = daemon.call("/test.Service/Hang");
    await running;
    call.cancel();
    expect(await told).toMatchObject({ name: "StatusError", code: StatusCode.cancelled });
  },
);

test.for(["reading", "sending"] as const)("disposing the session cancels a call that is %s", async (kind) => {
  const { attachables, told, running } = hanging(kind);
  await using daemon = rawDaemon(attachables);
  daemon.call("/test.Service/Hang");
  await running;
  await daemon.served[Symbol.asyncDispose]();
  expect(await told).toMatchObject({ code: StatusCode.cancelled, message: "the session was closed" });
  expect(await daemon.served.closed).toBeUndefined();
});

test("a connection that breaks cancels its calls and tells that it closed", async () => {
  const { attachables, told, running } = hanging("reading");
  await using daemon = rawDaemon(attachables);
  daemon.call("/test.Service/Hang");
  await running;
  daemon.breakOff();
  expect(await told).toMatchObject({ code: StatusCode.cancelled });
  await daemon.served.closed;
});

test("a connection that the daemon ends is closed", async () => {
  await using daemon = rawDaemon([]);
  const call = daemon.call("/grpc.health.v1.Health/Check");
  call.halfClose();
  await call.status;
  daemon.end();
  expect(await daemon.served.closed).toBeUndefined();
});

test("health is answered while another call is stalled by its reader", async () => {
  const { attachables, running } = hanging("sending");
  await using daemon = rawDaemon(attachables);
  daemon.call("/test.Service/Hang");
  await running;
  const call = daemon.call("/grpc.health.v1.Health/Check");
  call.halfClose();
  expect(await call.status).toMatchObject({ code: 0 });
});

test("a sender waits for a reader that does not read", async () => {
  let sent = 0;
  let still: () => void = () => {};
  const stopped = new Promise<void>((resolve) => {
    still = resolve;
  });
  await using daemon = rawDaemon(
    serving({
      async Pour({ send }) {
        const chunk = Buffer.alloc(1024 * 1024);
        for (; sent < 200; sent++) {
          // A send that needs more than ten turns of the event loop is one that waits for the reader.
          let isDone = false;
          const sending = send(chunk).then(() => {
            isDone = true;
          });
          for (let turn = 0; turn < 200 && !isDone; turn++) await new Promise((resolve) => setImmediate(resolve));
          if (!isDone) still();
          await sending;
        }
      },
    }),
  );
  const call = daemon.call("/test.Service/Pour");
  await stopped;
  expect(sent).toBeLessThan(100);
  expect((await collect(call.messages)).length).toBe(200);
});
