package io.github.mistral4j.benchmarks.soak;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.TimeoutException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server does to a call, and how the call has to end. */
enum Fault {
    NONE(everywhere(), null),
    STALL_BEFORE_HEADERS(everywhere(), TimeoutException.class),
    STALL_IN_BODY(everywhere(), TimeoutException.class),
    SLOW_TRICKLE(everywhere(), null),
    TRICKLE_FOR_EVER(everywhere(), TimeoutException.class),
    RESET_BEFORE_ANSWER_ONCE(everywhere(), null),
    RESET_IN_BODY(everywhere(), InternalServerException.class),
    CUT_BODY(everywhere(), InternalServerException.class),
    MALFORMED(everywhere(), InternalServerException.class),
    HTML_200(everywhere(), InternalServerException.class),
    EMPTY_200(everywhere(), InternalServerException.class),
    ERROR_200(everywhere(), LangChain4jException.class),
    RATE_LIMITED(everywhere(), null),
    STATUS_503_ONCE(everywhere(), null),
    STATUS_529_ONCE(everywhere(), null),
    STATUS_500_ALWAYS(everywhere(), InternalServerException.class),
    STATUS_401(everywhere(), AuthenticationException.class),
    STATUS_400_MODEL(everywhere(), ModelNotFoundException.class),
    CLOSED_BEHIND_ANSWER(everywhere(), null),
    BYTES_BEHIND_ANSWER(EnumSet.of(CallKind.CHAT, CallKind.EMBED), null),
    REFUSED_STREAM(everywhere(), null),
    NO_CAPACITY_ONCE(everywhere(), null),
    ERROR_BODY_STALLS(everywhere(), InvalidRequestException.class),
    ERROR_BODY_TRICKLES(everywhere(), InvalidRequestException.class),
    ENDLESS_HEADER(everywhere(), LangChain4jException.class),
    ENDLESS_LINE_BETWEEN_CHUNKS(everywhere(), InternalServerException.class),
    ENDLESS_STRING(everywhere(), InternalServerException.class),
    GZIP_BOMB(EnumSet.of(CallKind.CHAT, CallKind.EMBED), InternalServerException.class),
    ERROR_FRAME_OBJECT(EnumSet.of(CallKind.STREAM), LangChain4jException.class),
    ERROR_FRAME_ERROR(EnumSet.of(CallKind.STREAM), LangChain4jException.class),
    ERROR_FRAME_MESSAGE(EnumSet.of(CallKind.STREAM), LangChain4jException.class),
    ERROR_FRAME_DETAIL(EnumSet.of(CallKind.STREAM), LangChain4jException.class),
    FINISH_REASON_ERROR(EnumSet.of(CallKind.STREAM), LangChain4jException.class),
    DONE_BEFORE_FINISH(EnumSet.of(CallKind.STREAM), InternalServerException.class),
    RESET_AFTER_FINISH(EnumSet.of(CallKind.STREAM), null),
    END_WITHOUT_DONE(EnumSet.of(CallKind.STREAM), null),
    CANCELLED_BY_CALLER(EnumSet.of(CallKind.STREAM), Cancelled.class);

    private final Set<CallKind> kinds;
    private final @Nullable Class<? extends Throwable> expected;

    Fault(Set<CallKind> kinds, @Nullable Class<? extends Throwable> expected) {
        this.kinds = kinds;
        this.expected = expected;
    }

    private static Set<CallKind> everywhere() {
        return EnumSet.allOf(CallKind.class);
    }

    boolean happensTo(CallKind kind) {
        return kinds.contains(kind);
    }

    /** Whether a call that met this fault may end so; null is a complete answer. */
    boolean allows(@Nullable Throwable outcome) {
        return expected == null ? outcome == null : expected.isInstance(outcome);
    }

    /** How a call ends that its caller has cancelled: with nothing at all. */
    static final class Cancelled extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
