// What is typed: the values of every field, what they were when the file was opened, and every step to take back.

const forms = JSON.parse(document.getElementById("forms").textContent);
const office = JSON.parse(document.getElementById("office").textContent);

// "seen" are doubts of a reading that somebody has looked at; all others are fields of the file.
const GROUPS = ["cells", "texts", "head", "notes", "units", "lists", "seen"];

const report = {
  file: "", agency: office.agency, name: office.name, kind: office.kind || "部门",
  year: office.year || new Date().getFullYear() - 1,
  scope: "", layout: null, before: null, doubts: [], source: "", reports: [], isNew: true,
  values: nothing(), opened: nothing(),
  saved: "", asOpened: "", savedAt: "", fileText: "",
};

function nothing() { return Object.fromEntries(GROUPS.map((group) => [group, {}])); }

const listeners = [];
const steps = { done: [], undone: [] };
const MOST_STEPS = 200;
// Milliseconds of typing on in one text that are taken back at once.
const LONGEST_STEP = 15000;

function onChange(listener) { listeners.push(listener); }

function tell(changed) { for (const listener of listeners) listener(changed); }

function valueOf(group, key) { return report.values[group][key] ?? ""; }

// changes: [group, key, value]; one step to take back, however many fields it changes. Typing on in one text is one step.
function change(changes, words, goesOn = false) {
  const step = { words, at: Date.now(), began: Date.now(), changes: [] };
  for (const [group, key, value] of changes) {
    const before = valueOf(group, key);
    if (before !== value) step.changes.push({ group, key, before, after: value });
  }
  if (!step.changes.length) return;
  const last = steps.done[steps.done.length - 1];
  const [only] = step.changes;
  const joins = goesOn && last && last.changes.length === 1 && last.changes[0].group === only.group && last.changes[0].key === only.key && step.at - last.at < 2000 && step.at - last.began < LONGEST_STEP;
  if (joins) {
    last.changes[0].after = only.after;
    last.at = step.at;
  } else {
    steps.done.push(step);
    if (steps.done.length > MOST_STEPS) steps.done.shift();
  }
  steps.undone.length = 0;
  apply(step, "after");
}

// A step that has made another text of the file: Python has to go back to the one before.
function noteWhole(words, before) {
  steps.done.push({ words, at: 0, changes: [], before, after: wholeReport() });
  steps.undone.length = 0;
}

function apply(step, side) {
  for (const { group, key, [side]: value } of step.changes) report.values[group][key] = value;
  tell(step.changes);
}

function undo() {
  const step = steps.done.pop();
  if (!step) return null;
  steps.undone.push(step);
  apply(step, "before");
  return step;
}

function redo() {
  const step = steps.undone.pop();
  if (!step) return null;
  steps.done.push(step);
  apply(step, "after");
  return step;
}

function snapshot() { return JSON.stringify({ ...report.values, seen: undefined }); }

function isUnsaved() { return snapshot() !== report.saved; }

// Whether somebody has done anything since it was opened; what was only read in from a file can be read in again.
function isTouched() { return snapshot() !== report.asOpened; }

function layoutOf(year) {
  return forms.find((form) => form.first <= year && (form.last === null || year <= form.last)) || null;
}

// What Python says of a file that was opened or begun. Values typed meanwhile are kept where keep is true.
function take(opened, keep) {
  Object.assign(references, opened.references);
  const typed = keep ? GROUPS.flatMap((group) =>
    Object.entries(report.values[group]).filter(([key, value]) => value !== (report.opened[group][key] ?? "")).map(([key, value]) => [group, key, value])) : [];
  Object.assign(report, {
    file: opened.file, text: opened.text, agency: opened.agency, name: opened.name, kind: opened.kind, year: opened.year,
    layout: opened.layout, before: opened.before, doubts: opened.doubts, source: opened.source, reports: opened.reports,
    opened: Object.fromEntries(GROUPS.map((group) => [group, { ...opened[group] }])),
    values: Object.fromEntries(GROUPS.map((group) => [group, { ...opened[group] }])),
    fileText: opened.text,
  });
  report.asOpened = snapshot();
  report.saved = opened.isNew ? "" : report.asOpened;
  if (opened.isNew) report.fileText = "";
  for (const [group, key, value] of typed) report.values[group][key] = value;
}

function forgetSteps() {
  steps.done.length = 0;
  steps.undone.length = 0;
}

// What Python says after it has added a row or a section: what was typed is in its text, the file on the disk is as before.
function takeAdded(added) {
  const { saved, asOpened, fileText, doubts, source, opened } = report;
  take(added, false);
  Object.assign(report, { saved, asOpened, fileText, doubts, source, opened });
}

// The text that Python holds and what is typed over it: what a step that changes more than values goes back to.
function wholeReport() { return { text: report.text, values: structuredClone(report.values) }; }

// Where a line of a text and a column in it are in its field; blank lines and spaces before lines do not count there.
function offsetIn(key, line, column) {
  let offset = 0, seen = -1;
  for (const each of valueOf("texts", key).split("\n")) {
    if (each.trim()) seen += 1;
    if (seen === line) return offset + each.length - each.trimStart().length + column;
    offset += each.length + 1;
  }
  return -1;
}

// Other words for a passage, where it still stands there.
function replaceText(key, line, column, was, value, words) {
  const text = valueOf("texts", key), start = offsetIn(key, line, column);
  if (start < 0 || text.slice(start, start + was.length) !== was) return false;
  change([["texts", key, text.slice(0, start) + value + text.slice(start + was.length)]], words);
  return true;
}
