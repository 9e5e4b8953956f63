// Filters, and next and previous change. Without it everything is shown and can be read.
"use strict";
(() => {
  const tools = document.querySelector("nav.tools");
  if (!tools) { return; }
  const boxes = [...tools.querySelectorAll("input[data-word]")];
  const keys = tools.querySelector("#keys");
  const said = tools.querySelector("#said");
  const all = [...document.querySelectorAll("[data-words]")];
  const shown = () => all.filter((one) => !one.hidden);
  let at = null;

  const tell = (text) => { said.textContent = text; };

  const filter = () => {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.dataset.word));
    // A change is shown while one of its words is still wanted in each of the two lists.
    for (const one of all) {
      const groups = one.dataset.words.split("|").map((group) => group.split(" ").filter(Boolean));
      one.hidden = groups.some((group) => group.length > 0 && group.every((word) => off.has(word)));
    }
    const left = shown().length;
    tell(`${left} of ${all.length} changes shown, ${all.length - left} hidden by the filters`);
  };

  const go = (step) => {
    const list = shown();
    if (list.length === 0) { tell("No change is shown"); return; }
    const from = list.indexOf(at);
    const to = from < 0 ? (step > 0 ? 0 : list.length - 1) : (from + step + list.length) % list.length;
    at = list[to];
    at.focus();
    at.scrollIntoView({ block: "center" });
    tell(`Change ${to + 1} of ${list.length}`);
  };

  tools.hidden = false;
  for (const box of boxes) { box.addEventListener("change", filter); }
  tools.querySelector("#next").addEventListener("click", () => go(1));
  tools.querySelector("#previous").addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (event.target instanceof HTMLInputElement && event.target.type !== "checkbox") { return; }
    if (event.key === "n") { go(1); }
    if (event.key === "p") { go(-1); }
  });
})();
