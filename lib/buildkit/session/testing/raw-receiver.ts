// The daemon's half of a context transfer, for tests: asks for every regular file, or for those that are wanted.

import { frameMessage } from "../framing.js";
import { decodePacket, PacketType } from "../packet.js";
import { PacketWriter } from "../packet-writer.js";
import { isRegular, type Stat } from "../stat.js";
import type { RawCall } from "./raw-daemon.js";

export interface ReceivedTree {
  readonly stats: readonly Stat[];
  /** By path: of files that are no second name of another. */
  readonly contents: ReadonlyMap<string, Buffer>;
  /** Text of an ERR packet. */
  readonly error?: string;
}

/** `wants` says which regular files are asked for; all by default. */
export async function receiveTree(call: RawCall, wants: (stat: Stat) => boolean = () => true): Promise<ReceivedTree> {
  const stats: Stat[] = [];
  const contents = new Map<string, Buffer>();
  const open = new Map<number, Buffer[]>();
  let hasAllStats = false;
  let error: string | undefined;
  for await (const message of call.messages) {
    const packet = decodePacket(message);
    if (packet.type === PacketType.error) error = Buffer.from(packet.data).toString();
    else if (packet.type === PacketType.fin) call.halfClose();
    else if (packet.type === PacketType.data) take(packet.id, packet.data);
    else if (packet.stat === undefined) hasAllStats = true;
    else see(packet.stat);
    if (hasAllStats && open.size === 0) {
      hasAllStats = false;
      send((writer) => writer.fin());
    }
  }
  return error === undefined ? { stats, contents } : { stats, contents, error };

  function see(stat: Stat): void {
    const id = stats.push(stat) - 1;
    if (!isRegular(stat.mode) || stat.linkname !== "" || !wants(stat)) return;
    open.set(id, []);
    send((writer) => writer.request(id));
  }

  function take(id: number, data: Uint8Array): void {
    const parts = open.get(id);
    const path = stats[id]?.path;
    if (parts === undefined || path === undefined) throw new Error(`data for ${id}, which was not asked for`);
    if (data.length > 0) {
      parts.push(Buffer.from(data));
    } else {
      contents.set(path, Buffer.concat(parts));
      open.delete(id);
    }
  }

  function send(write: (writer: PacketWriter) => void): void {
    const writer = new PacketWriter(async (frames) => call.sendRaw(frames));
    write(writer);
    void writer.flush();
  }
}

/** For calls with one request message. */
export function oneMessage(call: RawCall, message: Uint8Array): void {
  call.sendRaw(frameMessage(message));
  call.halfClose();
}
