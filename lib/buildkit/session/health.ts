// grpc.health.v1.Health. The daemon asks every 5 s and drops the session after one or two missing answers.

import type { Attachable } from "../control.js";

/** HealthCheckResponse { status 1: SERVING 1 }. */
const serving = Uint8Array.of(0x08, 0x01);

export const health: Attachable = {
  service: "grpc.health.v1.Health",
  methods: {
    Check: ({ send }) => send(serving),
    async Watch({ send, signal }) {
      await send(serving);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener("abort", () => resolve(), { once: true });
      });
    },
  },
};
