/**
 * The script of the operator's pages, which work without it: it copies, and it asks for the page again every 15 seconds.
 *
 * What has changed is patched in place, node by node, so that the scroll position, the focus, a selection and what is
 * open stay as they are. It stands here as text because a bundler renames what it compiles.
 */
export const SCRIPT = String.raw`
"use strict";
(() => {
  const EVERY_MS = 15000;
  const root = document.documentElement;
  root.classList.add("js");

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copy]");
    if (button === null) return;
    const block = button.parentElement.querySelector("pre");
    try {
      await navigator.clipboard.writeText(block.textContent + "\n");
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(block);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });

  const live = document.querySelector("[data-live]");
  if (live === null) return;
  const status = document.querySelector("[data-status]");
  const pause = document.querySelector("[data-pause]");
  let paused = false;
  let asking = false;

  const say = (words) => { if (status.textContent !== words) status.textContent = words; };
  const rest = () => say(paused ? "Paused" : "Refreshes every 15 s");

  const keyOf = (node) => node.nodeType === 1 ? node.getAttribute("data-key") : null;
  const isLike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

  const patch = (from, to) => {
    if (from.nodeType !== 1) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    for (const { name } of [...from.attributes]) {
      if (name !== "open" && !to.hasAttribute(name)) from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes) {
      if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
    patchChildren(from, to);
  };

  const patchChildren = (from, to) => {
    const keyed = new Map();
    for (const child of from.children) if (keyOf(child) !== null) keyed.set(keyOf(child), child);
    let at = from.firstChild;
    for (const next of [...to.childNodes]) {
      const known = keyed.get(keyOf(next));
      if (known !== undefined && isLike(known, next)) {
        keyed.delete(keyOf(next));
        if (known === at) at = at.nextSibling;
        else from.insertBefore(known, at);
        patch(known, next);
      } else if (at !== null && keyOf(at) === null && isLike(at, next)) {
        const old = at;
        at = at.nextSibling;
        patch(old, next);
      } else from.insertBefore(next, at);
    }
    while (at !== null) {
      const old = at;
      at = at.nextSibling;
      old.remove();
    }
  };

  /* What the reader looks at: what has the focus, or the first row below the top edge. */
  const anchorOf = () => {
    const inside = (node) => node.getBoundingClientRect().bottom > 0;
    const focused = document.activeElement;
    if (focused !== null && live.contains(focused) && focused !== live) return focused;
    return [...live.querySelectorAll("[data-key], section")].find(inside);
  };

  const show = (text) => {
    const part = text.slice(text.indexOf("<main"), text.lastIndexOf("</main>") + 7);
    const next = new DOMParser().parseFromString(part, "text/html").querySelector("main");
    if (next === null) throw new Error("the answer is no dashboard");
    const anchor = scrollY > 0 ? anchorOf() : undefined;
    const focused = document.activeElement;
    const before = anchor?.getBoundingClientRect().top;
    const open = [...live.querySelectorAll("details[open]")].map(keyOf);
    patch(live, next);
    /* A row that has moved to another list is a new node: it is opened again, and the list around it. */
    for (const details of live.querySelectorAll("details:not([open])")) {
      if (!open.includes(keyOf(details))) continue;
      for (let around = details; around !== null; around = around.parentElement.closest("details")) around.open = true;
    }
    const again = (node) => {
      if (node.isConnected) return node;
      const key = node.closest("[data-key]")?.getAttribute("data-key");
      return [...live.querySelectorAll("[data-key]")].find((row) => keyOf(row) === key)?.querySelector(node.localName);
    };
    if (anchor !== undefined) scrollBy(0, (again(anchor)?.getBoundingClientRect().top ?? before) - before);
    if (document.activeElement !== focused) again(focused)?.focus({ preventScroll: true });
  };

  const refresh = async () => {
    if (paused || asking || document.hidden || !getSelection().isCollapsed) return;
    asking = true;
    try {
      const answer = await fetch(location.origin + location.pathname + location.search, { signal: AbortSignal.timeout(10000) });
      if (!answer.ok) throw new Error("it answered " + answer.status);
      show(await answer.text());
      rest();
    } catch (error) {
      say("Cannot refresh (" + error.message + "); trying again");
    } finally {
      asking = false;
    }
  };

  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    rest();
    void refresh();
  });
  document.addEventListener("visibilitychange", refresh);
  setInterval(refresh, EVERY_MS);
  rest();
})();
`;
