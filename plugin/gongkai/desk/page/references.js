// References in texts: the file has {{ 新收.总计 }}, the field shows the number that it stands for, marked. What is typed
// is carried over into the text of the file; who types into such a number breaks its link, and it is a number like others.

const REFERENCE = /\{\{([^{}]*)\}\}/g;
// What each reference says, by what stands between its braces. One that says nothing is shown as it stands in the file.
const references = {};

function mayRefer(key) { return !key.endsWith("/表注"); }

// A text of the file in pieces: plain ones, and references with the number that is shown for them.
function piecesOf(key) {
  const raw = valueOf("texts", key), pieces = [];
  let at = 0;
  const plain = (end) => { if (end > at) pieces.push({ raw: raw.slice(at, end), text: raw.slice(at, end) }); };
  for (const found of mayRefer(key) ? raw.matchAll(REFERENCE) : []) {
    const source = found[1].trim();
    if (!references[source]) continue;
    plain(found.index);
    pieces.push({ raw: found[0], text: references[source], source });
    at = found.index + found[0].length;
  }
  plain(raw.length);
  return pieces;
}

// A part of a text with the numbers of its references in it.
function withNumbers(raw) { return raw.replace(REFERENCE, (whole, source) => references[source.trim()] || whole); }

function textShown(key) { return piecesOf(key).map(({ text }) => text).join(""); }

// Where a place in the file's text is in the field, and the other way round; within a reference it is its beginning.
function moved(pieces, offset, from, to) {
  let left = offset, at = 0;
  for (const piece of pieces) {
    if (left < piece[from].length) return at + (piece.source ? 0 : left);
    left -= piece[from].length;
    at += piece[to].length;
  }
  return at + left;
}

function toShown(key, offset) { return moved(piecesOf(key), offset, "raw", "text"); }

// From where to where a text was changed, with what is typed there: the caret stands behind it.
function changedPart(before, now, caret) {
  let start = 0, same = 0;
  while (start < Math.min(before.length, now.length) && before[start] === now[start]) start += 1;
  while (same < Math.min(before.length, now.length) && before[before.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  if (caret < now.length) same = Math.min(same, now.length - caret);
  start = Math.min(start, before.length - same, now.length - same);
  same = Math.min(same, before.length - start, now.length - start);
  return { start, end: before.length - same, typed: now.slice(start, now.length - same) };
}

// The text of the file once a field holds something else, the place of the caret in it, and the numbers that lost their link.
function typedOver(key, now, caret) {
  const pieces = piecesOf(key), { start, end, typed } = changedPart(pieces.map(({ text }) => text).join(""), now, caret);
  const behind = typed ? typed[0] : now[start] || "", ahead = typed ? typed[typed.length - 1] : now[start - 1] || "";
  let left = "", right = "", at = 0;
  const broken = [];
  for (const { raw, text, source } of pieces) {
    const from = at, to = at + text.length;
    at = to;
    // A digit that comes to stand beside the number makes another number of it.
    const touches = source && ((to === start && /\d/.test(behind)) || (from === end && /[\d.]/.test(ahead)));
    if (source && (touches || (from < end && to > start))) broken.push(text);
    if (to <= start) left += touches ? text : raw;
    else if (from >= end) right += touches ? text : raw;
    else {
      left += text.slice(0, Math.max(0, start - from));
      right += text.slice(Math.max(0, end - from));
    }
  }
  return { raw: left + typed + right, caret: left.length + typed.length, broken };
}

function textTyped(area) {
  const key = area.dataset.section, { raw, caret, broken } = typedOver(key, area.value, area.selectionEnd);
  typing.isText = true;
  change([["texts", key, raw]], "文字", true);
  typing.isText = false;
  if (area.value !== textShown(key) && !isComposing) {
    area.value = textShown(key);
    const place = toShown(key, caret);
    area.setSelectionRange(place, place);
  }
  showMarks(key);
  if (broken.length) say(`“${broken.join("”“")}”不再引用表里的数`);
}

// What references say now: their numbers change in the fields, and nothing else there, neither caret nor selection.
async function takeReferences(said) {
  await composed();
  const before = new Map([...document.querySelectorAll("textarea[data-section]")].map((area) => [area, piecesOf(area.dataset.section)]));
  let count = 0;
  for (const [source, text] of Object.entries(said)) {
    if (references[source] && references[source] !== text) count += 1;
    references[source] = text;
  }
  for (const [area, pieces] of before) {
    const key = area.dataset.section, shown = textShown(key);
    if (area.value !== shown) {
      const places = [area.selectionStart, area.selectionEnd].map((place) => toShown(key, moved(pieces, place, "text", "raw")));
      area.value = shown;
      if (document.activeElement === area) area.setSelectionRange(...places);
      fit(area);
    }
    showMarks(key);
  }
  if (count) say(`正文里引用的 ${count} 个数跟着改了`);
}

// Behind each field stands its text once more, unseen but for what is marked in it.
function fieldOf(area) {
  return element("div", { class: "field" }, element("div", { class: "marks", "aria-hidden": "true", "data-marks": area.dataset.section }), area);
}

function showMarks(key) {
  const place = document.querySelector(`[data-marks="${CSS.escape(key)}"]`);
  if (!place) return;
  const text = textShown(key), kinds = new Array(text.length).fill("");
  const mark = (start, end, kind) => { for (let at = start; at < end; at++) kinds[at] = kind; };
  let at = 0;
  for (const line of text.split("\n")) {
    const [heading] = headings(line), start = at + line.length - line.trimStart().length;
    if (heading) mark(start, start + heading.length, "heading");
    at += line.length + 1;
  }
  for (const each of shownTexts.numbers[key] || []) {
    const start = offsetIn(key, each.line, each.column);
    if (start >= 0 && valueOf("texts", key).slice(start, start + each.was.length) === each.was) mark(toShown(key, start), toShown(key, start) + each.was.length, each.agrees ? "agrees" : "differs");
  }
  at = 0;
  for (const piece of piecesOf(key)) {
    if (piece.source) mark(at, at + piece.text.length, "linked");
    at += piece.text.length;
  }
  const parts = [];
  for (let from = 0, to = 0; from < text.length; from = to) {
    while (to < text.length && kinds[to] === kinds[from]) to += 1;
    parts.push(kinds[from] ? element("span", { class: kinds[from] }, text.slice(from, to)) : text.slice(from, to));
  }
  // A last line that is empty has its height only with something in it.
  place.replaceChildren(...parts, "\u200b");
}
