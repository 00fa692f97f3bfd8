// moby.buildkit.secrets.v1.Secrets: values that a RUN mounts. They are read when the daemon asks, and never travel in a request.
// Follows moby/buildkit session/secrets/secretsprovider.

import type { Attachable } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import { GetSecretRequest, GetSecretResponse } from "../gen/session.js";
import { unary } from "./unary.js";

/** What the daemon takes at most. */
const maxSecretBytes = 500 * 1024;

/** Serves the secrets by id. A value that cannot be read ends the build with that error's message. */
export function secrets(values: ReadonlyMap<string, () => Promise<Uint8Array>>): Attachable {
  return {
    service: "moby.buildkit.secrets.v1.Secrets",
    methods: {
      GetSecret: unary(GetSecretRequest, GetSecretResponse, async ({ id }) => {
        const read = values.get(id);
        if (read === undefined)
          throw new StatusError(StatusCode.notFound, `secret "${id}" was not given to this build`);
        const data = await read();
        if (data.length > maxSecretBytes) {
          throw new StatusError(
            StatusCode.invalidArgument,
            `secret "${id}" has ${data.length} bytes: the daemon takes at most ${maxSecretBytes}`,
          );
        }
        return { data };
      }),
    },
  };
}
