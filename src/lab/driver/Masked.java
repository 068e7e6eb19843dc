import dev.handrail.redact.SecretRedactor;

/// Masks files the way Handrail masks what a step prints: FILE becomes FILE.masked.

void main(String[] files) throws IOException {
    for (String file : files) {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        SecretRedactor mask = new SecretRedactor(List.of());
        try (OutputStream out = Files.newOutputStream(Path.of(file + ".masked"))) {
            out.write(mask.redactNext(bytes, bytes.length));
            out.write(mask.redactRest());
        }
    }
}
