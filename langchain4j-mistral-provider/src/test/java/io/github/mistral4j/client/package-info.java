/** What a client is built with, what it throws, and its parts that need no server: times of repeats, the window of requests, delivery. */
package io.github.mistral4j.client;
