// Files that tell a client where a cluster is and who the client is.

import { makeCertificate } from "../fake/index.js";
import type { Kubernetes } from "./server.js";

export type Login = "certificate" | "expired-certificate" | "token" | "wrong-token" | "none";

export interface KubeconfigOptions {
  readonly login?: Login;
  /** In place of a login: the user's entry as a kubeconfig has it. */
  readonly user?: Readonly<Record<string, unknown>>;
  readonly namespace?: string;
  /** The name of its one context. */
  readonly context?: string;
}

/** The text of a kubeconfig for the cluster. JSON, which is YAML as well. */
export function kubeconfigFor(
  { server, authority, token }: Kubernetes,
  { login = "certificate", user, namespace, context = "test" }: KubeconfigOptions = {},
): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": context,
    clusters: [{ name: context, cluster: { server, "certificate-authority-data": base64(authority.cert) } }],
    contexts: [
      {
        name: context,
        context: { cluster: context, user: context, ...(namespace === undefined ? {} : { namespace }) },
      },
    ],
    users: [{ name: context, user: user ?? userOf() }],
  });

  function userOf(): Readonly<Record<string, string>> {
    switch (login) {
      case "certificate":
      case "expired-certificate": {
        const isExpired = login === "expired-certificate";
        const { cert, key } = makeCertificate({ name: "client", issuer: authority, isExpired });
        return { "client-certificate-data": base64(cert), "client-key-data": base64(key) };
      }
      case "token":
        return { token };
      case "wrong-token":
        return { token: "no-token-of-the-test" };
      case "none":
        return {};
    }
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
