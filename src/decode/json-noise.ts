/** Guards against script inclusion that stand before a JSON body. */
const GUARDS: readonly string[] = [
  ")]}',", // Angular, Google
  ")]}'",
  ")]}",
  "while(1);", // Google, GitLab
  "while (1);",
  "for(;;);", // Facebook
  "for (;;);",
  "{}&&", // Dojo, Spring's JsonView prefix
  "{} &&",
  "throw 1; <dont be evil>", // Google
  "&&&START&&&", // Xiaomi
  "/**/", // Express JSONP
];

const CALLBACK = /^(?:typeof [\w$.[\]]{1,100} === 'function' && )?[A-Za-z_$][\w$.[\]]{0,99}\(\s*(?=[[{])/;
const WARNED =
  /^(?:<br|<b>|<font|<p>|php )?[^a-z]{0,12}(?:<b>)?(?:php )?(?:warning|notice|deprecated|strict standards|(?:recoverable |catchable )?fatal error)/i;
/** The end of a PHP warning: `on line <b>3</b><br />`, Xdebug's closing table. */
const WARNING_END = /\bon line (?:<(?:b|i)>)?\d{1,7}(?:<\/(?:b|i)>)?(?:<br ?\/?>)?|<\/table><\/font>/g;

/**
 * A body without what stands before its JSON: a script guard, a JSONP callback, PHP's warnings. What has none comes back as it is.
 *
 * @example
 * skipNoise(')]}\',\n{"a":1}'); // '{"a":1}'
 */
export function skipNoise(text: string): string {
  let rest = text;
  for (const guard of GUARDS) {
    if (rest.startsWith(guard)) rest = rest.slice(guard.length).trimStart();
  }
  if (rest.startsWith("{") || rest.startsWith("[")) return rest;
  const callback = CALLBACK.exec(rest.slice(0, 300));
  if (callback !== null) return rest.slice(callback[0].length).replace(/\)[\s;]{0,20}$/, "");
  return WARNED.test(rest.slice(0, 100)) ? skipWarnings(rest) : rest;
}

function skipWarnings(text: string): string {
  let tries = 0;
  for (const end of text.matchAll(WARNING_END)) {
    const rest = text.slice(end.index + end[0].length).trimStart();
    if (rest.startsWith("{") || rest.startsWith("[")) return rest;
    tries += 1;
    if (tries === 50) break;
  }
  return text;
}
