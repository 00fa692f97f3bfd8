// moby.buildkit.v1.sourcepolicy.policysession.PolicyVerifier: the daemon asks whether a source may be read, before it is.
// Follows moby/buildkit solver/llbsolver/policy.go: ten questions about one source at most, what it was converted to included.

import type { Attachable } from "../control.js";
import type { PolicyAnswer, PolicyQuestion } from "../source-meta.js";
import { unary } from "./unary.js";

/** What it throws ends the build with that error's message. */
export type CheckPolicy = (question: PolicyQuestion, signal: AbortSignal) => Promise<PolicyAnswer>;

/** The session that serves it is for a solve to name as its `sourcePolicySession`. */
export async function policyVerifier(check: CheckPolicy): Promise<Attachable> {
  const { CheckPolicyRequest, CheckPolicyResponse } = await import("../gen/policysession.js");
  const { policyAnswer, policyQuestion } = await import("../source-meta-methods.js");
  return {
    service: "moby.buildkit.v1.sourcepolicy.policysession.PolicyVerifier",
    methods: {
      CheckPolicy: unary(CheckPolicyRequest, CheckPolicyResponse, async (request, { signal }) =>
        policyAnswer(await check(policyQuestion(request), signal)),
      ),
    },
  };
}
