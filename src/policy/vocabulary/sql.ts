import { MEANINGS, vocabulary, type Meaning } from "./meaning.ts";

/** Codes that mean one thing under 400, 422 and 500 alike. */
const ROWS: ReadonlyMap<string, Meaning> = vocabulary({
  exists:
    "23505 P2002 E11000 11000 11001 ER_DUP_ENTRY ER_DUP_ENTRY_WITH_KEY_NAME ER_DUP_KEY 1062 1586 " +
    "SQLITE_CONSTRAINT_UNIQUE SQLITE_CONSTRAINT_PRIMARYKEY ORA-00001 2601 2627",
  missing: "P2025 P2001 P2018 P2015 PGRST116",
  relation:
    "23503 P2003 1452 1451 1216 1217 ER_NO_REFERENCED_ROW ER_NO_REFERENCED_ROW_2 ER_ROW_IS_REFERENCED " +
    "ER_ROW_IS_REFERENCED_2 ORA-02291 ORA-02292",
  network: "P1001 P1002 P1008 P1017 P2024 PGRST000 PGRST001 PGRST002 2002 2003 2006 2013",
});
/** SQLSTATE classes that a client's data can bring about. */
const CLIENT_STATES: readonly (readonly [RegExp, Meaning])[] = [
  [/^(?:23502|23514|22\w{3})$/, MEANINGS.invalid],
  [/^28\w{3}$/, MEANINGS.unauthorized],
  [/^42501$/, MEANINGS.forbidden],
];
/** What only a database prints: the code needs no dialect to be known for one. */
const UNMISTAKABLE =
  /^(?:P[12]\d{3}|\d\dP\d\d|08\d{3}|E1100[01]|ER_[A-Z\d_]{3,60}|SQLITE_[A-Z_]{3,40}|ORA-\d{5}|PGRST\d{3})$/;
const UNMISTAKABLE_STATES = new Set("23505 23503 23502 23514 42501".split(" "));

/** Whether a code is a database's by its form alone. */
export function isDatabaseCode(code: string): boolean {
  return UNMISTAKABLE.test(code) || UNMISTAKABLE_STATES.has(code);
}

/**
 * What a SQLSTATE, a driver's or an ORM's code means under an HTTP status; every unknown one is the storage's fault.
 *
 * @example
 * sqlMeaning("23505", 500); // already_exists
 */
export function sqlMeaning(code: string, status: number): Meaning {
  const known = ROWS.get(code.toUpperCase());
  if (known !== undefined) return known;
  if (/^08\w{3}$/.test(code)) return MEANINGS.network;
  if (status !== 500) for (const [states, meaning] of CLIENT_STATES) if (states.test(code)) return meaning;
  return MEANINGS.storage;
}

const EMBEDDED: readonly RegExp[] = [
  /\b(E1100[01])\b/,
  /\bSQLSTATE[[(= :]{1,3}(\w{5})\b/,
  /\b(ORA-\d{5})\b/,
  /\b(ER_[A-Z\d_]{3,60})\b/,
  /\b(SQLITE_[A-Z]{3,20}_[A-Z]{3,20})\b/,
  /\(SQLSTATE (\w{5})\)/,
  /^(?:Error )?(1062|1452)\b/,
];

/**
 * The database code that a sentence quotes, or `undefined`.
 *
 * @example
 * embeddedSqlCode("E11000 duplicate key error collection: shop.users"); // "E11000"
 */
export function embeddedSqlCode(line: string): string | undefined {
  const inner = /: (1062|1452) /.exec(line);
  if (/SQLSTATE\[23000\]/.test(line)) return inner?.[1];
  for (const pattern of EMBEDDED) {
    const code = pattern.exec(line)?.[1];
    if (code !== undefined) return code;
  }
  return undefined;
}
