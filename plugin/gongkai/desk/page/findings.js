// What is wrong, as the rules say it: in a list, and at the cell or in the text where it is.

const LEVELS = { error: "错误", warning: "提醒", info: "说明" };
const shown = { findings: [], at: -1 };
const MANY = 6;

function cellOf(suspect) { return `${suspect.table}-${suspect.row}-${suspect.column}`; }

function goToFinding(finding) {
  const at = finding.at;
  if (!at) { goToChapter("about"); return; }
  if (at.cell) { goTo(document.getElementById(at.cell)); return; }
  if (at.head) { const field = document.getElementById(`head-${at.head}`); if (field) { const fold = field.closest("details"); if (fold) fold.open = true; field.focus(); } return; }
  const area = areaOf(at.text);
  if (!area) return;
  const fold = area.closest("details");
  if (fold) fold.open = true;
  area.focus();
  const found = offsetIn(at.text, at.line, at.column);
  if (found < 0) return;
  const start = toShown(at.text, found), end = area.value.indexOf("\n", start);
  const act = (finding.acts || []).find((each) => each.text === at.text && each.line === at.line && each.column === at.column);
  area.setSelectionRange(start, act ? toShown(at.text, found + act.was.length) : end < 0 ? area.value.length : end);
}

function nextFinding(step) {
  const own = shown.findings.filter((finding) => finding.own && !finding.accepted);
  if (!own.length) return;
  shown.at = (shown.at + step + own.length) % own.length;
  goToFinding(own[shown.at]);
}

function proposal(suspect) {
  if (suspect.should_be === null) return "";
  const id = cellOf(suspect);
  return element("button", { type: "button", class: "act", "data-for": id, onclick: () => { change([["cells", id, String(suspect.should_be)]], `改为 ${suspect.should_be}`); goTo(document.getElementById(id)); } }, `改为 ${suspect.should_be}`);
}

// What else a finding proposes: a value for a cell, other words for a passage.
function acts(finding) {
  const named = new Set([finding.suspect, ...finding.candidates].filter(Boolean).map(cellOf));
  return (finding.acts || []).filter((act) => !act.cell || !named.has(act.cell)).map(actButton);
}

function actButton(act) {
  if (act.fileLine) return element("button", { type: "button", class: "act", onclick: () => added("mend", { line: act.fileLine, was: act.was, value: act.value }, `改第 ${act.fileLine} 行`) }, `照这样改第 ${act.fileLine} 行`);
  if (act.cell) {
    return element("button", { type: "button", class: "act", "data-for": act.cell, onclick: () => { change([["cells", act.cell, act.value]], `改为 ${act.value}`); goTo(document.getElementById(act.cell)); } }, act.value === "0" ? "填 0" : `改为 ${act.value}`);
  }
  const words = act.value === "" ? `删去“${act.was}”` : act.reference ? `改为 ${act.value} 并引用（${act.reference}）` : `改为“${act.value}”`;
  const value = act.reference && !act.value.startsWith("{") ? `{{ ${act.reference} }}` : act.value;
  return element("button", { type: "button", class: "act", onclick: () => {
    if (act.reference && !act.value.startsWith("{")) references[act.reference] = act.value;
    if (!replaceText(act.text, act.line, act.column, act.was, value, words)) trouble("这里的文字已经改过，请等核对完再改。");
    else { const area = areaOf(act.text); const fold = area.closest("details"); if (fold) fold.open = true; area.focus(); }
  } }, words);
}

function suspectWords(suspect) { return `${suspect.row_label}·${suspect.column_label}，现为 ${suspect.value ?? "空白"}${suspect.should_be === null ? "" : `，若为 ${suspect.should_be} 则各项勾稽均成立`}`; }

function card(finding, number) {
  const item = element("li", { id: `finding-${number}`, "data-code": finding.code, "data-level": finding.level, "data-accepted": finding.accepted ? "" : null });
  item.append(element("button", { type: "button", class: "where", onclick: () => goToFinding(finding) }, element("b", {}, LEVELS[finding.level]), ` ${finding.message}`));
  if (finding.remedy) item.append(element("p", { class: "remedy" }, finding.remedy));
  if (finding.candidates.length) item.append(element("p", { class: "remedy" }, "可能填错的：", ...finding.candidates.flatMap((each) => [suspectWords(each), proposal(each), " "])));
  const proposed = finding.accepted ? [] : acts(finding);
  if (proposed.length) item.append(element("p", { class: "acts" }, ...proposed));
  const foot = element("p", { class: "code" }, finding.code, finding.own ? "" : `　${finding.file.replace(/^data\//, "")}`);
  if (finding.accepted) foot.append(`　已说明：${finding.accepted.reason}`);
  else if (finding.own && finding.acceptable) foot.append(" ", element("button", { type: "button", class: "quiet", onclick: () => remarkOn(finding) }, "写核对说明"));
  item.append(foot);
  return item;
}

// 核对说明 of a finding: why it is right as it is.
function remarkOn(finding) {
  const reason = element("textarea", { rows: 3, id: "remark-reason", required: true });
  const open = element("input", { type: "checkbox" });
  const act = async () => {
    const words = reason.value.trim().replace(/\s+/g, " ");
    if (!words) return;
    const { cell = "", text, head = "", line, column } = finding.at || {};
    const lines = text ? valueOf("texts", text).split("\n").map((each) => each.trim()).filter(Boolean) : [];
    const passage = text ? (lines[line] || "").slice(column, column + 20) : head;
    try {
      const { item } = await ask("remark", { code: finding.code, reason: words, public: open.checked, cell, passage });
      setItems("核对说明", [...itemsOf("核对说明"), item], "写核对说明");
    } catch (error) {
      refused(error);
    }
  };
  ask2("写核对说明", [element("p", {}, finding.message), element("label", {}, "原因：为什么这样是对的", reason), element("label", { class: "check" }, open, "公开这条说明")], "写入", act);
}

// While a table has blanks it has no sums yet: what is not an error of one cell waits, in one line.
function isWaiting(finding) {
  const table = finding.table && document.querySelector(`table[data-table="${finding.table}"]`);
  return Boolean(table) && finding.level !== "error" && inputs(table).some((input) => valueOf("cells", input.id) === "");
}

function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const key = isWaiting(finding) ? `table ${finding.table}` : finding.suspect ? `!${cellOf(finding.suspect)}` : finding.code;
    groups.set(key, [...(groups.get(key) || []), finding]);
  }
  return [...groups];
}

const RANK = { error: 0, warning: 1, info: 2 };

function showFindings(findings) {
  const open = new Set([...document.querySelectorAll("#findings details[open]")].map((each) => each.dataset.group));
  shown.findings = findings;
  const number = new Map(findings.map((finding, index) => [finding, index]));
  const own = findings.filter((finding) => finding.own && !finding.accepted);
  const groups = grouped(own).sort(([one, [first]], [other, [second]]) => (other.startsWith("!") - one.startsWith("!")) || RANK[first.level] - RANK[second.level]);
  const parts = groups.map(([key, group]) => {
    const list = element("ul", {}, ...group.map((finding) => card(finding, number.get(finding))));
    if (key.startsWith("!")) {
      const suspect = group[0].suspect;
      return element("div", { class: "suspect" }, element("p", {}, element("b", {}, "最可能填错"), ` ${suspectWords(suspect)} `, proposal(suspect)), list);
    }
    if (key.startsWith("table ")) {
      const table = document.querySelector(`table[data-table="${key.slice(6)}"]`);
      return folded(key, `${table.querySelector("caption").firstChild.textContent}还没填完：${table.closest("section").querySelector(".filled").textContent}`, list, open);
    }
    if (group.length <= MANY) return list;
    return folded(key, `${LEVELS[group[0].level]} ${group.length} 处：${group[0].message}　等`, list, open);
  });
  const accepted = findings.filter((finding) => finding.own && finding.accepted);
  if (accepted.length) parts.push(folded("accepted", `已说明 ${accepted.length} 处`, element("ul", {}, ...accepted.map((finding) => card(finding, number.get(finding)))), open));
  const others = findings.filter((finding) => !finding.own);
  if (others.length) parts.push(folded("others", `其他文件 ${others.length} 处`, element("ul", {}, ...others.map((finding) => card(finding, number.get(finding)))), open));
  const doubts = openDoubts().length;
  if (doubts) parts.unshift(element("p", { class: "doubted" }, element("button", { type: "button", onclick: () => { const place = document.querySelector("#doubts details"); place.open = true; place.querySelector("button").focus(); } }, `读入时有 ${doubts} 处还没有看`)));
  document.getElementById("findings").replaceChildren(...parts);
  markCells(own, number);
  const count = (level) => own.filter((finding) => finding.level === level).length;
  document.getElementById("checked").textContent = own.length ? Object.keys(LEVELS).filter(count).map((level) => `${count(level)} 处${LEVELS[level]}`).join("，") : "没有发现问题";
  showChapterStates(own);
}

function folded(group, words, list, open) { return element("details", { "data-group": group, open: open.has(group) }, element("summary", {}, words), list); }

function markCells(own, number) {
  for (const input of document.querySelectorAll("input.cell")) {
    delete input.parentElement.dataset.level;
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  for (const button of document.querySelectorAll(".gutter button")) button.remove();
  for (const area of document.querySelectorAll("textarea[data-section]")) area.removeAttribute("aria-invalid");
  for (const finding of [...own].reverse()) {
    if (isWaiting(finding)) continue;
    const ids = finding.suspect ? [finding.at && finding.at.cell, cellOf(finding.suspect)] : [finding.at && finding.at.cell];
    for (const id of ids) {
      const input = id && document.getElementById(id);
      if (!input) continue;
      const isSuspect = finding.suspect && id === cellOf(finding.suspect);
      input.parentElement.dataset.level = isSuspect ? "suspect" : finding.level;
      if (finding.level !== "info" && valueOf("cells", id) !== "") input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", `finding-${number.get(finding)}`);
      if (isSuspect && finding.suspect.should_be !== null) {
        const gutter = input.closest("tr").querySelector(".gutter");
        if (gutter && !gutter.querySelector("button")) gutter.replaceChildren(proposal(finding.suspect));
      }
    }
    if (finding.at && finding.at.text && finding.level !== "info") { const area = areaOf(finding.at.text); if (area) area.setAttribute("aria-invalid", "true"); }
  }
  showRowSums();
}

function showChapterStates(own) {
  for (const link of document.querySelectorAll("#chapters a")) {
    const chapter = document.getElementById(link.dataset.chapter);
    const here = own.filter((finding) => {
      const at = finding.at;
      const field = !at ? null : at.cell ? document.getElementById(at.cell) : at.text ? areaOf(at.text) : null;
      return field ? chapter.contains(field) : link.dataset.chapter === "about";
    });
    const errors = here.filter((finding) => finding.level === "error").length;
    link.querySelector("small").textContent = here.length ? (errors ? `${errors} 处错误` : `${here.length} 处`) : "";
    link.dataset.level = errors ? "error" : "";
  }
}
