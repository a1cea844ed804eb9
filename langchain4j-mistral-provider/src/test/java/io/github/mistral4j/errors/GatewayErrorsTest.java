package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralHttpException;
import io.github.mistral4j.MistralModelCatalog;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gateways and other servers make of an error is read as that error. In the tables ' stands for " and ^ for it within a string. */
class GatewayErrorsTest {

    private final WireServer server = WireServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(server.baseUrl())
            .apiKey("k")
            .maxRetries(0)
            .build();
    private final MistralChatModel model =
            MistralChatModel.builder().client(client).modelName("m").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private Throwable failure(int status, String body) {
        server.answers(Answers.json(status, body.replace('\'', '"').replace("^", "\\\""))
                .build());
        return catchThrowable(() -> model.chat("hello"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Vertex and Gemini answer with a list
                "[{'error':{'code':400,'message':'it broke','status':'INVALID_ARGUMENT'}}]",
                // Cloudflare's gateway
                "{'success':false,'result':[],'messages':[],'errors':[{'code':2019,'message':'it broke'}]}",
                "{'errors':['it broke']}",
                // AWS
                "{'Message':'it broke'}",
                "{'message':null,'Message':'it broke'}",
                // Bifrost
                "{'is_bifrost_error':true,'status_code':400,'error':{'type':null,'code':null,'message':'it broke','param':null}}",
                // Portkey
                "{'status':'failure','message':'it broke'}",
                "{'error':{'message':'it broke','type':null,'param':null,'code':null},'provider':'mistral-ai'}",
                // problem+json of RFC 9457
                "{'type':'about:blank','title':'it broke','status':400}",
                // OAuth
                "{'error':'invalid_request','error_description':'it broke'}",
                "{'error_message':'it broke'}",
                // Apigee, Baidu, AWS Lambda
                "{'fault':{'faultstring':'it broke','detail':{'errorcode':'x'}}}",
                "{'error_code':336,'error_msg':'it broke'}",
                "{'errorMessage':'it broke','errorType':'x'}",
                "{'error':{'reason':'it broke'}}",
                // a string, an event of the stream that was asked for, words around an object
                "'it broke'",
                "data: {'error':{'message':'it broke'}}\n\n",
                "event: error\ndata: {'message':'it broke'}\n\ndata: [DONE]\n\n",
                "\uFEFF{'error':'it broke'}",
                // a list of one message in a detail
                "{'detail':['it broke']}"
            })
    void the_message_is_found_wherever_it_stands(String body) {
        assertThat(failure(400, body))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("it broke")
                .hasMessageNotContaining("nothing readable");
    }

    static Stream<Arguments> wrapped() {
        String plan = "{^object^:^error^,^message^:^no^,^type^:^tier_not_allowed^,^param^:null,^code^:^1910^}";
        String guard = plan.replace("tier_not_allowed", "guardrail_violation").replace("1910", "1920");
        return Stream.of(
                // LiteLLM puts the answer of the server into its own message
                row(
                        403,
                        "{'error':{'message':'litellm.APIError: MistralException - " + plan
                                + "','type':null,'param':null,'code':'403'}}",
                        ModelNotFoundException.class),
                row(
                        403,
                        "{'error':{'message':'litellm.APIError: MistralException - " + guard
                                + "','type':'None','param':'None','code':'403'}}",
                        ContentFilteredException.class),
                row(
                        403,
                        "{'error':{'message':'no','type':'tier_not_allowed','code':'1910'}}",
                        ModelNotFoundException.class),
                row(
                        403,
                        "{'error':{'message':'no','type':'labs_not_enabled','code':1913}}",
                        ModelNotFoundException.class),
                row(
                        403,
                        "{'detail':{'message':'no','type':'guardrail_violation','code':'1920'}}",
                        ContentFilteredException.class),
                row(
                        403,
                        "{'message':{'message':'no','type':'guardrail_violation','code':1920}}",
                        ContentFilteredException.class),
                row(403, "{'error':'" + plan + "'}", ModelNotFoundException.class),
                row(
                        403,
                        "{'error':{'message':'blocked','guardrails':[{'violated':true}]}}",
                        ContentFilteredException.class),
                row(403, "{'detail':{'error':'no','type':'x'}}", AuthenticationException.class),
                row(
                        404,
                        "{'error':{'message':'model ^m^ not found, try pulling it first','type':'api_error'}}",
                        ModelNotFoundException.class),
                row(
                        404,
                        "{'error':{'code':'DeploymentNotFound','message':'The API deployment for this resource does not exist.'}}",
                        ModelNotFoundException.class),
                row(
                        404,
                        "[{'error':{'code':404,'message':'Publisher Model `x` was not found or your project does not have access to it.','status':'NOT_FOUND'}}]",
                        ModelNotFoundException.class),
                row(404, "{'message':'The model m has been discontinued.'}", ModelNotFoundException.class),
                row(404, "{'message':'Model m is no longer available.'}", ModelNotFoundException.class),
                row(
                        404,
                        "{'message':'Model m was deprecated on 2026-01-31 and has been retired'}",
                        ModelNotFoundException.class),
                row(404, "{'message':'Model m is retired.'}", ModelNotFoundException.class),
                row(404, "{'message':'Unknown model: m'}", ModelNotFoundException.class),
                row(404, "{'message':'No such model: m'}", ModelNotFoundException.class),
                row(404, "{'detail':'File not found.'}", InvalidRequestException.class),
                row(404, "{'detail':'Model m not found'}", ModelNotFoundException.class),
                row(
                        404,
                        "{'object':'error','message':'Not Found','type':'NotFoundError','param':null,'code':404}",
                        InvalidRequestException.class),
                row(
                        404,
                        "{'error':{'message':'Not Found','type':'NotFoundError','code':404}}",
                        InvalidRequestException.class),
                row(
                        404,
                        "{'error':{'message':'No endpoints found for x/y.','code':404}}",
                        ModelNotFoundException.class),
                row(
                        400,
                        "{'error':{'message':'no','type':'invalid_request_error','code':'model_not_found'}}",
                        ModelNotFoundException.class),
                row(404, "{'message':'Cannot POST /chat/completions'}", InvalidRequestException.class),
                row(
                        400,
                        "{'error':{'message':'MistralException - {^type^:^invalid_model^,^code^:^1500^,^message^:^Invalid model: m^}','code':'400'}}",
                        ModelNotFoundException.class),
                row(
                        429,
                        "[{'error':{'code':429,'message':'Resource exhausted','status':'RESOURCE_EXHAUSTED'}}]",
                        RateLimitException.class));
    }

    private static Arguments row(int status, String body, Class<? extends LangChain4jException> type) {
        return Arguments.of(status, body, type);
    }

    @ParameterizedTest
    @MethodSource("wrapped")
    void an_error_within_another_is_the_exception_that_its_code_means(
            int status, String body, Class<? extends LangChain4jException> type) {
        assertThat(failure(status, body)).isExactlyInstanceOf(type);
    }

    @Test
    void the_code_of_the_server_behind_a_gateway_wins_over_the_status_that_the_gateway_repeats() {
        Throwable failure = failure(
                403,
                "{'error':{'message':'MistralException - {^message^:^no^,^type^:^tier_not_allowed^,^code^:^1910^}','type':'None','code':'403'}}");

        assertThat(failure.getCause()).isInstanceOfSatisfying(MistralHttpException.class, http -> {
            assertThat(http.code()).isEqualTo("1910");
            assertThat(http.type()).isEqualTo("tier_not_allowed");
        });
        assertThat(failure).hasMessageContaining("your plan does not include");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'it broke'},'data':[]}",
                "{'error':'it broke','data':[{'index':0,'embedding':[1.0]}]}",
                "{'object':'error','message':'it broke','data':[{'index':0,'embedding':[1.0]}]}"
            })
    void an_error_beside_vectors_is_an_error(String body) {
        server.answers(Answers.json(200, body.replace('\'', '"')).build());
        MistralEmbeddingModel embeddings = MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .build();

        assertThat(catchThrowable(() -> embeddings.embed("hello")))
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageContaining("it broke");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'error':{'message':'it broke'},'data':[]}", "{'object':'error','message':'it broke','data':[]}"
            })
    void an_error_beside_models_is_an_error(String body) {
        server.answers(Answers.json(200, body.replace('\'', '"')).build());

        assertThat(catchThrowable(() ->
                        MistralModelCatalog.builder().client(client).build().listModels()))
                .isExactlyInstanceOf(InternalServerException.class)
                .hasMessageContaining("it broke");
    }
}
