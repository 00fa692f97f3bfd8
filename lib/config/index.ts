export type {
  AttestEntry,
  AttributeName,
  CacheEntry,
  Group,
  NameRef,
  OutputEntry,
  PolicyEntry,
  Resources,
  SecretEntry,
  SshEntry,
  Target,
  TargetAttributes,
} from "./target.js";
