// The attributes of blocks that are not in the table of attributes.ts: how blocks are named, typed and put together.

export type BlockType = "target" | "group" | "variable" | "function" | "validation";

export interface BlockAttribute {
  readonly name: string;
  /** What it takes, in words. */
  readonly wanted: string;
  readonly isRequired?: boolean;
  /** One or two sentences for the reference and for editors. */
  readonly description: string;
  readonly example: string;
}

/** For `target`, those beside the table. In the order of the reference. */
export const blockAttributes: Readonly<Record<BlockType, readonly BlockAttribute[]>> = {
  target: [
    {
      name: "inherits",
      wanted: "a list of strings",
      description: "Targets whose attributes this one starts from; of two that say different things the later counts.",
      example: 'inherits = ["_common", "base"]',
    },
    {
      name: "matrix",
      wanted: "an object of lists",
      description:
        "Axes by name: one target is made for each combination of their values, the last axis varying fastest. The axes are variables in the block, and a group with the block's name has the targets for members.",
      example: 'matrix = { os = ["alpine", "debian"], version = ["1", "2"] }',
    },
    {
      name: "name",
      wanted: "a string",
      description: "The name of each target that a matrix makes.",
      example: 'name = "app-$' + "{os}-$" + '{version}"',
    },
  ],
  group: [
    {
      name: "targets",
      wanted: "a list of strings",
      isRequired: true,
      description: "Names of targets and of other groups.",
      example: 'targets = ["web", "api"]',
    },
    {
      name: "description",
      wanted: "a string",
      description: "What the group is for. Shown by `--list`.",
      example: 'description = "All services"',
    },
  ],
  variable: [
    {
      name: "type",
      wanted: "a type",
      description:
        "What values the variable takes: `string`, `number`, `bool`, `any`, `list(T)`, `set(T)`, `map(T)`, `tuple([T, …])` or `object({ name = T })`.",
      example: "type = list(string)",
    },
    {
      name: "default",
      wanted: "any value",
      description:
        "The value when neither `--var` nor the environment gives one. Without it an empty string, or null of the type.",
      example: 'default = "latest"',
    },
    {
      name: "description",
      wanted: "a constant string",
      description: "What the variable is for. Shown by `--list=variables`.",
      example: 'description = "Tag of all images"',
    },
  ],
  function: [
    {
      name: "params",
      wanted: "a list of names",
      isRequired: true,
      description: "Names of the parameters, without quotes.",
      example: "params = [name, version]",
    },
    {
      name: "variadic_params",
      wanted: "a name",
      description: "Name under which all further arguments arrive, as a list.",
      example: "variadic_params = rest",
    },
    {
      name: "result",
      wanted: "any value",
      isRequired: true,
      description: "The value of a call. It sees the parameters, variables and top-level attributes.",
      example: 'result = "$' + "{name}:$" + '{version}"',
    },
  ],
  validation: [
    {
      name: "condition",
      wanted: "true or false",
      isRequired: true,
      description: "What must hold for the value of the variable. It may refer to any variable.",
      example: "condition = REPLICAS > 0",
    },
    {
      name: "error_message",
      wanted: "a string",
      description: "What is told when it does not hold.",
      example: 'error_message = "REPLICAS must be positive"',
    },
  ],
};
