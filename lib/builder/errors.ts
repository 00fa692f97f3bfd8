// Why there is no builder.

/** No builder could be chosen. `help` are lines on what to do about it. */
export class BuilderError extends Error {
  constructor(
    message: string,
    readonly help: readonly string[] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "BuilderError";
  }
}

/** A docker engine refused a request. */
export class DockerError extends Error {
  constructor(
    readonly endpoint: string,
    /** HTTP status. */
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = "DockerError";
  }
}

/** A definition could not be fetched from `url`. */
export class FetchError extends Error {
  constructor(url: string, problem: string, options?: ErrorOptions) {
    super(`Cannot fetch "${withoutPassword(url)}": ${withoutPassword(problem)}`, options);
    this.name = "FetchError";
  }
}

function withoutPassword(text: string): string {
  return text.replace(/(:\/\/[^/\s:@]*):[^/\s@]*@/g, "$1:***@");
}
