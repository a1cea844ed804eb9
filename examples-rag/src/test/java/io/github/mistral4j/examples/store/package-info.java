/** Where passages and vectors are kept: files, memory, PostgreSQL. */
package io.github.mistral4j.examples.store;
