// moby.upload.v1.Upload: bytes of ours, such as a tar on standard input, that the daemon fetches as
// `http://buildkit-session/ID`. Follows moby/buildkit session/upload/uploadprovider.

import { posix } from "node:path";
import type { Attachable } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { bytesMessage } from "./bytes-message.js";

/** What daemons before 0.13 take in one message, with room to spare. */
const maxChunkBytes = 3 * 1024 * 1024;

/** Serves each stream once under its id. */
export function uploads(streams: ReadonlyMap<string, () => AsyncIterable<Uint8Array>>): Attachable {
  const left = new Map(streams);
  return {
    service: "moby.upload.v1.Upload",
    methods: {
      async Pull({ header, send }) {
        const id = posix.basename(header("urlpath")[0] ?? "");
        const open = left.get(id);
        if (open === undefined) {
          throw new StatusError(StatusCode.notFound, `nothing to upload has the id "${id}", or it was fetched before`);
        }
        left.delete(id);
        for await (const bytes of open()) {
          for (let at = 0; at < bytes.length; at += maxChunkBytes) {
            await send(bytesMessage(bytes.subarray(at, at + maxChunkBytes)));
          }
        }
      },
    },
  };
}
