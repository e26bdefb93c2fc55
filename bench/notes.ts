/** What was found and changed, and what a target that is missed would cost; the end of `bench/RESULTS.md`. */
export const NOTES = `## What was found, and changed

- **The way on.** A request without a body was copied twice (once to be changed, once by \`fetch\`); it is copied once now. An \`AbortController\` a request, with a listener on the client's signal, cost 9 points of the bare Worker: now the client's own signal goes on, and a race tells the time limit. workerd lets go of an upstream past its time with the answer, or once the counts are written.
- **The body of a failure.** Where its length is known, it is read to its last byte and not until it says that it has ended; where it has no coding and may not leave unread, it is read without a branch, and a v4 one leaves from the bytes that were read. That was 60 of 450 µs. A decoder is made once an encoding, not once a body.
- **A v4 failure** is known by its envelope: where there are no rules and no \`Retry-After\`, nothing else reads it. With the row above, a conformant failure takes a quarter less.
- **What comes again.** An API fails in the same few names, codes and sentences. What each reader makes of a short text it remembers (500 texts a reader, of 200 characters; what cleans a message remembers only those that had nothing to hide). In workerd a pattern that was last run a request ago takes five to eight times as long as in a loop, for it has left the processor's caches: a verdict took 108 of a request's 460 µs where the same took 20 in a loop. The fixtures one by one are three times as fast as in turns, where nothing comes again soon enough.
- **General JSON.** Tables of names are looked up instead of being gone through; what says nothing is not merged; an object whose names have been folded is not built anew.
- **The schemas.** Zod explains every mismatch, and a JSON body that belongs to one dialect is offered to those before it. A schema is asked only about a body that has the members it requires; what is asked first is compiled once a schema.
- **The start.** It was 33 ms more than a Worker of one line, and is 15: what reads failures, the operator's pages, and the lists of the configuration are modules of their own, imported when they are first needed, and evaluated then (the file is one; a bundler makes functions of them). Single values of the configuration are read without a schema, so that zod is not evaluated at the start either. Of what is left, V8 takes 9 ms to look through the file once, 4 to be handed it, and 2 to evaluate what a success needs. The first failure of an isolate pays what the start has saved, once.
- **The slowest bodies.** At most 1000 elements of a document, 8000 pieces of a page and 150 items or lines of a list are read. JSON a line whose last line was cut is read as lines, too: before, time jumped where the limit happened to cut at a line's end. That time grows with the length is a test, which counts the blocks of code that run.
- **The bundle.** Names of functions are not kept (8 KiB gzipped); zod's \`catch\` brought 3 with all that it explains. Modules that are evaluated late cost 5.

## Where the time goes

Debian's \`perf\` on workerd, which has its symbols, under the load above; a sample belongs to the call of the platform that it lies in.

| | success, µs | v3 failure rewritten, µs |
| --- | --- | --- |
| the project's own code: compiled, built in, patterns, JSON | 3 | 35 |
| \`fetch\` | 17 | 18 |
| \`setTimeout\`, \`clearTimeout\` | 7 | 15 |
| fields: \`Headers\`, and those of \`Request\` and \`Response\` | 12 | 22 |
| \`Response\`, and sending it | 5 | 12 |
| reading the body: reader, decoder | | 12 |
| workerd itself: the lock, the event loop, promises, garbage of wrappers, HTTP on both sides | the rest of 240 | the rest of 375 |

## Targets that are missed, and what they would cost

- **A success at 0.97 of the bare Worker.** A Worker of some twenty lines that does nothing but call the platform as the proxy does (the request's fields copied and changed, the client's signal, a timer, the response copied, \`X-Request-Id\` set) costs as much as the proxy. Left out in turn, the fields of the request are worth about 10 points, the timer 7, the copy of the response 6, the client's signal 3 (give or take 3), which is the whole distance: without a request id, forwarded fields, the removal of hop-by-hop fields and a time limit it would be the bare Worker.
- **A conformant failure at 0.90.** What a success costs (0.73), times what reading a body in JavaScript and answering with it costs whoever does it (0.80), is 0.58; the line on the console, the count and the time limit of the body are the rest.
- **A v3 failure at 0.90 of a hard-coded answer.** A success costs 70 µs more than the bare Worker, and the hard-coded Worker 195: without any verdict it would be 0.73. The verdict, its line and its count, the new fields and the second time limit are some 100 µs.
- **The engine at twice \`JSON.parse\`.** \`JSON.parse\` and \`JSON.stringify\` take one or two microseconds for a usual body. A verdict offers the body to every dialect and reads each name and sentence by what it may mean. The profile is flat: six tenths are the dialects, three the policy, one the decoding, and no function takes more than a twentieth. Twice would be one shape of one vendor.
- **\`hono/proxy\` at 1.2.** It does less: no request id, no forwarded fields, no loop guard, no time limit, no count.
- **60 KiB.** What the engine knows (dialects, policy, vocabularies, facts, decoding, delays) is about 65 KiB gzipped on its own. The operator's pages and Hono are about 30, zod about 10, the distribution about 10. A test keeps the bundle from growing unseen.
- **Memory** is flat: after the first slow failures the heap has its size, and another 12 000 of 50 KB each left it there.
`;
