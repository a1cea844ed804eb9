package io.github.mistral4j.examples.answer;

import java.util.regex.Pattern;

/** Wordings with which a document tries to command a language model. A warning only: what protects is that nothing obeys. */
final class Orders {

    private static final int FLAGS =
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL;

    private static final Pattern ANY = Pattern.compile(
            // to forget what was said before
            "\\b(ignore|disregard|forget|override|bypass|skip|do not (follow|obey)|stop following)\\b.{0,40}"
                    + "\\b(instructions?|prompts?|rules|guidelines|directions|context|told)\\b"
                    + "|\\b(ignorier\\w*|vergiss|missachte\\w*|übergeh\\w*)\\b.{0,60}\\b(anweisung\\w*|vorgaben?|regeln|instruktion\\w*|prompt)\\b"
                    + "|\\b(ignore[zr]?|oublie[zr]?|néglige[zr]?)\\b.{0,60}\\b(instructions?|consignes?|règles)\\b"
                    + "|\\b(ignor(a|e|en|ar)|olvid(a|e|en|ar)|descart(a|e|en|ar))\\b.{0,60}\\b(instrucciones|indicaciones|reglas)\\b"
                    // to be somebody else
                    + "|\\b(you are now (an?|the|in|my|our|no longer|going)|from now on,? you|act as (an?|the|if)|pretend (to be|that you)|new (system )?(instructions?|prompt)\\b)"
                    + "|\\b(du bist (jetzt|nun)|ab (jetzt|sofort) bist du|tu es maintenant|désormais,? tu|ahora eres|a partir de ahora eres)\\b"
                    // addressed to a model
                    + "|\\b(note|message|instructions?|attention|hint|hinweis|nachricht|anweisung|remarque|nota|aviso|instrucci(ón|ones))\\b"
                    + ".{0,20}\\b(to|for|an|für|à|pour|para|a)\\b.{0,12}\\b(any|all|the|alle|die|les|tou(s|tes)|los|las)?\\s*"
                    + "(AIs?|KI\\S*|IAs?|LLMs?|language models?|(AI )?assistants?|chatbots?|sprachmodelle?|modèles? de langage|modelos? de lenguaje)\\b"
                    + "|\\b(if|when) you are an? (AI|LLM|language model|assistant|chatbot)\\b"
                    + "|\\b(reveal|print|show|repeat|leak|output)\\b.{0,30}\\b(system prompt|your (instructions|prompt|rules))\\b"
                    + "|\\b(respond|reply|answer)\\b.{0,20}\\b(only|exactly|always)\\b.{0,20}\\bwith\\b"
                    // marks of chat templates
                    + "|<\\|(im_start|im_end|system|user|assistant|endoftext)\\|>|\\[/?INST\\]|<</?SYS>>|^#{2,3} ?(system|instruction)s?:",
            FLAGS | Pattern.MULTILINE);

    private Orders() {}

    static boolean in(String text) {
        return ANY.matcher(text).find();
    }
}
