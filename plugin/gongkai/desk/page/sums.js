// Sums at once, from the form: what the row and the column of a cell come to. What is wrong is said by the rules alone.

function numberOf(id) {
  const text = valueOf("cells", id);
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
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

function arithmetic(id) {
  return sumsWith(id).map((sum) => {
    const shown = sum.left.map((each) => valueOf("cells", each) || "…").join("＋");
    const told = verdict(sum);
    const right = sum.right.map((each) => valueOf("cells", each) || "…").join("＋");
    return `${sum.formula}：${sum.left.length > 7 ? sumOf(sum.left) : shown}＝${right}${told.words ? `　${told.words}` : ""}`;
  }).join("；");
}
