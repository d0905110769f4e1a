// The least that shows a story from a script tag: fetches ready HTML and inserts it.

const tag = document.currentScript;
const host = document.createElement("div");
tag.after(host);
fetch(tag.dataset.fragment)
  .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
  .then((html) => {
    host.attachShadow({ mode: "open" }).innerHTML = html;
  })
  .catch(() => {
    const link = document.createElement("a");
    link.href = tag.dataset.url;
    link.textContent = "Read the story";
    host.append(link);
  });
