/** The JSON objects of Mistral's HTTP API, one record per object; the API's field name is given where it differs. */
@NullMarked
package io.github.mistral4j.client.api;

import org.jspecify.annotations.NullMarked;
