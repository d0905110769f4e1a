# Puts many comments into Isso's database behind its back: three to a thread, each like the only one that
# is there. Arguments: the database and how many.

import sqlite3
import sys

path, count = sys.argv[1], int(sys.argv[2])
database = sqlite3.connect(path)
database.row_factory = sqlite3.Row
pattern = dict(database.execute("SELECT * FROM comments").fetchone())
names = list(pattern)
row = f"INSERT INTO comments ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
thread = None
for number in range(count):
    comment = pattern | {
        "id": pattern["id"] + number + 1,
        "parent": thread if number % 3 else None,
        "created": pattern["created"] + number + 1,
        "text": f"Number {number} *of many*.",
    }
    database.execute(row, [comment[name] for name in names])
    if number % 3 == 0:
        thread = comment["id"]
database.commit()
