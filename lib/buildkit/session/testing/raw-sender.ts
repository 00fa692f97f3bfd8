// The daemon's half of a local export, for tests: announces entries, and sends the files that are asked for.

import { decodePacket, PacketType } from "../packet.js";
import { PacketWriter } from "../packet-writer.js";
import type { Stat } from "../stat.js";
import type { RawCall } from "./raw-daemon.js";

export interface SentEntry extends Partial<Stat> {
  readonly path: string;
  readonly data?: Uint8Array | string;
}

export interface SendOptions {
  /** Stops here instead of answering the request for this path. */
  readonly stopAt?: string;
  /** Cancels instead of answering FIN, as the daemon may. */
  readonly cancelsAtFin?: boolean;
}

/** Resolves with the text of an ERR packet, if one came. */
export async function sendTree(
  call: RawCall,
  entries: readonly SentEntry[],
  { stopAt, cancelsAtFin = false }: SendOptions = {},
): Promise<string | undefined> {
  write((writer) => {
    for (const { data, ...stat } of entries) {
      writer.stat({
        mode: 0o644,
        uid: 1234,
        gid: 1234,
        size: data?.length ?? 0,
        modTime: 1_000_000_000_000_000_000n,
        linkname: "",
        devMajor: 0,
        devMinor: 0,
        ...stat,
      });
    }
    writer.endOfStats();
  });
  let error: string | undefined;
  for await (const message of call.messages) {
    const packet = decodePacket(message);
    if (packet.type === PacketType.error) error = Buffer.from(packet.data).toString();
    else if (packet.type === PacketType.fin) {
      if (cancelsAtFin) {
        call.cancel();
        return undefined;
      }
      write((writer) => writer.fin());
      call.halfClose();
    } else if (packet.type === PacketType.request) {
      const entry = entries[packet.id];
      if (entry !== undefined && entry.path === stopAt) return undefined;
      const data = Buffer.from(entry?.data ?? "");
      write((writer) => {
        for (let at = 0; at < data.length; at += 32 * 1024) {
          const part = data.subarray(at, at + 32 * 1024);
          writer.data(PacketType.data, packet.id, part.length, (target, to) => part.copy(target, to));
        }
        writer.endOfFile(packet.id);
      });
    }
  }
  return error;

  function write(fill: (writer: PacketWriter) => void): void {
    const writer = new PacketWriter(async (frames) => call.sendRaw(frames));
    fill(writer);
    void writer.flush();
  }
}
