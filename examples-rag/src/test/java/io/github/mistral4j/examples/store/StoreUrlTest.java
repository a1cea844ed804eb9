package io.github.mistral4j.examples.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {

    @Test
    void a_database_url_is_taken_apart() {
        assertThat(StoreUrl.parse("pgvector://me:secret@db.example:6543/docs"))
                .isEqualTo(new StoreUrl.PgVector("me", "secret", "db.example", 6543, "docs"));
    }

    @Test
    void the_port_has_a_default_and_the_password_is_not_shown() {
        StoreUrl url = StoreUrl.parse("pgvector://me:secret@db.example/docs");

        assertThat(url).hasToString("pgvector://me@db.example:5432/docs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://x", "pgvector://db.example/docs", "pgvector://me:secret@db.example", "pgvector://a b"})
    void what_cannot_be_used_is_refused_without_repeating_the_password(String url) {
        assertThatThrownBy(() -> StoreUrl.parse(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("pgvector://user:password@host:port/database")
                .hasMessageNotContaining("secret");
    }
}
