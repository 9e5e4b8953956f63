// Small helps only; every page works without this file.
"use strict";

(() => {
  const changes = () =>
    [...document.querySelectorAll("[data-change]")].filter((element) => !element.hidden);

  // ---- next and previous change: buttons, and the keys n and p
  const go = (step) => {
    const all = changes();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement.closest("[data-change]"));
    const from = at >= 0 ? at + step : step > 0 ? nearestBelow(all) : nearestBelow(all) - 1;
    const target = all[(from + all.length) % all.length];
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  };
  const nearestBelow = (all) => {
    const index = all.findIndex((element) => element.getBoundingClientRect().top > 0);
    return index < 0 ? all.length : index;
  };
  const typing = (element) => /^(input|select|textarea)$/i.test(element.tagName) || element.isContentEditable;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
  for (const button of document.querySelectorAll("[data-go]")) {
    button.addEventListener("click", () => go(Number(button.dataset.go)));
  }

  // ---- filter of the comparison: show and hide at once instead of asking the server
  const filter = document.querySelector("[data-filter]");
  if (filter) {
    const said = document.querySelector("[data-filter-result]");
    const apply = () => {
      // The server has to answer where what was asked for is not all on this page.
      if ("asked" in filter.dataset || filter.querySelector("input[data-whole]:checked")) {
        filter.submit();
        return;
      }
      const wanted = new Set([...filter.querySelectorAll("input:checked")].map((input) => input.value));
      let shown = 0;
      for (const element of document.querySelectorAll("[data-change]")) {
        const kinds = element.dataset.change.split(" ");
        element.hidden = wanted.size > 0 && !kinds.some((kind) => wanted.has(kind));
        if (!element.hidden) shown += 1;
      }
      for (const element of document.querySelectorAll("[data-same]")) {
        element.hidden = wanted.size > 0;
      }
      if (said) said.textContent = shown === 1 ? "1 difference shown" : `${shown} differences shown`;
    };
    filter.addEventListener("change", apply);
  }
  for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
  for (const element of document.querySelectorAll("[data-without-script]")) element.hidden = true;

  // ---- Datasette's filter row carries no labels of its own
  const named = { _filter_column: "Column to filter by", _filter_op: "How to compare", _filter_value: "Value to filter by", _sort: "Sort by" };
  for (const element of document.querySelectorAll("form.filters select, form.filters input")) {
    const name = Object.keys(named).find((key) => element.name === key || element.name.startsWith(`${key}_`));
    if (name && !element.labels.length) element.setAttribute("aria-label", named[name]);
  }
})();
