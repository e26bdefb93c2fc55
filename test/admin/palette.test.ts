import { describe, test } from "vitest";
import { colourOf, paletteRules } from "../../src/admin/palette.ts";
import { STYLES } from "../../src/admin/styles.ts";
import { CODE_NAMES } from "../../src/contract/codes.ts";

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const [light, dark] = paletteRules().split("@media") as [string, string];
const [lightBase, darkBase] = STYLES.slice(paletteRules().length).split("@media") as [string, string];
const variable = (base: string, name: string): string =>
  new RegExp(`--${name}:(#[0-9a-f]+)`).exec(base)![1]!.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3");
const modes = [
  { mode: "light", rules: light, base: lightBase },
  { mode: "dark", rules: dark, base: darkBase },
] as const;

describe.for(modes)("in $mode", ({ rules, base }) => {
  test("every code has a colour of its own, at least 3:1 to the surface", ({ expect }) => {
    const colours = CODE_NAMES.map(
      (code) => new RegExp(`\\.c-${code}\\{--c:(#[0-9a-f]{6})`).exec(rules)?.[1] ?? "",
    );
    expect(new Set(colours).size).toBe(CODE_NAMES.length);
    const weak = CODE_NAMES.filter((_, index) => contrast(colours[index]!, variable(base, "surface")) < 3);
    expect(weak).toEqual([]);
  });

  test.for([
    ["ink", "surface"],
    ["soft", "surface"],
    ["soft", "bg"],
    ["link", "surface"],
    ["ink", "code"],
    ["soft", "code"],
    ["ink", "warn"],
    ["ink", "bad"],
  ] as const)("%s on %s reads, at least 4.5:1", ([text, ground], { expect }) => {
    expect(contrast(variable(base, text), variable(base, ground))).toBeGreaterThanOrEqual(4.5);
  });
});

test.for([
  { name: "not_found", colour: "c-not_found" },
  { name: "internal", colour: "c-internal" },
  { name: "/users/:id", colour: "c-none" },
  { name: "toString", colour: "c-none" },
])("$name has the class $colour", ({ name, colour }, { expect }) => {
  expect(colourOf(name)).toBe(colour);
});
