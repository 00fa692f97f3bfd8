// How a scripted call fails.

import * as grpc from "@grpc/grpc-js";
import { RpcStatus } from "../../lib/buildkit/gen/control.js";

/** A status to answer with. `details` go into the trailer as BuildKit sends them: JSON under the name of its type. */
export class FakeFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: readonly { readonly name: string; readonly json: unknown }[] = [],
  ) {
    super(message);
  }
}

/** What grpc-js sends for an error of a script. */
export function statusOf(error: unknown): Partial<grpc.StatusObject> {
  const metadata = new grpc.Metadata();
  if (!(error instanceof FakeFailure)) return { code: grpc.status.UNKNOWN, details: String(error), metadata };
  const { code, message, details } = error;
  if (details.length > 0) {
    const status = RpcStatus.encode({
      code,
      message,
      details: details.map(({ name, json }) => ({
        typeUrl: `github.com/moby/buildkit/${name}+json`,
        value: Buffer.from(JSON.stringify(json)),
      })),
    });
    metadata.set("grpc-status-details-bin", Buffer.from(status.finish()));
  }
  return { code, details: message, metadata };
}
