export type Person = { personalNumber: string; givenName: string; surname: string };

/** The people of demo mode. Their numbers are among those that Skatteverket reserves for tests. */
export const people = {
  /** Holder, house with colour sorting. */
  anna: { personalNumber: "198502142386", givenName: "Anna", surname: "Andersson" },
  /** Holder, flat. */
  cecilia: { personalNumber: "197609302380", givenName: "Cecilia", surname: "Carlsson" },
  /** Holder of two addresses, with Eva. */
  david: { personalNumber: "196905112394", givenName: "David", surname: "Dahl" },
  /** Holder of one contract of David's account. */
  eva: { personalNumber: "197203082388", givenName: "Eva", surname: "Dahl" },
  /** No customer; Anna's partner. */
  bjorn: { personalNumber: "198406172398", givenName: "Björn", surname: "Berg" },
  /** No customer; Anna's sister. */
  hanna: { personalNumber: "198811052383", givenName: "Hanna", surname: "Hägg" },
  /** No customer; Greta's god man. */
  ivar: { personalNumber: "196402222399", givenName: "Ivar", surname: "Isaksson" },
  /** No customer; sixteen years old. */
  moa: { personalNumber: "201001122389", givenName: "Moa", surname: "Mård" },
  /** No customer; twelve years old. */
  nils: { personalNumber: "201405202381", givenName: "Nils", surname: "Nord" },
  /** Holder for Fors Bygg AB. */
  filip: { personalNumber: "198012242395", givenName: "Filip", surname: "Fors" },
  /** Holder without mailbox. */
  greta: { personalNumber: "193804032385", givenName: "Greta", surname: "Gran" },
  /** Holder with protected identity. */
  sara: { personalNumber: "199107072382", givenName: "Sara", surname: "Skog" },
} satisfies Record<string, Person>;
