export { bake, builtCommand, startBake } from "./bake.js";
export { type CommandOptions, type CommandResult, type RunningCommand, runCommand, startCommand } from "./command.js";
export { imageNames, removeImage, savedImage } from "./docker.js";
export { engineLogins, writeDockerConfig } from "./docker-config.js";
export { elfMachine } from "./elf.js";
export {
  type Archive,
  checkGolden,
  formatArchive,
  type GoldenInput,
  type GoldenOutput,
  goldenFiles,
  parseArchive,
  writeFiles,
} from "./golden.js";
export {
  type Descriptor,
  type Image,
  type ImageConfig,
  type ImageSet,
  type Index,
  imageFor,
  type Layer,
  type LayerFile,
  type Manifest,
  readTar,
  rootFiles,
} from "./image.js";
export { type OciLayout, readOciLayout } from "./oci-layout.js";
export { type OfflineBase, offlineBase } from "./offline.js";
export {
  type CountingProxy,
  countingProxy,
  openRegistry,
  type PassedRequest,
  type Registry,
  type RegistryLogin,
} from "./registry.js";
export { pushScanner } from "./scanner.js";
