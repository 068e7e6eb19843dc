/// Holds what the commands write in JSON, one record for each object.
@NullMarked
package dev.handrail.cli.json;

import org.jspecify.annotations.NullMarked;
