#!/bin/sh
# Puts what the terminal really shows into README.md: runs its first command without a key and keeps the text between the marks.
set -eu
cd "$(dirname "$0")/.."
question=$(sed -n 's/^\.\/rag ask "\(.*\)"$/\1/p' README.md | head -n 1)
cast=$(mktemp)
trap 'rm -f "$cast"' EXIT
env -u MISTRAL_API_KEY -u MISTRAL_BASE_URL COLUMNS=100 ./rag ask "$question" >"$cast" 2>/dev/null
python3 - "$cast" <<'PY'
import re
import sys

cast = open(sys.argv[1], encoding="utf-8").read().rstrip()
readme = open("README.md", encoding="utf-8").read()
block = "<!-- cast:ask -->\n```text\n" + cast + "\n```\n<!-- /cast:ask -->"
open("README.md", "w", encoding="utf-8").write(
    re.sub(r"<!-- cast:ask -->.*?<!-- /cast:ask -->", lambda _: block, readme, flags=re.S)
)
PY
