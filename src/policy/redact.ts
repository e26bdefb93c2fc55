import { rememberClean } from "../facts/remember.ts";
import { cutAt } from "./cut.ts";
import { stripSecrets } from "./secrets.ts";

const MAX_READ = 2000;
const MAX_LOGGED = 200;

/**
 * The upstream's own words for the log: folded, without secrets, query strings and addresses of people, at most 200
 * characters; `undefined` when nothing is left.
 *
 * @example
 * redact("GET https://db.acme.example/x?token=1 failed"); // "GET https://db.acme.example/x?*** failed"
 */
export function redact(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redacting(text);
}

const redacting = rememberClean(redacted, MAX_LOGGED);

function redacted(text: string): string | undefined {
  const bare = stripSecrets(
    text
      .slice(0, MAX_READ)
      .toWellFormed()
      .replace(/<[a-z!/][^<>]{0,400}>/gi, " "),
  )
    .replace(/((?:https?:\/)?\/[^\s?#"'<>]{1,400})\?[^\s"'<>]{1,1000}/g, "$1?***")
    .replace(/[\w.+-]{1,64}@(?=[\w-]{1,64}\.[\w.-]{1,64})/g, "***@")
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, " ")
    .trim();
  const cut = cutAt(bare, MAX_LOGGED);
  return cut === "" ? undefined : cut;
}
