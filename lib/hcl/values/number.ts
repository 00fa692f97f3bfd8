// Numbers with a 512-bit mantissa, as hashicorp/hcl has them.

/** A binary floating point number, or an infinity. Opaque outside this file. */
export type HclNumber = { readonly prec: number };
