import { duplexPair } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { standardStreams } from "./container.js";

function frame(stream: number, data: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  header.writeUInt32BE(data.length, 4);
  return Buffer.concat([header, data]);
}

const frames = fc.array(fc.record({ stream: fc.constantFrom(1, 2), data: fc.uint8Array({ maxLength: 100 }) }));

test("a process's output is read from its frames, however they are cut", async () => {
  await fc.assert(
    fc.asyncProperty(frames, fc.array(fc.nat(50)), async (sent, cuts) => {
      const first = { stream: 1, data: new Uint8Array([1]) };
      const bytes = Buffer.concat([first, ...sent].map(({ stream, data }) => frame(stream, Buffer.from(data))));
      const [ours, theirs] = duplexPair();
      const joined = standardStreams(ours);
      let at = 0;
      for (const cut of cuts) {
        theirs.write(bytes.subarray(at, at + cut));
        at += cut;
      }
      theirs.end(bytes.subarray(at));
      const output = [first, ...sent].flatMap(({ stream, data }) => (stream === 1 ? [Buffer.from(data)] : []));
      expect(await readAll(joined)).toEqual(Buffer.concat(output));
    }),
  );
});

test("what is written goes to the process as it is", async () => {
  const [ours, theirs] = duplexPair();
  const joined = standardStreams(ours);
  joined.write("abc");
  joined.end("def");
  expect(String(await readAll(theirs))).toBe("abcdef");
});

test("a process that ends before it said anything is told by its stderr", async () => {
  const [ours, theirs] = duplexPair();
  const joined = standardStreams(ours);
  theirs.end(frame(2, Buffer.from("error: dial unix: no such file\n")));
  await expect(readAll(joined)).rejects.toThrow("error: dial unix: no such file");
});

async function readAll(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
