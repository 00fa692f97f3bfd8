// The functions that policies about sources have beside Rego's own. Follows docker/buildx policy/funcs.go.
//
// What cannot be done makes the call undefined, as in OPA, and so what depends on it is not allowed; the log says why.

import type { ChecksumAlgorithm } from "../buildkit/index.js";
import {
  arityOf,
  type BuiltinDeclaration,
  BuiltinError,
  equalValues,
  parseJsonValue,
  type Value,
  valueFromJson,
} from "../rego/index.js";
import type { Answers } from "./answers.js";
import type { GitObject } from "./git-object.js";
import { githubBundles } from "./github-attestations.js";
import { isDigest } from "./image-reference.js";
import { signatureFields } from "./image-source.js";
import type { PolicyOptions } from "./options.js";
import type { AttestationSignature, SignatureVerifier } from "./signature-verifier.js";
import type { SourceNode } from "./source.js";
import { checksumAnswer } from "./source-node.js";

/** One evaluation of a policy about one source. */
export interface Question {
  readonly node: SourceNode;
  /** The source as it stands in the input. */
  readonly source: Value | undefined;
  readonly pins: Set<string>;
  /** A checksum that only the daemon can make, for a signature of a download. */
  checksum: { readonly algorithm: ChecksumAlgorithm; readonly suffix: Uint8Array } | undefined;
}

const mebibyte = 1024 * 1024;

/** `current` gives the question that is being evaluated. */
export function sourceFunctions(
  options: PolicyOptions,
  answers: Answers,
  current: () => Question | undefined,
): readonly BuiltinDeclaration[] {
  return [
    declare("load_json", "(string) -> any", ([path]) => {
      const bytes = read(textOf(path, "a path"), 4 * mebibyte);
      try {
        return parseJsonValue(new TextDecoder().decode(bytes));
      } catch (error) {
        throw new BuiltinError(`"${textOf(path, "a path")}" is not JSON: ${messageOf(error)}`);
      }
    }),
    declare("pin_image", "(any, string) -> boolean", ([image, digest]) => {
      const question = about("image", image);
      if (question === undefined) return false;
      const wanted = textOf(digest, "a digest");
      if (!isDigest(wanted)) throw new BuiltinError(`"${wanted}" is no digest such as "sha256:…"`);
      if (question.node.fields["checksum"] !== wanted) question.pins.add(wanted);
      return true;
    }),
    declare("verify_git_signature", "(any, string) -> boolean", ([object, path]) => {
      const { node } = questionOf("git") ?? {};
      if (node === undefined) return false;
      const found = objectOf(node, object);
      const keys = read(textOf(path, "a path"), 128 * 1024);
      verifier().verifyGitSignature(found.signed, keys);
      return true;
    }),
    declare("verify_http_pgp_signature", "(any, string, string) -> boolean", ([http, signaturePath, keysPath]) => {
      const question = about("http", http);
      if (question === undefined) return false;
      const signature = read(textOf(signaturePath, "a path"), 512 * 1024);
      const keys = read(textOf(keysPath, "a path"), 512 * 1024);
      const { algorithm, suffix, verifyDigest } = verifier().detachedSignature(signature);
      const digest = checksumAnswer(question.node, algorithm, suffix);
      if (digest === undefined) {
        question.checksum = { algorithm, suffix };
        return false;
      }
      return verifyDigest(digest, keys);
    }),
    declare("artifact_attestation", "(any, string) -> any", ([http, path]) => {
      const digest = checksumOf(http);
      if (digest === undefined) return undefined;
      const file = textOf(path, "a path");
      const bundle = read(file, 8 * mebibyte);
      return shown(
        answers.get(`artifact ${digest} ${file}`, async () => (await loaded()).verifyArtifact(digest, bundle)),
      );
    }),
    declare("github_attestation", "(any, string) -> any", ([http, repository]) => {
      const digest = checksumOf(http);
      if (digest === undefined) return undefined;
      const name = textOf(repository, "a repository, as OWNER/NAME");
      const found = answers.get(`github ${digest} ${name}`, () => verifiedByGithub(name, digest));
      return found === undefined ? undefined : shown(found);
    }),
  ];

  function declare(
    name: string,
    type: string,
    call: (args: readonly Value[]) => Value | undefined,
  ): BuiltinDeclaration {
    return {
      name,
      arity: arityOf(type),
      type,
      call(args) {
        try {
          return call(args);
        } catch (error) {
          if (!(error instanceof Error) || error.name === "Suspended") throw error;
          options.log("info", `${name}: ${error.message}`);
          throw error instanceof BuiltinError ? error : new BuiltinError(error.message);
        }
      },
    };
  }

  function questionOf(kind: SourceNode["kind"]): Question | undefined {
    const question = current();
    return question?.node.kind === kind ? question : undefined;
  }

  /** Functions about a source take it from the input and from nowhere else. */
  function about(kind: "image" | "http", given: Value | undefined): Question | undefined {
    const question = questionOf(kind);
    if (question?.source === undefined || given === undefined) return undefined;
    if (given !== question.source && !equalValues(given, question.source))
      throw new BuiltinError(`the first argument has to be input.${kind}`);
    return question;
  }

  function objectOf({ commit, tag }: SourceNode, given: Value | undefined): GitObject {
    const source = current()?.source;
    const members =
      typeof source === "object" && source !== null && "kind" in source && source.kind === "object"
        ? source
        : undefined;
    for (const [name, object] of [
      ["commit", commit],
      ["tag", tag],
    ] as const) {
      const member = members?.entries().find(([key]) => key === name)?.[1];
      if (object !== undefined && member !== undefined && given !== undefined && equalValues(member, given))
        return object;
    }
    throw new BuiltinError("the first argument has to be input.git.commit or input.git.tag");
  }

  function checksumOf(http: Value | undefined): string | undefined {
    const question = about("http", http);
    const known = question?.node.fields["checksum"];
    if (typeof known === "string") return known;
    // Asks for it, as if the policy had named it.
    const source = question?.source;
    if (typeof source === "object" && source !== null && "kind" in source && source.kind === "object")
      source.get("checksum");
    return undefined;
  }

  function read(path: string, limit: number): Uint8Array {
    const { readFile } = options;
    if (readFile === undefined) throw new BuiltinError(`"${path}" cannot be read: this policy has no folder`);
    const bytes = answers.get(`file ${limit} ${path}`, () => readFile(path, limit));
    if (bytes === undefined) throw new BuiltinError(`there is no file "${path}"`);
    return bytes;
  }

  async function loaded(): Promise<SignatureVerifier> {
    if (options.verifier === undefined) throw new BuiltinError("signatures cannot be checked here");
    return await options.verifier();
  }

  function verifier(): SignatureVerifier {
    return answers.get("verifier", loaded);
  }

  async function verifiedByGithub(name: string, digest: string): Promise<AttestationSignature | undefined> {
    const { resolver, log } = options;
    if (resolver === undefined) throw new BuiltinError("nobody can be asked for attestations here");
    const checker = await loaded();
    for (const bundle of await githubBundles(name, digest, resolver, log)) {
      try {
        return await checker.verifyArtifact(digest, bundle);
      } catch (error) {
        log("info", `github_attestation: a bundle of ${name} does not hold for ${digest}: ${messageOf(error)}`);
      }
    }
    log("info", `github_attestation: no bundle of ${name} holds for ${digest}`);
    return undefined;
  }
}

function shown(signature: AttestationSignature): Value {
  return valueFromJson(signatureFields(signature));
}

function textOf(value: Value | undefined, what: string): string {
  if (typeof value !== "string") throw new BuiltinError(`${what} is wanted, as a string`);
  return value;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
