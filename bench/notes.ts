/** What was found and changed, and what a target that is missed would cost; the end of `bench/RESULTS.md`. */
export const NOTES = `## What was found
`;
