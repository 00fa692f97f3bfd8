import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { planOf, runToEnd, startWorld } from "../../../testing/exec/index.js";

const sha = "0123456789abcdef0123456789abcdef01234567";
const config = `[core]
	bare = false
[remote "origin"]
	url = https://me:secret@host/app.git
	fetch = +refs/heads/*:refs/remotes/origin/*
[remote "fork"]
	url = git@host:fork.git
[branch "main"]
	remote = fork
`;
const repository = { ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": `${sha}\n`, ".git/config": config };

/** Attributes about git of a target built in a folder with these files. */
async function gitAttrs(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  prepare: (cwd: string) => void = () => {},
): Promise<Readonly<Record<string, string>>> {
  await using world = await startWorld({ files: { "app/Dockerfile": "FROM scratch", ...files }, options: { env } });
  prepare(world.cwd);
  await runToEnd(planOf({ app: { context: "app" } }), world.options);
  const attrs = world.daemon.solves[0]?.frontendAttrs ?? {};
  return Object.fromEntries(Object.entries(attrs).filter(([key]) => /^vcs:|^label:(org\.open|com\.docker)/.test(key)));
}

const info = {
  "vcs:revision": sha,
  "vcs:source": "git@host:fork.git",
  "vcs:localdir:context": "app",
  "vcs:localdir:dockerfile": "app",
};

test.for([
  { title: "no repository", files: {}, attrs: {} },
  { title: "the branch's remote and the places in the work tree", files: repository, attrs: info },
  {
    title: "a detached head",
    files: { ...repository, ".git/HEAD": sha },
    attrs: { ...info, "vcs:source": "https://xxxxx:xxxxx@host/app.git" },
  },
  {
    title: "packed references",
    files: {
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/config": config,
      ".git/packed-refs": `# pack-refs\n${sha} refs/heads/main\n`,
    },
    attrs: info,
  },
  {
    title: "a repository without commits and remotes",
    files: { ".git/HEAD": "ref: refs/heads/main\n", ".git/config": "" },
    attrs: { "vcs:localdir:context": "app", "vcs:localdir:dockerfile": "app" },
  },
  {
    title: "a worktree",
    files: {
      "app/.git": "gitdir: ../main/.git/worktrees/app\n",
      "main/.git/worktrees/app/HEAD": "ref: refs/heads/main\n",
      "main/.git/worktrees/app/commondir": "../..\n",
      "main/.git/refs/heads/main": sha,
      "main/.git/config": config,
    },
    attrs: { ...info, "vcs:localdir:context": ".", "vcs:localdir:dockerfile": "." },
  },
  { title: "nothing when turned off", files: repository, env: { BUILDX_GIT_INFO: "false" }, attrs: {} },
  {
    title: "labels when asked for",
    files: repository,
    env: { BUILDX_GIT_INFO: "0", BUILDX_GIT_LABELS: "full" },
    attrs: {
      "label:org.opencontainers.image.revision": sha,
      "label:org.opencontainers.image.source": "git@host:fork.git",
      "label:com.docker.image.source.entrypoint": "app/Dockerfile",
    },
  },
])("the provenance of a target tells $title", async ({ files, env = {}, attrs }) => {
  expect(await gitAttrs(files, env)).toEqual(attrs);
});

test("what git made is read as git reads it, and a change makes it dirty", async () => {
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync("git", ["-C", cwd, "-c", "user.name=me", "-c", "user.email=me@host", ...args])
      .toString()
      .trim();
  let revision = "";
  const commit = (cwd: string): void => {
    git(cwd, "init", "--quiet");
    git(cwd, "remote", "add", "origin", "https://host/app.git");
    git(cwd, "add", ".");
    git(cwd, "commit", "--quiet", "--message", "first");
    git(cwd, "gc", "--quiet");
    revision = git(cwd, "rev-parse", "HEAD");
  };
  const clean = await gitAttrs({}, { BUILDX_GIT_CHECK_DIRTY: "1" }, commit);
  expect(clean["vcs:revision"]).toBe(revision);
  expect(clean["vcs:source"]).toBe("https://host/app.git");
  const dirty = await gitAttrs({ file: "x" }, { BUILDX_GIT_CHECK_DIRTY: "1" }, (cwd) => {
    commit(cwd);
    execFileSync("rm", [`${cwd}/file`]);
  });
  expect(dirty["vcs:revision"]).toBe(`${revision}-dirty`);
});
