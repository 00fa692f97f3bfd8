// moby.filesync.v1.Auth: credentials and tokens for the registries that a build pulls from and pushes to.
// Follows moby/buildkit session/auth/authprovider/authprovider.go.

import type { Attachable } from "../control.js";
import { StatusCode, StatusError } from "../errors.js";
import * as gen from "../gen/session.js";
import type { CredentialSource, RegistryCredentials } from "./credentials.js";
import { fetchToken } from "./token.js";
import { type TokenAuthority, type TokenSeeds, tokenAuthority } from "./token-authority.js";
import { unary } from "./unary.js";

export interface RegistryAuthOptions {
  readonly credentials: CredentialSource;
  readonly seeds: TokenSeeds;
  /**
   * Whether tokens are fetched here, so that a password never leaves this machine; else the daemon gets the credentials and
   * fetches them. False for `BUILDKIT_NO_CLIENT_TOKEN`, and where only the daemon can reach the token server.
   */
  readonly fetchesTokens: boolean;
  /** Told once for each kind of use, such as `sharing credentials for HOST`. */
  readonly onUse?: (text: string) => void;
}

/** What the reference client assumes when a token server does not say; seconds. */
const defaultExpiry = 60;

export function registryAuth(options: RegistryAuthOptions): Attachable {
  const { credentials, seeds, fetchesTokens } = options;
  const told = new Set<string>();
  const tell = (text: string) => {
    if (told.has(text)) return;
    told.add(text);
    options.onUse?.(text);
  };
  const authority = async (host: string, salt: Uint8Array, signal: AbortSignal): Promise<TokenAuthority> => {
    if (!fetchesTokens) throw new StatusError(StatusCode.unavailable, "tokens are not fetched by this client");
    const { secret } = shared(await credentials.credentials(host, signal));
    return tokenAuthority(salt, secret === "" ? undefined : await seeds.seed(host));
  };
  return {
    service: "moby.filesync.v1.Auth",
    methods: {
      Credentials: unary(gen.CredentialsRequest, gen.CredentialsResponse, async ({ host }, { signal }) => {
        const answer = shared(await credentials.credentials(host, signal));
        if (answer.secret !== "") tell(`sharing credentials for ${host}`);
        return answer;
      }),
      FetchToken: unary(gen.FetchTokenRequest, gen.FetchTokenResponse, async (request, { signal }) => {
        const { host, realm, service, scopes, clientId } = request;
        const found = await credentials.credentials(host, signal);
        const wanted = scopes.map((scope) => scope.replace(/^repository:/, "")).join(" ");
        if (shared(found).secret !== "") tell(`${wanted} token for ${host}`);
        const { token, expiresIn, issuedAt } = await fetchToken(
          { host, realm, service, scopes, clientId, proxyFor: credentials.proxyFor },
          found,
          signal,
        );
        return { token, expiresIn: expiresIn || defaultExpiry, issuedAt };
      }),
      GetTokenAuthority: unary(
        gen.GetTokenAuthorityRequest,
        gen.GetTokenAuthorityResponse,
        async ({ host, salt }, { signal }) => ({ publicKey: (await authority(host, salt, signal)).publicKey }),
      ),
      VerifyTokenAuthority: unary(
        gen.VerifyTokenAuthorityRequest,
        gen.VerifyTokenAuthorityResponse,
        async ({ host, payload, salt }, { signal }) => ({
          signed: (await authority(host, salt, signal)).signed(payload),
        }),
      ),
    },
  };
}

/** As the daemon takes them: an identity token goes without a name. */
function shared({ identityToken, username = "", password = "" }: RegistryCredentials): {
  username: string;
  secret: string;
} {
  return identityToken === undefined ? { username, secret: password } : { username: "", secret: identityToken };
}
