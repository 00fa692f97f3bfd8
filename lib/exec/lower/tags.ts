// The names of an image.

import type { Target } from "../../config/index.js";
import type { ReportMistake } from "./mistake.js";

const imageReference =
  /^(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** Follows distribution/reference: `[host[:port]/]path[:tag][@digest]`. */
export function checkedTags(target: Target, report: ReportMistake): readonly string[] {
  const tags = target.tags ?? [];
  for (const typed of tags) {
    if (imageReference.test(typed)) continue;
    const repository = typed.replace(/:[^/]*$/, "");
    report({
      code: "invalid-value",
      attribute: "tags",
      typed,
      summary: `Tag "${typed}" is no image reference`,
      detail:
        repository !== repository.toLowerCase()
          ? `The name of a repository is lower case: "${repository.toLowerCase()}".`
          : `A tag is [HOST[:PORT]/]NAME[:TAG], such as ghcr.io/me/app:1.0.`,
    });
  }
  return tags;
}
