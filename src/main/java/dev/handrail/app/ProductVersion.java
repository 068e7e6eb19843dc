package dev.handrail.app;

/// The version of Handrail, as the JAR says it.
public final class ProductVersion {
    private ProductVersion() {}

    /// The version in the manifest of the JAR; without a JAR there is none.
    public static String text() {
        String packed = ProductVersion.class.getPackage().getImplementationVersion();
        return packed == null ? "(not packed)" : packed;
    }
}
