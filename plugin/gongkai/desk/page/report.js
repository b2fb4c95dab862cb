// What is typed: the values of every field, what they were when the file was opened, and every step to take back.

const forms = JSON.parse(document.getElementById("forms").textContent);
const office = JSON.parse(document.getElementById("office").textContent);

const report = {
  file: "", agency: office.agency, name: office.name, kind: office.kind || "部门",
  year: office.year || new Date().getFullYear() - 1,
  layout: null, before: null, doubts: [], reports: [], isNew: true,
  values: { cells: {}, texts: {}, head: {} }, opened: { cells: {}, texts: {}, head: {} },
  remarks: [], saved: "", savedAt: "",
};

const listeners = [];
const steps = { done: [], undone: [] };
const MOST_STEPS = 200;

function onChange(listener) { listeners.push(listener); }

function tell(changed) { for (const listener of listeners) listener(changed); }

function valueOf(group, key) { return report.values[group][key] ?? ""; }

// changes: [group, key, value]; one step to take back, however many fields it changes. Typing on in one text is one step.
function change(changes, words, goesOn = false) {
  const step = { words, at: Date.now(), changes: [] };
  for (const [group, key, value] of changes) {
    const before = valueOf(group, key);
    if (before !== value) step.changes.push({ group, key, before, after: value });
  }
  if (!step.changes.length) return;
  const last = steps.done[steps.done.length - 1];
  const [only] = step.changes;
  const joins = goesOn && last && last.changes.length === 1 && last.changes[0].group === only.group && last.changes[0].key === only.key && step.at - last.at < 2000;
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

function snapshot() { return JSON.stringify([report.values, report.remarks]); }

function isUnsaved() { return snapshot() !== report.saved; }

function layoutOf(year) {
  return forms.find((form) => form.first <= year && (form.last === null || year <= form.last)) || null;
}

// What Python says of a file that was opened or begun. Values typed meanwhile are kept where keep is true.
function take(opened, keep) {
  const typed = keep ? ["cells", "texts", "head"].flatMap((group) =>
    Object.entries(report.values[group]).filter(([key, value]) => value !== (report.opened[group][key] ?? "")).map(([key, value]) => [group, key, value])) : [];
  Object.assign(report, {
    file: opened.file, text: opened.text, agency: opened.agency, name: opened.name, kind: opened.kind, year: opened.year,
    layout: opened.layout || layoutOf(opened.year), before: opened.before, doubts: opened.doubts, reports: opened.reports,
    opened: { cells: { ...opened.cells }, texts: { ...opened.texts }, head: { ...opened.head } },
    values: { cells: { ...opened.cells }, texts: { ...opened.texts }, head: { ...opened.head } },
  });
  if (!keep) {
    report.remarks = [];
    steps.done.length = 0;
    steps.undone.length = 0;
  }
  report.saved = snapshot();
  for (const [group, key, value] of typed) report.values[group][key] = value;
}
