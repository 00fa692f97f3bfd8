// Templates: quoted strings, here-documents and the strings of JSON files. Read as a flat run of pieces first, since strip
// markers and the indentation of here-documents know nothing of directives; then the directives are nested. Follows
// hashicorp/hcl hclsyntax/parser_template.go for what is stripped when.

import { type Range, suggest } from "../../source/index.js";
import { stringValue } from "../values/index.js";
import { readForNames } from "./collection.js";
import { checkMarkerLine, deindent, failHeredoc, skipHeredoc } from "./heredoc.js";
import { nest, type Piece } from "./pieces.js";
import type { Opener, ReadExpression, Reader } from "./reader.js";
import { unescapeQuoted, unescapeTemplate } from "./string.js";
import type { Expression, JsonString, TemplateExpression } from "./tree.js";
import { closeBracket, failUnclosed, failUnexpected } from "./unexpected.js";

/** Reads a quoted string or a here-document. */
export function readTemplate(reader: Reader, readExpression: ReadExpression): Expression {
  const { start } = reader;
  const form = reader.is("open-quote") ? "quoted" : "heredoc";
  if (form === "heredoc") checkMarkerLine(reader);
  // A line end is a token here, as it is where a string ends that has no closing quote.
  const opener = reader.enter(true);
  const pieces = readPieces(reader, { opener, form, readExpression });
  if (pieces === undefined) {
    if (form === "heredoc") skipHeredoc(reader, opener);
    return reader.invalid(start);
  }
  reader.leave();
  if (form === "heredoc" && reader.text.startsWith("<<-", start)) deindent(pieces);
  return makeTemplate(reader, { form, pieces, range: reader.rangeFrom(start) });
}

/** Reads the inside of `json`; the parser stands on its first token. */
export function readJsonTemplate(reader: Reader, json: JsonString, readExpression: ReadExpression): TemplateExpression {
  const opener: Opener = { kind: "open-quote", start: 0, end: 0, newlines: true };
  const pieces = readPieces(reader, { opener, form: "json", readExpression }) ?? [];
  return { ...makeTemplate(reader, { form: "json", pieces, range: json.range }), json };
}

interface MadeTemplate {
  readonly form: TemplateExpression["form"];
  readonly pieces: readonly Piece[];
  readonly range: Range;
}

function makeTemplate(reader: Reader, { form, pieces, range }: MadeTemplate): TemplateExpression {
  const parts = nest(reader, pieces);
  const [first] = parts;
  const text = first === undefined ? "" : parts.length === 1 && first.kind === "text" ? first.value : undefined;
  return { kind: "template", form, parts, ...(text !== undefined && { constant: stringValue(text) }), range };
}

interface TemplateForm {
  readonly opener: Opener;
  readonly form: TemplateExpression["form"];
  readonly readExpression: ReadExpression;
}

/** Reads up to the closing token, which the parser then stands on; undefined: failed. */
function readPieces(reader: Reader, template: TemplateForm): Piece[] | undefined {
  const pieces: Piece[] = [];
  let isStripping = false;
  let isBrokenOverLines = false;
  while (!reader.failed) {
    switch (reader.kind) {
      case "text": {
        const text = template.form === "quoted" ? unescapeQuoted(reader) : unescapeTemplate(reader.word());
        pieces.push({ kind: "text", value: isStripping ? text.replace(leadingSpace, "") : text, range: reader.here() });
        isStripping = false;
        reader.advance();
        break;
      }
      case "string-newline":
        // Once for each string: further line ends are the same mistake.
        if (!isBrokenOverLines) reportNewline(reader, template.opener);
        isBrokenOverLines = true;
        pieces.push({ kind: "text", value: "\n", range: reader.here() });
        reader.advance();
        break;
      case "bad":
        reader.report("invalid-character", reader.here(), "This line has a carriage return without a line feed", {
          detail: "Lines end with LF or with CR LF.",
        });
        reader.advance();
        break;
      case "interpolation":
      case "directive": {
        const last = pieces[pieces.length - 1];
        // `${~` and `%{~` have three characters.
        if (last?.kind === "text" && reader.end - reader.start === 3)
          last.value = last.value.replace(trailingSpace, "");
        const piece = readSequence(reader, template);
        if (piece !== undefined) pieces.push(piece);
        isStripping = reader.text.startsWith("~}", reader.previousEnd - 2);
        break;
      }
      default:
        return isClosed(reader, template) ? pieces : undefined;
    }
  }
  return undefined;
}

// White space as Unicode has it, which is not quite what JavaScript has: U+0085 counts, U+FEFF does not.
const space = "[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const leadingSpace = new RegExp(`^${space}+`);
const trailingSpace = new RegExp(`(?<!${space})${space}+$`);

function isClosed(reader: Reader, { opener, form }: TemplateForm): boolean {
  if (form === "json") return reader.is("end");
  if (form === "heredoc") {
    if (reader.is("close-heredoc")) return true;
    failHeredoc(reader, opener);
    return false;
  }
  if (reader.is("close-quote")) return true;
  const range = reader.range(opener.start, Math.max(reader.previousEnd, opener.end));
  reader.fail("unclosed-string", range, "This string is not closed", {
    hint: "its closing quote is missing",
    detail: 'A string in quotes ends on the line on which it begins; a line end inside is written "\\n".',
  });
  return false;
}

function reportNewline(reader: Reader, opener: Opener): void {
  const range = reader.range(opener.start, reader.start);
  reader.report("newline-in-string", range, "A string in quotes may not go over several lines", {
    detail: 'Write "\\n" for a line end, or use a here-document: <<EOT, the lines, and a line that holds EOT alone.',
  });
}

/** Reads one `${ … }` or `%{ … }`; undefined: failed, or what it is was reported and it can be left out. */
function readSequence(reader: Reader, template: TemplateForm): Piece | undefined {
  const { kind, start } = reader;
  const opener = reader.enter(false);
  const piece = kind === "interpolation" ? readInterpolation(reader, template) : readDirective(reader, template);
  if (piece === undefined || !closeSequence(reader, opener, template.form)) return undefined;
  return { ...piece, range: reader.rangeFrom(start) };
}

type Unranged<P> = P extends Piece ? Omit<P, "range"> : never;

function readInterpolation(reader: Reader, { readExpression }: TemplateForm): Unranged<Piece> | undefined {
  if (reader.is("close-sequence")) {
    reader.fail("syntax", reader.range(reader.previousEnd - 2, reader.end), 'This "${" holds no expression', {
      hint: 'for a literal "${" write "$${"',
    });
    return undefined;
  }
  const expression = readExpression(reader);
  return reader.failed ? undefined : { kind: "interpolation", expression };
}

const directives = ["if", "else", "endif", "for", "endfor"] as const;

function readDirective(reader: Reader, { readExpression }: TemplateForm): Unranged<Piece> | undefined {
  if (!reader.is("identifier")) {
    failUnexpected(reader, '"if", "else", "endif", "for" or "endfor"', {
      detail: 'What begins with "%{" is a directive. For a literal "%{" write "%%{".',
    });
    return undefined;
  }
  const word = reader.word();
  const range = reader.here();
  reader.advance();
  switch (word) {
    case "if": {
      const condition = readExpression(reader);
      return reader.failed ? undefined : { kind: "if", condition };
    }
    case "for": {
      const names = readForNames(reader);
      const collection = reader.failed ? reader.invalid(reader.start) : readExpression(reader);
      return names === undefined || reader.failed ? undefined : { kind: "for", ...names, collection };
    }
    case "else":
      if (reader.is("identifier") && reader.word() === "if")
        reader.fail("template-directive", reader.here(), 'There is no "else if" in templates', {
          detail: 'Put another "%{ if }" with its own "%{ endif }" behind "%{ else }".',
        });
      return { kind: "else" };
    case "endif":
    case "endfor":
      return { kind: word };
    default: {
      const close = suggest(word, directives);
      reader.fail("template-directive", range, `There is no directive "${word}"`, {
        ...(close !== undefined && { hint: `did you mean "${close}"?` }),
        detail: 'The directives are if, else, endif, for and endfor. For a literal "%{" write "%%{".',
      });
      return undefined;
    }
  }
}

function closeSequence(reader: Reader, opener: Opener, form: TemplateExpression["form"]): boolean {
  if (reader.failed) return false;
  const isBroken = reader.is("open-quote") || reader.is("newline") || reader.is("end");
  if (form !== "heredoc" && isBroken) failUnclosed(reader, opener, "close-sequence");
  else if (reader.is(":"))
    reader.fail("syntax", reader.here(), 'Expected "}" after the expression, found ":"', {
      detail: 'If this is meant for another language, such as a shell, write "$${" for "${".',
    });
  else
    return closeBracket(reader, opener, {
      closer: "close-sequence",
      expected: '"}" after the expression',
      detail: 'If the text is meant as it stands, write "$${" for "${", and "%%{" for "%{".',
    });
  return false;
}
