/** The provider on class paths of other applications, and whether the files of a release fit together. */
package io.github.mistral4j.classpaths;
