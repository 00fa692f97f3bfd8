// Password hashes. Follows hashicorp/go-cty-funcs crypto/bcrypt.go and golang.org/x/crypto/bcrypt.

import { encodeBase64, hashSync } from "bcryptjs";
import { NUMBER, STRING, stringValue } from "../values/index.js";
import { integerAt, parameter, textAt } from "./arguments.js";
import { CallError, type EagerFunction } from "./declare.js";

const DEFAULT_COST = 10;

export const bcryptFunctions: readonly EagerFunction[] = [
  {
    kind: "function",
    name: "bcrypt",
    description: "Returns the bcrypt hash of a password with a random salt, another one for each call.",
    params: [parameter("str", STRING, "At most 72 bytes.")],
    variadic: parameter("cost", NUMBER, "One number from 4 to 31, 10 when left out."),
    returns: "string",
    examples: [{ call: 'substr(bcrypt("secret", 4), 0, 7)', result: '"$2a$04$"' }],
    call: (args, world) => {
      if (args.length > 2) throw new CallError("one cost at most is taken", 2);
      const given = args.length < 2 ? DEFAULT_COST : integerAt(args, 1);
      if (given > 31) throw new CallError(`a cost of 31 at most is required, but this is ${given}`, 1);
      const cost = given < 4 ? DEFAULT_COST : given;
      const password = textAt(args, 0);
      if (new TextEncoder().encode(password).length > 72) {
        throw new CallError("the password is longer than 72 bytes, and bcrypt would pass over the rest", 0);
      }
      const salt = `$2a$${String(cost).padStart(2, "0")}$${encodeBase64(world.random(16), 16)}`;
      return stringValue(hashSync(password, salt));
    },
  },
];
