// Comfort for the review desk; every page works without it.
"use strict";

// Both ends of a field are lit while the pointer or the keyboard is on one: its line of the request, and its cells.
const ends = new Map();
for (const end of document.querySelectorAll("[data-f]")) {
  for (const field of end.dataset.f.split(" ")) {
    ends.set(field, [...(ends.get(field) ?? []), end]);
  }
}
let lit = [];
const light = (event) => {
  for (const end of lit) end.classList.remove("lit");
  const end = event.target instanceof Element ? event.target.closest("[data-f]") : null;
  lit = end ? end.dataset.f.split(" ").flatMap((field) => ends.get(field) ?? []) : [];
  for (const each of lit) each.classList.add("lit");
};
if (ends.size > 0) {
  document.addEventListener("pointerover", light);
  document.addEventListener("focusin", light);
}

// A token behind the address's # is for the form, and stays neither in the address nor in the history.
const token = document.getElementById("token");
if (token && location.hash.length > 1) {
  token.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}

// News take the place of what is shown, as they come.
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const shows = () => new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));

const take = (text) => {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("live");
  const live = document.getElementById("live");
  if (!fresh) return;
  const href = live.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  live.replaceWith(document.adoptNode(fresh));
  if (href) [...fresh.querySelectorAll("a")].find((a) => a.getAttribute("href") === href)?.focus();
};

const follow = async (said, button) => {
  let paused = false;
  button.hidden = false;
  button.addEventListener("click", () => {
    paused = !paused;
    button.setAttribute("aria-pressed", String(paused));
    said.textContent = paused ? "Paused." : "";
  });
  for (;;) {
    await pause(500);
    if (paused) continue;
    if (document.hidden) await shows();
    try {
      const answer = await fetch("/review/news?after=" + document.getElementById("live").dataset.last, { redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        said.textContent = "You are signed out: load the page again.";
        return;
      }
      if (answer.status === 200 && !paused) {
        take(await answer.text());
        said.textContent = "As of " + new Date().toLocaleTimeString() + ".";
      } else if (answer.status !== 204) {
        said.textContent = "There is no news for now; trying again.";
        await pause(5000);
      }
    } catch {
      said.textContent = "The desk cannot be reached; trying again.";
      await pause(5000);
    }
  }
};
const button = document.getElementById("pause");
if (button && document.getElementById("live")) follow(document.getElementById("news"), button);
