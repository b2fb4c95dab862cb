// Sums at once, from the form: what the row and the column of a cell come to. What is wrong is said by the rules alone.

const IS_NUMBER = /^[+-]?\d+(\.\d+)?$/;

function numberOf(id) {
  const text = valueOf("cells", id);
  return IS_NUMBER.test(text) ? Number(text) : null;
}

function rounded(value) { return Math.round(value * 1e6) / 1e6; }

function sumOf(ids) { return rounded(ids.reduce((sum, id) => sum + (numberOf(id) ?? 0), 0)); }

function blanksOf(ids) { return ids.filter((id) => numberOf(id) === null).length; }

function sumsWith(id) {
  return report.layout ? report.layout.sums.filter((sum) => sum.left.includes(id) || sum.right.includes(id)) : [];
}

// "和 41", "少 1", "✓": of one equation, from the clerk's side; blanks are counted as nothing until all are filled.
function verdict(sum) {
  const left = sumOf(sum.left), right = sumOf(sum.right), blanks = blanksOf([...sum.left, ...sum.right]);
  if (blanksOf(sum.left) === sum.left.length) return { words: "", level: "" };
  if (blanks) return { words: `和 ${left}`, level: "" };
  if (left === right) return { words: "✓", level: "right" };
  return { words: left < right ? `少 ${rounded(right - left)}` : `多 ${rounded(left - right)}`, level: "wrong" };
}

// What the blank totals among these cells come to, those too that add up others. A blank is no 0: nothing is summed over one.
function missingTotals(ids) {
  const found = new Map(), valued = (id) => found.get(id) ?? valueOf("cells", id);
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const { at, left, right } of report.layout.sums) {
      if (right.length !== 1 || right[0] !== at || !ids.has(at) || valued(at) !== "" || !left.every((id) => IS_NUMBER.test(valued(id)))) continue;
      found.set(at, String(rounded(left.reduce((sum, id) => sum + Number(valued(id)), 0))));
    }
  }
  return [...found];
}

function arithmetic(id) {
  return sumsWith(id).map((sum) => {
    const shown = sum.left.map((each) => valueOf("cells", each) || "…").join("＋");
    const told = verdict(sum);
    const right = sum.right.map((each) => valueOf("cells", each) || "…").join("＋");
    return `${sum.formula}：${sum.left.length > 7 ? sumOf(sum.left) : shown}＝${right}${told.words ? `　${told.words}` : ""}`;
  }).join("；");
}
