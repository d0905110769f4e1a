<?php
// Publishes a post for readers to comment on, and prints its number and a new password with which
// the editor can let the comments through in WordPress's own pages.

require __DIR__ . '/site/wp-load.php';

$editor = get_user_by('login', getenv('WORDPRESS_USER'));
$password = wp_generate_password(12, false);
wp_set_password($password, $editor->ID);

$post = wp_insert_post([
    'post_title' => 'A story on the preview page',
    'post_status' => 'publish',
    'post_author' => $editor->ID,
    'comment_status' => 'open',
], true);
if (is_wp_error($post)) {
    fwrite(STDERR, $post->get_error_message() . "\n");
    exit(1);
}
echo $post, ' ', $password, "\n";
