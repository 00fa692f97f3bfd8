export type { Config, DeclaredTarget, VariableValue } from "./config.js";
export {
  type BakeFile,
  type FetchRemote,
  type FileKind,
  type FileSystem,
  type ReadFiles,
  type ReadOptions,
  readBakeFiles,
} from "./files.js";
export { type Builtins, type LoadOptions, loadConfig } from "./load.js";
export type { OverrideFlags } from "./override.js";
export type { RemoteUrl } from "./remote.js";
export type {
  AttestEntry,
  AttributeName,
  CacheEntry,
  Group,
  NameRef,
  Origin,
  Origins,
  OutputEntry,
  PolicyEntry,
  Resources,
  SecretEntry,
  SshEntry,
  Target,
  TargetAttributes,
} from "./target.js";
