// Templates given by `--format`.

import { readTemplate, type Template, TemplateError } from "../lib/ui/tables/index.js";
import { UsageError } from "./flags.js";

/** `forms` are the words that there are beside templates. @throws {UsageError} */
export function templateOf(format: string, forms: readonly string[]): Template {
  if (!format.includes("{{")) {
    const known = `${forms.slice(0, -1).join(", ")}, ${forms.at(-1)}`;
    throw new UsageError(`invalid value "${format}" for --format: it is ${known} or a Go template such as {{.Name}}`);
  }
  return formatted(() => readTemplate(format));
}

/** What `work` makes of a template. @throws {UsageError} that tells where the template is wrong. */
export function formatted<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(`invalid value for --format, at column ${error.at + 1}: ${error.message}`);
  }
}
