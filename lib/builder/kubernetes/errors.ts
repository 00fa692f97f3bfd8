// What a Kubernetes API says when it refuses.

import { BuilderError } from "../errors.js";

/** The API answered with a refusal. */
export class KubernetesError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "KubernetesError";
  }
}

/** Whose credentials were refused, and what for, for people. */
export interface ClusterAccess {
  readonly server: string;
  /** Such as `the context "test" of /home/user/.kube/config`. */
  readonly origin: string;
}

/** `doing` is such as `create the deployment "x"`. Errors that say enough by themselves stay what they are. */
export function clusterError(error: unknown, doing: string, { server, origin }: ClusterAccess): Error {
  if (error instanceof BuilderError) return error;
  if (!(error instanceof KubernetesError)) {
    const reason = error instanceof Error ? reasonOf(error) : String(error);
    return new BuilderError(
      `The Kubernetes API at ${server} cannot be reached: ${reason}`,
      [`It is named by ${origin}.`],
      {
        cause: error,
      },
    );
  }
  const help =
    error.status === 401
      ? [`The credentials are those of ${origin}; \`kubectl auth whoami\` tells whether they are still good.`]
      : error.status === 403
        ? [
            "The driver needs the verbs get, create and delete for deployments (or statefulsets),",
            "create, update and delete for configmaps, list for pods, and get and create for pods/exec.",
          ]
        : [];
  return new BuilderError(`The Kubernetes API at ${server} refuses to ${doing}: ${error.message}`, help, {
    cause: error,
  });
}

/** Node gives an error for each address that a name has, in one without a message. */
function reasonOf(error: Error): string {
  if (error instanceof AggregateError && error.message === "") {
    const [first] = error.errors;
    return first instanceof Error ? first.message : String(first);
  }
  return error.message;
}
