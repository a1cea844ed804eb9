/** OkHttp, set up and watched over: addresses, keys, bodies and connections. Knows nothing of the client's exceptions. */
@NullMarked
package io.github.mistral4j.client.internal.net;

import org.jspecify.annotations.NullMarked;
