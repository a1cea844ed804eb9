package io.github.mistral4j.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Timers, spans and token counts, where the application has micrometer and says nothing against it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ObservationRegistry.class, MeterRegistry.class})
@ConditionalOnBooleanProperty(name = MistralProperties.PREFIX + ".observations.enabled", matchIfMissing = true)
final class MistralObservationConfiguration {

    @Bean
    OwnListeners mistralObservations(
            ObjectProvider<ObservationRegistry> observations, ObjectProvider<MeterRegistry> meters) {
        MistralObservations all =
                new MistralObservations(observations.getIfUnique(() -> ObservationRegistry.NOOP), meters.getIfUnique());
        return new OwnListeners(all, all, all);
    }
}
