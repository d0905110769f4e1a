// Writes the story as a publisher's server would: `node fragment.js STORY ADDRESS`. The share targets
// that need a program are not in it.

import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";

import { readArticle } from "./article.js";
import { Story } from "./story.jsx";
import style from "./widget.css";

const SERVICES = [
  ["x", "X", "https://x.com/intent/tweet?text={title}&url={url}"],
  ["facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"],
  ["whatsapp", "WhatsApp", "https://wa.me/?text={title}%20{url}"],
  ["telegram", "Telegram", "https://t.me/share/url?url={url}&text={title}"],
  ["bluesky", "Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"],
  ["threads", "Threads", "https://www.threads.com/intent/post?text={title}&url={url}"],
  ["linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"],
  ["reddit", "Reddit", "https://www.reddit.com/submit?url={url}&title={title}"],
  ["email", "Email", "mailto:?subject={title}&body={title}%20{url}"],
];

const Links = ({ article }) => (
  <div className="share" role="group" aria-labelledby="share-invitation">
    <p id="share-invitation">Think your friends would be interested? Share this story!</p>
    <ul>
      {SERVICES.map(([name, label, address]) => (
        <li key={name}>
          <a
            data-target={name}
            target="_blank"
            rel="noopener noreferrer"
            href={address
              .replaceAll("{url}", encodeURIComponent(article.url))
              .replaceAll("{title}", encodeURIComponent(article.headline))}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  </div>
);

const [file, address] = process.argv.slice(2);
const article = readArticle(JSON.parse(readFileSync(file, "utf8")), address);
const html = renderToStaticMarkup(
  <div className="column">
    <Story article={article}>
      <Links article={article} />
    </Story>
  </div>,
);
process.stdout.write(`<style>${style}</style>${html}`);
