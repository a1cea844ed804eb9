package io.github.mistral4j.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.examples.springboot.TeaShop.Seller;
import io.github.mistral4j.testserver.MistralTestServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class ExampleTeaShopTest {

    @Test
    void starts_without_a_key_and_answers_with_the_help_of_the_tool() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(TeaShop.class)
                .web(WebApplicationType.NONE)
                .run("--MISTRAL_API_KEY=none")) {
            MistralTestServer server = context.getBean(MistralTestServer.class);

            server.verify();
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).text()).contains("\"content\":\"600\"");
            assertThat(context.getBean(Seller.class).answer("Anything else?")).isNotBlank();
        }
    }
}
