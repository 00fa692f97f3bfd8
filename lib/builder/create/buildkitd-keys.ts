// What may stand in buildkitd.toml, as data. Follows moby/buildkit cmd/buildkitd/config/config.go from v0.25 to v0.31, and where
// the daemon is stricter than its types the place that reads the value: cmd/buildkitd/main.go, util/network/netproviders.

export type KeyShape =
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly least: number }
  | { readonly kind: "string"; readonly values?: readonly string[] }
  | { readonly kind: "list"; readonly of: KeyShape }
  /** Bytes, `512MB` or `10%`. */
  | { readonly kind: "space" }
  /** Seconds, or such as `48h`. */
  | { readonly kind: "duration" }
  /** Such as `linux/arm64`. */
  | { readonly kind: "platform" }
  /** `others` is what keys that the table does not know hold; without it there are none. */
  | { readonly kind: "table"; readonly keys: KeyTable; readonly others?: KeyShape; readonly hint?: string }
  | { readonly kind: "tables"; readonly of: KeyShape & { readonly kind: "table" } }
  /** Handed on to something that buildkitd knows nothing of. */
  | { readonly kind: "any" };

export interface Key {
  readonly shape: KeyShape;
  /** What to write instead of a key that is on its way out. */
  readonly instead?: string;
}

export type KeyTable = Readonly<Record<string, Key>>;

const boolean: Key = { shape: { kind: "boolean" } };
const text: Key = { shape: { kind: "string" } };
const count: Key = { shape: { kind: "integer", least: 0 } };
const space: Key = { shape: { kind: "space" } };
const duration: Key = { shape: { kind: "duration" } };
const any: Key = { shape: { kind: "any" } };
const texts = listOf({ kind: "string" });

function listOf(of: KeyShape): Key {
  return { shape: { kind: "list", of } };
}

function oneOf(...values: readonly string[]): Key {
  return { shape: { kind: "string", values } };
}

function table(keys: KeyTable, more: { readonly others?: KeyShape; readonly hint?: string } = {}): Key {
  return { shape: { kind: "table", keys, ...more } };
}

function tablesOf(keys: KeyTable): Key {
  return { shape: { kind: "tables", of: { kind: "table", keys } } };
}

const labels = table({}, { others: { kind: "string" } });

const gcPolicy = tablesOf({
  all: boolean,
  filters: texts,
  keepDuration: duration,
  keepBytes: { ...space, instead: "reservedSpace" },
  reservedSpace: space,
  maxUsedSpace: space,
  minFreeSpace: space,
});

/** What both workers have. */
const worker: KeyTable = {
  enabled: boolean,
  labels,
  platforms: listOf({ kind: "platform" }),
  snapshotter: text,
  rootless: boolean,
  gc: boolean,
  gckeepstorage: { ...space, instead: "reservedSpace" },
  reservedSpace: space,
  maxUsedSpace: space,
  minFreeSpace: space,
  gcpolicy: gcPolicy,
  networkMode: oneOf("auto", "bridge", "cni", "host"),
  cniConfigPath: text,
  cniBinaryPath: text,
  cniPoolSize: count,
  bridgeName: text,
  bridgeSubnet: text,
  defaultCgroupParent: text,
  "apparmor-profile": text,
  selinux: boolean,
  "max-parallelism": count,
};

const ociWorker: KeyTable = {
  ...worker,
  noProcessSandbox: boolean,
  binary: text,
  proxySnapshotterPath: text,
  stargzSnapshotter: table({}, { others: { kind: "any" } }),
  userRemapUnsupported: text,
};

const containerdWorker: KeyTable = {
  ...worker,
  address: text,
  namespace: text,
  runtime: table({ name: text, path: text, options: table({}, { others: { kind: "any" } }) }),
};

const registry: KeyShape = {
  kind: "table",
  keys: {
    mirrors: texts,
    http: boolean,
    insecure: boolean,
    ca: texts,
    keypair: tablesOf({ key: text, cert: text }),
    tlsconfigdir: texts,
  },
  hint: 'A registry whose name has dots is written in quotes, as in [registry."docker.io"].',
};

export const buildkitdKeys: KeyShape & { readonly kind: "table" } = {
  kind: "table",
  keys: {
    debug: { ...boolean, instead: 'level = "debug" below [log]' },
    trace: { ...boolean, instead: 'level = "trace" below [log]' },
    root: text,
    "insecure-entitlements": listOf({ kind: "string", values: ["device", "network.host", "security.insecure"] }),
    proxyNetwork: boolean,
    provenanceEnvDir: text,
    log: table({
      format: oneOf("json", "text"),
      level: oneOf("error", "warn", "info", "debug", "trace", "warning", "fatal", "panic"),
    }),
    grpc: table({
      address: texts,
      debugAddress: text,
      uid: count,
      gid: count,
      securityDescriptor: text,
      tls: table({ cert: text, key: text, ca: text }),
    }),
    otel: table({ socketPath: text }),
    cdi: table({ disabled: boolean, specDirs: texts, autoAllowed: texts }),
    worker: table({ oci: table(ociWorker), containerd: table(containerdWorker) }),
    registry: table({}, { others: registry }),
    dns: table({ nameservers: texts, options: texts, searchDomains: texts }),
    history: table({ maxAge: duration, maxEntries: count }),
    frontend: table(
      {
        "dockerfile.v0": table({ enabled: boolean }),
        "gateway.v0": table({ enabled: boolean, allowedRepositories: texts }),
      },
      { hint: 'The name of a frontend is written in quotes, as in [frontend."dockerfile.v0"].' },
    ),
    system: table({ platformsCacheMaxAge: duration, maxRegistryConcurrency: { shape: { kind: "integer", least: 1 } } }),
    cache: table({
      gha: table({
        sign: table({ command: texts }),
        verify: table({
          required: boolean,
          // What else a certificate may be asked for is sigstore's.
          policy: table({ timestampThreshold: count, tlogThreshold: count }, { others: any.shape }),
        }),
      }),
    }),
  },
};
