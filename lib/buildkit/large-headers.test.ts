import http2 from "node:http2";
import { Duplex } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeFailure, startFakeDaemon } from "../../testing/fake/index.js";
import { decodeHuffman, headerFields, literalField } from "./hpack.js";
import { connect, SolveError } from "./index.js";
import { headerFilter, largeHeader, largeValues } from "./large-headers.js";

const { signal } = new AbortController();

test("nghttp2's encoding of any header is read back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.stringMatching(/^[!-~][ -~]{0,300}$/), { maxLength: 20 }), async (texts) => {
      const values = texts.map((text) => text.trimEnd());
      const block = await encodedByNode(values);
      const read = [...headerFields(block)].flatMap(({ value }) =>
        value === undefined ? [] : [value.isHuffman ? decodeHuffman(value.bytes) : value.bytes.toString("latin1")],
      );
      expect(read).toEqual(values);
    }),
    { numRuns: 50 },
  );
});

/** The header block of a request with these values, which no table is to remember, among others that go into tables. */
function encodedByNode(values: readonly string[]): Promise<Buffer> {
  const headers = Object.fromEntries(values.map((value, index) => [`x-value-${index}`, value]));
  return new Promise((resolve, reject) => {
    const sent: Buffer[] = [];
    const wire = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        sent.push(chunk);
        done();
        const block = blockOf(Buffer.concat(sent));
        if (block === undefined) return;
        client.destroy();
        resolve(block);
      },
    });
    const client = http2.connect("http://localhost", { createConnection: () => wire });
    client.on("error", reject);
    client.request({ "x-remembered": "yes", ...headers, [http2.sensitiveHeaders]: Object.keys(headers) });
  });
}

function blockOf(bytes: Buffer): Buffer | undefined {
  const preface = 24;
  for (let at = preface; at + 9 <= bytes.length; ) {
    const end = at + 9 + bytes.readUIntBE(at, 3);
    if (bytes[at + 3] === 1) return end <= bytes.length ? bytes.subarray(at + 9, end) : undefined;
    at = end;
  }
  return undefined;
}

/** A literal of any length, not compressed. */
function longLiteral(name: string, value: string): Buffer {
  const length: number[] = [0x7f];
  for (let rest = value.length - 0x7f; ; rest = Math.floor(rest / 128)) {
    length.push(rest > 0x7f ? (rest % 128) | 0x80 : rest);
    if (rest <= 0x7f) break;
  }
  const head = Buffer.concat([Buffer.from([0, name.length]), Buffer.from(name), Buffer.from(length)]);
  return Buffer.concat([head, Buffer.from(value)]);
}

function frame(type: number, flags: number, streamId: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload]);
}

const data = frame(0, 0, 1, Buffer.alloc(20_000, 1));
const status = literalField("grpc-status", "2");

/** Trailers in frames of 16 KiB, the first with padding. */
function trailers(value: string): Buffer {
  const block = Buffer.concat([status, longLiteral("grpc-status-details-bin", value), literalField("z", "z")]);
  const parts = Array.from({ length: Math.ceil(block.length / 16_384) }, (_, index) =>
    block.subarray(index * 16_384, (index + 1) * 16_384),
  );
  return Buffer.concat(
    parts.map((part, index) => {
      const isEnd = index === parts.length - 1 ? 4 : 0;
      const isFirst = index === 0;
      const payload = isFirst ? Buffer.concat([Buffer.from([3]), part, Buffer.alloc(3)]) : part;
      return frame(isFirst ? 1 : 9, isEnd | (isFirst ? 1 | 8 : 0), 5, payload);
    }),
  );
}

function inPieces(bytes: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...pieces, bytes.subarray(at)];
}

test("a large field is taken out and all else stays, however the bytes are cut", () => {
  const large = "A".repeat(100_000);
  const bytes = Buffer.concat([data, trailers(large), data]);
  const left = Buffer.concat([status, literalField(largeHeader, "1"), literalField("z", "z")]);
  const wanted = Buffer.concat([data, frame(1, 5, 5, left), data]);
  fc.assert(
    fc.property(fc.array(fc.nat(30_000), { maxLength: 20 }), (sizes) => {
      const values = largeValues();
      const filter = headerFilter(values);
      const out = inPieces(bytes, sizes).flatMap(filter);
      expect(Buffer.concat(out).equals(wanted)).toBe(true);
      expect(values.take("1")).toBe(large);
      expect(values.take("1")).toBeUndefined();
    }),
  );
});

test("headers in several frames without a large field go through as they are", () => {
  const bytes = Buffer.concat([data, trailers("B".repeat(20_000)), data]);
  fc.assert(
    fc.property(fc.array(fc.nat(30_000), { maxLength: 20 }), (sizes) => {
      const filter = headerFilter(largeValues());
      expect(Buffer.concat(inPieces(bytes, sizes).flatMap(filter)).equals(bytes)).toBe(true);
    }),
  );
});

test("an error with a Dockerfile larger than a header may be is told whole, and the connection lives on", async () => {
  const text = "# ä line of a Dockerfile\n".repeat(20_000);
  const json = { info: { filename: "Dockerfile", data: Buffer.from(text).toString("base64") }, ranges: [] };
  await using daemon = await startFakeDaemon({
    async solve() {
      throw new FakeFailure(2, "no", [{ name: "errdefs.Source", json }]);
    },
  });
  await using control = await connect({ kind: "buildkitd", address: daemon.address }, signal);
  for (const ref of ["first", "second"]) {
    const request = { ref, frontendAttrs: {}, exporters: [], cacheExports: [], cacheImports: [], entitlements: [] };
    const error = await control.solve(request, signal).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SolveError);
    if (!(error instanceof SolveError)) return;
    expect(error.message).toBe("no");
    expect(Buffer.from(error.details.sources[0]?.info.data ?? []).toString()).toBe(text);
  }
});
