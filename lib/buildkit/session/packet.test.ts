import fc from "fast-check";
import { expect, test } from "vitest";
import { Packet as GenPacket } from "../gen/session.js";
import { readMessages } from "./framing.js";
import { decodePacket, PacketType } from "./packet.js";
import { PacketWriter } from "./packet-writer.js";
import { collect } from "./testing/raw-daemon.js";

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const uint32 = fc.nat({ max: 2 ** 32 - 1 });
const anyStat = fc.record({
  path: fc.string({ unit: "grapheme", minLength: 1 }),
  mode: uint32,
  uid: uint32,
  gid: uint32,
  size: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  modTime: fc.oneof(int64, fc.constantFrom(0n, -1n, 2n ** 49n, 2n ** 49n - 1n, 1n << 56n, 1_700_000_000_123_456_789n)),
  linkname: fc.string({ unit: "grapheme" }),
  devMajor: uint32,
  devMinor: uint32,
});

/** What a writer sent, as whole messages. */
async function written(write: (writer: PacketWriter) => void): Promise<Uint8Array[]> {
  const frames: Buffer[] = [];
  const writer = new PacketWriter(async (bytes) => void frames.push(Buffer.from(bytes)));
  write(writer);
  await writer.flush();
  return collect(readMessages(asAsync(frames)));
}

async function* asAsync(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

test("a stat comes back as it was written, by our reader and by the generated one", async () => {
  await fc.assert(
    fc.asyncProperty(anyStat, async (stat) => {
      const [message, end] = await written((writer) => {
        writer.stat(stat);
        writer.endOfStats();
      });
      expect(decodePacket(message ?? Buffer.of())).toEqual({ type: PacketType.stat, stat, id: 0, data: Buffer.of() });
      const theirs = GenPacket.decode(message ?? Buffer.of()).stat;
      expect([theirs?.path, theirs?.mode, theirs?.linkname]).toEqual([stat.path, stat.mode, stat.linkname]);
      expect(String(theirs?.modTime ?? 0)).toBe(String(stat.modTime));
      expect(String(theirs?.size ?? 0)).toBe(String(stat.size));
      expect(end).toEqual(Buffer.of());
    }),
  );
});

test("requests, data, ends and errors come back in order, however large", async () => {
  const large = Buffer.alloc(300 * 1024, "x");
  const messages = await written((writer) => {
    writer.request(0);
    writer.request(2 ** 32 - 1);
    writer.data(PacketType.data, 7, large.length, (target, at) => large.copy(target, at));
    writer.data(PacketType.data, 7, 10, () => 0);
    writer.endOfFile(7);
    writer.error("brot fehlt: ü");
    writer.fin();
  });
  expect(messages.map(decodePacket)).toEqual([
    { type: PacketType.request, id: 0, data: Buffer.of() },
    { type: PacketType.request, id: 2 ** 32 - 1, data: Buffer.of() },
    { type: PacketType.data, id: 7, data: large },
    { type: PacketType.data, id: 7, data: Buffer.of() },
    { type: PacketType.error, id: 0, data: Buffer.from("brot fehlt: ü") },
    { type: PacketType.fin, id: 0, data: Buffer.of() },
  ]);
});

test("many small packets are few writes", async () => {
  const sizes: number[] = [];
  const writer = new PacketWriter(async (bytes) => void sizes.push(bytes.length));
  for (let id = 0; id < 100_000; id++) writer.request(id);
  await writer.flush();
  expect(sizes.length).toBeLessThan(6);
});

test("a packet that is cut short is refused, not read as something else", async () => {
  await fc.assert(
    fc.asyncProperty(anyStat, fc.nat(), async (stat, cut) => {
      const [message = Buffer.of()] = await written((writer) => writer.stat(stat));
      const at = 1 + (cut % (message.length - 1));
      expect(() => decodePacket(message.subarray(0, at))).toThrow(RangeError);
    }),
  );
});
