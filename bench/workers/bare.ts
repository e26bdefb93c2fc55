/** What the proxy is measured against: a Worker that sends each request on and returns what comes. */
export default {
  async fetch(request: Request, env: { readonly UPSTREAM_URL: string }): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    return await fetch(env.UPSTREAM_URL + pathname + search, request);
  },
};
