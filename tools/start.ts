import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * `npm start`: the proxy in front of the demo backend, both in one `wrangler dev`. Options go on to wrangler
 * (`npm start -- --port 9000`).
 */
const wrangler = spawn(
  "wrangler",
  [
    "dev",
    "-c",
    "demo/proxy.toml",
    "-c",
    "demo/wrangler.toml",
    "--show-interactive-dev-session=false",
    ...process.argv.slice(2),
  ],
  {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
    },
  },
);

createInterface({ input: wrangler.stdout }).on("line", (line) => {
  console.log(line);
  const address = /Ready on (http:\/\/\S+)/.exec(line)?.[1];
  if (address !== undefined) console.log(welcome(address));
});

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => wrangler.kill(signal));
wrangler.on("error", (error) => {
  console.error(`Cannot start wrangler: ${error.message}. Has \`npm ci\` been run?`);
  process.exitCode = 1;
});
wrangler.on("exit", (code) => {
  process.exitCode = code ?? 0;
});

function welcome(address: string): string {
  return `
The proxy listens on ${address}, the demo backend behind it.

  curl -i ${address}/v3/users/8                         # a v3 envelope, now v4
  curl -i ${address}/prices                             # an HTML 502
  curl -i -X POST -H 'content-type: application/json' \\
       -d '{"lines":[{"quantity":0}]}' ${address}/orders  # a framework's validation error

The distribution of codes: ${address}/__errors (any user name, password "demo").
`;
}
