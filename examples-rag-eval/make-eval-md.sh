#!/bin/sh
# Writes EVAL.md from real runs. Needs `./mvnw package` and no key: the numbers are those of the stand-in.
set -eu
cd "$(dirname "$0")/.."
unset MISTRAL_API_KEY MISTRAL_BASE_URL
golden=$(./rag eval 2>/dev/null | sed '1,/^$/d')
held_out=$(./rag eval --held-out 2>/dev/null | sed '1,/^$/d')
# The lines that say something of a set this small.
short() {
    ./rag eval --docs "$1" --questions "$2" 2>/dev/null |
        grep -E 'right task|^    (lookup|summary|reasoning|code|smalltalk) |^  (k|[135]) |no passage|refused in all|expected strings said'
}
unseen=
for language in en de fr es; do
    unseen="$unseen
$language
$(short examples-rag-eval/eval-unseen/docs "examples-rag-eval/eval-unseen/questions-$language.yaml")"
done
for folder in handbook handbuch; do
    unseen="$unseen
$folder
$(short "examples-rag-eval/eval-folders/$folder" "examples-rag-eval/eval-folders/$folder.yaml")"
done
used=
for folder in wiki contrat; do
    used="$used
$folder
$(short "examples-rag-eval/eval-folders/$folder" "examples-rag-eval/eval-folders/$folder.yaml")"
done
sailing=$(short examples-rag-eval/eval-folders/sailing examples-rag-eval/eval-folders/sailing.yaml)
last=$(short examples-rag-eval/eval-folders/wiki examples-rag-eval/eval-folders/wiki-2.yaml)
office=$(short examples-rag-eval/eval-folders/office examples-rag-eval/eval-folders/office.yaml)
tidewire=$(short examples-rag-eval/eval-folders/tidewire examples-rag-eval/eval-folders/tidewire.yaml)
cat > examples-rag-eval/EVAL.md <<END
# What the example's answers are worth, measured

Made by \`examples-rag-eval/make-eval-md.sh\`. Nothing here needs a key or a network: the vectors are real (all-MiniLM-L6-v2, in
process), HTTP, routing, retrieval and citations are the program's own, and what only a language model could show is listed as not
measured. With \`MISTRAL_API_KEY\` set, the same commands check a model's answers: expected strings, refusals, marks, follow-ups,
the hidden instruction, time and cost. How well an answer is written, no command here judges.

## The golden questions

71 questions about the sample documents (\`golden-questions.yaml\`): every task, follow-ups, questions that the documents do not
answer, documents that contradict each other, and a hidden instruction. The weights of retrieval were chosen while looking at
these questions, so the numbers flatter a little. The second set was used
up in the same way when search by words came.

    ./rag eval

\`\`\`
$golden
\`\`\`

## A second set about the same documents

41 questions written from the documents alone, before any was asked (\`eval/held-out-questions.yaml\`).

    ./rag eval --held-out

\`\`\`
$held_out
\`\`\`

## Two folders that were new, before and after they were looked at

152 questions about an office's policies and minutes (\`eval-folders/office\`) and a message broker's documentation
(\`eval-folders/tidewire\`), 12 documents each, written on 2026-11-25 by a session that had read neither the router's wording nor the
limits. They hold misspelt, fragmentary and follow-up questions, and more than others that stand beside the subject. Asked once before
anything was changed for them:

| before | office | tidewire |
|---|---|---|
| right task | 0.92 (68 of 74) | 0.81 (61 of 75), reasoning 8 of 14 |
| recall@5 | 0.93 | 0.89 |
| refused before a model is asked, though the documents answer it | 3 of 58 | 2 of 61 |
| refused in all, though the documents answer it | 6 of 58 | 5 of 61 |
| refused, of 4 about something else and 8 or 7 beside the subject | 4 of 4, 1 of 8 | 4 of 4, 2 of 7 |
| expected strings said | 0.58 | 0.72 |

Then the kinds of faults were mended, so that the numbers below flatter. What is beside the subject and shares its words is still
mostly answered, if with "No sentence says so outright".

\`\`\`
office
$office
tidewire
$tidewire
\`\`\`

## The last folder that was new, before it was looked at

70 questions about a water works' papers (\`eval-folders/waterworks\`, 12 documents in English, 16 of the questions in German, French
or Spanish), written on 2026-11-25 by a session that had not read the router, the phrases, the limits or the stand-in. It had seen the prose of
this page, which names one wording that was missed and is not among the questions, and a dozen questions of two other sets. Reasoning mostly goes without "compare" or "why", and eight questions stand beside the subject. Asked once, with the code
of c52cf3c. Three kinds of wording came to the router from it afterwards: right task is 0.94 since (64 of 68, reasoning 15 of 16, code 6
of 6), and the set is used up for that; answers and refusals were not worked on.

| blind | waterworks |
|---|---|
| right task | 0.82 (56 of 68): lookup 30 of 31, reasoning 10 of 16, summary 10 of 11, code 4 of 6, small talk 2 of 4 |
| recall@5 | 0.80 |
| refused before a model is asked, though the documents answer it | 5 of 50, of the English ones 2 of 37 |
| refused in all, though the documents answer it | 5 of 50, of the English ones 2 of 37 |
| refused, of 6 about something else and 8 beside the subject | 6 of 6, 0 of 8 |
| expected strings said | 0.48 (26 of 54) |

## Questions about a folder that was known

25 questions about the wiki (\`eval-folders/wiki-2.yaml\`), written on 2026-11-25 by another session than the one that wrote the router,
when the changes of that day to wording and answers were done: then right task 21 of 25, reasoning 6 of 9. Wording came later that
has two of the four since. Nine of them weigh, compare or ask for
causes, on purpose: that is what the offline router is worst at.

    ./rag eval --docs examples-rag-eval/eval-folders/wiki --questions examples-rag-eval/eval-folders/wiki-2.yaml

\`\`\`
$last
\`\`\`

## A folder that was new, before and after it was looked at

91 questions about a sailing club's papers (\`eval-folders/sailing\`), by the same session on the same day, before it had read the router, the
limits or any other set. Asked before anything was changed:

| | before |
|---|---|
| right task | 0.96 (87 of 91), reasoning 15 of 15, code 3 of 4 |
| recall@5 | 0.93 |
| refused, of 6 about something else and 6 beside the subject | 6 of 6, 1 of 6 |
| refused, though the documents answer it | 5 of 76, of the English ones 2 of 58 |
| expected strings said | 0.70 |

After it, kinds of misses were mended, not questions: the numbers below flatter a little.

\`\`\`
$sailing
\`\`\`

The aims were: recall@5 0.85 in English, fewer than 0.10 refused wrongly before a model is asked while 0.80 of what is about something
else is refused, right task 0.85 and no task below 0.7. What misses: wording that weighs without a word for it ("is it smarter to"),
and questions beside the subject that share its words. Where a glossary lacks a word, a question in another language than English is
refused more often; a question with several misspelt words is, too.

## Sets that were such and are used up

50 questions about a wiki's HTML export and a French contract (\`eval-folders/\`), on which nothing was tuned until 2026-11-25. Then what the
router missed of the wiki (reasoning 1 of 4, right task 26 of 29; contract 19 of 20, recall@5 0.82) showed which wording it lacked.

\`\`\`$used
\`\`\`

80 questions about six documents in four languages (\`eval-unseen/\`), and 49 about a handbook and a German manual (\`eval-folders/\`).
Limits, weights and wording were chosen while looking at them. Questions in one language are also asked about documents in another.

\`\`\`$unseen
\`\`\`

The limit below which nothing is answered is found for each folder: how near its nearest passage is to 59 questions that no document
should answer, of which 0.85 stay below. One limit for all folders, found with the sample documents, refused 0.15 of the English
questions about the six documents, 0.18 about the handbook and 0.31 about the manual, whose answers are there.

Which embedding model: on 76 English questions about the sample documents, fused with words, any source among the first five:
all-MiniLM-L6-v2 0.96, bge-small-en-v1.5 0.96, e5-small-v2 0.99; alone 0.87, 0.89, 0.86. On 28 questions in German, French and Spanish
put into English 0.86, 0.86, 0.82. MiniLM tells other subjects apart best (0.96 refused with none refused wrongly; bge 1.00 with
0.03, e5 0.96 with 0.06), so it stays. This comparison was made once; no command here repeats it.

## How to read it

- **recall@k** is the share of a question's sources among its first k passages, averaged. Many questions have two to four sources
  in different documents, so it cannot reach 1 at k = 1. *Any source* counts a question as soon as one of them is there.
- **Refusing** has two lines: no passage is near enough, so that no model is asked; or the model (here the stand-in's rule) says
  that the passages do not hold the answer. Questions close to the subject of the documents pass the first line by nature.
- **Cost** counts tokens the way the stand-in does, about four characters each. Reasoning questions go to a model that is dearer
  than the large one, on purpose; that is most of the difference to always using the small one. A language model that reasons
  writes many more tokens than the stand-in quotes, so the real difference is larger.

\`./rag eval --misses\` names what went wrong, \`--html report.html\` writes a page with plots, every question and its passages,
\`--json\` is for scripts. In CI:

    ./rag eval --fail-under routing=0.88,recall@5=0.87,in-force=1,marks=1

ends with exit code 8 when a number is lower or was not measured. \`./rag eval --help\` explains the metrics.
\`--questions FILE --docs FOLDER\` does the same for documents of your own.
END
