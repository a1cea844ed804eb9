package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.testing.faults.Eventually;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamDeliveryTest {

    @Test
    void an_event_whose_thread_has_lost_its_processor_on_the_way_to_the_handler_is_waited_for() {
        CountDownLatch onItsWay = new CountDownLatch(1);
        Thread canceller = Thread.currentThread();
        Listener listener = new Listener(() -> {
            onItsWay.countDown();
            while (canceller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        });
        StreamDelivery<ChatStreamListener> delivery = new StreamDelivery<>(listener, Long.MAX_VALUE);
        deliver(delivery);
        await(onItsWay);

        delivery.stop();
        delivery.awaitQuiet();

        assertThat(listener.handled).isTrue();
    }

    @Test
    void an_event_whose_handler_waits_for_the_canceller_is_not_waited_for() throws InterruptedException {
        CountDownLatch inHandler = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Listener listener = new Listener(() -> {
            inHandler.countDown();
            await(cancelled);
        });
        StreamDelivery<ChatStreamListener> delivery = new StreamDelivery<>(listener, Long.MAX_VALUE);
        Thread thread = deliver(delivery);
        await(inHandler);
        Eventually.that("the handler waits", () -> thread.getState() == Thread.State.TIMED_WAITING);

        delivery.stop();
        long before = System.nanoTime();
        delivery.awaitQuiet();

        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(Eventually.SECONDS / 2));
        assertThat(listener.handled).isFalse();
        cancelled.countDown();
        thread.join();
    }

    @Test
    void nothing_is_delivered_once_it_was_told_to_stop() throws InterruptedException {
        Listener listener = new Listener(() -> {});
        StreamDelivery<ChatStreamListener> delivery = new StreamDelivery<>(listener, Long.MAX_VALUE);

        delivery.stop();
        deliver(delivery).join();
        delivery.fail(new MistralCancelledException("late"));

        assertThat(listener.handled).isFalse();
    }

    private static Thread deliver(StreamDelivery<ChatStreamListener> delivery) {
        Thread thread = new Thread(() -> {
            delivery.begin();
            try {
                new ChatDelivery(delivery).onText(0, "x");
            } catch (MistralCancelledException e) {
                // told to stop
            }
        });
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(Eventually.SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Listener implements ChatStreamListener {

        private final Runnable first;
        private volatile boolean handled;

        Listener(Runnable first) {
            this.first = first;
        }

        @Override
        public void onText(int choice, String text) {
            first.run();
            handled = true;
        }

        @Override
        public void onComplete() {
            handled = true;
        }

        @Override
        public void onFailure(MistralException failure) {
            handled = true;
        }
    }
}
