<?php
/**
 * Plugin Name: Article embed: comments
 * Description: Lets readers of embedded stories comment as guests, and marks as spam what programs write.
 * Version: 1.0.0
 * Requires at least: 5.3
 * Requires PHP: 7.4
 * License: MIT OR Apache-2.0
 *
 * What WordPress needs for comments from the article embed, as a must-use plugin: put this file into
 * wp-content/mu-plugins/. Whether a comment is published stays WordPress's business and that of
 * plugins such as Akismet: what is not spam here goes on as they decide.
 *
 * Nothing is dropped. A comment that is taken for spam stands in WordPress's spam folder, from which
 * an editor can let it through; the embed shows it to its writer as one that waits for moderation.
 *
 * @license MIT OR Apache-2.0
 */

declare(strict_types=1);

namespace ArticleEmbed\Comments;

if (!defined('ABSPATH')) {
    exit;
}

/** What stands in a field of the form that no reader sees. The embed leaves it out where it is empty. */
const TRAP = 'article_embed_trap';

/** How many whole seconds the form had been there when the comment was sent. */
const SECONDS = 'article_embed_seconds';

/** The embed sends nothing earlier than this, so that whoever does is not the embed. */
const WRITING_TIME = 2;

add_filter('rest_allow_anonymous_comments', '__return_true');
// After others, such as Akismet's check, so that none of them lets through what is spam.
add_filter('rest_pre_insert_comment', __NAMESPACE__ . '\\mark', 100, 2);

/**
 * Marks a new comment as spam where its signs are those of a program.
 *
 * @param array|\WP_Error  $comment The comment as it will be stored, or why it will not be.
 * @param \WP_REST_Request $request What was sent.
 * @return array|\WP_Error
 */
function mark($comment, \WP_REST_Request $request)
{
    // What WordPress has thrown away by its list of disallowed words stays there.
    if (is_wp_error($comment) || is_user_logged_in() || $comment['comment_approved'] === 'trash') {
        return $comment;
    }
    if (is_by_program($request)) {
        $comment['comment_approved'] = 'spam';
    }
    return $comment;
}

/** Whether a guest's comment bears the signs of a program that fills in every form. */
function is_by_program(\WP_REST_Request $request): bool
{
    $trap = $request->get_param(TRAP);
    if ($trap !== null && $trap !== '') {
        return true;
    }
    $seconds = $request->get_param(SECONDS);
    if ($seconds === null) {
        return requires_seconds($request);
    }
    $is_number = is_int($seconds) || (is_string($seconds) && ctype_digit($seconds));
    return !$is_number || (int) $seconds < WRITING_TIME;
}

/**
 * Whether guests' comments that come over REST without the embed's fields are spam.
 *
 * They may come from another client, so that they are left alone. A site that has no other says so
 * in wp-config.php by `define('ARTICLE_EMBED_REQUIRE_SECONDS', true);` or by the filter.
 */
function requires_seconds(\WP_REST_Request $request): bool
{
    $is_set = defined('ARTICLE_EMBED_REQUIRE_SECONDS')
        && (bool) constant('ARTICLE_EMBED_REQUIRE_SECONDS');
    return (bool) apply_filters('article_embed_require_seconds', $is_set, $request);
}
