import dev.handrail.remote.Mask;

/// Masks files the way Handrail masks what a step prints: FILE becomes FILE.masked.
void main(String[] files) throws IOException {
    for (String file : files) {
        byte[] bytes = Files.readAllBytes(Path.of(file));
        Mask mask = new Mask(List.of());
        try (OutputStream out = Files.newOutputStream(Path.of(file + ".masked"))) {
            out.write(mask.feed(bytes, bytes.length));
            out.write(mask.end());
        }
    }
}
