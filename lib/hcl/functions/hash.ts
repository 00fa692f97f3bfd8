// Digests, identifiers and RSA. Follows hashicorp/go-cty-funcs crypto and uuid.

import { Buffer } from "node:buffer";
import { constants, createHash, createPrivateKey, type KeyObject, privateDecrypt } from "node:crypto";
import { STRING, stringValue } from "../values/index.js";
import { parameter, textAt } from "./arguments.js";
import { CallError, type EagerFunction, type FunctionExample } from "./declare.js";

const STR = parameter("str", STRING);

export const hashFunctions: readonly EagerFunction[] = [
  digest("md5", "MD5", [{ call: 'md5("docker")', result: '"05b6053c41a2130afd6fc3b158bda4e6"' }]),
  digest("sha1", "SHA-1", [{ call: 'sha1("")', result: '"da39a3ee5e6b4b0d3255bfef95601890afd80709"' }]),
  digest("sha256", "SHA-256", [
    { call: 'sha256("")', result: '"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"' },
  ]),
  digest("sha512", "SHA-512", [{ call: 'substr(sha512(""), 0, 16)', result: '"cf83e1357eefb8bd"' }]),
  {
    kind: "function",
    name: "rsadecrypt",
    description:
      "Decrypts base64 text (RSA with PKCS #1 v1.5 padding) by a private key in PEM form without a password.",
    params: [parameter("ciphertext", STRING), parameter("privatekey", STRING)],
    returns: "string",
    examples: [],
    call: (args) => stringValue(rsaDecrypt(textAt(args, 0), textAt(args, 1))),
  },
  {
    kind: "function",
    name: "uuidv4",
    description: "Returns a random UUID, another one for each call.",
    params: [],
    returns: "string",
    examples: [{ call: "strlen(uuidv4())", result: "36" }],
    call: (_, world) => stringValue(uuidText(world.random(16), 4)),
  },
  {
    kind: "function",
    name: "uuidv5",
    description: "Returns the UUID of a name in a namespace: `dns`, `url`, `oid`, `x500`, or a UUID.",
    params: [parameter("namespace", STRING), parameter("name", STRING)],
    returns: "string",
    examples: [{ call: 'uuidv5("dns", "example.com")', result: '"cfbff0d1-9375-5685-968c-48ce8b15ae17"' }],
    call: (args) => {
      const namespace = namespaceBytes(textAt(args, 0));
      const hash = createHash("sha1").update(namespace).update(textAt(args, 1), "utf8").digest();
      return stringValue(uuidText(hash.subarray(0, 16), 5));
    },
  },
];

function digest(name: string, title: string, examples: readonly FunctionExample[]): EagerFunction {
  return {
    kind: "function",
    name,
    description: `Returns the ${title} digest of a string's UTF-8 bytes in hexadecimal.`,
    params: [STR],
    returns: "string",
    examples,
    call: (args) => stringValue(createHash(name).update(textAt(args, 0), "utf8").digest("hex")),
  };
}

function rsaDecrypt(ciphertext: string, pem: string): string {
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(ciphertext.replace(/[\r\n]/g, ""))) {
    throw new CallError("the ciphertext is not base64", 0);
  }
  const key = readPrivateKey(pem);
  let block: Buffer;
  try {
    // Without padding, which is removed below: node:crypto refuses PKCS #1 v1.5 where a server could leak timing.
    block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.from(ciphertext, "base64"));
  } catch (error) {
    throw new CallError(`the text cannot be decrypted: ${error instanceof Error ? error.message : String(error)}`, 0);
  }
  const end = block.indexOf(0, 2);
  // Zero, two, at least eight random bytes, and a zero before the message.
  if (block[0] !== 0 || block[1] !== 2 || end < 10) throw new CallError("the text was not encrypted for this key", 0);
  return block.subarray(end + 1).toString("utf8");
}

function readPrivateKey(pem: string): KeyObject {
  if (!pem.includes("-----BEGIN")) throw new CallError("this is not a key in PEM form", 1);
  if (/ENCRYPTED/.test(pem)) throw new CallError("the key has a password; decrypt it first", 1);
  try {
    return createPrivateKey(pem);
  } catch {
    throw new CallError("this is not an RSA private key in PEM form", 1);
  }
}

const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ["dns", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
  ["url", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"],
  ["oid", "6ba7b812-9dad-11d1-80b4-00c04fd430c8"],
  ["x500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8"],
]);

const UUID = /^(?:urn:uuid:|\{)?([\da-f]{8})-([\da-f]{4})-([\da-f]{4})-([\da-f]{4})-([\da-f]{12})\}?$/i;

function namespaceBytes(namespace: string): Buffer {
  const text = NAMESPACES.get(namespace) ?? namespace;
  const match = UUID.exec(text);
  const hex = match === null ? text : match.slice(1).join("");
  if (!/^[\da-f]{32}$/i.test(hex)) {
    throw new CallError(`${JSON.stringify(namespace)} is neither a UUID nor one of "dns", "url", "oid" and "x500"`, 0);
  }
  return Buffer.from(hex, "hex");
}

/** Of 16 bytes, with the bits that tell the version and variant. */
function uuidText(bytes: Uint8Array, version: number): string {
  const marked = Buffer.from(bytes);
  marked[6] = ((marked[6] ?? 0) & 0x0f) | (version << 4);
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  const hex = marked.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
