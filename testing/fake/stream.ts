// The bytes inside the messages of `Control.Session`, on the daemon's side. With the generated codec, and not with the
// client's own packing, so that each side checks the other.

import { Duplex } from "node:stream";
import { BytesMessage } from "../../lib/buildkit/gen/control.js";
import type { BytesCall } from "./service.js";

export function bytesOfCall(call: BytesCall): Duplex {
  const stream = new Duplex({
    read() {
      call.resume();
    },
    write(data: Buffer, _encoding, done) {
      call.write(Buffer.from(BytesMessage.encode({ data }).finish()), () => done());
    },
    final(done) {
      call.end();
      done();
    },
    destroy(error, done) {
      call.end();
      done(error);
    },
  });
  call.on("data", (message: Buffer) => {
    if (!stream.push(BytesMessage.decode(message).data)) call.pause();
  });
  call.on("end", () => stream.push(null));
  call.on("cancelled", () => stream.destroy());
  call.on("error", () => stream.destroy());
  return stream;
}
