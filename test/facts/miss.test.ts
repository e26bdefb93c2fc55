import * as fc from "fast-check";
import { describe, test } from "vitest";
import { isMiss } from "../../src/facts/miss.ts";

const request = { method: "GET", path: "/v3/users/7" };

describe("a router's or web server's own miss", () => {
  test.for([
    { from: "Express", text: "Cannot GET /v2/nothing" },
    { from: "Fastify", text: "Route GET:/v2/nothing not found" },
    { from: "hug", text: "The API call you tried to make was not defined. Here is a definition of the API." },
    { from: "Pyramid", text: "predicate mismatch for view vb (request_method = POST)" },
    { from: "LoopBack 3", text: "There is no method to handle GET /nothing" },
    { from: "Kong", text: "no Route matched with those values" },
    { from: "Rails", text: 'No route matches [GET] "/v2/nothing"' },
    { from: "Symfony", text: 'No route found for "GET /v2/nothing"' },
    { from: "Laravel", text: "The route v2/nothing could not be found." },
    { from: "net/http", text: "404 page not found\n" },
    { from: "fasthttp", text: "404 Page not found" },
    { from: "Apache", text: "The requested URL /nope was not found on this server." },
    { from: "Apache 2.4.40", text: "The requested URL was not found on this server." },
    {
      from: "Werkzeug",
      text: "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
    },
    { from: "Spring 6", text: "No static resource v2/nothing." },
    { from: "Spring", text: "No endpoint GET /v2/nothing." },
    {
      from: "Web API",
      text: "No HTTP resource was found that matches the request URI 'http://api.example/x'.",
    },
    {
      from: "IIS",
      text: "The resource you are looking for has been removed, had its name changed, or is temporarily unavailable.",
    },
    {
      from: "Tomcat",
      text: "The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.",
    },
    { from: "http.server", text: "Nothing matches the given URI." },
    { from: "Stripe", text: "Unrecognized request URL (GET: /v1/x)." },
    { from: "Bottle", text: "Not found: '/v3/users/7'" },
    { from: "the request's own path", text: "Path /v3/users/7 does not exist" },
    { from: "the request's own path in a URL", text: "https://api.example/v3/users/7 not found" },
    { from: "the request's own method", text: "Unknown GET operation" },
    { from: "express-zod-api", text: "Can not GET /v2/nothing" },
    { from: "Scalatra", text: 'Requesting "GET /v2/nothing" on servlet "" but only have:' },
    { from: "a service", text: 'URL "/v2/nothing" not found' },
    { from: "Next.js", text: "This page could not be found." },
    {
      from: "Google front end",
      text: "The requested URL /nope was not found on this server. That’s all we know.",
    },
  ])("$from: $text", ({ text }, { expect }) => {
    expect(isMiss(text, request)).toBe(true);
  });

  test.for([
    { text: "" },
    { text: "Not Found" },
    { text: "404 Not Found" },
    { text: "Order 12 not found" },
    { text: "User not found" },
    { text: "No such order: 8" },
    { text: "The requested user was not found" },
    { text: "No Customer matches the given query." },
    { text: "Resource not found" },
    { text: "The specified key does not exist." },
    { text: "No user with id 7" },
    { text: "Could not find project" },
    { text: "See /v3/users/7/orders, which does not exist" },
    { text: "Entity not found: User with id 77" },
    { text: "Post not found" },
    { text: "Routing number not found" },
    { text: "Not found: budGET" },
    { text: 'URL "thisurlid" not found' },
    { text: 'No URL found with short code "abc123"' },
    { text: "The file for this url was not found" },
  ])("not: $text", ({ text }, { expect }) => {
    expect(isMiss(text, request)).toBe(false);
  });
});

test("any sentence and any request read without throwing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), fc.string(), (text, method, path) => {
      isMiss(text, { method, path });
      isMiss(text + path + method, { method, path });
    }),
  );
});
