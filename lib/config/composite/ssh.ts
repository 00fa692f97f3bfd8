// `ssh`: agents and keys that RUN steps may use. Follows buildx util/buildflags/ssh.go.

import { listOf, listValue, objectOf, objectValue, STRING, stringValue, type Value } from "../../hcl/values/index.js";
import type { Json } from "../json.js";
import { entrySite, itemSite } from "../site.js";
import type { SshEntry } from "../target.js";
import { type EntryCodec, kindName, scalarText, textField } from "./codec.js";

export const sshCodec: EntryCodec<SshEntry> = {
  noun: "ssh entry",
  fields: [
    { name: "id", description: "The name that the Dockerfile uses; `default` when empty" },
    { name: "paths", description: "A socket, or private keys; none for the running agent" },
  ],
  unknownFields: "ignored",
  shortForms: ["an id, as `default`", "an id and paths, as `default=key1,key2`"],
  fromText: (text) => {
    const equals = text.indexOf("=");
    if (equals === -1) return [{ id: text, paths: [] }];
    return [{ id: text.slice(0, equals), paths: text.slice(equals + 1).split(",") }];
  },
  fromObject: (object) => {
    const value = object.entries.get("paths");
    const id = textField(object, "id", "an ssh entry") ?? "";
    if (value === undefined || value.kind === "null") return { id, paths: [] };
    if (value.kind !== "tuple" && value.kind !== "list" && value.kind !== "set") {
      object.problem({
        summary: `"paths" of an ssh entry must be a list of strings, not ${kindName(value)}`,
        range: object.rangeOf("paths"),
      });
      return undefined;
    }
    const paths: string[] = [];
    for (const [index, item] of value.items.entries()) {
      const path = scalarText(item);
      if (path === undefined) {
        object.problem({
          summary: `A path of an ssh entry must be a string, not ${kindName(item)}`,
          range: itemSite(entrySite(object.site, "paths"), index).range,
        });
        return undefined;
      }
      paths.push(path);
    }
    return { id, paths };
  },
  toValue: ({ id, paths }) =>
    objectValue(
      new Map<string, Value>([
        ["id", stringValue(id)],
        ["paths", listValue(STRING, paths.map(stringValue))],
      ]),
    ),
  type: objectOf([
    ["id", STRING],
    ["paths", listOf(STRING)],
  ]),
  toJson: ({ id, paths }) => {
    const json = new Map<string, Json>();
    if (id !== "") json.set("id", id);
    if (paths.length > 0) json.set("paths", paths);
    return json;
  },
  keyOf: ({ id }) => id,
};
