#!/bin/sh
# Puts what the terminal really shows into README.md, between the marks: runs its first command without a key.
set -eu
cd "$(dirname "$0")/.."
question=$(sed -n 's/^\.\/rag ask "\(.*\)"$/\1/p' README.md | head -n 1)
cast=$(mktemp)
trap 'rm -f "$cast"' EXIT
env -u MISTRAL_API_KEY -u MISTRAL_BASE_URL COLUMNS=100 ./rag ask "$question" 2>/dev/null | fold -s -w 108 | sed 's/ *$//' >"$cast"
python3 - "$cast" <<'PY'
import re
import sys

def put(readme, mark, text):
    block = f"<!-- {mark} -->\n```text\n{text.rstrip()}\n```\n<!-- /{mark} -->"
    return re.sub(f"<!-- {mark} -->.*?<!-- /{mark} -->", lambda _: block, readme, flags=re.S)


readme = open("README.md", encoding="utf-8").read()
readme = put(readme, "cast:ask", open(sys.argv[1], encoding="utf-8").read())
open("README.md", "w", encoding="utf-8").write(readme)
PY
