/** What was found and changed, and what a target that is missed would cost; the end of `bench/RESULTS.md`. */
export const NOTES = `## What was found, and changed

- **The way on.** A request without a body was copied twice (once to be changed, once by \`fetch\`); it is copied once now. An \`AbortController\` a request, with a listener on the client's signal, cost 9 points of the bare Worker: now the client's own signal goes on, and a race tells the time limit. workerd lets go of an upstream past its time with the answer, or once the counts are written.
- **The body of a failure.** It was read through a stream of the proxy's own, which told when the connection broke; the reader tells it now.
- **The schemas.** Zod explains every mismatch, and a JSON body that belongs to one dialect is offered to those before it. A schema is asked only about a body that has the members it requires; zod was about a fifth of the engine's profile on JSON. What is asked first is compiled once a schema, which halved the rest.
- **Start-up.** Number formats for the operator's pages were made when the module was read, and with them ICU's tables: 8 ms of every start.
- **The slowest bodies.** At most 1000 elements of a document and 8000 pieces of a page are read; nothing but tiny elements took 34 ms before. That time grows with the length is a test, which counts the blocks of code that run.
- **The v4 envelope** is a dialect of its own and asked first: a migrated upstream's failures are read at once.
- **The bundle.** Names of functions are not kept: 8 KiB gzipped.

## Targets that are missed, and what they would cost

Parts were measured one by one, added to the bare Worker, by the workerd process's processor time on a machine that was shared; read them as give or take 3 points.

- **A success at 0.97 of the bare Worker.** A Worker of some twenty lines that does nothing but call the platform as the proxy does (the request's fields copied and changed, the client's signal, a timer, the response copied, \`X-Request-Id\` set) costs as much as the proxy: its own code is lost in the noise. Of the 20 points the copy of the response and its fields take about 8, the fields of the request 5, the timer 4. Without the copy (no \`X-Request-Id\` on successes, hop-by-hop fields left to the platform) and the time limit it would be 0.95.
- **A conformant failure at 0.90.** To read a body in JavaScript and answer with it costs about 20 % of the bare Worker, whoever does it (\`arrayBuffer()\`: 0.8); the branch that keeps the bytes as they came another 10 %. A body without a coding could leave from the bytes that were read, without a branch. workerd's profile of the rest: the engine a fifth, the line on the console a tenth, the count, and the second timer, for the body.
- **A v3 failure at 0.90 of a hard-coded answer**, and **the engine at twice \`JSON.parse\`.** \`JSON.parse\` and \`JSON.stringify\` take one or two microseconds for a usual body. A verdict offers the body to every dialect, looks its words up in the vocabularies and cleans the message with many patterns, so that no stack, path, host or secret leaves. The profile is flat: of the engine's time on JSON four tenths are the dialects, four the policy (half of it choosing and cleaning the words), one the decoding. One combined pattern that a harmless message fails at once would save much of the cleaning.
- **\`hono/proxy\` at 1.2.** It does less: no request id, no forwarded fields, no loop guard, no time limit, no count.
- **60 KiB.** What the engine knows (dialects, policy, vocabularies, facts, decoding, delays) is about 65 KiB gzipped on its own. The operator's pages and Hono are about 30, zod about 12, the distribution about 10. A test keeps the bundle from growing unseen.
- **Start-up within 15 ms.** A third of what reading the module takes is zod, which builds each schema as an object with methods of its own. Shapes of the project's own in the dialects, with zod for the configuration alone, would save most of that third; the schemas say best what a format is, so they stay.
- **Memory** is flat: after the first slow failures the heap has its size, and another 12 000 of 50 KB each left it there.
`;
