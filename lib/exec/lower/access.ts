// What a build is given to read with.

export type SecretSource =
  | { readonly id: string; readonly kind: "env"; readonly name: string }
  | { readonly id: string; readonly kind: "file"; readonly path: string };

/** An ssh agent socket, or private keys that stand for one. */
export interface AgentSource {
  readonly id: string;
  readonly paths: readonly string[];
}
