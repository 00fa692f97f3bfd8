// What a registry is shown, and who knows it.

import type { ProxyFor } from "./proxies.js";

/** What a registry may be shown. Absent fields are unknown; all absent: no credentials, which is no error. */
export interface RegistryCredentials {
  readonly username?: string;
  readonly password?: string;
  /** Stands for name and password at the token server. */
  readonly identityToken?: string;
  /** A bearer token that is used as it is. */
  readonly registryToken?: string;
}

export interface CredentialSource {
  /**
   * Of a registry's `host[:port]`.
   * @throws {CredentialError} when they should be there and cannot be read.
   */
  credentials(host: string, signal: AbortSignal): Promise<RegistryCredentials>;
  /** How registries and their token servers are reached; by default without proxies. */
  readonly proxyFor?: ProxyFor;
}

/** A config file or a helper that does not work. The message says which and what to do. */
export class CredentialError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CredentialError";
  }
}
