package io.github.mistral4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolCallIdPropertyTest {

    private static final int IDS = 100_000;

    private static String foreign(Random random, int i) {
        return switch (i % 5) {
            case 0 -> "call_" + i;
            case 1 -> "chatcmpl-tool-" + Long.toHexString(random.nextLong());
            case 2 -> Integer.toString(i);
            case 3 -> "toolu_" + random.nextInt() + "_" + i;
            default -> "x".repeat(1 + i % 40) + "-" + i;
        };
    }

    @Test
    void a_hundred_thousand_foreign_ids_do_not_collide() {
        ToolCallIds ids = new ToolCallIds();
        Random random = new Random(1);
        Map<String, String> mapped = new HashMap<>();
        Set<String> wire = new HashSet<>();
        for (int i = 0; i < IDS; i++) {
            ids.nextMessage();
            String id = foreign(random, i);
            String nine = ids.idOf(id, "t", "{}");
            assertThat(nine.length()).isEqualTo(9);
            if (mapped.put(id, nine) == null && !wire.add(nine)) {
                throw new AssertionError(id + " collides");
            }
        }
        assertThat(wire).allMatch(id -> id.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c)));
        assertThat(wire).hasSize(mapped.size());
    }

    @Test
    void the_mapping_of_an_id_does_not_depend_on_what_came_before() {
        Random random = new Random(2);
        ToolCallIds busy = new ToolCallIds();
        for (int i = 0; i < 10_000; i++) {
            busy.nextMessage();
            String id = foreign(random, i);
            String inBusy = busy.idOf(id, "t", "{}");
            ToolCallIds fresh = new ToolCallIds();
            fresh.nextMessage();

            assertThat(fresh.idOf(id, "other", "{\"a\":1}")).isEqualTo(inBusy);
        }
    }

    @Test
    void a_computed_id_never_takes_one_that_the_history_holds() {
        ToolCallIds fresh = new ToolCallIds();
        fresh.nextMessage();
        String computed = fresh.idOf("call_1", "t", "{}");
        ToolCallIds ids = new ToolCallIds();
        ids.reserve(computed);
        ids.nextMessage();

        assertThat(ids.idOf("call_1", "t", "{}")).isNotEqualTo(computed);
        assertThat(ids.idOf(computed, "t", "{}")).isEqualTo(computed);
    }

    @Test
    void missing_ids_are_the_same_in_every_request_of_a_conversation() {
        String[] first = missing(3);
        String[] second = missing(5);

        for (int i = 0; i < first.length; i++) {
            assertThat(second[i]).isEqualTo(first[i]);
        }
        assertThat(second).doesNotHaveDuplicates();
    }

    private static String[] missing(int calls) {
        ToolCallIds ids = new ToolCallIds();
        String[] wire = new String[calls];
        for (int i = 0; i < calls; i++) {
            ids.nextMessage();
            wire[i] = ids.idOf(i % 2 == 0 ? null : "null", "t", "{}");
        }
        return wire;
    }
}
