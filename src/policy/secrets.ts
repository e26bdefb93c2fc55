interface Secret {
  readonly name: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

const HIDDEN = "***";

const CARD = /\b(?:4\d{3}|5[1-5]\d\d|3[47]\d\d|6(?:011|5\d\d))(?:[ -]?\d{4}){2}[ -]?\d{3,4}\b/g;

/** What gives access by itself; each pattern is bounded, and run over bounded text only. */
const SECRETS: readonly Secret[] = [
  {
    name: "private key",
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,4000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    replacement: HIDDEN,
  },
  {
    name: "credentials in a URL",
    pattern: /\b([a-z][a-z\d+.-]{1,20}:\/\/)[^\s/@:"'<>]{0,200}:[^\s/@"'<>]{1,200}@/gi,
    replacement: `$1${HIDDEN}@`,
  },
  {
    name: "JSON Web Token",
    pattern: /\beyJ[\w-]{6,2000}\.[\w-]{2,4000}(?:\.[\w-]{0,2000})?/g,
    replacement: HIDDEN,
  },
  {
    name: "authorization value",
    pattern: /\b(bearer|basic|digest|token)([ :=]{1,3})(?=[\w\-.~+/=]{0,200}\d)[\w\-.~+/]{12,2000}={0,2}/gi,
    replacement: `$1$2${HIDDEN}`,
  },
  { name: "AWS access key", pattern: /\b(?:AKIA|ASIA|AROA|AIDA|AGPA)[A-Z\d]{12,20}\b/g, replacement: HIDDEN },
  {
    name: "vendor key",
    pattern:
      /\b(?:[spr]k[_-](?=[\w*-]{0,200}[\d*])(?:(?:live|test|prod|proj|ant|or)[_-])?[\w*-]{8,200}|(?:whsec|pat|key|api|secret|token|access|shpat|shpss|dop_v1|sess)[_-](?:(?:live|test|prod)[_-])?(?=[A-Za-z]{0,60}\d)[A-Za-z\d]{20,200}|pat-[a-z]{2}\d-[\da-f-]{20,60})/g,
    replacement: HIDDEN,
  },
  {
    name: "platform token",
    pattern:
      /\b(?:gh[pousr]_[A-Za-z\d]{16,255}|github_pat_\w{20,255}|glpat-[\w-]{16,100}|xox[abeprs]-[\w-]{8,200}|AIza[\w-]{30,50}|ya29\.[\w-]{10,500}|SG\.[\w-]{10,100}\.[\w-]{10,100}|npm_[A-Za-z\d]{20,100}|hf_[A-Za-z\d]{20,100}|EAA[A-Za-z\d]{20,300})/g,
    replacement: HIDDEN,
  },
  { name: "Sabre's session token", pattern: /\bShared\/IDL:\S{10,400}/g, replacement: HIDDEN },
  {
    name: "named secret",
    pattern:
      /\b((?:[\w-]{0,30}(?:password|passwd|secret|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|session[_-]?id|client[_-]?secret)|pwd)["']?\s{0,3}[=:]\s{0,3}["']?)(?![*"'\s])(?=[^\s"',;&]{0,200}[\d!@#$%^&*_-]|[^\s"',;&]{3,200}[;&])[^\s"',;&]{3,500}/gi,
    replacement: `$1${HIDDEN}`,
  },
];

/**
 * A text without its secrets: tokens, keys, passwords in URLs and card numbers become `***`; cut the text first.
 *
 * @example
 * stripSecrets("Bad key sk_live_4eC39HqLyjWDarjtT1zdp7dc"); // "Bad key ***"
 */
export function stripSecrets(text: string): string {
  let stripped = text;
  for (const { pattern, replacement } of SECRETS) stripped = stripped.replace(pattern, replacement);
  return stripped.replace(CARD, (digits) => (isCard(digits) ? HIDDEN : digits));
}

/** Luhn's sum (ISO/IEC 7812-1): an order's number of 16 digits is no card's. */
function isCard(number: string): boolean {
  const digits = number.replace(/\D/g, "");
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
