export type { Builder, BuilderNode, DockerEngine, Driver, NodeTraits } from "./builder.js";
export { chooseBuilder } from "./choose.js";
export { BuilderError, DockerError } from "./errors.js";
export { readMachineId } from "./store.js";
export { readTraits } from "./traits.js";
export { type BuilderWorld, buildxConfigDir, type DefaultSocket, dockerConfigDir } from "./world.js";
