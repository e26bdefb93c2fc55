/** What was found and changed, and what a target that is missed would cost; the end of `bench/RESULTS.md`. */
export const NOTES = `## What was found, and changed

- **The way on.** A request without a body was copied twice (once to be changed, once by \`fetch\`); it is copied once now. An \`AbortController\` a request, and a listener on the client's signal, cost a part of the rest; they stay, for without them an upstream that is past its time keeps its connection until the counts have been written.
- **The body of a failure.** It was read through a stream of the proxy's own, which told when the connection broke; the reader tells it now.
- **The schemas.** Zod explains every mismatch, and a JSON body that belongs to one dialect is offered to those before it. A schema is asked only about a body that has the members it requires; zod was about a fifth of the engine's profile on JSON.
- **The bundle.** Names of functions are not kept: 8 KiB gzipped.

## Targets that are missed, and what they would cost

Parts were measured one by one, added to the bare Worker, by the workerd process's processor time on a machine that was shared; read them as give or take 3 points.

- **A success at 0.97 of the bare Worker.** What is left is what the proxy is for: the request's fields copied and changed (hop-by-hop fields, \`X-Forwarded-*\`, \`Via\`, the loop guard, the request id), the time limit and the client's signal, the count, and above all the copy of the response, about 8 %, without which no field of it can be taken off or set. Without that copy (no \`X-Request-Id\` on successes, hop-by-hop fields left to the platform) the way on alone is as fast as the bare Worker.
- **A conformant failure at 0.90.** To read a body in JavaScript and answer with it costs about 20 % of the bare Worker, whoever does it (\`arrayBuffer()\`: 0.8); the branch that keeps the bytes as they came another 10 %. A body without a coding could leave from the bytes that were read, without a branch. The rest is the engine, which runs because the log line and the rules need to know what the failure is, the line itself, and the count.
- **A v3 failure at 0.90 of a hard-coded answer**, and **the engine at twice \`JSON.parse\`.** \`JSON.parse\` and \`JSON.stringify\` take one or two microseconds for a usual body. A verdict offers the body to every dialect, looks its words up in the vocabularies and cleans the message with many patterns, so that no stack, path, host or secret leaves. The profile is flat: of the engine's time on JSON four tenths are the dialects, four the policy (half of it choosing and cleaning the words), one the decoding. One combined pattern that a harmless message fails at once would save much of the cleaning.
- **\`hono/proxy\` at 1.2.** It does less: no request id, no forwarded fields, no loop guard, no time limit, no count.
- **60 KiB.** What the engine knows (dialects, policy, vocabularies, facts, decoding, delays) is about 65 KiB gzipped on its own. The operator's pages and Hono are about 30, zod about 12, the distribution about 10. A test keeps the bundle from growing unseen.
- **Start-up within 15 ms.** Half of what reading the module takes is zod, which builds each schema as an object with methods of its own. Shapes of the project's own in the dialects, with zod for the configuration alone, would save most of that half; the schemas say best what a format is, so they stay.
- **10 ms.** Bodies of nothing but tiny elements (some 10 000 headings, paragraphs or XML elements in 64 KiB) take longest. Time grows with the length; a bound on the number of blocks that are read of a page would bring them under it.
- **Memory** is flat: after the first slow failures the heap has its size, and another 12 000 of 50 KB each left it there.
`;
