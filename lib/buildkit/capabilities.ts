// Asks a daemon what it can do: a build of nothing, kept out of the history, in which only Ping is called.

import { randomUUID } from "node:crypto";
import { linkedAbort } from "../async/index.js";
import type { ControlClient } from "./control.js";
import type { Capabilities } from "./wire.js";

/** One round trip and a half; ask once per daemon. */
export async function askCapabilities(control: ControlClient, signal: AbortSignal): Promise<Capabilities> {
  using scope = linkedAbort(signal);
  const ref = randomUUID();
  const solved = control.solve(
    {
      ref,
      frontendAttrs: {},
      exporters: [],
      cacheExports: [],
      cacheImports: [],
      entitlements: [],
      isInternal: true,
    },
    scope,
  );
  const gateway = control.gateway(ref);
  // A solve that is refused ends the asking; one that only waits for the gateway never settles first.
  const capabilities = await Promise.race([gateway.ping(scope), solved.then(() => Promise.reject(endedEarly()))]);
  await gateway.return({ refs: new Map(), isMultiPlatform: false, metadata: {}, attestations: {} }, scope);
  await solved;
  return capabilities;
}

function endedEarly(): Error {
  return new Error("internal error: a build for asking capabilities ended before it was asked");
}
