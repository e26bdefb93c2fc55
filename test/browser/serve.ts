import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { admin } from "../../src/admin/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Env } from "../../src/proxy/exchange.ts";

/** The operator's pages of some environments, each under its name, on a port of their own. */
export interface Served {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves each environment's pages under `/NAME`. */
export async function serve(environments: Readonly<Record<string, Env>>): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    const name = /^\/(\w+)/.exec(incoming.url ?? "")?.[1] ?? "";
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      void (async () => {
        const config = await readConfig({ ...environments[name], ADMIN_PATH: `/${name}` });
        if (!config.ok || environments[name] === undefined) {
          outgoing.writeHead(404).end();
          return;
        }
        const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
          method: incoming.method ?? "GET",
          headers: Object.entries(incoming.headers).map(
            ([field, value]) => [field, String(value)] as [string, string],
          ),
          ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
        });
        const response = await admin(request, environments[name], config.value);
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(Buffer.from(await response.arrayBuffer()));
      })();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
