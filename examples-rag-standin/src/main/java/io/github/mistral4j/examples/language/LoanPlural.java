package io.github.mistral4j.examples.language;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Autos, Handys, Büros, Videos: plurals that Lucene's German stemmer leaves as they are. */
final class LoanPlural extends TokenFilter {

    private static final int SHORTEST = 5;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    private LoanPlural(TokenStream words) {
        super(words);
    }

    static Analyzer over(Analyzer german) {
        return new AnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
            @Override
            protected Analyzer getWrappedAnalyzer(String field) {
                return german;
            }

            @Override
            protected TokenStreamComponents wrapComponents(String field, TokenStreamComponents components) {
                return new TokenStreamComponents(components.getSource(), new LoanPlural(components.getTokenStream()));
            }
        };
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        int last = term.length() - 1;
        boolean plural = last + 1 >= SHORTEST && term.charAt(last) == 's' && "oy".indexOf(term.charAt(last - 1)) >= 0;
        if (plural && "aeou".indexOf(term.charAt(last - 2)) < 0) {
            term.setLength(last);
        }
        return true;
    }
}
