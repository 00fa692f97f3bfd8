// The flat run of pieces that a template is read as, and how directives are nested in one another.

import type { Range } from "../../source/index.js";
import type { Reader } from "./reader.js";
import type { Expression, Name, TemplatePart } from "./tree.js";

/** One part of a template before directives are nested; the text of one is changed by what stands around it. */
export type Piece = TextPiece | InterpolationPiece | IfPiece | ForPiece | ClosingPiece;

export interface TextPiece {
  readonly kind: "text";
  value: string;
  range: Range;
}

interface InterpolationPiece {
  readonly kind: "interpolation";
  readonly expression: Expression;
  readonly range: Range;
}

interface IfPiece {
  readonly kind: "if";
  readonly condition: Expression;
  readonly range: Range;
}

interface ForPiece {
  readonly kind: "for";
  readonly keyName?: Name;
  readonly valueName: Name;
  readonly collection: Expression;
  readonly range: Range;
}

export interface ClosingPiece {
  readonly kind: "else" | "endif" | "endfor";
  readonly range: Range;
}

/** Nests what stands between directives and their ends. Of a template that is out of joint the first fault is reported. */
export function nest(reader: Reader, pieces: readonly Piece[]): readonly TemplatePart[] {
  let at = 0;
  let isBroken = false;
  const parts = readUntilEnd(undefined).parts;
  return parts;

  /** Reads up to the piece that ends `opening` and with it; the template itself ends with the pieces. */
  function readUntilEnd(opening: IfPiece | ForPiece | undefined): { parts: TemplatePart[]; end?: ClosingPiece } {
    const parts: TemplatePart[] = [];
    for (let piece = pieces[at]; piece !== undefined; piece = pieces[at]) {
      at += 1;
      switch (piece.kind) {
        case "text":
          addText(parts, piece);
          break;
        case "interpolation":
          parts.push(piece);
          break;
        case "if":
        case "for":
          if (!reader.sink()) return { parts };
          parts.push(piece.kind === "if" ? readIf(piece) : readFor(piece));
          reader.rise();
          break;
        default:
          if (opening && (piece.kind === "endfor") === (opening.kind === "for")) {
            if (piece.kind !== "else" || opening.kind === "if") return { parts, end: piece };
          }
          failClosing(piece, opening);
      }
    }
    if (opening) fail(opening.range, `This "%{ ${opening.kind} }" has no "%{ end${opening.kind} }"`);
    return { parts };
  }

  function readIf(piece: IfPiece): TemplatePart {
    const then = readUntilEnd(piece);
    let whenFalse: TemplatePart[] = [];
    let { end } = then;
    while (end?.kind === "else") {
      const middle = end;
      const rest = readUntilEnd(piece);
      if (rest.end?.kind === "else")
        fail(rest.end.range, 'A second "%{ else }"', { range: middle.range, message: "the first" });
      whenFalse = rest.parts;
      end = rest.end;
    }
    const range = { ...piece.range, end: (end ?? endOf([...then.parts, ...whenFalse]) ?? piece).range.end };
    return { kind: "if", condition: piece.condition, whenTrue: then.parts, whenFalse, range };
  }

  function readFor(piece: ForPiece): TemplatePart {
    const { parts, end } = readUntilEnd(piece);
    return { ...piece, parts, range: { ...piece.range, end: (end ?? endOf(parts) ?? piece).range.end } };
  }

  function failClosing(piece: ClosingPiece, opening: IfPiece | ForPiece | undefined): void {
    if (opening === undefined) {
      const start = piece.kind === "endfor" ? "for" : "if";
      fail(piece.range, `"%{ ${piece.kind} }" without a "%{ ${start} }" before it`);
      return;
    }
    const message = `"%{ end${opening.kind} }" has to close this first`;
    fail(piece.range, `"%{ ${piece.kind} }" does not belong to "%{ ${opening.kind} }"`, {
      range: opening.range,
      message,
    });
  }

  function fail(range: Range, summary: string, related?: { readonly range: Range; readonly message: string }): void {
    if (!isBroken) reader.report("template-directive", range, summary, related ? { related: [related] } : {});
    isBroken = true;
  }
}

/** For a directive without its own end. */
function endOf(parts: readonly TemplatePart[]): TemplatePart | undefined {
  return parts[parts.length - 1];
}

/** Texts in a row become one, so that a template without sequences is one text. */
function addText(parts: TemplatePart[], { value, range }: TextPiece): void {
  const last = parts[parts.length - 1];
  if (last?.kind !== "text") parts.push({ kind: "text", value, range });
  else
    parts[parts.length - 1] = {
      kind: "text",
      value: last.value + value,
      range: { file: range.file, start: last.range.start, end: range.end },
    };
}
