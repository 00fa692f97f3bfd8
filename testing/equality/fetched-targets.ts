// Targets whose contexts the daemon fetches: from web servers, git repositories and registries.

import type { EqualTarget } from "./targets.js";

export const fetchedTargets: readonly EqualTarget[] = [
  {
    name: "context-remote",
    about: "an archive behind a URL as context",
    hcl: 'context = "<REMOTE>/project.tar"\ndockerfile = "lower/dockerfile"',
  },
  {
    name: "context-remote-dockerfile",
    about: "a Dockerfile of ours for an archive behind a URL",
    hcl: 'context = "<REMOTE>/project.tar"',
    dockerfile: "FROM scratch\nCOPY plain /remote/",
  },
  {
    name: "context-remote-file",
    about: "a Dockerfile behind a URL as context",
    hcl: 'context = "<REMOTE>/Dockerfile"',
  },
  { name: "context-git", about: "a git repository as context", hcl: `context = "<GIT>"`, needsGit: true },
  {
    name: "context-git-folder",
    about: "a folder and a branch of a git repository, with provenance",
    hcl: `context = "<GIT>#main:sub"\nattest = ["type=provenance,mode=max"]`,
    needsGit: true,
  },
  {
    name: "context-git-dockerfile",
    about: "a git repository and a Dockerfile of ours",
    hcl: `context = "<GIT>"`,
    dockerfile: "FROM scratch\nCOPY sub/said.txt /said",
    needsGit: true,
  },
  {
    name: "context-git-whole",
    about: "a git repository with its history",
    hcl: `context = "<GIT>"\nargs = { BUILDKIT_CONTEXT_KEEP_GIT_DIR = "1" }`,
    dockerfile: "FROM scratch\nCOPY .git/HEAD /head",
    needsGit: true,
  },
  {
    name: "contexts-git",
    about: "git repositories as named contexts",
    hcl: `contexts = { whole = "<GIT>", part = "<GIT>#main:sub" }\ncontext = "plain"`,
    dockerfile: "FROM scratch\nCOPY --from=whole root.txt /whole\nCOPY --from=part said.txt /part",
    needsGit: true,
  },
  {
    name: "contexts-image",
    about: "an image of a registry as named context",
    hcl: `contexts = { base = "docker-image://<IMAGE>" }\ncontext = "plain"`,
    dockerfile: "FROM base\nCOPY a.txt /on-top\nCOPY --from=base /from-layout/dockerfile /again",
  },
  {
    name: "from-image",
    about: "an image of a registry as base, with provenance",
    hcl: `context = "plain"\nattest = ["type=provenance,mode=max"]\nargs = { IMAGE = IMAGE }`,
    dockerfile: "ARG IMAGE\nFROM $IMAGE\nCOPY a.txt /on-top",
  },
  {
    name: "pull",
    about: "a base that is asked for anew",
    hcl: `context = "plain"\npull = true\nattest = ["type=provenance,mode=max"]\nargs = { IMAGE = IMAGE }`,
    dockerfile: "ARG IMAGE\nFROM $IMAGE\nCOPY a.txt /on-top",
  },
];
