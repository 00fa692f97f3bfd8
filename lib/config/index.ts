export { compareBytewise } from "../hcl/values/index.js";
export { type AttributeSpec, type AttributeTable, attributeNames, attributes, namesIn } from "./attributes.js";
export { type BlockAttribute, type BlockType, blockAttributes } from "./block-attributes.js";
export type { Builtins } from "./builtins.js";
export { type Collector, collectDiagnostics } from "./collect.js";
export type { EntryCodec, FieldDescription } from "./composite/codec.js";
export type { Config, DeclaredTarget, VariableValue } from "./config.js";
export type { EntriesShape } from "./entries.js";
export {
  type BakeFile,
  type FetchRemote,
  type FileKind,
  type FileSystem,
  type ReadFiles,
  type ReadOptions,
  readBakeFiles,
} from "./files.js";
export { type Given, givenTarget } from "./given.js";
export { compileGlob, isGlob } from "./glob.js";
export type { Json } from "./json.js";
export { type LoadOptions, loadConfig } from "./load.js";
export { specOf } from "./merge.js";
export { placeOfEntry, placeOfItem } from "./origin.js";
export type { OverrideRule } from "./override-rule.js";
export { normalPlatforms, type ParsedPlatform, parsePlatform } from "./platform.js";
export {
  namedContextInRepository,
  type Operands,
  parseRemoteUrl,
  type RemoteUrl,
  splitOperands,
} from "./remote.js";
export { makeResolve, type Resolve, type ResolveOptions } from "./resolve.js";
export { type ResourceField, resourceFields } from "./resources.js";
export type { Shape } from "./shape.js";
export { attestation } from "./shorthand.js";
export { parseSize } from "./size.js";
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
export type { OverrideFlags } from "./written-override.js";
