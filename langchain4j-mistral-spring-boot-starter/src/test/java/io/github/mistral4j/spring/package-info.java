/** The starter in contexts of Spring Boot; the same tests run on 3.5 and 4.0. */
package io.github.mistral4j.spring;
