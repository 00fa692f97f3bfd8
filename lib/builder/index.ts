export type { Builder, BuilderNode, DockerEngine, Driver, NodeLifecycle, NodeStatus, NodeTraits } from "./builder.js";
export { builderFromStore, chooseBuilder } from "./choose.js";
export { withEveryDaemon } from "./daemons.js";
export type { PushProgress, PushRequest } from "./docker-push.js";
export { parseDuration } from "./duration.js";
export { BuilderError, DockerError, FetchError } from "./errors.js";
export { type FetchedDefinition, type FetchedFile, type FetchRequest, fetchDockerfile, fetchFiles } from "./fetch.js";
export { lockedFile, takeLock } from "./file-lock.js";
export { areOnOneGitHost, type GitSecret, gitAgentPaths, gitSecrets } from "./git-access.js";
export { parseGitUrl } from "./git-url.js";
export { type ListedBuilder, listBuilders } from "./list.js";
export { type RegistryAccess, type RegistrySettings, registrySettings } from "./registry-settings.js";
export {
  readActivity,
  readMachineId,
  readStoredBuilder,
  type StoredBuilder,
  type StoredNode,
  storedBuilderNames,
} from "./store.js";
export { withStoreLock } from "./store-lock.js";
export { recordActivity, removeStoredBuilder, setCurrentBuilder, writeStoredBuilder } from "./store-write.js";
export { readTraits } from "./traits.js";
export { type BuilderWorld, buildxConfigDir, type DefaultSocket, dockerConfigDir, embeddedName } from "./world.js";
