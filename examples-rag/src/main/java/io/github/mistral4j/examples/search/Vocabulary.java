package io.github.mistral4j.examples.search;

import io.github.mistral4j.examples.language.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/** The words of the documents, as stems. */
final class Vocabulary {

    private static final int SHORTEST_PART = 5;
    private static final int MOST = 8;
    private static final int SHORTEST_MISSPELT = 5;
    private static final int LONG = 8;

    private final IndexReader documents;

    Vocabulary(IndexReader documents) {
        this.documents = documents;
    }

    boolean knows(Language language, String stem) {
        try {
            return documents.docFreq(new Term(language.name(), stem)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words that are one slip of the fingers away, two in a long one, when no document has the stem itself: waranty. */
    List<String> misspelt(Language language, String stem) {
        List<String> near = new ArrayList<>();
        if (stem.length() < SHORTEST_MISSPELT || knows(language, stem)) {
            return near;
        }
        try {
            Terms terms = MultiTerms.getTerms(documents, language.name());
            if (terms != null) {
                int slips = stem.length() < LONG ? 1 : 2;
                TermsEnum all = new FuzzyTermsEnum(terms, new Term(language.name(), stem), slips, 1, true);
                for (BytesRef term = all.next(); term != null && near.size() < MOST; term = all.next()) {
                    near.add(term.utf8ToString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return near;
    }

    /** Compounds of a stem, and words that it is a compound of: Absicherung for Sicherung, Telefon for Mobiltelefon. */
    List<String> kin(Language language, String stem) {
        List<String> kin = new ArrayList<>();
        if (!language.compounds() || stem.length() < SHORTEST_PART) {
            return kin;
        }
        try {
            Terms terms = MultiTerms.getTerms(documents, language.name());
            TermsEnum all = terms == null ? TermsEnum.EMPTY : terms.iterator();
            for (BytesRef term = all.next(); term != null && kin.size() < MOST; term = all.next()) {
                String other = term.utf8ToString();
                if (!other.equals(stem) && (isPart(stem, other) || isPart(other, stem))) {
                    kin.add(other);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kin;
    }

    /** At its end, where a compound says what it is, or at its beginning. */
    private static boolean isPart(String part, String compound) {
        return part.length() >= SHORTEST_PART && (compound.endsWith(part) || compound.startsWith(part));
    }
}
