package io.github.mistral4j.examples.quickstart;

import dev.langchain4j.model.output.structured.Description;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import io.github.mistral4j.MistralChatModel;
import java.util.List;

/** An answer as a record: its schema goes with the request. {@code ./rag quickstart record} */
public final class StructuredOutput {

    enum Urgency {
        LOW,
        HIGH
    }

    record Complaint(
            @Description("the product it is about") String product,
            @Description("what is wrong, one point each") List<String> defects,
            Urgency urgency) {}

    interface Reader {
        @UserMessage("What does this customer complain about? {{it}}")
        Complaint read(String letter);
    }

    private StructuredOutput() {}

    public static void main(String... arguments) {
        try (Server server = Server.open()) {
            Reader reader = AiServices.create(
                    Reader.class,
                    MistralChatModel.builder()
                            .client(server.client())
                            .modelName("mistral-small-latest")
                            .build());
            Complaint complaint = reader.read("My Ulva kettle leaks and does not switch off. Help me at once!");
            System.out.println(complaint.product() + ": " + complaint.defects() + ", " + complaint.urgency());
        }
    }
}
