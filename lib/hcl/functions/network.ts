// IP networks in CIDR notation. Follows hashicorp/go-cty-funcs cidr and apparentlymart/go-cidr.

import { isIPv4, isIPv6 } from "node:net";
import { listValue, NUMBER, STRING, stringValue, type Value } from "../values/index.js";
import { integerAt, parameter, textAt } from "./arguments.js";
import { CallError, type EagerFunction } from "./declare.js";

const PREFIX = parameter("prefix", STRING, "An IPv4 or IPv6 network, such as `10.0.0.0/8`.");

export const networkFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "cidrhost",
    description: "Returns the address of a host in a network; negative numbers count from the end.",
    params: [PREFIX, parameter("hostnum", NUMBER)],
    returns: "string",
    examples: [
      { call: 'cidrhost("10.12.112.0/20", 16)', result: '"10.12.112.16"' },
      { call: 'cidrhost("10.0.0.0/8", -1)', result: '"10.255.255.255"' },
    ],
    call: (args) => {
      const network = networkAt(args);
      const number = BigInt(integerAt(args, 1));
      const count = 1n << BigInt(network.bits - network.length);
      if (number >= count || number < -count) {
        throw new CallError(`a prefix of ${network.length} bits leaves no room for host ${number}`, 1);
      }
      return stringValue(addressText(network.address | (number < 0n ? count + number : number), network.bits));
    },
  },
  {
    kind: "function",
    name: "cidrnetmask",
    description: "Returns the mask of a network as an address.",
    params: [PREFIX],
    returns: "string",
    examples: [{ call: 'cidrnetmask("172.16.0.0/12")', result: '"255.240.0.0"' }],
    call: (args) => {
      const { bits, length } = networkAt(args);
      return stringValue(maskText(mask(bits, length), bits));
    },
  },
  {
    kind: "function",
    name: "cidrsubnet",
    description: "Returns the network with a number among those that a longer prefix makes of a network.",
    params: [PREFIX, parameter("newbits", NUMBER), parameter("netnum", NUMBER)],
    returns: "string",
    examples: [{ call: 'cidrsubnet("172.16.0.0/12", 4, 2)', result: '"172.18.0.0/16"' }],
    call: (args) => {
      const network = networkAt(args);
      const newBits = newBitsAt(args, 1, 0);
      const number = integerAt(args, 2);
      const length = extended(network, newBits, 1);
      if (number < 0 || number >= 2 ** newBits) {
        throw new CallError(`${newBits} new bits number the networks from 0 to ${2 ** newBits - 1}, not ${number}`, 2);
      }
      const address = network.address | (BigInt(number) << BigInt(network.bits - length));
      return stringValue(networkText({ ...network, address, length }));
    },
  },
  {
    kind: "function",
    name: "cidrsubnets",
    description:
      "Returns networks inside a network, one behind the other, each with a prefix longer by a number of bits.",
    params: [PREFIX],
    variadic: parameter("newbits", NUMBER),
    returns: "list of string",
    examples: [
      { call: 'cidrsubnets("10.1.0.0/16", 4, 4, 8)', result: '["10.1.0.0/20", "10.1.16.0/20", "10.1.32.0/24"]' },
    ],
    call: subnets,
  },
];

interface Network {
  /** 32 or 128. */
  readonly bits: number;
  /** With the host bits cleared. */
  readonly address: bigint;
  readonly length: number;
}

function subnets(args: readonly Value[]): Value {
  const network = networkAt(args);
  const end = network.address + (1n << BigInt(network.bits - network.length));
  const results: Value[] = [];
  let next = network.address;
  for (const i of args.keys()) {
    if (i === 0) continue;
    const length = extended(network, newBitsAt(args, i, 1), i);
    const size = 1n << BigInt(network.bits - length);
    const address = ((next + size - 1n) / size) * size;
    if (address >= end) throw new CallError("no room is left in the network for one more of this size", i);
    results.push(stringValue(networkText({ ...network, address, length })));
    next = address + size;
  }
  return listValue(STRING, results);
}

function newBitsAt(args: readonly Value[], index: number, least: number): number {
  const bits = integerAt(args, index);
  if (bits < least || bits > 32) throw new CallError(`from ${least} to 32 new bits are required, not ${bits}`, index);
  return bits;
}

function extended({ bits, length }: Network, newBits: number, argument: number): number {
  if (length + newBits <= bits) return length + newBits;
  throw new CallError(`a prefix of ${length} bits cannot grow by ${newBits}: an address has ${bits}`, argument);
}

function networkAt(args: readonly Value[]): Network {
  const text = textAt(args, 0);
  const [, address = "", digits = ""] = /^([^/%]+)\/0*(\d{1,3})$/.exec(text) ?? [];
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  const length = Number(digits);
  if (bits === 0 || length > bits) {
    throw new CallError(`${JSON.stringify(text)} is not a network in CIDR notation, such as "10.0.0.0/8"`, 0);
  }
  const value = bits === 32 ? readIPv4(address) : readIPv6(address);
  return { bits, length, address: value & mask(bits, length) };
}

function mask(bits: number, length: number): bigint {
  return ((1n << BigInt(length)) - 1n) << BigInt(bits - length);
}

function readIPv4(text: string): bigint {
  return text.split(".").reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** `text` is valid, so the groups that `::` stands for are those that are missing. */
function readIPv6(text: string): bigint {
  const [head = "", tail] = text.split("::");
  const left = readGroups(head);
  const right = readGroups(tail ?? "");
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0n);
  return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) | group, 0n);
}

function readGroups(text: string): readonly bigint[] {
  if (text === "") return [];
  return text.split(":").flatMap((group) => {
    if (!group.includes(".")) return [BigInt(`0x${group}`)];
    const value = readIPv4(group);
    return [value >> 16n, value & 0xffffn];
  });
}

function networkText({ address, bits, length }: Network): string {
  return `${addressText(address, bits)}/${length}`;
}

/** An IPv6 address that holds an IPv4 one is written as that, as Go does. */
function addressText(address: bigint, bits: number): string {
  const isMapped = bits === 128 && address >> 32n === 0xffffn;
  return isMapped ? maskText(address & 0xffff_ffffn, 32) : maskText(address, bits);
}

function maskText(address: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => (address >> BigInt(112 - 16 * i)) & 0xffffn);
  const hex = groups.map((group) => group.toString(16));
  const { start, length } = longestZeros(groups);
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}

function longestZeros(groups: readonly bigint[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (const [i, group] of groups.entries()) {
    if (group !== 0n) start = i + 1;
    else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
  }
  return best;
}
