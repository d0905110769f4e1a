// What is shown where a story cannot be: one line with the link.

import { linkOf } from "./link.js";

export const showFailure = (root, host) => {
  const line = document.createElement("p");
  line.className = "failure";
  line.append("This story cannot be shown here. ");
  const link = linkOf(host);
  if (link) {
    link.textContent = `Read it on ${link.hostname.replace(/^www\./, "")}`;
    line.append(link, " ");
  }
  const button = document.createElement("button");
  button.dataset.action = "retry";
  button.textContent = "Try again";
  line.append(button);
  root.replaceChildren(line);
};
