/** What start-up is measured against. */
export default { fetch: (): Response => new Response("") };
