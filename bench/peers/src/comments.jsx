// The comments of a WordPress post: the list, and the form. They are fetched when the reader is near.

import { useEffect, useMemo, useRef, useState } from "react";

import { cleanComment } from "./article.js";

const FIELDS = "id,parent,author_name,author_url,date_gmt,content,status";
const DRAFT = "article-embed-peer/draft";

const withQuery = (endpoint, values) => {
  const url = new URL(endpoint);
  for (const name in values) url.searchParams.set(name, values[name]);
  return url;
};

const useNear = () => {
  const place = useRef(null);
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: "800px" },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return [place, isNear];
};

const Comment = ({ comment, replies, endpoint, onReply }) => (
  <li className="comment">
    <p className="by">
      {comment.author_url ? (
        <a href={comment.author_url} rel="nofollow ugc noopener">
          {comment.author_name}
        </a>
      ) : (
        <strong>{comment.author_name}</strong>
      )}{" "}
      <time dateTime={`${comment.date_gmt}Z`}>
        {new Date(`${comment.date_gmt}Z`).toLocaleDateString("en-GB", { dateStyle: "long" })}
      </time>
    </p>
    {comment.status === "hold" && <p className="quiet">Your comment is awaiting moderation.</p>}
    <Body html={comment.content.rendered} endpoint={endpoint} />
    <button type="button" onClick={() => onReply(comment)}>
      Reply
    </button>
    <Thread
      comments={replies.get(comment.id)}
      replies={replies}
      endpoint={endpoint}
      onReply={onReply}
    />
  </li>
);

const Body = ({ html, endpoint }) => {
  const cleaned = useMemo(() => cleanComment(html, endpoint), [html, endpoint]);
  return <div dangerouslySetInnerHTML={{ __html: cleaned }} />;
};

const Thread = ({ comments, ...others }) =>
  comments ? (
    <ol className="thread">
      {comments.map((comment) => (
        <Comment key={comment.id} comment={comment} {...others} />
      ))}
    </ol>
  ) : null;

const Form = ({ endpoint, replyTo, onSent, onCancel }) => {
  const [problem, setProblem] = useState();
  const [isSending, setSending] = useState(false);
  const [text, setText] = useState(() => {
    try {
      return sessionStorage.getItem(DRAFT) ?? "";
    } catch {
      return "";
    }
  });
  const write = (event) => {
    setText(event.target.value);
    try {
      sessionStorage.setItem(DRAFT, event.target.value);
    } catch {}
  };
  const send = async (event) => {
    event.preventDefault();
    setSending(true);
    setProblem();
    const url = new URL(endpoint);
    const fields = new FormData(event.target);
    fields.set("post", url.searchParams.get("post"));
    if (replyTo) fields.set("parent", replyTo.id);
    if (!fields.get("author_url")) fields.delete("author_url");
    url.search = "";
    try {
      const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
      const json = await answer.json();
      if (!answer.ok) throw new Error(json.message);
      onSent(json);
      setText("");
      try {
        sessionStorage.removeItem(DRAFT);
      } catch {}
    } catch (error) {
      setProblem(error.message || "The comment was not sent.");
    } finally {
      setSending(false);
    }
  };
  return (
    <form className="reply" onSubmit={send} aria-labelledby="reply-title">
      <h3 id="reply-title">
        {replyTo ? `Leave a reply to ${replyTo.author_name}` : "Leave a reply"}
      </h3>
      {replyTo && (
        <button type="button" onClick={onCancel}>
          Cancel reply
        </button>
      )}
      <p className="quiet">
        Your email address will not be published. Required fields are marked *
      </p>
      <label>
        Comment *
        <textarea
          name="content"
          required
          rows={6}
          maxLength={65525}
          value={text}
          onInput={write}
          onChange={write}
        />
      </label>
      <label>
        Name *<input name="author_name" required maxLength={245} autoComplete="name" />
      </label>
      <label>
        Email *
        <input name="author_email" type="email" required maxLength={100} autoComplete="email" />
      </label>
      <label>
        Website
        <input name="author_url" type="url" maxLength={200} autoComplete="url" />
      </label>
      {problem && <p role="alert">{problem}</p>}
      <button className="submit" disabled={isSending}>
        Post comment
      </button>
    </form>
  );
};

export const Comments = ({ endpoint, order = "asc" }) => {
  const [place, isNear] = useNear();
  const [state, setState] = useState({ comments: [], page: 0, pages: 1, total: undefined });
  const [hasFailed, setFailed] = useState(false);
  const [replyTo, setReplyTo] = useState();
  const load = async () => {
    setFailed(false);
    try {
      const page = state.page + 1;
      const answer = await fetch(
        withQuery(endpoint, { per_page: 100, page, order, _fields: FIELDS }),
      );
      if (!answer.ok) throw new Error(answer.status);
      const comments = await answer.json();
      const number = (name) => Number(answer.headers.get(name)) || undefined;
      setState((before) => ({
        comments: [...before.comments, ...comments],
        page,
        pages: number("X-WP-TotalPages") ?? 1,
        total: number("X-WP-Total"),
      }));
    } catch {
      setFailed(true);
    }
  };
  useEffect(() => {
    if (isNear) load();
  }, [isNear]);
  const replies = useMemo(() => {
    const known = new Set(state.comments.map(({ id }) => id));
    return Map.groupBy(state.comments, ({ parent }) => (known.has(parent) ? parent : 0));
  }, [state.comments]);
  const onSent = (comment) => {
    setReplyTo();
    setState((before) => ({ ...before, comments: [...before.comments, comment] }));
  };
  return (
    <section className="comments" ref={place} aria-labelledby="comments-title">
      <h3 id="comments-title">{state.total ? `${state.total} comments` : "Comments"}</h3>
      {state.page === 0 && !hasFailed && <p role="status">Loading the comments</p>}
      {hasFailed && (
        <p role="alert">
          The comments could not be loaded.{" "}
          <button type="button" onClick={load}>
            Try again
          </button>
        </p>
      )}
      <Thread
        comments={replies.get(0)}
        replies={replies}
        endpoint={endpoint}
        onReply={setReplyTo}
      />
      {state.page > 0 && state.page < state.pages && (
        <button type="button" onClick={load}>
          Show more comments
        </button>
      )}
      {isNear && (
        <Form endpoint={endpoint} replyTo={replyTo} onSent={onSent} onCancel={() => setReplyTo()} />
      )}
    </section>
  );
};
