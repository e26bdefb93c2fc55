import { describe, test } from "vitest";
import { chooseWords, wordsOf, type Word } from "../../src/dialects/json-words.ts";

interface Row {
  readonly name: string;
  /** Whose member it is. */
  readonly from: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly message: string | undefined;
}

const rows: readonly Row[] = [
  {
    name: "an inspected exception: its sentence alone",
    from: "Rails 6.1, debug_exception_response_format = :api",
    members: {
      error: "Bad Request",
      exception: "#<ActionController::BadRequest: Page must be positive>",
    },
    message: "Page must be positive",
  },
  {
    name: "an inspected exception: never the source below its sentence",
    from: "Rails 6.1, a controller that does not exist",
    members: {
      error: "Not Found",
      exception: "#<ActionController::RoutingError: uninitialized constant X\n\n  raise Y.new(z)\n  ^^^^^>",
    },
    message: "uninitialized constant X",
  },
  {
    name: "a paragraph below the explanation of the status",
    from: "WebOb 1.8, Accept: application/json",
    members: {
      message:
        "There was a conflict when trying to complete your request.\n\n\nThat name is already taken\n\n",
      code: "409 Conflict",
      title: "Conflict",
    },
    message: "That name is already taken",
  },
  {
    name: "the explanation of the status when nothing is below it",
    from: "WebOb 1.8, Accept: application/json",
    members: { message: "Access was denied to this resource.\n\n\n\n\n", title: "Forbidden" },
    message: "Access was denied to this resource.",
  },
  {
    name: "a sentence of two paragraphs",
    from: "an application",
    members: { message: "The order is locked.\n\n\nAsk its owner to unlock it." },
    message: "The order is locked.\n\n\nAsk its owner to unlock it.",
  },
  {
    name: "a sentence under the status itself",
    from: "hug 2.3, a route that does not exist",
    members: { 404: "The API call you tried to make was not defined.", documentation: {} },
    message: "The API call you tried to make was not defined.",
  },
  {
    name: "a sentence that begins with a number sign",
    from: "an application",
    members: { message: "#<12> is not an order" },
    message: "#<12> is not an order",
  },
];

describe("wordsOf", () => {
  test.for(rows)("$name ($from)", ({ members, message }, { expect }) => {
    const words: readonly Word[] = wordsOf(members);
    expect(chooseWords(words)).toBe(message);
  });
});
