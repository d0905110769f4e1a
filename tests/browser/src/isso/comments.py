# Prints the comments on one story as JSON, whatever their state, oldest first.
# Arguments: Isso's database and the story's name.

import json
import sqlite3
import sys

FIELDS = [
    "id", "parent", "created", "modified", "mode", "text", "author", "email", "website",
    "likes", "dislikes",
]

path, story = sys.argv[1:]
database = sqlite3.connect(path)
columns = ", ".join(f"comments.{field}" for field in FIELDS)
rows = database.execute(
    f"SELECT {columns} FROM comments JOIN threads ON threads.id = comments.tid "
    "WHERE threads.uri = ? ORDER BY comments.id",
    [story],
)
print(json.dumps([dict(zip(FIELDS, row)) for row in rows]))
