// Templates of `--format`. What is expected is what docker-buildx 0.36 writes for builders and nodes of these names.

import { expect, test } from "vitest";
import { type BuilderView, builderFormatted, readTemplate, TemplateError, usageFormatted } from "./index.js";

const bare = {
  driverOpts: {},
  flags: [],
  files: {},
  workers: [],
  features: {},
  fixed: [{ os: "linux", architecture: "arm64" }],
} as const;

const builders: readonly BuilderView[] = [
  {
    name: "broken",
    driver: "",
    isCurrent: false,
    isDynamic: false,
    error: "its file is not JSON",
    nodes: [],
  },
  {
    name: "farm",
    driver: "remote",
    isCurrent: true,
    isDynamic: false,
    lastActivity: new Date("2026-01-02T03:04:05Z"),
    nodes: [
      {
        ...bare,
        name: "a",
        endpoint: "tcp://a:1",
        status: "running",
        version: "v0.32.0",
        driverOpts: { z: "1", b: "x" },
      },
      { ...bare, name: "arm", endpoint: "tcp://b:1", error: "nobody there" },
    ],
  },
];

function list(format: string): string {
  return builderFormatted(builders, readTemplate(format), { isWhole: false });
}

test.for<readonly [format: string, shown: string]>([
  ["{{.Name}}", "farm\na\narm\nbroken\n"],
  [
    "{{.Name}} {{.DriverEndpoint}} {{.Status}}",
    "farm remote \na tcp://a:1 running\narm tcp://b:1 error\nbroken  error\n",
  ],
  ["{{json .Name}} {{json .Builder.Current}}", '"farm" true\n"a" true\n"arm" true\n"broken" false\n'],
  ["{{if .Status}}{{.Name}} is {{.Status}}{{else}}-{{end}}", "-\na is running\narm is error\nbroken is error\n"],
  [
    '{{if eq .Status "running"}}up{{else if .Error}}{{.Error}}{{else}}-{{end}}',
    "-\nup\nnobody there\nits file is not JSON\n",
  ],
  ["{{with .Buildkit}}{{.}} of {{$.Name}}{{else}}none{{end}}", "none\nv0.32.0 of a\nnone\nnone\n"],
  [
    '{{printf "%-7s|%3s|%q" .Name .Status .Name}}',
    'farm   |   |"farm"\na      |running|"a"\narm    |error|"arm"\nbroken |error|"broken"\n',
  ],
  ["a {{- .Name -}}\n b", "afarmb\naab\naarmb\nabrokenb\n"],
  ["{{/* nothing */}}{{$x := upper .Name}}{{$x}}", "FARM\nA\nARM\nBROKEN\n"],
  ["{{.Name}}\\t|", "farm\t|\na\t|\narm\t|\nbroken\t|\n"],
  [
    "table {{.Name}}\\t{{.Status}}",
    "NAME/NODE   STATUS\nfarm*       \n \\_ a       running\n \\_ arm     error\nbroken      error\n",
  ],
  [
    "table {{upper .Name}}\\t{{.Builder.Name}}\\t{{json .Buildkit}}",
    'NAME/NODE   <no value>   BUILDKIT\nFARM*       farm         ""\n \\_ A       farm         "v0.32.0"\n \\_ ARM     farm         ""\nBROKEN      broken       ""\n',
  ],
])("ls, %j", ([format, shown]) => {
  expect(list(format)).toBe(shown);
});

/** The first row is that of the builder `farm`. */
test.for<readonly [format: string, shown: string]>([
  ["{{range $i, $n := .Builder.Nodes}}{{if $i}}, {{end}}{{$i}}:{{$n.Name}}{{end}}", "0:a, 1:arm"],
  ["{{range .Builder.Nodes}}{{range $k, $v := .DriverOpts}}{{$k}}={{$v}};{{end}}{{else}}none{{end}}", "b=x;z=1;"],
  [
    "{{range .Builder.Nodes}}{{.DriverOpts}} {{.BuildkitdFlags}} {{json .IDs}}|{{end}}",
    "map[b:x z:1] [] null|map[] [] null|",
  ],
  ['{{range .Builder.Nodes}}{{if eq .Name "arm"}}{{break}}{{end}}{{.Name}}{{end}}', "a"],
  ['{{range .Builder.Nodes}}{{if eq .Name "a"}}{{continue}}{{end}}{{.Name}}{{end}}', "arm"],
  ["{{pad .Name 2 3}}|{{truncate .Name 3}}|{{title .Name}}", "  farm   |far|Farm"],
  ['{{split .Name "a"}} {{join (split .Name "a") "-"}}', "[f rm] f-rm"],
  ["{{len .Name}} {{index (split .Name `a`) 0}} {{slice .Name 0 1}}", "4 f f"],
  ['{{and .Name .Status}}|{{or .Status "none"}}|{{not .Status}}', "|none|true"],
  ['{{lt 1 2}} {{ge "b" "a"}} {{ne .Name "r"}} {{eq .Name "r" "farm"}}', "true true true true"],
  [
    '{{print 1 2 "x" 3 true}} {{html "<a&\'b\\">"}} {{urlquery "a b&c"}}',
    "1 2x3 true &lt;a&amp;&#39;b&#34;&gt; a+b%26c",
  ],
  ['{{.Name | upper | printf "%s!" | len}}', "5"],
  ['{{title "don\'t stop"}} {{len (split "" ",")}} {{truncate "abc" 5}}', "Don'T Stop 1 abc"],
  ["{{$x := 1}}{{range .Builder.Nodes}}{{$x = 2}}{{end}}{{$x}}", "2"],
  ["{{.LastActivity}} {{.Builder.LastActivity}}", "2026-01-02T03:04:05Z 2026-01-02 03:04:05 +0000 UTC"],
])("%j", ([format, shown]) => {
  expect(list(`${format}~`).split("~\n")[0]).toBe(shown);
});

test.for<readonly [format: string, column: number, says: string]>([
  ["{{.Nope}}", 3, "there is no .Nope; there are .Name, .DriverEndpoint, .LastActivity, .Status"],
  ["table  {{.Name}} {{.Nope}}", 20, "there is no .Nope"],
  ["{{range .Builder.Nodes}}{{.Nope}}{{end}}", 27, "there is no .Nope; there are .Name, .Endpoint, .DriverOpts"],
  ["{{.Name.First}}", 8, "there is no .First: what it is asked of has no fields"],
  ["x {{.Name", 3, "there is no }} to this {{"],
  ["{{nope .Name}}", 3, 'there is no function "nope"; there are and, eq, ge, gt, html'],
  ["{{if .Name}}x", 3, '"if" has no {{end}}'],
  ["{{end}}", 3, 'there is nothing that "end" belongs to'],
  ["{{else}}", 3, 'there is nothing that "else" belongs to'],
  ["{{break}}", 3, '"break" stands outside of every range'],
  ["{{}}", 1, "there is nothing between {{ and }}"],
  ["{{.Name | }}", 9, "there is no value"],
  ["{{(.Name}}", 3, "this parenthesis is not closed"],
  ["{{.Name )}}", 9, '")" is not expected here'],
  ['{{"x}}', 3, '""" is not expected here: this string does not end'],
  ["{{$x}}", 3, "there is no variable $x"],
  ["{{if .Name}}{{$x := 1}}{{end}}{{$x}}", 33, "there is no variable $x"],
  ["{{.Name 1}}", 3, "this takes no arguments: only functions do"],
  ["{{upper 1}}", 3, '"upper": it takes a text, and not the number 1'],
  ["{{join .Name}}", 3, '"join": it takes 2 arguments, and here are 1'],
  ["{{index .Builder.Nodes 7}}", 3, '"index": there is no 7 in a list of 2'],
  ['{{printf "%x" 1}}', 3, '"printf": "%x" is not known; there are %v, %s, %d, %q, %t and %%'],
  ["{{eq .Name 1}}", 3, '"eq": the text "farm" and the number 1 cannot be compared'],
  ["{{range .Name}}{{end}}", 3, "a range takes a list, a map or a number"],
  ["{{nil}}", 3, "nil is no value by itself"],
  ['{{template "x"}}', 3, 'templates inside of templates ("template") are not known here'],
])("%j is told at column %d", ([format, column, says]) => {
  const told = caught(() => list(format));
  expect(told.message.slice(0, says.length)).toBe(says);
  expect(told.at + 1).toBe(column);
});

test("du marks in tables what is written to and what is shared, and nowhere else", () => {
  const record = {
    id: "x1",
    parents: [],
    createdAt: 0,
    description: "",
    recordType: "regular",
    usageCount: 2,
    size: 4096,
    isMutable: true,
    isInUse: false,
    isShared: true,
  };
  const show = (format: string) => usageFormatted([record], readTemplate(format), 0);
  expect(show("{{.ID}} {{.Size}} {{.Parents}} {{json .Parents}} {{.UsageCount}}")).toBe("x1 4.096kB [] null 2\n");
  expect(show("table {{.ID}}\\t{{.Size}}\\t{{.Type}}")).toBe(
    "ID        SIZE       TYPE\nx1*       4.096kB*   regular\n",
  );
});

function caught(work: () => unknown): TemplateError {
  try {
    work();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error("it was taken");
}
