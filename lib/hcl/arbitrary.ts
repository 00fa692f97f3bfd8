// Generated native HCL, for tests alone: files that are right, and files that something was broken in.

import fc from "fast-check";

type Text = fc.Arbitrary<string>;

/** Its parts one after the other. */
function joined(...parts: readonly (Text | string)[]): Text {
  return fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((all) => all.join(""));
}

function several(part: Text, maxLength: number, separator = ""): Text {
  return fc.array(part, { maxLength }).map((all) => all.join(separator));
}

const attributeName = fc.constantFrom("a", "b", "tags", "x-y", "_z", "für", "for", "if", "in", "true", "null", "else");
const name = fc.constantFrom("a", "b", "foo", "x-y", "é");
const number = fc.constantFrom("0", "1", "42", "1.5", "2e3", "1E-2", "007", "9007199254740993");
const blank = fc.constantFrom("", " ", "  ", "\t");
const lineEnd = fc.constantFrom("\n", "\r\n", "\n\n", " # c\n", " // c\n", "\n  ");
const trivia = fc.constantFrom("", "", " ", " ", "\n", " /* c */ ", " # c\n", "\r\n");
const operator = fc.constantFrom("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||");
const quotedText = fc.constantFrom(
  ...["a", " ", "  b ", "$", "%", "$$", "\\n", "\\t", '\\"', "\\\\", "$${x}", "%%{y}", "$$${", "\\u00e9"],
  ...["\\U0001F600", "é", "日", "{", "}", "#", "'", "e\u0301", "~"],
);
const heredocText = fc.constantFrom(
  ...["a", " ", "  b ", "$", "%", "\n", "\n  ", "\n    ", "\\n", '"', "$${x}", "%%{y}", "é", "{", "}", "\t", "\r\n"],
  ...["E2", "\r"],
);

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie("expression");
  const sequence = fc.oneof(
    joined(fc.constantFrom("${", "${~"), trivia, inner, trivia, fc.constantFrom("}", "~}")),
    joined(fc.constantFrom("${", "${~"), inner, fc.constantFrom("}", "~}")),
    joined(
      fc.constantFrom("%{ if ", "%{~ if "),
      inner,
      fc.constantFrom(" }", " ~}"),
      quotedText,
      fc.constantFrom("", "%{ else }z", "%{~ else ~} z "),
      fc.constantFrom("%{ endif }", "%{~ endif ~}"),
    ),
    joined(
      fc.constantFrom("%{ for a in ", "%{ for k, a in ", "%{~ for a in "),
      inner,
      fc.constantFrom("}", " ~}"),
      quotedText,
      fc.constantFrom("%{ endfor }", "%{~ endfor ~}"),
    ),
  );
  const templateOf = (text: Text, maxLength: number) =>
    several(fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: sequence }), maxLength);
  const quoted = joined('"', templateOf(quotedText, 4), '"');
  const heredoc = fc
    .record({
      opening: fc.constantFrom("<<", "<<-"),
      marker: fc.constantFrom("E", "EOT"),
      firstEnd: fc.constantFrom("\n", "\n", "\r\n"),
      text: templateOf(heredocText, 6),
      indent: fc.constantFrom("", "  "),
      lastEnd: fc.constantFrom("\n", "\r\n"),
    })
    .map(({ opening, marker, firstEnd, text, indent, lastEnd }) => {
      const ended = text === "" || text.endsWith("\n") ? text : `${text}\n`;
      return `${opening}${marker}${firstEnd}${ended}${indent}${marker}${lastEnd}`;
    });
  const listOf = (open: string, close: string) =>
    fc.tuple(fc.array(joined(trivia, inner, trivia), { maxLength: 3 }), fc.boolean()).map(([items, hasComma]) => {
      return open + items.join(",") + (hasComma && items.length > 0 ? "," : "") + close;
    });
  const key = fc.oneof(attributeName, quoted, joined("(", inner, ")"), number, joined(name, ".", name));
  const item = joined(key, blank, fc.constantFrom("=", ":"), blank, inner);
  const separator = fc.constantFrom(",", "\n", ", ", "\n\n", ",\n", " # x\n");
  const object = fc
    .tuple(trivia, fc.array(fc.tuple(item, separator), { maxLength: 3 }), fc.boolean())
    .map(([before, items, isOpenEnded]) => {
      const texts = items.map(([text, end], at) => (isOpenEnded && at === items.length - 1 ? text : text + end));
      return `{${before}${texts.join("")}}`;
    });
  return {
    expression: fc.oneof(
      { maxDepth: 3, depthIdentifier: "expression", withCrossShrink: true },
      fc.oneof(name, number, fc.constantFrom("true", "false", "null"), quoted),
      fc.oneof(listOf("[", "]"), object, joined("(", trivia, inner, trivia, ")"), heredoc),
      fc.oneof(listOf("f(", ")"), joined("f(", inner, "...)"), joined("a::b(", inner, ")")),
      joined(inner, blank, operator, blank, inner),
      fc.oneof(joined(fc.constantFrom("!", "-"), inner), joined(inner, " ? ", inner, " : ", inner)),
      fc.oneof(
        joined(inner, ".", name),
        joined(inner, ".", name, ".*.", name),
        joined(inner, "[", trivia, inner, trivia, "]"),
        joined(inner, fc.constantFrom("[*]", ".0", "[*].a[0]", ".*")),
      ),
      fc.oneof(
        joined("[for a in ", inner, " : ", inner, "]"),
        joined("[for k, a in ", inner, " : ", inner, " if ", inner, "]"),
        joined("{for k, a in ", inner, " : ", inner, " => ", inner, "}"),
        joined("{for k, a in ", inner, " : ", inner, " => ", inner, "... if ", inner, "}"),
      ),
    ),
  };
});

const label = fc.oneof(name, joined('"', name, '"'), fc.constantFrom('"a b"', '"\\n"', '"$"', '"$${"', '""'));

/** A file that hashicorp/hcl accepts, but for attributes that are set twice and lone carriage returns in it. */
export const rightFile: Text = fc.letrec<{ body: string }>((tie) => {
  const attribute = joined(attributeName, blank, "=", blank, expression);
  const labels = several(label, 2, " ");
  const block = fc.oneof(
    joined(name, " ", labels, blank, "{", lineEnd, tie("body"), "}"),
    joined(name, " ", labels, " {", blank, "}"),
    joined(name, " ", labels, " { ", attribute, " }"),
  );
  const item = fc.oneof(
    { weight: 3, arbitrary: joined(blank, attribute, lineEnd) },
    { weight: 1, arbitrary: joined(blank, block, lineEnd) },
  );
  return { body: fc.array(item, { maxLength: 4, depthIdentifier: "body" }).map((items) => items.join("")) };
}).body;

const noise = fc.constantFrom(
  ...[
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    '"',
    "'",
    "\n",
    " ",
    "=",
    ":",
    ",",
    ".",
    "...",
    "$",
    "${",
    "%{",
    "~}",
    "<<E\n",
    "\\",
  ],
  ...[
    "#",
    "/*",
    "//",
    "for",
    "in",
    "if",
    "1",
    "é",
    "\0",
    "&",
    ";",
    "\r",
    "\ufeff",
    "*",
    "?",
    "-",
    "!",
    "::",
    "=>",
    '"\n',
  ],
  ...["E", "a", "“", "`", "<<-E x\n", "%{ endif }", "%{ else }"],
);

/** A file in which something was cut out or put in, once or twice; now and then it is still right. */
export const brokenFile: Text = fc
  .tuple(
    rightFile,
    fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.oneof(noise, fc.constant(""))), { minLength: 1, maxLength: 2 }),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [where, length, inserted]) => {
      const at = where % (current.length + 1);
      return current.slice(0, at) + inserted + current.slice(at + length);
    }, text),
  );
