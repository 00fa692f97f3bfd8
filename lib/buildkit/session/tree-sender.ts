// The sender's half of fsutil: STATs as the walk goes, the bytes of each file that the daemon asks for, FIN for FIN.
// The three run interleaved on one thread in slices, so that health checks and progress are served in between.
// Follows tonistiigi/fsutil send.go.

import { type Deferred, deferred } from "../../async/index.js";
import type { ServerCall } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { fileProblem } from "./file-problem.js";
import { decodePacket, PacketType } from "./packet.js";
import { dataHeadBytes, PacketWriter, writeDataHead } from "./packet-writer.js";
import { isRegular, type Stat } from "./stat.js";
import { timeSlice } from "./time-slice.js";
import type { Tree, TreeFile } from "./tree.js";

/** Up to here a file is read in one go between two others. */
const smallFileBytes = 64 * 1024;

/** One read of a larger file, and one message: below every daemon's limit, and few enough writes. */
const chunkBytes = 1024 * 1024;

/** A file whose STAT was sent, until it is asked for. */
type SentFile = Pick<Stat, "path" | "size">;

/**
 * Sends what `next` gives until it gives nothing, and the files of `tree` that the daemon asks for.
 * @throws {StatusError} when an entry cannot be read (its path is named, and the daemon told), or the daemon gives up.
 */
export async function sendTree(call: ServerCall, tree: Tree, next: () => Stat | undefined): Promise<void> {
  const writer = new PacketWriter(call.sendFramed);
  const files = new Map<number, SentFile>();
  const asked: number[] = [];
  let arrival: Deferred<void> | undefined;
  let isOver = false;
  const working = [walk(), answer()];
  // Not waited for when one of the others fails: it ends with the call.
  const reading = read().finally(end);
  try {
    await Promise.all([...working, reading]);
    writer.fin();
    await writer.flush();
  } catch (error) {
    end();
    await Promise.allSettled(working);
    call.signal.throwIfAborted();
    const problem = error instanceof StatusError ? error : fileProblem("read", error);
    writer.error(problem.message);
    await writer.flush();
    throw problem;
  }

  function end(): void {
    isOver = true;
    arrival?.resolve();
  }

  async function walk(): Promise<void> {
    const slice = timeSlice();
    let id = 0;
    for (let stat = next(); stat !== undefined && !isOver; stat = next()) {
      writer.stat(stat);
      if (isRegular(stat.mode)) files.set(id, stat);
      id++;
      if (!slice.isOver()) continue;
      await writer.flush();
      await slice.next();
    }
    writer.endOfStats();
    await writer.flush();
  }

  async function read(): Promise<void> {
    for await (const message of call.messages) {
      const packet = decodePacket(message);
      if (packet.type === PacketType.fin) return;
      if (packet.type === PacketType.error) {
        throw new StatusError(StatusCode.unknown, `the daemon stopped the transfer: ${Buffer.from(packet.data)}`);
      }
      if (packet.type !== PacketType.request) continue;
      asked.push(packet.id);
      arrival?.resolve();
    }
    throw new StatusError(StatusCode.unknown, "the daemon ended the transfer early");
  }

  async function answer(): Promise<void> {
    const slice = timeSlice();
    for (let at = 0; !isOver; ) {
      const id = asked[at];
      if (id === undefined) {
        asked.length = 0;
        at = 0;
        await writer.flush();
        if (asked.length > 0 || isOver) continue;
        arrival = deferred();
        await arrival.promise;
        slice.restart();
        continue;
      }
      at++;
      const file = files.get(id);
      if (file === undefined) throw new StatusError(StatusCode.invalidArgument, `no file has the id ${id}`);
      files.delete(id);
      await sendFile(id, file);
      if (!slice.isOver()) continue;
      await writer.flush();
      await slice.next();
    }
  }

  async function sendFile(id: number, { path, size }: SentFile): Promise<void> {
    const file = openUnlessSocket(path);
    try {
      if (file !== undefined && size <= smallFileBytes) sendSmall(id, file, size);
      else if (file !== undefined) await sendLarge(id, file);
    } catch (error) {
      throw call.signal.aborted ? error : fileProblem("read", error, tree.display(path));
    } finally {
      file?.close();
    }
    writer.endOfFile(id);
  }

  function openUnlessSocket(path: string): TreeFile | undefined {
    try {
      return tree.open(path);
    } catch (error) {
      // A socket was announced as an empty file, as the daemon's other clients do.
      if (error instanceof Error && "code" in error && error.code === "ENXIO") return undefined;
      throw fileProblem("read", error, tree.display(path));
    }
  }

  function sendSmall(id: number, file: TreeFile, size: number): void {
    for (let position = 0; ; ) {
      // One byte more than there should be: getting fewer is the end of the file. It is not when the file grew.
      const wanted = position === 0 ? size + 1 : smallFileBytes;
      const count = writer.data(PacketType.data, id, wanted, (target, at) =>
        file.readSync(target, at, wanted, position),
      );
      position += count;
      if (count < wanted) return;
    }
  }

  async function sendLarge(id: number, file: TreeFile): Promise<void> {
    for (let position = 0; !isOver; ) {
      // A new one each time, because the last may still wait to be written. Its pages come from the allocator's cache.
      const frame = Buffer.allocUnsafeSlow(dataHeadBytes + chunkBytes);
      const count = await file.read(frame, dataHeadBytes, chunkBytes, position);
      if (count === 0) return;
      writeDataHead(frame, 0, PacketType.data, id, count);
      await call.sendFramed(frame.subarray(0, dataHeadBytes + count));
      position += count;
    }
  }
}
