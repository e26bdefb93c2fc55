import { toFacts, type Facts } from "../facts/facts.ts";
import { htmlToText } from "../decode/html.ts";
import { readThrown } from "../facts/trace.ts";
import { defineDialect } from "./dialect.ts";

const WINDOW = 2000;
/** As the interpreter prints it; the markup is `html_errors`' own, so that an article about errors is none. */
const FATAL =
  /(?:<b>|<\/span>|^|\n)\s{0,8}(?:PHP )?((?:Fatal|Parse|Catchable fatal|Recoverable fatal) error)(?:<\/b>)?: {1,4}(?=\S)/;
const PLACE =
  / in (?:<b>)?(?:[A-Za-z]:\\|\/|phar:)[^<\n]{1,400}?(?:<\/b>)? on line (?:<[bi]>)?\d+|\bStack trace:\s*(?:<br ?\/?>)?\s*#0 /;

/** The page or text that PHP prints when a script dies, whatever stands before it. */
export const phpError = defineDialect({
  name: "php-error",
  media: "any",
  spec: "https://www.php.net/manual/en/errorfunc.configuration.php",
  read({ form, text }): Facts | undefined {
    if (form !== "html" && form !== "text") return undefined;
    const fatal = FATAL.exec(text);
    if (fatal === null) return undefined;
    const rest = text.slice(fatal.index, fatal.index + WINDOW * 4);
    const place = PLACE.exec(rest);
    if (place === null) return undefined;
    const line = htmlToText(rest.slice(0, Math.min(place.index, WINDOW)));
    const thrown = readThrown(line)[0];
    return toFacts({
      words: thrown === undefined ? line : `${thrown.name}: ${thrown.message.split("\n", 1)[0] ?? ""}`,
      crash: true,
      certain: true,
    });
  },
});
