import type { Config } from "../settings.ts";

/** Whether a path is one of the operator's: `ADMIN_PATH` itself, or below it. */
export function isAdminPath(path: string, { adminPath, adminToken }: Config): boolean {
  return adminToken !== undefined && (path === adminPath || path.startsWith(`${adminPath}/`));
}
