package io.github.mistral4j.spring;

import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.TextToSpeechModel;
import io.github.mistral4j.audio.MistralAudioTranscriptionModel;
import io.github.mistral4j.audio.MistralTextToSpeechModel;
import io.github.mistral4j.spring.ModelOptions.SpeechOptions;
import io.github.mistral4j.spring.ModelOptions.TranscriptionOptions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Speech to text and text to speech. LangChain4j's interfaces are experimental, so a version without them is no failure. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({AudioTranscriptionModel.class, TextToSpeechModel.class})
final class MistralAudioConfiguration {

    @Bean
    @ConditionalOnMissingBean(AudioTranscriptionModel.class)
    @ConditionalOnMistralGroup("audio-transcription-model")
    MistralAudioTranscriptionModel mistralAiAudioTranscriptionModel(
            MistralProperties properties, ModelOptions options, MistralClients clients) {
        TranscriptionOptions group = options.audioTranscriptionModel();
        return clients.model(
                "audio-transcription-model",
                properties.audioTranscriptionModel(),
                client -> MistralAudioTranscriptionModel.builder()
                        .client(client)
                        .modelName(group.modelName())
                        .language(group.language())
                        .temperature(group.temperature())
                        .diarize(group.diarize())
                        .contextBias(group.contextBias())
                        .timestampGranularities(group.timestampGranularities())
                        .build());
    }

    @Bean
    @ConditionalOnMissingBean(TextToSpeechModel.class)
    @ConditionalOnMistralGroup("text-to-speech-model")
    MistralTextToSpeechModel mistralAiTextToSpeechModel(
            MistralProperties properties, ModelOptions options, MistralClients clients) {
        SpeechOptions group = options.textToSpeechModel();
        return clients.model(
                "text-to-speech-model",
                properties.textToSpeechModel(),
                client -> MistralTextToSpeechModel.builder()
                        .client(client)
                        .modelName(group.modelName())
                        .voice(group.voice())
                        .refAudio(group.refAudio())
                        .responseFormat(group.responseFormat())
                        .expressiveness(group.expressiveness())
                        .build());
    }
}
