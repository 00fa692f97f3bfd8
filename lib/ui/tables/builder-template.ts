// Builders as a template of `docker buildx ls --format` has them.

import { inOrder, shortPlatforms } from "./builder-list.js";
import { type BuilderView, builderObject, type NodeView, platformNames } from "./builder-view.js";
import { instant } from "./quantity.js";
import type { Template } from "./template.js";
import type { Struct, Value } from "./template-functions.js";

const heads = {
  Name: "NAME/NODE",
  DriverEndpoint: "DRIVER/ENDPOINT",
  LastActivity: "LAST ACTIVITY",
  Status: "STATUS",
  Buildkit: "BUILDKIT",
  Platforms: "PLATFORMS",
};

/** A row for each builder and, behind it, one for each of its nodes. @throws {TemplateError} */
export function builderFormatted(
  builders: readonly BuilderView[],
  { isTable, rows }: Template,
  { isWhole }: { readonly isWhole: boolean },
): string {
  const things = inOrder(builders).flatMap((builder) => {
    const nodes = builder.error === undefined ? builder.nodes : [];
    return [undefined, ...nodes].map((node) => rowOf(builder, node));
  });
  return rows(things, heads);

  function rowOf(builder: BuilderView, node: NodeView | undefined): Struct {
    const json = builderObject(builder);
    const fields = {
      ...(node === undefined ? ofBuilder(builder) : ofNode(node)),
      Error: node?.error ?? builder.error ?? "",
      Builder: builderThing(builder),
    };
    return { fields, json, text: JSON.stringify(json) };
  }

  function ofBuilder({ name, driver, isCurrent, lastActivity, error }: BuilderView) {
    return {
      Name: `${name}${isCurrent && isTable ? "*" : ""}`,
      DriverEndpoint: driver,
      LastActivity: lastActivity === undefined ? "" : `${lastActivity.toISOString().slice(0, 19)}Z`,
      Status: error === undefined ? "" : "error",
      Buildkit: "",
      Platforms: "",
    };
  }

  function ofNode(node: NodeView) {
    const platforms = platformNames(node);
    const indent = isTable ? " \\_ " : "";
    return {
      Name: `${indent}${node.name}`,
      DriverEndpoint: `${indent}${node.endpoint}`,
      LastActivity: "",
      Status: node.error === undefined ? (node.status ?? "") : "error",
      Buildkit: node.version ?? "",
      Platforms: isTable && !isWhole ? shortPlatforms(platforms) : platforms.join(", "),
    };
  }
}

/** What Go writes for no time at all. */
const noTime = "0001-01-01 00:00:00 +0000 UTC";

function builderThing(builder: BuilderView): Struct {
  const { name, driver, isCurrent, isDynamic, lastActivity, error, nodes } = builder;
  const json = builderObject(builder);
  const fields = {
    Name: name,
    Driver: driver,
    Current: isCurrent,
    Dynamic: isDynamic,
    LastActivity: lastActivity === undefined ? noTime : instant(lastActivity.getTime()),
    Err: error ?? null,
    Nodes: error === undefined ? nodes.map(nodeThing) : [],
  };
  return { fields, json, text: JSON.stringify(json) };
}

function nodeThing(node: NodeView): Struct {
  const { name, endpoint, driverOpts, flags, status, version = "", error, workers } = node;
  const [worker] = workers;
  const json = { Name: name, Endpoint: endpoint };
  const state = { Status: status ?? "" };
  const fields: Readonly<Record<string, Value>> = {
    Name: name,
    Endpoint: endpoint,
    DriverOpts: new Map(Object.entries(driverOpts)),
    BuildkitdFlags: flags,
    DriverInfo: status === undefined ? null : { fields: state, json: state, text: state.Status },
    Version: version,
    Err: error ?? null,
    IDs: workers.map(({ id }) => id).sort(),
    Labels: new Map(Object.entries(worker?.labels ?? {})),
    Platforms: platformNames(node),
  };
  return { fields, json, text: name };
}
