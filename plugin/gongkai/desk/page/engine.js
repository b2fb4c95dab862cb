// Python in its worker: a request at a time, answered in order. The page never waits for it.

const engine = { worker: null, waiting: new Map(), next: 1 };
const FIRST = ["load", "start", "begin"];
// Whatever else is asked waits until there is a report.
engine.started = new Promise((resolve) => { engine.hasStarted = resolve; });

async function ask(name, request, files = [], parts = undefined) {
  if (!FIRST.includes(name)) await engine.started;
  return new Promise((resolve, reject) => {
    const id = engine.next++;
    engine.waiting.set(id, { resolve, reject });
    engine.worker.postMessage({ id, name, request, files, parts });
  });
}

function startEngine() {
  const code = document.getElementById("worker").textContent;
  engine.worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  engine.worker.onmessage = ({ data: { id, answer, made, error, whole } }) => {
    const { resolve, reject } = engine.waiting.get(id);
    engine.waiting.delete(id);
    if (error) {
      console.error(whole);
      reject(new Error(error));
    } else if (answer.refusal) {
      reject(Object.assign(new Error(answer.refusal), { isRefusal: true }));
    } else {
      resolve({ ...answer, made });
    }
  };
  engine.worker.onerror = (event) => trouble(`核对没有启动：${event.message || "浏览器不允许"}`, true);
  const parts = {};
  for (const element of document.querySelectorAll("[id^=part-]")) {
    parts[element.id.slice(5)] = element.textContent;
    element.remove();
  }
  return ask("load", {}, [], parts);
}

// One line, and a way to keep what is there where Python cannot go on.
function trouble(words, keep = false) {
  const line = document.getElementById("trouble");
  line.textContent = words;
  line.hidden = !words;
  if (words && keep) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "把填写的内容存成文件";
    button.addEventListener("click", () => download(`${report.year}-填写的内容.json`, new Blob([JSON.stringify(report.values, null, 1)], { type: "application/json" })));
    line.append(" ", button);
  }
  if (words) {
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "知道了";
    close.addEventListener("click", () => { line.hidden = true; });
    line.append(" ", close);
  }
}

function refused(error) { trouble(error.isRefusal ? error.message : `出错了：${error.message}`, !error.isRefusal); }
