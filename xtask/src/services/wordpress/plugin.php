<?php
// What differs from a WordPress as it comes, so that tests can use it. That guests may comment, and
// which comments are spam, is in the plugin for publishers.

// No mail leaves this machine.
add_filter('pre_wp_mail', '__return_true');

// Tests post several comments at once, which WordPress takes for a flood. Its check stays for
// authors whose name begins with 'Flood'. The check itself is not told the author; the search
// for duplicates just before it is.
add_filter('duplicate_comment_id', function ($duplicate, $comment) {
    if (!str_starts_with($comment['comment_author'] ?? '', 'Flood')) {
        remove_action('check_comment_flood', 'check_comment_flood_db');
    }
    return $duplicate;
}, 10, 2);

// A site that takes comments from the embed alone says so for all of them. Here it is so for authors
// whose name begins with 'Strict'.
add_filter('article_embed_require_seconds', function ($is_required, $request) {
    return $is_required || str_starts_with((string) $request['author_name'], 'Strict');
}, 10, 2);

// Tests run at the same time, and WordPress takes what comes from one address for one reader's. So each
// post has its comments from an address of its own.
add_filter('rest_preprocess_comment', function ($comment) {
    if (is_array($comment)) {
        $comment['comment_author_IP'] = long2ip(0x0A000000 + (int) ($comment['comment_post_ID'] ?? 0));
    }
    return $comment;
});
