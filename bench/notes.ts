/** What was found and changed, and what a target that is missed would cost; the end of `bench/RESULTS.md`. */
export const NOTES = `## What was found, and changed

- **The way on.** A request without a body was copied twice (once to be changed, once by \`fetch\`); it is copied once now. A listener on the client's signal and an \`AbortController\` a request cost a tenth of a success; the client's own signal goes along instead, and the time limit is a race. Together a fifth of the processor time that a success took.
- **The schemas.** Zod explains every mismatch, and a body that belongs to one dialect is offered to twenty others. A schema is asked only about a body that has the members it requires: a quarter of the engine's time on JSON.
- **The bundle.** Names of functions are not kept: 8 KiB gzipped.

## Targets that are missed, and what they would cost

- **A success at 0.97 of the bare Worker.** What is left is what the proxy is for. Measured one by one in the bare Worker: a copy of the request's fields with ten taken off and six set takes 4 to 7 % (hop-by-hop fields, \`X-Forwarded-*\`, \`Via\`, the loop guard, the request id), a copy of the response with ten fields taken off and one set 10 %, the timer and the client's signal 4 %, the URL, the configuration and the count the rest. Only to answer without \`X-Request-Id\`, and to let hop-by-hop fields pass, would give the 10 % back.
- **A conformant failure at 0.90.** To read a body in JavaScript at all, whoever does it, costs 20 to 25 % of the bare Worker (the same Worker with \`arrayBuffer()\` is at 0.8); the branch that keeps the bytes as they came and the watch for a break cost another 10 %. A body without a coding could leave from the bytes that were read, without a branch. Then comes the engine, for the log line says what the failure is.
- **The engine at twice \`JSON.parse\`.** \`JSON.parse\` and \`JSON.stringify\` of a body of 100 bytes take one or two microseconds. A verdict asks 29 dialects, looks in every vocabulary and cleans the message with some forty patterns, so that no stack, path, host or secret leaves. The profile is flat: a third are the dialects, a third the policy (half of it the cleaning), the rest decoding, \`Retry-After\` and the envelope. One combined pattern that finds nothing in a harmless message would save most of the cleaning.
- **60 KiB.** The words alone (dialects, policy, vocabularies, facts, retry phrases) are more than that, gzipped. Without the operator's pages and Hono it would be about 30 KiB less, without zod another 12; the rest is what the engine knows. Workers allow 3 MiB on the free plan. A test holds the size where it is.
- **Start-up within 15 ms.** Half of it is zod: some 150 schemas are built when the module is read, each with its own methods. Shapes of its own in the dialects, with zod for the configuration alone, would save half; the schemas say best what a format is, so they stay.
- **Memory** is flat: after the first 200 slow failures of 50 KB the heap has its size, and another 12 000 leave it there.
`;
