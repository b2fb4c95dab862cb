// 报告信息: what the head of the report says, and what may be listed with it (更正, 附件).

const HEAD = [["发布日期", "如 2026-01-20"], ["文号", ""], ["标题", "不同于通常的才写"], ["抬头", "标题上面的一行"], ["索引号", ""], ["来源", ""], ["成文日期", ""], ["落款", ""], ["签发人", ""]];
const CONTACT = ["联系.地址", "联系.邮编", "联系.电话", "联系.传真", "联系.电子邮箱", "网站.名称", "网站.域名", "网站.标识码"];
const LISTED = [
  ["更正", "公布后作的更正", [["日期", "如 2026-03-02"], ["位置", "哪一格，如 予以公开.自然人；可不填"], ["说明", "原为17，现更正为18。"], ["原文件", "更正之前的报告的文件名；可不填"]]],
  ["附件", "附件（文件放在这个年度的文件夹里）", [["文件", "如 图解.png"], ["说明", "如 一图读懂"]]],
  ["核对说明", "核对说明（为什么核对结果指出的没有错）", [["规则", "如 G501"], ["位置", "哪一格、哪一句；全文的不填"], ["列", "只说某几列的才填"], ["处数", "一共几处，可不填"], ["现值", "这一格的数，可不填"], ["原因", ""], ["公开", ""]]],
];

function headField(key, hint, label = key.split(".").pop()) {
  const input = element("input", { type: "text", id: `head-${key}`, "data-head": key, autocomplete: "off", placeholder: hint });
  input.value = valueOf("head", key);
  return element("label", {}, element("span", {}, label), input);
}

function officeFields() {
  const fixed = Boolean(report.agency && office.agency) || !report.isNew;
  const name = element("input", { type: "text", id: "office-name", autocomplete: "organization", disabled: fixed });
  name.value = report.name.startsWith("（") ? "" : report.name;
  const kind = element("select", { id: "office-kind", disabled: fixed }, ...office.kinds.map((each) => element("option", { selected: each === report.kind }, each)));
  const year = element("input", { type: "text", id: "office-year", inputmode: "numeric", maxlength: 4, disabled: !report.isNew });
  year.value = report.year;
  const scope = element("input", { type: "text", id: "office-scope", autocomplete: "off", disabled: fixed, placeholder: "一个单位公布几份报告时才写，如 全关区" });
  scope.value = report.scope;
  const draft = element("input", { type: "checkbox", id: "head-草稿" });
  draft.checked = /^(true|是)$/.test(valueOf("head", "草稿"));
  draft.addEventListener("change", () => change([["head", "草稿", draft.checked ? "true" : ""]], "草稿"));
  const others = report.reports.length > 1 ? [element("label", {}, element("span", {}, "文件夹里的报告"), element("select", { id: "folder-report" }, ...report.reports.map((file) => element("option", { value: file, selected: file === report.file }, file.replace(/^data\//, "")))))] : [];
  return [...others, element("label", {}, element("span", {}, "机关名称"), name), element("label", {}, element("span", {}, "机关类别"), kind), element("label", {}, element("span", {}, "年度"), year), element("label", {}, element("span", {}, "统计范围"), scope), element("label", { class: "check" }, draft, "还是草稿（写完去掉，才会发布）")];
}

function itemsOf(key) { return JSON.parse(valueOf("lists", key) || "[]"); }

function setItems(key, items, words, goesOn = false) { change([["lists", key, JSON.stringify(items)]], words, goesOn); }

// One line of fields an item, and an empty one to begin the next.
function itemLines(key, parts) {
  const items = [...itemsOf(key), {}];
  return items.map((item, number) => {
    const fields = parts.map(([part, hint]) => {
      if (part === "公开") return publicField(key, number, item);
      const input = element("input", { type: "text", autocomplete: "off", placeholder: hint, "aria-label": `${key}第${number + 1}项，${part}`, "data-list": key, "data-item": number, "data-part": part });
      input.value = item[part] || "";
      return element("label", {}, element("span", {}, part), input);
    });
    const isLast = number === items.length - 1;
    const away = isLast ? "" : element("button", { type: "button", class: "quiet", onclick: () => setItems(key, itemsOf(key).filter((_, at) => at !== number), `删去${key}一项`) }, "删去");
    return element("div", { class: "item" }, ...fields, away);
  });
}

function publicField(key, number, item) {
  const box = element("input", { type: "checkbox", "aria-label": `${key}第${number + 1}项，公开`, "data-list": key, "data-item": number, "data-part": "公开" });
  box.checked = /^(true|是)$/.test(item.公开 || "");
  return element("label", { class: "check" }, box, "公开");
}

function itemTyped(input) {
  const { list, item, part } = input.dataset;
  const items = itemsOf(list);
  while (items.length <= Number(item)) items.push({});
  items[item][part] = input.type === "checkbox" ? (input.checked ? "true" : "") : input.value.trim();
  setItems(list, items.filter((each, at) => at <= Number(item) || Object.values(each).some(Boolean)), list, true);
}

function drawItems() {
  for (const [key, , parts] of LISTED) {
    const place = document.querySelector(`[data-items="${key}"]`);
    const active = document.activeElement;
    // The line that one types in stays as it is; the lines are drawn anew when their number is another.
    if (!place || (place.contains(active) && place.children.length === itemsOf(key).length + 1)) continue;
    const { item, part } = place.contains(active) ? active.dataset : {};
    place.replaceChildren(...itemLines(key, parts));
    const field = part && place.querySelector(`[data-item="${item}"][data-part="${part}"]`);
    if (field) field.focus();
    if (field && field.type === "text") field.setSelectionRange(field.value.length, field.value.length);
  }
}

function fold(words, isOpen, ...content) { return element("details", { class: "above", open: isOpen }, element("summary", {}, words), ...content); }

function drawAbout() {
  const headings = report.layout && !report.layout.free ? report.layout.sections.map((section) => headField(`章节标题.${section.number}`, section.label.replace(/^[^、]*、/, ""), section.label)) : [];
  const own = Object.keys(report.values.head).some((key) => /^(章节标题|统计期限)\./.test(key) && valueOf("head", key));
  return element("section", { id: "about", "aria-labelledby": "about-title" },
    element("h2", { id: "about-title", tabindex: -1 }, "报告信息"),
    element("div", { class: "fields" }, ...officeFields(), ...HEAD.map(([key, hint]) => headField(key, hint))),
    fold("联系方式和网站", false, element("div", { class: "fields" }, ...CONTACT.map((key) => headField(key, "")))),
    fold("导语", Boolean(valueOf("texts", "导语")), element("p", { class: "guide" }, "不填就用通常的导语；不要导语的填“无”。"), fieldOf(textArea("导语", "导语", ""))),
    fold("统计期限、各章的标题（与格式不同才填）", own, element("div", { class: "fields" }, headField("统计期限.起", "如 2025-01-01", "统计期限从"), headField("统计期限.止", "如 2025-12-31", "到"), ...headings)),
    ...LISTED.map(([key, words, parts]) => fold(words, itemsOf(key).length > 0, element("div", { "data-items": key }, ...itemLines(key, parts)))),
  );
}
