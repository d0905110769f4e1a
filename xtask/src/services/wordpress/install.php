<?php
// Makes the database and the site, and prints the administrator's application password.

mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$database = new mysqli('localhost', 'root', '', null, 0, getenv('WORDPRESS_SOCKET'));
$database->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');
$database->close();

$address = parse_url(getenv('WORDPRESS_ADDRESS'));
$_SERVER['HTTP_HOST'] = "{$address['host']}:{$address['port']}";
$_SERVER['REQUEST_URI'] = '/';
define('WP_INSTALLING', true);
require __DIR__ . '/site/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$site = wp_install(
    'Example News',
    getenv('WORDPRESS_USER'),
    'editor@example.org',
    true,
    '',
    wp_generate_password()
);

// Far from UTC, so that a local time that is taken for UTC shows.
update_option('timezone_string', 'Pacific/Auckland');
// Guests' comments wait until the editor approves them.
update_option('comment_moderation', 1);
update_option('comments_notify', 0);
update_option('moderation_notify', 0);
update_option('permalink_structure', '/%postname%/');
$wp_rewrite->init();
flush_rewrite_rules();

// The site begins empty: WordPress's own samples would be counted along.
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
    wp_delete_post($sample->ID, true);
}

[$password] = WP_Application_Passwords::create_new_application_password(
    $site['user_id'],
    ['name' => 'tests']
);
echo $password, "\n";
