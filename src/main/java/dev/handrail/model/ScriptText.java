package dev.handrail.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A POSIX `sh` script exactly as in its file: Handrail never changes its text.
public record ScriptText(String file, String text) {

    /// A script that comes with Handrail, by its path among the resources. Throws if it is missing.
    public static ScriptText builtIn(String path) {
        try (InputStream in = ScriptText.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new IllegalStateException("Handrail is not whole: " + path + " is missing.");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ScriptText(path.substring(path.lastIndexOf('/') + 1), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A script that comes with Handrail and works in folders of other users, with the functions
    /// for that in front: the library that is stored in an older run does not have them.
    public static ScriptText builtInForPlace(String path) {
        ScriptText script = builtIn(path);
        return new ScriptText(
                script.file(), builtIn("runbooks/lib/place.sh").text() + script.text());
    }

    public String sha256Hex() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
