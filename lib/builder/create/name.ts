// A name for a builder that was given none.

const ways: readonly string[] = [
  "baked",
  "braided",
  "buttered",
  "crusty",
  "floury",
  "fresh",
  "glazed",
  "golden",
  "kneaded",
  "malted",
  "nutty",
  "proofed",
  "risen",
  "salted",
  "seeded",
  "sliced",
  "toasted",
  "warm",
];
const loaves: readonly string[] = [
  "bagel",
  "baguette",
  "bannock",
  "brioche",
  "bun",
  "chapati",
  "ciabatta",
  "crumpet",
  "focaccia",
  "knot",
  "lavash",
  "loaf",
  "naan",
  "pita",
  "pretzel",
  "rye",
  "scone",
  "tortilla",
];

/** Such as `crusty_bagel`, and none of `taken`. `random` gives a whole number from 0 up to its argument, which is left out. */
export function newBuilderName(taken: readonly string[], random: (below: number) => number): string {
  const names = ways.flatMap((way) => loaves.map((loaf) => `${way}_${loaf}`));
  const free = names.filter((name) => !taken.includes(name));
  // A machine with hundreds of builders still gets one more.
  return free[random(free.length)] ?? `${names[random(names.length)]}${taken.length}`;
}
