import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { OUT } from "./contenders.ts";

const SUCCESS = JSON.stringify({
  data: Array.from({ length: 12 }, (_, id) => ({ id, name: `User ${id}`, email: `user-${id}@example.com` })),
});
const V4 = JSON.stringify({
  error: { type: "resource", code: "not_found", message: "User 42 does not exist." },
});
const V3 = JSON.stringify({
  error: { type: "resource", code: "not_found", message: "User 42 does not exist." },
  _meta: { reference: "https://docs.example.com/errors#not_found" },
});

/** What each path of the upstream answers. */
export const PATHS = {
  "/success": { status: 200, body: SUCCESS },
  "/v4": { status: 404, body: V4 },
  "/v3": { status: 404, body: V3 },
} as const;

/** An upstream that is no bottleneck. */
export interface Upstream {
  readonly url: string;
  readonly stop: () => void;
}

/** Starts nginx with fixed answers; one process, connections kept. */
export async function startUpstream(): Promise<Upstream> {
  const folder = `${OUT}nginx/`;
  mkdirSync(`${folder}logs`, { recursive: true });
  const port = await freePort();
  writeFileSync(`${folder}nginx.conf`, configOf(port, folder));
  const child = spawn("nginx", ["-e", "stderr", "-p", folder, "-c", `${folder}nginx.conf`], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.once("error", () => {
      reject(new Error("Cannot start nginx: it is not installed (Debian: apt-get install nginx-core)"));
    });
    child.once("spawn", resolve);
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await fetch(`${url}/success`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  return { url, stop: () => child.kill("SIGTERM") };
}

function configOf(port: number, folder: string): string {
  const locations = Object.entries(PATHS).map(
    ([path, { status, body }]) =>
      `location = ${path} { default_type application/json; return ${status} '${body}'; }`,
  );
  return `daemon off;
worker_processes 1;
error_log stderr crit;
pid ${folder}nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path ${folder}body;
  proxy_temp_path ${folder}proxy;
  fastcgi_temp_path ${folder}fastcgi;
  uwsgi_temp_path ${folder}uwsgi;
  scgi_temp_path ${folder}scgi;
  server {
    listen 127.0.0.1:${port};
    ${locations.join("\n    ")}
  }
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return typeof address === "object" && address !== null ? address.port : 0;
}
