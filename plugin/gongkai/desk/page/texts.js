// Chapters: headings, tables and texts, and what the head of the report says.

const HEAD = [["发布日期", "如 2026-01-20"], ["文号", ""], ["标题", "不同于通常的才写"], ["索引号", ""], ["来源", ""], ["成文日期", ""], ["落款", ""], ["签发人", ""]];
const CONTACT = ["联系.地址", "联系.邮编", "联系.电话", "联系.传真", "联系.电子邮箱", "网站.名称", "网站.域名", "网站.标识码"];
const NUMERALS = "一二三四五六七八九十";

function headField(key, hint) {
  const input = element("input", { type: "text", id: `head-${key}`, "data-head": key, autocomplete: "off", placeholder: hint });
  input.value = valueOf("head", key);
  return element("label", {}, element("span", {}, key.split(".").pop()), input);
}

function officeFields() {
  const fixed = Boolean(report.agency && office.agency) || !report.isNew;
  const name = element("input", { type: "text", id: "office-name", autocomplete: "organization", disabled: fixed });
  name.value = report.name.startsWith("（") ? "" : report.name;
  const kind = element("select", { id: "office-kind", disabled: fixed }, ...office.kinds.map((each) => element("option", { selected: each === report.kind }, each)));
  const year = element("input", { type: "text", id: "office-year", inputmode: "numeric", maxlength: 4, disabled: !report.isNew });
  year.value = report.year;
  const draft = element("input", { type: "checkbox", id: "head-草稿" });
  draft.checked = /^(true|是)$/.test(valueOf("head", "草稿"));
  draft.addEventListener("change", () => change([["head", "草稿", draft.checked ? "true" : ""]], "草稿"));
  const others = report.reports.length > 1 ? [element("label", {}, element("span", {}, "文件夹里的报告"), element("select", { id: "folder-report" }, ...report.reports.map((file) => element("option", { value: file, selected: file === report.file }, file.replace(/^data\//, "")))))] : [];
  return [...others, element("label", {}, element("span", {}, "机关名称"), name), element("label", {}, element("span", {}, "机关类别"), kind), element("label", {}, element("span", {}, "年度"), year), element("label", { class: "check" }, draft, "还是草稿（写完去掉，才会发布）")];
}

function textArea(key, label, hint) {
  const area = element("textarea", { "data-section": key, "aria-label": label, rows: 3, placeholder: hint, spellcheck: "false" });
  area.value = valueOf("texts", key);
  return area;
}

function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 4}px`;
}

function headings(text) { return text.split("\n").map((line) => line.trim()).filter((line) => /^[（(][一二三四五六七八九十]+[）)]|^[一二三四五六七八九十]+、/.test(line)).map((line) => line.slice(0, 40)); }

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

// Last year's paragraphs; those that stand in this year's text too are marked as taken over.
function showLast(key) {
  const details = document.querySelector(`details[data-last="${CSS.escape(key)}"]`);
  if (!details) return;
  const own = new Set(valueOf("texts", key).split("\n").map((line) => line.trim()));
  const paragraphs = report.before.texts[key].split("\n");
  details.querySelector("div").replaceChildren(...paragraphs.map((line) => {
    const isTaken = own.has(line.trim()) && line.trim().length > 8;
    return element("p", {}, isTaken ? element("mark", {}, line) : line, isTaken ? element("small", {}, " 今年沿用") : "");
  }));
}

function drawChapter(section) {
  const id = `chapter-${section.id}`;
  const drawn = element("section", { id, "aria-labelledby": `${id}-title`, "data-key": section.key }, element("h2", { id: `${id}-title`, tabindex: -1 }, section.label));
  if (section.guide) drawn.append(element("p", { class: "guide" }, section.guide));
  if (section.table) {
    const tools = element("p", { class: "tools" }, element("span", { class: "filled" }), element("button", { type: "button", "data-action": "fill-zero" }, "空白全部填 0"));
    if (report.before && report.layout.carried.some(([taken]) => taken.startsWith(`${section.table.id}-`))) tools.append(element("button", { type: "button", "data-action": "carry" }, "上年结转取上年的数"));
    const key = `${section.key}/正文`;
    const text = element("details", { class: "above", open: Boolean(valueOf("texts", key)) }, element("summary", {}, "表前的文字（没有就不填）"), textArea(key, `${section.label}，表前的文字`, ""));
    drawn.append(tools, drawTable(section.table), text);
  } else {
    if (section.outline.length) drawn.append(outline(section));
    drawn.append(textArea(section.key, section.label, "每行一段；（一）……开头的行是标题"), element("p", { class: "length", "data-length": section.key }), lastText(section.key));
  }
  return drawn;
}

function drawReport() {
  const main = document.getElementById("report"), nav = document.getElementById("chapters");
  const about = element("section", { id: "about", "aria-labelledby": "about-title" }, element("h2", { id: "about-title", tabindex: -1 }, "报告信息"), element("div", { class: "fields" }, ...officeFields(), ...HEAD.map(([key, hint]) => headField(key, hint))), element("details", { class: "above" }, element("summary", {}, "联系方式和网站"), element("div", { class: "fields" }, ...CONTACT.map((key) => headField(key, "")))));
  if (report.doubts.length) about.append(element("details", { class: "doubts", open: true }, element("summary", {}, `读入时有 ${report.doubts.length} 处要看一看`), element("ul", {}, ...report.doubts.map((doubt) => element("li", {}, doubt)))));
  const sections = report.layout ? report.layout.sections : [];
  const free = sections.length ? [] : [element("section", {}, element("p", { class: "notice" }, "文件读不出来，右边是原因：请在文件里改正，再打开。"))];
  main.replaceChildren(about, ...sections.map(drawChapter), ...free);
  nav.replaceChildren(...[["about", "报告信息"], ...sections.map((section) => [`chapter-${section.id}`, section.label])].map(([id, label]) => element("a", { href: `#${id}`, "data-chapter": id, onclick: (event) => { event.preventDefault(); goToChapter(id); } }, label, element("small", {}))));
  document.getElementById("heading").textContent = `${report.year}年度报告　${report.name.startsWith("（") ? "" : report.name}`;
  document.title = `${report.year}年度报告工作台`;
  for (const area of main.querySelectorAll("textarea")) fit(area);
  showRowSums();
  showFilled();
  showTexts();
}

function goToChapter(id) {
  const chapter = document.getElementById(id);
  chapter.scrollIntoView({ block: "start" });
  chapter.querySelector("h2").focus({ preventScroll: true });
}

function showTexts() {
  for (const line of document.querySelectorAll("[data-length]")) {
    const text = valueOf("texts", line.dataset.length);
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
    else if (field.value !== valueOf(group, key)) field.value = valueOf(group, key);
    if (field.tagName === "TEXTAREA") fit(field);
  }
  showTexts();
}
