/** What a question is answered with, and what stands below the answer. */
package io.github.mistral4j.examples.answer;
