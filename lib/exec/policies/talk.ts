// Answers what the daemon asks during one solve: every policy has to allow a source.

import type { PolicyAnswer } from "../../buildkit/index.js";
import { policyVerifier } from "../../buildkit/session/index.js";
import { allOf, type Policy } from "../../policy/index.js";
import { denials } from "./denials.js";
import type { PolicyLog } from "./log.js";
import type { StepPolicy } from "./step-policy.js";

export interface OpenLayers {
  readonly layers: readonly { readonly policy: Policy; readonly files: readonly string[] }[];
  readonly isProxied: boolean;
  readonly log: PolicyLog;
}

const built: PolicyAnswer = { kind: "decision", action: "allow", messages: [] };

export function stepPolicy({ layers, isProxied, log }: OpenLayers): StepPolicy {
  return {
    isProxied,
    async start(onStatus, own) {
      log.attach(onStatus);
      if (isProxied) log.say("policy enabled network proxy");
      const known = denials();
      const together = allOf(
        layers.map(({ policy, files }): Policy => {
          const check: Policy["check"] = async (question, signal) => {
            const answer = await policy.check(question, signal).catch((error: unknown) => {
              throw known.failed(error, files);
            });
            if (answer.kind === "decision" && answer.action === "deny")
              known.add(question.source.source.identifier, answer.messages, files);
            return answer;
          };
          return { ...policy, check };
        }),
      );
      return {
        attachable: await policyVerifier(async (question, signal) => {
          using _ = log.working();
          const { identifier } = question.source.source;
          if (own.has(identifier.slice(identifier.lastIndexOf("@") + 1))) return built;
          return await together.check(question, signal);
        }),
        explain(error) {
          const explained = known.explain(error);
          if (explained !== undefined) log.fail(explained.message);
          return explained;
        },
      };
    },
  };
}
