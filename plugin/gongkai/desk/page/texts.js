// Chapters: headings, tables and texts, with last year's text and the numbers of this year's beside them.

const NUMERALS = "一二三四五六七八九十";

function textArea(key, label, hint) {
  const area = element("textarea", { "data-section": key, "aria-label": label, rows: 3, placeholder: hint, spellcheck: "false" });
  area.value = textShown(key);
  return area;
}

function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 4}px`;
}

// The text as it is now; the caret goes behind what is another.
function showText(area) {
  const before = area.value, now = textShown(area.dataset.section);
  if (before === now) return;
  const { start, typed } = changedPart(before, now, now.length);
  area.value = now;
  if (document.activeElement === area) area.setSelectionRange(start + typed.length, start + typed.length);
}

function fitAll() { for (const area of document.querySelectorAll("textarea[data-section]")) fit(area); }

function headings(text) { return text.split("\n").map((line) => line.trim()).filter((line) => /^[（(][一二三四五六七八九十]+[）)]|^[一二三四五六七八九十]+、/.test(line)).map((line) => line.split("。")[0].slice(0, 20)); }

function outline(section) {
  const line = element("p", { class: "outline" }, "通常的标题：");
  for (const heading of section.outline) {
    line.append(element("button", { type: "button", "data-heading": heading, onclick: () => addHeading(section.key, heading) }, heading));
  }
  return line;
}

function addHeading(key, heading) {
  const text = valueOf("texts", key).replace(/\s+$/, "");
  const number = headings(text).length;
  change([["texts", key, `${text}${text ? "\n" : ""}（${NUMERALS[number] || number + 1}）${heading}\n`]], "加标题");
  const area = areaOf(key);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

function areaOf(key) { return document.querySelector(`textarea[data-section="${CSS.escape(key)}"]`); }

function lastText(key) {
  const text = report.before && report.before.texts[key];
  if (!text) return "";
  return element("details", { class: "last", "data-last": key }, element("summary", {}, `${report.before.year}年的这一部分`), element("div", {}));
}

// Last year's paragraphs; those of which a part stands in this year's text too are marked as taken over.
function showLast(key) {
  const details = document.querySelector(`details[data-last="${CSS.escape(key)}"]`);
  if (!details) return;
  const lines = valueOf("texts", key).split("\n").map((line) => line.trim()).filter(Boolean);
  const taken = shownTexts.taken[key];
  const passages = taken ? taken.ranges.map(([line, start, end]) => withNumbers((lines[line] || "").slice(start, end))).filter((each) => each.length > 8) : [];
  details.querySelector("summary").textContent = `${report.before.year}年的这一部分${taken ? `（今年沿用 ${Math.round(taken.share * 100)}%）` : ""}`;
  details.querySelector("div").replaceChildren(...report.before.texts[key].split("\n").map((line) => {
    const isTaken = passages.some((each) => line.includes(each));
    return element("p", {}, isTaken ? element("mark", {}, line) : line, isTaken ? element("small", {}, " 今年沿用") : "");
  }));
}

const shownTexts = { numbers: {}, taken: {} };

function chosen(key, number, source) {
  const value = `{{ ${source.reference} }}`;
  references[source.reference] = source.value;
  if (!replaceText(key, number.line, number.column, number.was, value, `引用 ${source.reference}`)) trouble("这里的文字已经改过，请等核对完再引用。");
  else areaOf(key).focus();
}

// The numbers of a chapter that speak of cells: those that can be taken from there, and those that are not as there.
function showNumbers(key) {
  const place = document.querySelector(`details[data-numbers="${CSS.escape(key)}"]`);
  if (!place) return;
  const numbers = shownTexts.numbers[key] || [], linked = piecesOf(key).filter(({ source }) => source);
  const wrong = numbers.filter((each) => !each.agrees).length;
  place.hidden = !numbers.length && !linked.length;
  const lines = valueOf("texts", key).split("\n").map((line) => line.trim()).filter(Boolean);
  place.querySelector("summary").textContent = `本章数字：${linked.length ? `${linked.length} 个引用表里的数，` : ""}${numbers.length - wrong} 个可引用${wrong ? `，${wrong} 个与表不符` : ""}`;
  place.querySelector("ul").replaceChildren(...[...numbers].sort((one, other) => one.agrees - other.agrees).map((each) => {
    const line = lines[each.line] || "", first = each.agrees ? each.sources.slice(0, 3) : each.sources;
    return element("li", { "data-agrees": each.agrees ? "1" : "" }, element("b", {}, each.agrees ? "可引用" : "与表不符"), ` “${line.slice(Math.max(0, each.column - 8), each.column)}`, element("em", {}, each.was), `${line.slice(each.end, each.end + 4)}” `,
      ...first.flatMap((source) => [element("button", { type: "button", onclick: () => chosen(key, each, source) }, each.agrees ? `引用 ${source.reference}` : `改为 ${source.value} 并引用（${source.reference}）`), " "]));
  }), ...linkedNumbers(key));
}

// Those that are taken from the table: each can be made a number like others again.
function linkedNumbers(key) {
  const pieces = piecesOf(key), texts = pieces.map(({ text }) => text);
  return pieces.flatMap(({ text, source }, number) => {
    if (!source) return [];
    const cut = () => change([["texts", key, pieces.map((piece, at) => (at === number ? piece.text : piece.raw)).join("")]], "不再引用");
    const ahead = texts.slice(0, number).join("").split("\n").pop().slice(-8), behind = texts.slice(number + 1).join("").split("\n")[0].slice(0, 4);
    return [element("li", { "data-linked": source }, element("b", {}, "已引用"), ` “${ahead}`, element("em", {}, text), `${behind}” ${source} `, element("button", { type: "button", onclick: cut }, "不再引用"))];
  });
}

function takeTexts(answer) {
  Object.assign(shownTexts, { numbers: answer.numbers || {}, taken: answer.taken || {} });
  for (const place of document.querySelectorAll("[data-numbers]")) showNumbers(place.dataset.numbers);
  for (const place of document.querySelectorAll("[data-last]")) showLast(place.dataset.last);
  for (const place of document.querySelectorAll("[data-marks]")) showMarks(place.dataset.marks);
}

function numbersOfChapter(key) { return element("details", { class: "numbers", "data-numbers": key, hidden: true }, element("summary", {}), element("ul", {})); }

// The table of a section of the office's own: heads, then rows, every cell to type into.
function drawOwnTable(key) {
  const rows = JSON.parse(valueOf("lists", key) || "[]");
  const now = () => JSON.parse(valueOf("lists", key));
  const set = (next, words) => { change([["lists", key, JSON.stringify(next)]], words); drawReport(); };
  if (!rows.length) return element("p", { class: "tools" }, element("button", { type: "button", "data-action": "own-table", onclick: () => set([["项目", "数量"], ["", ""]], "加表") }, "加一张表"));
  const cell = (text, row, column) => {
    const input = element("input", { type: "text", class: "own", "data-own": key, "data-row": row, "data-column": column, autocomplete: "off", "aria-label": row ? `第${row}行，${rows[0][column]}` : `第${column + 1}列的标题` });
    input.value = text;
    return element(row ? "td" : "th", { scope: row ? null : "col" }, input);
  };
  return element("div", { class: "scroll" }, element("table", { class: "own" }, ...rows.map((row, at) => element("tr", {}, ...row.map((text, column) => cell(text, at, column))))),
    element("p", { class: "tools" },
      element("button", { type: "button", onclick: () => set([...now(), rows[0].map(() => "")], "加一行") }, "加一行"),
      element("button", { type: "button", onclick: () => set(now().map((row) => [...row, ""]), "加一列") }, "加一列"),
      element("button", { type: "button", disabled: rows.length < 2, onclick: () => set(now().slice(0, -1), "删去最后一行") }, "删去最后一行"),
      element("button", { type: "button", onclick: () => set([], "删去这张表") }, "删去这张表")));
}

function ownTyped(input) {
  const { own, row, column } = input.dataset, rows = JSON.parse(valueOf("lists", own));
  rows[row][column] = input.value;
  change([["lists", own, JSON.stringify(rows)]], "表", true);
}

function drawChapter(section) {
  const id = `chapter-${section.id}`;
  const drawn = element("section", { id, "aria-labelledby": `${id}-title`, "data-key": section.key }, element("h2", { id: `${id}-title`, tabindex: -1 }, section.label));
  if (section.guide) drawn.append(element("p", { class: "guide" }, section.guide));
  if (section.table) {
    const tools = element("p", { class: "tools" }, element("span", { class: "filled" }), element("button", { type: "button", "data-action": "fill-zero" }, "空白全部填 0"));
    if (report.layout.sums.some((sum) => sum.at.startsWith(`${section.table.id}-`))) tools.append(element("button", { type: "button", "data-action": "fill-totals" }, "空白的总计求和"));
    if (report.before && report.layout.carried.some(([taken]) => taken.startsWith(`${section.table.id}-`))) tools.append(element("button", { type: "button", "data-action": "carry" }, "上年结转取上年的数"));
    if (section.table.mayHaveMore) tools.append(element("button", { type: "button", "data-action": "add-row", "data-table": section.table.id }, "加一行格式没有的…"));
    const key = `${section.key}/正文`, note = `${section.key}/表注`;
    const text = fold("表前的文字（没有就不填）", Boolean(valueOf("texts", key)), fieldOf(textArea(key, `${section.label}，表前的文字`, "")), numbersOfChapter(key));
    const below = fold("表注（表下面的一句话，没有就不填）", Boolean(valueOf("texts", note)), fieldOf(textArea(note, `${section.label}，表注`, "")));
    drawn.append(tools, drawTable(section.table), text, below);
  } else {
    if (report.layout.free) {
      const title = element("input", { type: "text", "data-title": `${section.key}/标题`, "aria-label": "这一部分的标题", autocomplete: "off" });
      title.value = valueOf("texts", `${section.key}/标题`);
      drawn.append(element("div", { class: "fields" }, element("label", {}, element("span", {}, "标题"), title)));
    }
    if (section.outline.length) drawn.append(outline(section));
    drawn.append(element("div", { class: "pair" }, fieldOf(textArea(section.key, section.label, "每行一段；（一）……开头的行是标题")), lastText(section.key)), element("p", { class: "length", "data-length": section.key }), numbersOfChapter(section.key));
    if (report.layout.free) drawn.append(drawOwnTable(`${section.key}/表`));
  }
  return drawn;
}

function drawReport() {
  const main = document.getElementById("report"), nav = document.getElementById("chapters");
  const sections = report.layout ? report.layout.sections : [];
  const unread = report.layout ? [] : [element("section", {}, element("p", { class: "notice" }, "文件读不出来，右边是原因：请在文件里改正，再打开。"))];
  const more = report.layout && report.layout.free ? [element("section", {}, element("button", { type: "button", "data-action": "add-section" }, "加一个部分…"))] : [];
  main.replaceChildren(element("section", { id: "doubts", hidden: true, "aria-label": "读入时存疑的" }), drawAbout(), ...sections.map(drawChapter), ...more, ...unread);
  nav.replaceChildren(...[["about", "报告信息"], ...sections.map((section) => [`chapter-${section.id}`, section.label])].map(([id, label]) => element("a", { href: `#${id}`, "data-chapter": id, onclick: (event) => { event.preventDefault(); goToChapter(id); } }, label, element("small", {}))));
  document.getElementById("heading").textContent = `${report.year}年度报告　${report.name.startsWith("（") ? "" : report.name}`;
  document.title = `${report.year}年度报告工作台`;
  for (const area of main.querySelectorAll("textarea")) { fit(area); showMarks(area.dataset.section); }
  drawDoubts();
  showRowSums();
  showFilled();
  showNotes();
  drawItems();
  showTexts();
}

function goToChapter(id) {
  const chapter = document.getElementById(id);
  chapter.scrollIntoView({ block: "start" });
  chapter.querySelector("h2").focus({ preventScroll: true });
}

function showTexts() {
  for (const line of document.querySelectorAll("[data-length]")) {
    const text = textShown(line.dataset.length);
    const own = headings(text);
    line.textContent = `${text.replace(/\s/g, "").length} 字${own.length ? `　标题：${own.join("　")}` : ""}`;
    showLast(line.dataset.length);
    for (const button of line.closest("section").querySelectorAll("[data-heading]")) button.disabled = text.includes(button.dataset.heading);
  }
}

function showFields(changed) {
  for (const { group, key } of changed) {
    const field = group === "texts" ? areaOf(key) : group === "head" ? document.getElementById(`head-${key}`) : null;
    if (!field) continue;
    if (field.type === "checkbox") field.checked = valueOf(group, key) === "true";
    else if (field.tagName !== "TEXTAREA" && field.value !== valueOf(group, key)) field.value = valueOf(group, key);
    if (field.tagName === "TEXTAREA") {
      // What is just typed there stands there already, and may be a part of a word.
      if (!typing.isText) showText(field);
      fit(field);
      showMarks(key);
    }
  }
  drawItems();
  showTexts();
}
