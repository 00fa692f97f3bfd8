export {
  type Engine,
  type EngineOptions,
  engineEnvironment,
  engineStatus,
  ensureEngine,
  type PartStatus,
  releaseEngine,
  takeDown,
} from "./engine.js";
export { EngineError } from "./error.js";
export { type Daemon, type DaemonOptions, startDaemon } from "./second-daemon.js";
export { namedBuildkitHost } from "./transports.js";
