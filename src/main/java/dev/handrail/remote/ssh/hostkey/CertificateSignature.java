package dev.handrail.remote.ssh.hostkey;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.Signature;
import com.jcraft.jsch.SignatureECDSA;
import com.jcraft.jsch.SignatureEdDSA;
import com.jcraft.jsch.SignatureRSA;

import java.nio.BufferUnderflowException;
import java.util.Arrays;
import java.util.List;

/// The signature of an authority over a certificate.
final class CertificateSignature {
    private final byte[] authority;
    private final byte[] signed;
    private final byte[] signature;

    /// `signed`: the bytes that the signature is for.
    CertificateSignature(byte[] authority, byte[] signed, byte[] signature) {
        this.authority = authority;
        this.signed = signed;
        this.signature = signature;
    }

    byte[] authority() {
        return authority.clone();
    }

    /// The type of the authority's key; empty if that is broken.
    String authorityType() {
        try {
            return new SshDataReader(authority).readText();
        } catch (BufferUnderflowException e) {
            return "";
        }
    }

    /// `algorithms`: those that are allowed.
    boolean isValid(List<String> algorithms) {
        try {
            String algorithm = new SshDataReader(signature).readText();
            boolean fits =
                    algorithm.equals(authorityType())
                            || authorityType().equals("ssh-rsa")
                                    && algorithm.startsWith("rsa-sha2-");
            return fits && algorithms.contains(algorithm) && verify(algorithm);
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    private boolean verify(String algorithm) {
        try {
            Class<?> type = Class.forName(JSch.getConfig(algorithm));
            Signature check = (Signature) type.getDeclaredConstructor().newInstance();
            check.init();
            setKey(check);
            check.update(signed);
            return check.verify(signature);
        } catch (Exception e) {
            // JSch declares no narrower type; a signature that it cannot check counts as none.
            return false;
        }
    }

    private void setKey(Signature check) throws Exception {
        SshDataReader key = new SshDataReader(authority);
        key.readString();
        switch (check) {
            case SignatureEdDSA eddsa -> eddsa.setPubKey(key.readString());
            case SignatureRSA rsa -> rsa.setPubKey(key.readString(), key.readString());
            case SignatureECDSA ecdsa -> setPoint(ecdsa, key);
            default -> throw new IllegalArgumentException();
        }
    }

    /// The two halves of a point on the curve, after a byte that says that both are there.
    private static void setPoint(SignatureECDSA check, SshDataReader key) throws Exception {
        key.readString();
        byte[] point = key.readString();
        int half = (point.length - 1) / 2;
        check.setPubKey(
                Arrays.copyOfRange(point, 1, 1 + half),
                Arrays.copyOfRange(point, 1 + half, point.length));
    }
}
