#!/usr/bin/env node
// `bake` is `bakehouse bake`.

import { main } from "./main.js";

const args = process.argv.slice(2);
const first = args[0];
void main(first === "--version" || first === "-v" ? ["--version"] : ["bake", ...args]);
