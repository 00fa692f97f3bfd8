// The closed list of diagnostic codes, sorted. docs/diagnostics.md explains each; a test holds the two together.

export type DiagnosticCode =
  | "call-failed"
  | "duplicate-attribute"
  | "file-not-found"
  | "invalid-character"
  | "syntax"
  | "target-cycle"
  | "unknown-target"
  | "unknown-variable";
