import { describe, test } from "vitest";
import { isSignature, isStock, isTelling, withoutStatus } from "../../src/dialects/page-words.ts";

describe("isSignature", () => {
  test.for([
    { text: "nginx/1.27.0", signature: true },
    { text: "Apache/2.4.57 (Debian) Server at api.internal Port 8080", signature: true },
    { text: "Powered by Jetty:// 12.0.14", signature: true },
    { text: "IBM WebSphere Application Server", signature: true },
    { text: "Jenkins 2.426.1", signature: true },
    { text: "XID: 32770", signature: true },
    { text: "URI: /v3/orders/12", signature: true },
    { text: "Mon, 06 May 2024 10:11:12 GMT", signature: true },
    { text: "/v3/orders/12", signature: true },
    { text: "https://errors.edgesuite.net/18", signature: true },
    { text: "Skip to main content", signature: true },
    { text: "Home", signature: true },
    { text: "Order 12 not found", signature: false },
    { text: "The server is closed", signature: false },
    { text: "Home delivery is not offered here", signature: false },
    { text: "Apples are sold out", signature: false },
  ])("$text: $signature", ({ text, signature }, { expect }) => {
    expect(isSignature(text)).toBe(signature);
  });
});

describe("isStock", () => {
  test.for([
    {
      text: "Additionally, a 404 Not Found error was encountered while trying to use an ErrorDocument.",
      stock: true,
    },
    { text: "If you entered the URL manually please check your spelling.", stock: true },
    { text: "Please contact us if you think this is a server error. Thank you.", stock: true },
    { text: "That’s an error.", stock: true },
    { text: "You may have mistyped the address or the page may have moved.", stock: true },
    { text: "Please choose a smaller size", stock: false },
    { text: "If the amount is zero, nothing is charged", stock: false },
    { text: "Order 12 not found", stock: false },
  ])("$text: $stock", ({ text, stock }, { expect }) => {
    expect(isStock(text)).toBe(stock);
  });
});

describe("isTelling", () => {
  test.for([
    { text: "Repository not found", telling: true },
    { text: "Your session has expired", telling: true },
    { text: "数量は1以上で入力してください。", telling: true },
    { text: "Nexus Repository Manager", telling: false },
    { text: "Error Info", telling: false },
  ])("$text: $telling", ({ text, telling }, { expect }) => {
    expect(isTelling(text)).toBe(telling);
  });
});

describe("withoutStatus", () => {
  test.for([
    { text: "404 - No such project", bare: "No such project" },
    { text: "Error 403 - Access is closed", bare: "Access is closed" },
    { text: "HTTP Status 404 – Not Found", bare: "Not Found" },
    { text: "404.13: too long", bare: "too long" },
    { text: "Error: Quantity too small", bare: "Quantity too small" },
    { text: "404", bare: "404" },
    { text: "4040 items", bare: "4040 items" },
    { text: "Order 404 is gone", bare: "Order 404 is gone" },
  ])("$text", ({ text, bare }, { expect }) => {
    expect(withoutStatus(text)).toBe(bare);
  });
});
