// What a reading leaves in doubt: each with what stands in the source, what the cell may hold, and where it is; until somebody
// has looked at it. What stands in the cell is what was read: nothing is made up, a blank stays a blank.

function isOpen(doubt) { return !doubt.isDone; }

function openDoubts() { return report.doubts.filter(isOpen); }

function settled(doubt) {
  doubt.isDone = true;
  drawDoubts();
  tell([]);
  const next = document.querySelector("#doubts li:not(.done) button");
  (next || document.querySelector("#doubts summary") || document.getElementById("report")).focus();
}

function settle(doubt, cell, value) {
  change([["cells", cell, value]], value === "" ? "空白" : `取 ${value}`);
  settled(doubt);
}

function wordsOf(holds) { return holds === true ? "，与各项之和相合" : holds === false ? "，与各项之和不合" : ""; }

function doubtItem(doubt) {
  const item = element("li", { class: doubt.isDone ? "done" : null, "data-doubt": doubt.kind }, element("b", {}, doubt.kind), ` ${doubt.words}`);
  const [cell] = doubt.cells;
  if (doubt.isDone) return item;
  const acts = element("p", { class: "acts" });
  if (doubt.cells.length === 1) {
    for (const { value, holds } of doubt.offers) acts.append(element("button", { type: "button", class: holds ? "main" : "", "data-value": value, onclick: () => settle(doubt, cell, value) }, `取 ${value}${wordsOf(holds)}`));
    acts.append(element("button", { type: "button", onclick: () => settle(doubt, cell, "") }, "空白"));
  }
  if (cell) acts.append(element("button", { type: "button", class: "quiet", onclick: () => goTo(document.getElementById(cell)) }, "到这一格"));
  if (doubt.kind === "没有放进去的数" && doubt.raw) {
    const there = typing.last && document.getElementById(typing.last);
    acts.append(element("button", { type: "button", disabled: !there, title: "先点要放的那一格", onclick: () => settle(doubt, typing.last, valueIn(doubt.raw)) }, there ? `放到 ${there.dataset.name.split("，").slice(-2).join("·")}` : "先点要放的那一格"));
  }
  acts.append(element("button", { type: "button", "data-action": "seen", onclick: () => settled(doubt) }, "看过了，照现在的"));
  item.append(acts);
  return item;
}

function drawDoubts() {
  const place = document.getElementById("doubts");
  if (!place) return;
  const left = openDoubts().length;
  const wasOpen = place.querySelector("details") ? place.querySelector("details").open : true;
  place.hidden = !report.doubts.length;
  place.replaceChildren(element("details", { open: wasOpen && left > 0 }, element("summary", {}, left ? `读入时有 ${left} 处要看一看` : `读入时的 ${report.doubts.length} 处都看过了`), element("ul", {}, ...report.doubts.map(doubtItem))));
  markDoubts();
}

function markDoubts() {
  for (const input of document.querySelectorAll("td[data-doubt]")) delete input.dataset.doubt;
  for (const doubt of openDoubts()) {
    for (const id of doubt.cells) {
      const input = document.getElementById(id);
      if (!input) continue;
      input.parentElement.dataset.doubt = "1";
      input.title = doubt.raw ? `原文“${doubt.raw}”，还没有确认` : "还没有确认";
    }
  }
}

// A cell that one types into has been looked at.
onChange((changed) => {
  const typed = new Set(changed.filter(({ group }) => group === "cells").map(({ key }) => key));
  const found = openDoubts().filter((doubt) => doubt.cells.length === 1 && typed.has(doubt.cells[0]));
  for (const doubt of found) doubt.isDone = true;
  if (found.length) drawDoubts();
});
