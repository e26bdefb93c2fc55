import { redact } from "../policy/redact.ts";

/** Logs a fault of the proxy itself: what it was, without secrets, and never its stack. */
export function logFault(error: unknown, requestId: string): void {
  const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  console.error(
    JSON.stringify({
      event: "proxy_fault",
      name: name.slice(0, 100),
      message: redact(message) ?? "",
      request_id: requestId,
    }),
  );
}
