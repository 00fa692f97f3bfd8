// Somebody whose clock is trusted: signs when it saw a signature. Follows RFC 3161 and RFC 5652.

import { sign } from "node:crypto";
import { certified, ecdsa, extension, nameOf, newKey, serialOf, sha256, tbs } from "./certificate.js";
import { context, int, octets, oid, seq, set, tagged, time, yes } from "./der.js";

const sha256Id = seq(oid("2.16.840.1.101.3.4.2.1"));
const timeInfo = oid("1.2.840.113549.1.9.16.1.4");

export function newTimeAuthority(organization: string, validity: readonly [Date, Date]) {
  const [rootKey, key] = [newKey(), newKey()];
  const [rootName, name] = [nameOf(organization, "time-root"), nameOf(organization, "time")];
  const forCa = [
    extension("2.5.29.19", seq(yes), true),
    extension("2.5.29.15", tagged(0x03, Buffer.from([1, 6])), true),
  ];
  const forTime = [extension("2.5.29.37", seq(oid("1.3.6.1.5.5.7.3.8")), true)];
  const root = certified(seq(...tbs(rootName, rootName, rootKey, validity, forCa)), rootKey);
  const leaf = certified(seq(...tbs(rootName, name, key, validity, forTime)), rootKey);
  return { chain: [leaf, root], stamp };

  /** That `signature` was there `at` a time. */
  function stamp(signature: Buffer, at: Date): Buffer {
    const info = seq(int(1), oid("1.2.3.4"), seq(sha256Id, octets(sha256(signature))), int(1), time(at));
    const attributes = Buffer.concat([
      seq(oid("1.2.840.113549.1.9.3"), set(timeInfo)),
      seq(oid("1.2.840.113549.1.9.4"), set(octets(sha256(info)))),
    ]);
    const signed = sign("sha256", set(attributes), key.privateKey);
    const inContext = (content: Buffer) => context(0, content, { constructed: true });
    const signer = seq(int(1), seq(rootName, serialOf(key)), sha256Id, inContext(attributes), ecdsa, octets(signed));
    const data = seq(int(3), set(sha256Id), seq(timeInfo, inContext(octets(info))), set(signer));
    return seq(seq(int(0)), seq(oid("1.2.840.113549.1.7.2"), inContext(data)));
  }
}
