package io.github.mistral4j.examples.search;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import io.github.mistral4j.examples.language.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The words of all passages, in memory: finds names, numbers and codes, which embeddings blur. Ranked by BM25. Each passage is
 * indexed with the stemmer of its language, and a question is looked for in every language.
 */
public final class KeywordIndex implements AutoCloseable {

    private static final String ID = "id";
    private static final float SAME_MEANING = 0.7f;

    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Map<String, TextSegment> segments = new ConcurrentHashMap<>();
    private final Map<String, Language> languages = new ConcurrentHashMap<>();

    public KeywordIndex() {
        Map<String, Analyzer> analyzers = new HashMap<>();
        for (Language language : Language.values()) {
            analyzers.put(language.name(), language.analyzer());
        }
        try {
            writer = new IndexWriter(
                    new ByteBuffersDirectory(),
                    new IndexWriterConfig(new PerFieldAnalyzerWrapper(Language.ENGLISH.analyzer(), analyzers)));
            searchers = new SearcherManager(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passages of one document, whose language is taken to be one. */
    public void add(List<String> ids, List<TextSegment> added) {
        StringBuilder all = new StringBuilder();
        added.forEach(segment -> all.append(segment.text()).append('\n'));
        Language detected = Language.of(all.toString());
        try {
            for (int i = 0; i < ids.size(); i++) {
                TextSegment segment = added.get(i);
                Language language = languages.computeIfAbsent(file(segment), file -> detected);
                segments.put(ids.get(i), segment);
                Document document = new Document();
                document.add(new StringField(ID, ids.get(i), Field.Store.YES));
                document.add(new TextField(language.name(), searched(segment), Field.Store.NO));
                writer.addDocument(document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(Collection<String> ids) {
        try {
            for (String id : ids) {
                segments.remove(id);
                writer.deleteDocuments(new Term(ID, id));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The passages that share words with the question, best first. */
    public List<Content> search(String question, int most) {
        return with(searcher -> {
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            for (QuestionWord word : words(searcher, question).words()) {
                for (Language language : Language.values()) {
                    all.add(query(word, language), BooleanClause.Occur.SHOULD);
                }
            }
            List<Content> found = new ArrayList<>();
            for (ScoreDoc hit : searcher.search(all.build(), most).scoreDocs) {
                TextSegment segment =
                        segments.get(searcher.storedFields().document(hit.doc).get(ID));
                if (segment != null) {
                    found.add(Content.from(segment));
                }
            }
            return found;
        });
    }

    /** How much of what the question is about stands in each text, from 0 to 1; a rare word counts more than a common one. */
    List<Double> coverage(String question, List<TextSegment> texts) {
        return with(searcher -> {
            List<QuestionWord> words = words(searcher, question).words();
            double[] weights = new double[words.size()];
            double all = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weight(searcher, words.get(i));
                all += weights[i];
            }
            List<Double> shares = new ArrayList<>();
            for (TextSegment text : texts) {
                Language language = languages.getOrDefault(file(text), Language.ENGLISH);
                Set<String> stems = new HashSet<>(language.stems(searched(text)));
                double there = 0;
                for (int i = 0; i < weights.length; i++) {
                    if (words.get(i).stems().get(language).stream().anyMatch(stems::contains)) {
                        there += weights[i];
                    } else if (words.get(i).others().get(language).stream().anyMatch(stems::contains)) {
                        there += SAME_MEANING * weights[i];
                    }
                }
                shares.add(all == 0 ? 0 : there / all);
            }
            return shares;
        });
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Query query(QuestionWord word, Language language) {
        List<Query> any = new ArrayList<>();
        word.stems().get(language).forEach(stem -> any.add(new TermQuery(new Term(language.name(), stem))));
        word.others()
                .get(language)
                .forEach(stem -> any.add(new BoostQuery(new TermQuery(new Term(language.name(), stem)), SAME_MEANING)));
        return new DisjunctionMaxQuery(any, 0);
    }

    private QuestionWords words(IndexSearcher searcher, String question) {
        return QuestionWords.of(question, new Vocabulary(searcher.getIndexReader()));
    }

    /** Of a word that stands nowhere, the weight is that of the rarest. */
    private double weight(IndexSearcher searcher, QuestionWord word) {
        int most = 0;
        for (Language language : Language.values()) {
            for (String stem : word.stems().get(language)) {
                most = Math.max(most, frequency(searcher, language, stem));
            }
            for (String stem : word.others().get(language)) {
                most = Math.max(most, frequency(searcher, language, stem));
            }
        }
        return Math.log(1 + (searcher.getIndexReader().numDocs() + 1.0) / (most + 0.5));
    }

    private static int frequency(IndexSearcher searcher, Language language, String stem) {
        try {
            return searcher.getIndexReader().docFreq(new Term(language.name(), stem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(TextSegment segment) {
        return String.valueOf(segment.metadata().getString("file"));
    }

    private static String searched(TextSegment segment) {
        String heading = segment.metadata().getString("heading");
        return String.join("\n", name(file(segment)), heading == null ? "" : heading, segment.text());
    }

    /** What somebody calls a document who has seen its name: "the newsletter" for {@code news/newsletter-2024.txt}. */
    private static String name(String file) {
        return file.replaceFirst("\\.\\w+$", "").replaceAll("[^\\p{L}\\p{N}]+|(?<=\\p{Ll})(?=\\p{Lu})", " ");
    }

    private interface Search<T> {
        T on(IndexSearcher searcher) throws IOException;
    }

    private <T> T with(Search<T> search) {
        try {
            searchers.maybeRefresh();
            IndexSearcher searcher = searchers.acquire();
            try {
                return search.on(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
