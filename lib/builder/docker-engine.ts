// The engine that images are loaded into.

import { Readable } from "node:stream";
import type { Endpoint } from "../buildkit/index.js";
import type { DockerEngine } from "./builder.js";
import { dockerReport, dockerRequest } from "./docker-http.js";
import { list, record } from "./json.js";

export function dockerEngine(endpoint: Endpoint): DockerEngine {
  return {
    name: "docker",
    endpoint: endpoint.address,
    async takesOci(signal) {
      const info = record(await dockerRequest(endpoint, { method: "GET", path: "/info" }, signal));
      return list(info["DriverStatus"]).some((pair) => {
        const [name, value] = list(pair);
        return name === "driver-type" && value === "io.containerd.snapshotter.v1";
      });
    },
    async load(archive, signal) {
      const body = { type: "application/x-tar", content: Readable.from(archive) };
      await dockerReport(endpoint, { method: "POST", path: "/images/load?quiet=0", body }, signal);
    },
    async push(request, signal) {
      const { pushImage } = await import("./docker-push.js");
      return await pushImage(endpoint, request, signal);
    },
  };
}
