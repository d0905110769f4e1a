// The invitation to share, and the ways to do it.

import { useState } from "react";
import {
  BlueskyIcon,
  BlueskyShareButton,
  EmailIcon,
  EmailShareButton,
  FacebookIcon,
  FacebookShareButton,
  LinkedinIcon,
  LinkedinShareButton,
  RedditIcon,
  RedditShareButton,
  TelegramIcon,
  TelegramShareButton,
  ThreadsIcon,
  ThreadsShareButton,
  XShareButton,
  WhatsappIcon,
  WhatsappShareButton,
  XIcon,
} from "react-share";

// Each service's button, its sign, and the name of the property that takes the headline.
const SERVICES = [
  ["x", XShareButton, XIcon, "title"],
  ["facebook", FacebookShareButton, FacebookIcon],
  ["whatsapp", WhatsappShareButton, WhatsappIcon, "title"],
  ["telegram", TelegramShareButton, TelegramIcon, "title"],
  ["bluesky", BlueskyShareButton, BlueskyIcon, "title"],
  ["mastodon"],
  ["threads", ThreadsShareButton, ThreadsIcon, "title"],
  ["linkedin", LinkedinShareButton, LinkedinIcon, "title"],
  ["reddit", RedditShareButton, RedditIcon, "title"],
  ["email", EmailShareButton, EmailIcon, "subject"],
];

const SERVER = "article-embed-peer/mastodon";

// react-share has no Mastodon, since each reader has a server of her own.
const Mastodon = ({ url, headline }) => {
  const [isAsking, ask] = useState(false);
  const share = (server) => {
    const text = encodeURIComponent(`${headline} ${url}`);
    window.open(`https://${server}/share?text=${text}`, "_blank", "noopener,noreferrer");
  };
  const pick = (event) => {
    event.preventDefault();
    const server = new FormData(event.target)
      .get("server")
      .trim()
      .replace(/^https?:\/\/|\/.*$|^@?.*@/g, "");
    if (!/^[\w-]+(\.[\w-]+)+$/.test(server)) return;
    try {
      localStorage.setItem(SERVER, server);
    } catch {}
    ask(false);
    share(server);
  };
  const start = () => {
    let server;
    try {
      server = localStorage.getItem(SERVER);
    } catch {}
    if (server) share(server);
    else ask(true);
  };
  return (
    <>
      <button
        type="button"
        className="round"
        data-target="mastodon"
        aria-label="Share on Mastodon"
        onClick={start}
      >
        <svg viewBox="0 0 64 64" width="36" height="36" aria-hidden="true">
          <circle cx="32" cy="32" r="32" fill="#6364ff" />
          <path
            fill="#fff"
            d="M47 26c0-8-5-10-5-10-3-1-17-1-20 0 0 0-5 2-5 10 0 9-1 21 9 23 3 1 6 1 9 1 4 0 7-2 7-2v-3s-4 1-7 1c-4 0-8-1-8-5v-1c8 2 18 2 19-4 1-3 1-6 1-10zm-7 10h-4V26c0-4-4-4-4 0v5h-4v-5c0-4-4-4-4 0v10h-4V26c0-9 8-9 10-5h2c2-4 8-4 8 5z"
          />
        </svg>
      </button>
      {isAsking && (
        <form className="server" onSubmit={pick}>
          <label>
            Your Mastodon server <input name="server" required autoFocus autoComplete="off" />
          </label>
          <button>Share</button>
        </form>
      )}
    </>
  );
};

const Copy = ({ url }) => {
  const [isCopied, setCopied] = useState();
  const copy = () =>
    (navigator.clipboard?.writeText(url) ?? Promise.reject()).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <button type="button" data-target="copy" onClick={copy}>
        {isCopied ? "Link copied" : "Copy link"}
      </button>
      <span className="hidden" role="status">
        {isCopied ? "Link copied" : ""}
      </span>
      {isCopied === false && (
        <label>
          Your browser would not copy the link. Here it is: <input readOnly value={url} autoFocus />
        </label>
      )}
    </>
  );
};

export const Share = ({ article }) => {
  const { url, headline } = article;
  if (!url) return null;
  return (
    <div className="share" role="group" aria-labelledby="share-invitation">
      <p id="share-invitation">Think your friends would be interested? Share this story!</p>
      <ul>
        {navigator.share && (
          <li>
            <button
              type="button"
              data-target="device"
              onClick={() => navigator.share({ title: headline, url }).catch(() => {})}
            >
              Share
            </button>
          </li>
        )}
        {SERVICES.map(([name, Button, Icon, title]) => (
          <li key={name}>
            {Button ? (
              <Button url={url} data-target={name} {...(title && { [title]: headline })}>
                <Icon size={36} round aria-hidden="true" />
              </Button>
            ) : (
              <Mastodon url={url} headline={headline} />
            )}
          </li>
        ))}
        <li>
          <Copy url={url} />
        </li>
        <li>
          <button type="button" data-target="print" onClick={() => window.print()}>
            Print
          </button>
        </li>
      </ul>
    </div>
  );
};
