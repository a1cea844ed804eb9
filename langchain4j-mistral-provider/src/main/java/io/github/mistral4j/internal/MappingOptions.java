package io.github.mistral4j.internal;

/**
 * How a model maps its requests.
 *
 * @param sendThinking whether the thinking of earlier answers is sent back
 * @param strictJsonSchema whether the server is to enforce a response schema
 * @param strictTools whether it is to enforce the schemas of tools that do not say so themselves
 * @param bridgeUserAfterTool whether an assistant message is put between a tool result and a user message
 */
public record MappingOptions(
        boolean sendThinking, boolean strictJsonSchema, boolean strictTools, boolean bridgeUserAfterTool) {}
