// Puts a module where its importer looks for it.

import type { Module } from "./syntax/tree.js";

/** The same module as another package; `path` begins behind `data`. */
export function withPackage(module: Module, path: readonly string[]): Module {
  return { ...module, package: path };
}
