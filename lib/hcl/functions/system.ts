// What a bake file can know of the machine.

import { stringValue } from "../values/index.js";
import type { EagerFunction } from "./declare.js";

export const systemFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "homedir",
    description: "Returns the home directory of the user.",
    params: [],
    returns: "string",
    examples: [],
    call: (_, world) => stringValue(world.homeDir),
  },
];
