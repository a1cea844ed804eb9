/** What is put around OkHttp: turns for a connection, guarded connecting, bodies that are sent once. */
package io.github.mistral4j.client.internal.net;
