export type { Builder, BuilderNode, DockerEngine, Driver, NodeLifecycle, NodeStatus, NodeTraits } from "./builder.js";
export { chooseBuilder } from "./choose.js";
export { BuilderError, DockerError, FetchError } from "./errors.js";
export { type FetchedFile, type FetchRequest, fetchFiles } from "./fetch.js";
export { areOnOneGitHost, type GitSecret, gitAgentPaths, gitSecrets } from "./git-access.js";
export { readMachineId, type StoredBuilder, type StoredNode } from "./store.js";
export { readTraits } from "./traits.js";
export { type BuilderWorld, buildxConfigDir, type DefaultSocket, dockerConfigDir } from "./world.js";
