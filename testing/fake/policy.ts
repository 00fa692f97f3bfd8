// How a daemon asks for a decision about a source. Follows moby/buildkit solver/llbsolver/policy.go: a request of the policy is
// answered by asking again with more, what a source is converted to is asked about as well, and ten questions are enough.

import {
  CheckPolicyRequest,
  CheckPolicyResponse,
  type ResolveSourceMetaRequest,
  type ResolveSourceMetaResponse,
  type SourceOp,
  type SourcePlatform,
} from "../../lib/buildkit/gen/policysession.js";
import { FakeFailure } from "./failure.js";
import type { FakeSession } from "./session.js";

export interface FakeSource {
  readonly source: SourceOp.$Properties;
  readonly platform?: SourcePlatform.$Properties;
  /** Answers what the policy wants to know; nothing is known without it. */
  readonly resolve?: (request: ResolveSourceMetaRequest.$Properties) => ResolveSourceMetaResponse.$Properties;
}

const path = "/moby.buildkit.v1.sourcepolicy.policysession.PolicyVerifier/CheckPolicy";
const unknown = 2;

/** The source to read. Throws what the build fails with when it is denied. */
export async function askPolicy(
  session: FakeSession,
  { source, platform, resolve }: FakeSource,
  questions = 10,
): Promise<SourceOp.$Properties> {
  let known: ResolveSourceMetaResponse.$Properties = { source };
  for (let left = questions; left > 0; left--) {
    const question = CheckPolicyRequest.encode({ platform: platform ?? null, source: known }).finish();
    const { code, message, messages } = await session.call(path, [question]);
    const [answer] = messages;
    if (code !== 0 || answer === undefined) throw new FakeFailure(code, message);
    const { decision, request } = CheckPolicyResponse.decode(answer);
    if (request != null) {
      if (JSON.stringify(request.source) !== JSON.stringify(CheckPolicyRequest.decode(question).source?.source)) {
        throw new FakeFailure(unknown, "policy requested different source identifier");
      }
      known = { ...resolve?.(request), source };
    } else if (decision == null) throw new FakeFailure(unknown, "no decision in policy response");
    else if (decision.action === 2) {
      if (decision.update == null) throw new FakeFailure(unknown, "convert action requires updated source");
      const converted = { source: decision.update, ...(platform === undefined ? {} : { platform }) };
      return await askPolicy(session, { ...converted, ...(resolve === undefined ? {} : { resolve }) }, left - 1);
    } else if (decision.action === 0 || decision.action === undefined) return source;
    else {
      const text = `source ${JSON.stringify(source.identifier)} not allowed by policy: action DENY`;
      const json = { action: 1, denyMessages: decision.denyMessages };
      const details = decision.denyMessages?.length ? [{ name: "policysession.DecisionResponse", json }] : [];
      throw new FakeFailure(unknown, text, details);
    }
  }
  throw new FakeFailure(unknown, "too many policy requests");
}
