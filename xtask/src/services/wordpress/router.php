<?php
// What a web server in front of WordPress does: files are sent, PHP files run, and every other
// address is WordPress's own.

$root = $_SERVER['DOCUMENT_ROOT'];
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$file = $root . $path;
if (is_dir($file)) {
    $file = rtrim($file, '/') . '/index.php';
}
$is_program = str_ends_with($file, '.php');
if (is_file($file) && !$is_program) {
    return false;
}
if (!is_file($file)) {
    $file = "$root/index.php";
}
$_SERVER['SCRIPT_FILENAME'] = $file;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = substr($file, strlen($root));
chdir(dirname($file));
require $file;
