import { CODE_NAMES, type Code, type ErrorType } from "../contract/codes.ts";

type Shades = readonly [light: string, dark: string];

/**
 * A hue for each type (blue, green, violet, orange) and a shade of it for each code, in light and in dark.
 *
 * Every colour has a contrast of 3:1 and more to its background (WCAG 2.2, 1.4.11). Neighbours in the stack differ in
 * lightness, so that they stay apart for the colour-blind.
 */
const COLOURS: Readonly<Record<Code, Shades>> = {
  invalid_data: ["#2f6fd6", "#5b93f0"],
  invalid_request: ["#7a95bd", "#b4c6e0"],
  control_unauthorized: ["#16347f", "#4a6fd0"],
  control_forbidden: ["#5a95ea", "#9cc3fb"],
  not_implemented: ["#55647c", "#7f8ea6"],
  rate_limited: ["#0b97bd", "#3fc6e8"],
  not_found: ["#0b8468", "#2fb793"],
  already_exists: ["#2ba482", "#8fe3c6"],
  conflict: ["#0a4a3c", "#1f8a6d"],
  purchase_fraud: ["#7b2cbf", "#a866e8"],
  relation_not_found: ["#b07ae0", "#d9b3f7"],
  storage_error: ["#c67c12", "#f3b552"],
  network_error: ["#dd5b26", "#f47b45"],
  unknown_error: ["#8f1d0e", "#d9432f"],
};

/** The colour of a type is that of its most frequent code. */
const OF_TYPE: Readonly<Record<ErrorType, Code>> = {
  request: "invalid_data",
  resource: "not_found",
  logical: "purchase_fraud",
  internal: "network_error",
};

/** The class that gives an element the colour of a code or a type; a value of another dimension has the neutral one. */
export function colourOf(name: string): string {
  return Object.hasOwn(COLOURS, name) || Object.hasOwn(OF_TYPE, name) ? `c-${name}` : "c-none";
}

/** The style rules of the colours, as the custom property `--c`. */
export function paletteRules(): string {
  return `.c-none{--c:var(--accent)}${rulesOf(0)}@media (prefers-color-scheme:dark){${rulesOf(1)}}`;
}

function rulesOf(index: 0 | 1): string {
  const names = [...CODE_NAMES.map((code) => [code, code] as const), ...Object.entries(OF_TYPE)];
  return names.map(([name, code]) => `.c-${name}{--c:${COLOURS[code][index]}}`).join("");
}
