// Which known name a misspelt one was meant to be.

/**
 * The candidate nearest to `name`: at most two edits away, where swapping two neighbours is one edit, and fewer edits than
 * half of its letters. Of candidates as near the one that sorts first, so the order of `candidates` does not matter.
 */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = 3;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) > 2) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance * 2 >= Math.max(name.length, 2) || distance > 2) continue;
    if (distance < bestDistance || (distance === bestDistance && best !== undefined && candidate < best)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Optimal string alignment, over UTF-16 units: names are short and nearly all ASCII. */
function editDistance(a: string, b: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min((back[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (back[column - 1] ?? 0) + cost);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) least = Math.min(least, (twoBack[column - 2] ?? 0) + 1);
      current.push(least);
    }
    twoBack = back;
    back = current;
  }
  return back[b.length] ?? 0;
}
