import { oneLine } from "./miss.ts";
import { remember, SENTENCE, type TextReader } from "./remember.ts";

/** A page's words for itself: nobody's resource, but the file, page or site that a web server looked for. */
const SERVERS: readonly RegExp[] = [
  /^(?:(?:sorry|oops|whoops)[,.! ]{1,4}(?:but )?)?(?:(?:the|your|this|that) )(?:requested |specified |target )?(?:resource|file|document|page|object|content|url|address|location|site|web ?site|action|request(?: on the specified host)?)s? (?:(?:that )?you (?:\w{1,20} ){1,5}|requested )?(?=(?:is|was|were|could|can|can't|cannot|does|doesn't|do|has|may|might)\b).{0,70}?(?:\bno(?:t|w?here)?\b|n't\b|cannot\b|\bunavailable\b|\b(?:been )?(?:re)?moved\b|\bflown\b)/i,
  /\b(?:not (?:be )?(?:found|located)|does(?: not|n't) exist|cannot be found)\b.{0,30}\bon (?:this|the|our) (?:web ?)?(?:server|site)\b/i,
  /^(?:file|page|site|web ?site|url|host|domain|virtual host(?: or web application)?|context root|web ?page|document) (?:(?:was |is |could |can)?not (?:be )?found|does(?: not|n't) exist)\b/i,
  /\b(?:a|the) page that does(?: not|n't) exist\b/i, // Jupyter
  /\b(?:file|page|site|web ?site|url) not found$/i, // Happstack 7.7.2 File not found
  /\bcannot find (?:an? )?(?:web application|web ?site|virtual host)\b/i, // Liberty
  /\bthere isn't an? [\w ]{0,40}(?:site|page) here\b/i, // GitHub Pages
  /\b(?:(?:could|can|do|did)(?: ?not|n't)|can't|unable to|failed to) (?:find|locate) (?:(?:the|that|this|your|any|an?) (?:requested |specified )?(?:page|file|url|site|web ?site|route|address|document|location)\b|what you (?:were|are)\b)/i,
  /\bthere is no (?:such )?(?:file|page|directory|document|site)\b/i, // Abyss
  /\bunknown (?:domain|host|site)\b/i, // Fastly
];

/**
 * Whether a page's sentence is a server's own about what it serves: a file, a page, a site, "the requested resource".
 *
 * Elsewhere than on a page such a sentence may be an application's; only the first 600 characters count.
 *
 * @example
 * isServersMiss("The requested resource could not be found."); // true
 */
export const isServersMiss: TextReader<boolean> = remember((sentence) => {
  const text = oneLine(sentence);
  return SERVERS.some((part) => part.test(text));
}, SENTENCE);
