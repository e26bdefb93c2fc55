import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mutate } from "../mutate.ts";
import { readFixtures } from "../read-fixtures.ts";
import { answer, send, startUpstream, type Field, type RawUpstream } from "./raw.ts";
import { start, type Running } from "./start.ts";
import { expectV4 } from "./v4.ts";

/** `RUNS=100000 vitest run --project e2e fuzz` for a long look. */
const RUNS = Number(process.env["RUNS"] ?? 400);

let upstream: RawUpstream;
let worker: Running;

beforeAll(async () => {
  upstream = await startUpstream(() => undefined);
  worker = await start({
    upstream: upstream.origin,
    variables: { SOFT_ERRORS: true, CORS_ORIGINS: "*" },
  });
});
afterAll(async () => {
  await worker.dispose();
  await upstream.close();
});

const FIXTURES = readFixtures();

/** Fields that an upstream may send beside, or in place of, its own. */
const ODD_FIELDS: readonly Field[] = [
  ["Content-Encoding", "gzip"],
  ["Content-Encoding", "zstd"],
  ["Content-Encoding", "gzip, gzip"],
  ["Content-Encoding", "\xff"],
  ["Content-Type", ";;;"],
  ["Content-Type", "application/json; charset=utf-7"],
  ["Content-Type", `text/html; charset="${"x".repeat(300)}`],
  ["Retry-After", "-5"],
  ["Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT, 5"],
  ["Retry-After", "9".repeat(10_000)],
  ["Retry-After", "1e999"],
  ["X-RateLimit-Reset", "NaN"],
  ["X-RateLimit-Reset", "\xb2"],
  ["RateLimit", '"a";r=0;t=1, "b'],
  ["RateLimit", "((((((("],
  ["Date", "yesterday"],
  ["Connection", "content-type, retry-after, x-a"],
  ["Vary", "*"],
  ["Access-Control-Allow-Origin", "*"],
  ["Access-Control-Expose-Headers", "*, \xe9"],
  ["Cache-Control", ""],
  ["Link", '<a>; rel="preload'],
  ["Set-Cookie", "a=\x01; b"],
  ["WWW-Authenticate", `Bearer error="${"x".repeat(5000)}`],
  ["Location", "//evil.example"],
  ["X-Cascade", "pass"],
  ["grpc-status", "99999999999"],
  ["grpc-message", "%zz%"],
  ["X-Amz-Function-Error", "Unhandled"],
  ["Content-Length", "0"],
  ["Transfer-Encoding", "chunked"],
];

const CODERS: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
  ["zstd", zstdCompressSync],
  ["GZIP", (bytes) => gzipSync(bytes).subarray(0, -4)],
  ["x-gzip", (bytes) => Buffer.concat([gzipSync(bytes), gzipSync(bytes)])],
];

const mutants = fc
  .tuple(
    fc.infiniteStream(fc.nat(1_000_000)),
    fc.subarray([...ODD_FIELDS.keys()], { maxLength: 4 }),
    fc.option(fc.constantFrom(...CODERS.keys())),
    fc.constantFrom("GET", "GET", "GET", "HEAD", "POST"),
  )
  .map(([numbers, odd, coder, method]) => {
    const pick = (below: number): number => (numbers.next().value ?? 0) % below;
    const fixture = FIXTURES[pick(FIXTURES.length)];
    if (fixture === undefined) throw new Error("Cannot mutate: there are no fixtures");
    const mutant = mutate(fixture, FIXTURES, pick);
    const [coding, code] = coder === null ? [] : (CODERS[coder] ?? []);
    const body = code?.(mutant.body.subarray(0, 200_000)) ?? mutant.body;
    const fields: Field[] = [...mutant.headers, ...odd.map((at) => ODD_FIELDS[at] as Field)];
    if (coding !== undefined) fields.push(["Content-Encoding", coding]);
    const status = mutant.status < 400 && pick(3) > 0 ? 400 + pick(200) : mutant.status;
    const wire = { ...mutant, status, body, fields, method };
    return Object.defineProperty(wire, fc.toStringMethod, {
      value: () => JSON.stringify({ key: fixture.key, status, fields, method, bytes: body.length }),
    });
  });

/** No value may end the head. */
function safe(fields: readonly Field[]): readonly Field[] {
  return fields.map(([name, value]): Field => [name, value.replaceAll(/[\r\n]/g, " ")]);
}

test(
  "whatever an upstream's failure turns into, it leaves as the contract has it",
  { timeout: 3_600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(mutants, async ({ status, fields, body, method }) => {
        upstream.say = (request, socket) => {
          socket.end(answer(status, safe(fields), request.method === "HEAD" ? "" : body));
        };
        const got = await send(worker.base, { method, fields: { Origin: "https://app.example" } });
        expect(got.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
        if (got.status < 400) {
          expect(got.status).toBe(status);
          return;
        }
        if (method === "HEAD") {
          expect(got.body.length).toBe(0);
          expect(got.get("content-type")).toContain("application/json");
          if (got.status === 429) expect(got.get("retry-after")).toBeDefined();
        } else expectV4(got);
        expect(worker.events("proxy_fault")).toEqual([]);
        expect(worker.events("text")).toEqual([]);
      }),
      { seed: Number(process.env["SEED"] ?? 20_261_127), numRuns: RUNS, endOnFailure: true },
    );
  },
);
