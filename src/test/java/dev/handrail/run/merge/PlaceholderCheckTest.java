package dev.handrail.run.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// A placeholder never takes the place of a value by itself.
@Tag("fast")
class PlaceholderCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SECRET_KEY = 'real' | SECRET_KEY = 'change-me' | true",
                "SECRET_KEY=real | SECRET_KEY=CHANGEME | true",
                "key: real | key: xxx | true",
                "key: \"real\" | key: \"\" | true",
                "key = real | key = | true",
                "'PASSWORD': 'real', | 'PASSWORD': '', | true",
                "password=********a | password=******** | true",
                "password=******** | password=********a | false",
                "key = change-me | key = CHANGEME | false",
                "key = real | key = other | false",
                "key = real | another = change-me | false",
                "text | change-me | false",
                "key = real | # key = change-me | false",
            })
    void comparesValues(String mine, String fresh, boolean locked) {
        assertEquals(locked, PlaceholderCheck.replacesValue(List.of(mine), List.of(fresh)));
    }
}
