import * as fc from "fast-check";
import { describe, test } from "vitest";
import { isServersMiss } from "../../src/facts/servers-miss.ts";

describe("a server's own sentence about what it serves", () => {
  test.for([
    { from: "HTTP.sys", text: "The requested resource is not found." },
    { from: "WebOb", text: "The resource could not be found." },
    { from: "IIS 6", text: "The page cannot be found" },
    {
      from: "IIS",
      text: "The resource you are looking for might have been removed, had its name changed, or is temporarily unavailable.",
    },
    { from: "LiteSpeed", text: "The resource requested could not be found on this server!" },
    {
      from: "Firebase Hosting",
      text: "The specified file was not found on this website. Please check the URL for mistakes and try again.",
    },
    { from: "WordPress", text: "Oops! That page can’t be found." },
    { from: "beego", text: "The page you have requested has flown the coop." },
    { from: "webmachine", text: "The requested document was not found on this server." },
    { from: "Happstack", text: "Your file is not found" },
    { from: "Liberty", text: "The server cannot find a web application associated with this URL." },
    { from: "GitHub Pages", text: "There isn't a GitHub Pages site here." },
    { from: "Fastly", text: "Fastly error: unknown domain: api.example.com." },
    { from: "Abyss", text: "There is no file or directory with the requested name" },
    { from: "Lucky", text: "Sorry, we couldn't find that page." },
    { from: "Squarespace", text: "We couldn't find the page you were looking for." },
    { from: "Jupyter", text: "You are requesting a page that does not exist!" },
  ])("$from: $text", ({ text }, { expect }) => {
    expect(isServersMiss(text)).toBe(true);
  });

  test.for([
    { text: "" },
    { text: "Not Found" },
    { text: "Order 12 could not be found." },
    { text: "The order could not be found." },
    { text: "The requested user is not found." },
    { text: "We could not find your order" },
    { text: "No such voucher" },
    { text: "The page size is too large" },
    { text: "Your file is too large" },
    { text: "There is no order 12" },
  ])("not: $text", ({ text }, { expect }) => {
    expect(isServersMiss(text)).toBe(false);
  });

  test("any text is read without throwing", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void isServersMiss(`The page ${text}`)));
  });
});
