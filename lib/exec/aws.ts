// Credentials for S3 caches from what AWS's own tools read: profiles and shared files, SSO, web identities, a process, and the
// metadata of the machine or container.

import { defaultProvider } from "@aws-sdk/credential-provider-node";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** The first that AWS's default chain finds. It reads the environment of this process. @throws when there are none. */
export async function defaultAwsCredentials(): Promise<AwsCredentials> {
  return await defaultProvider()();
}
